"""Read tables of articles (.csv, .tsv): a line of names, then an article a row, parted by commas, semicolons, tabs."""

import csv
import io
from collections.abc import Iterator

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions
from qa.articles.readers.documents import load_text
from qa.articles.readers.rows.rows import build_row
from qa.articles.readers.streams import describe_size, read_lines
from qa.articles.text.clean import decode_bytes, has_mark, is_binary

_DELIMITERS = ",;\t|"


def read_table(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of each row, or why there is none in it; a bad row never stops the others."""
    beginning = stream.peek()
    if has_mark(beginning):
        text = load_text(stream, origin, options, advice="in UTF-8 without a mark, it can be of any size")
        if isinstance(text, Skipped):
            yield text
            return
        lines: Iterator[str] = iter(text.lstrip("\ufeff").splitlines(keepends=True))
    elif is_binary(beginning):
        yield Skipped(origin=origin, reason="not a text file")
        return
    else:
        lines = _decode_lines(stream, options.max_bytes)
    yield from _read_rows(lines, origin, options)


def _decode_lines(stream: io.BufferedReader, limit: int) -> Iterator[str]:
    """Yield the lines as text; one that is too long is left out, which its row shows."""
    for line in read_lines(stream, limit=limit):
        yield (decode_bytes(line) or "") if line is not None else "\n"


def _read_rows(lines: Iterator[str], origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    head = next((line for line in lines if line.strip()), "")
    if not head:
        yield Skipped(origin=origin, reason="empty")
        return
    delimiter = max(_DELIMITERS, key=head.count)
    csv.field_size_limit(options.max_bytes)
    names = [name.strip() for name in next(csv.reader([head], delimiter=delimiter))]
    rows = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        place = f"{origin}#row-{number}"
        try:
            values = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield Skipped(origin=place, reason=f"not a row of a table ({error}); at most {_describe(options)} a field")
            continue
        if not any(value.strip() for value in values):
            number -= 1
            continue
        if len(values) > len(names):
            yield Skipped(origin=place, reason=f"{len(values)} fields where the first line names {len(names)}")
            continue
        row = dict(zip(names, values, strict=False))
        yield build_row(row, origin=origin, place=place, fallback=f"row-{number}", options=options)
    if number == 1:
        yield Skipped(origin=origin, reason="a table without rows")


def _describe(options: ReadOptions) -> str:
    return describe_size(options.max_bytes)
