"""Read JSON: one article a line (.jsonl), or one document with an article or a list of them (.json)."""

import codecs
import io
import json
import re
from collections.abc import Iterator, Mapping

from qa.articles import portable
from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions, build_article
from qa.articles.fields import collect_candidates, look_up, read_line, read_text, read_url
from qa.articles.readers.documents import load_text
from qa.articles.readers.rows.exports import explain_no_text, is_removed, mend_cut_text, unwrap_row, unwrap_value
from qa.articles.readers.rows.markup import read_markup
from qa.articles.readers.streams import describe_size, read_lines
from qa.articles.text.clean import clip_line, decode_bytes, is_binary

# Where documents keep a list of articles, and what such a list may be in: {"response": {"results": [...]}}.
_LISTS = (
    "articles", "items", "results", "data", "hits", "docs", "documents", "posts", "entries", "records", "rows", "news",
    "stories", "edges", "value",
)  # fmt: skip
_AROUND_LISTS = ("response", "hits", "data", "result", "results", "body", "channel", "feed")
_IDS = ("id", "_id", "article_id", "uuid", "guid")
# The name of an article that its row gives none.
NUMBERED = re.compile(r"(?:#(?:line|item|row)(?:-\d+)*)?")

# Chosen: what is shown of a row, its name or those of its columns, fits in a line or two.
_LONGEST_ID = 200
_MOST_NAMES = 20


def read_json_lines(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of each line, or why there is none in it; a bad line never stops the others."""
    beginning = stream.peek()
    if is_binary(beginning) or beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield Skipped(origin=origin, reason="not a text file in UTF-8")
        return
    empty = True
    for number, line in enumerate(read_lines(stream, limit=options.max_bytes), start=1):
        if line is None:
            yield Skipped(origin=f"{origin}:{number}", reason=f"a line larger than {describe_size(options.max_bytes)}")
        elif line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield from _read_line(line, origin, number, options)
        else:
            continue
        empty = False
    if empty:
        yield Skipped(origin=origin, reason="empty")


def read_json(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the articles of a document, or of each line where every line is an object of its own."""
    if has_json_lines(stream.peek()):
        yield from read_json_lines(stream, origin, options)
        return
    text = load_text(stream, origin, options, advice="as .jsonl, with one article a line, it can be of any size")
    if isinstance(text, Skipped):
        yield text
        return
    try:
        value = _parse_json(text)
    except ValueError as error:
        yield Skipped(origin=origin, reason=f"not valid JSON: {error}")
        return
    yield from _build_rows(value, origin, origin, "item", options)


def has_json_lines(beginning: bytes) -> bool:
    """Tell whether JSON that begins like this has a whole object in its first line."""
    start = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")
    first, line_end, _ = start.partition(b"\n")
    return first.startswith(b"{") and (not line_end or first.rstrip().endswith(b"}"))


def _read_line(line: bytes, origin: str, number: int, options: ReadOptions) -> Iterator[Article | Skipped]:
    place = f"{origin}:{number}"
    text = decode_bytes(line)
    if text is None:
        yield Skipped(origin=place, reason="not text")
        return
    try:
        value = _parse_json(text)
    except ValueError as error:
        yield Skipped(origin=place, reason=f"not valid JSON: {error}")
        return
    yield from _build_rows(value, origin, place, f"line-{number}", options)


def _parse_json(text: str) -> object:
    """Return the value of a JSON text; control codes in its strings are let through, as cleaning removes them.

    Raises ValueError with a short reason.
    """
    try:
        value: object = json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise ValueError(f"{error.msg[:1].lower()}{error.msg[1:]} at {place}") from None
    except (RecursionError, ValueError):
        raise ValueError("too deep, or a number too long") from None
    return value


def _build_rows(
    value: object, origin: str, place: str, label: str, options: ReadOptions
) -> Iterator[Article | Skipped]:
    """Yield the articles in one JSON value: those of a list, of the list in an object, or the one that it is itself.

    origin, place  the source, and where in it the value is
    label          what an article with neither an id nor a url is called
    """
    rows = _list_rows(value)
    if rows is None:
        yield from read_row(value, origin=origin, place=place, fallback=label, options=options)
        return
    if not rows:
        yield Skipped(origin=place, reason="no articles in it")
    for number, row in enumerate(rows, start=1):
        fallback = f"{label}-{number}"
        yield from read_row(row, origin=origin, place=f"{place}#{number}", fallback=fallback, options=options)


def _list_rows(value: object) -> list[object] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping):
        return None
    holders = [value, *(inner for name in _AROUND_LISTS if isinstance(inner := value.get(name), Mapping))]
    lists = [rows for holder in holders for name in _LISTS if isinstance(rows := holder.get(name), list)]
    if not lists or any(map(read_text, collect_candidates(value, {})["text"])):
        return None
    return lists[0]


def read_row(
    row: object, *, origin: str, place: str, fallback: str, options: ReadOptions
) -> Iterator[Article | Skipped]:
    """Yield the article of a row, and of one that `qa export` wrote what it said before, too."""
    if isinstance(row, Mapping) and portable.MARK in row:
        yield from portable.read_row(row, place=place)
    else:
        yield build_row(row, origin=origin, place=place, fallback=fallback, options=options)


def build_row(row: object, *, origin: str, place: str, fallback: str, options: ReadOptions) -> Article | Skipped:
    """Return the article of a row, named by its id, else its url, else fallback."""
    if not isinstance(row, Mapping):
        return Skipped(origin=place, reason="not an object with fields")
    if is_removed(row):
        return Skipped(origin=place, reason="removed by its publisher")
    names = clip_line(", ".join(list(row)[:_MOST_NAMES]))
    plain = mend_cut_text(unwrap_row(row))
    try:
        found = collect_candidates(plain, {})
        # What is chosen by its name is named as it stands in the row.
        found |= {field: [unwrap_value(look_up(row, name))] for field, name in options.fields.items()}
    except KeyError as error:
        return Skipped(origin=place, reason=f"no field {error}; there are: {names}")
    found |= {field: [_read_markup(value) for value in found[field]] for field in ("text", "title")}
    ids = [line for name in _IDS if name in plain and (line := read_line(plain[name]))]
    urls = [url for value in found["url"] if (url := read_url(value))]
    name = (ids + urls + [fallback])[0][:_LONGEST_ID]
    no_text = explain_no_text(row, names, urls)
    built = build_article(found, origin=f"{origin}#{name}", options=options, no_text=no_text)
    return Skipped(origin=place, reason=built.reason) if isinstance(built, Skipped) else built


def _read_markup(value: object) -> object:
    """Return a text, or a list of paragraphs, without the markup that it may hold."""
    if isinstance(value, list):
        return [read_markup(part) if isinstance(part, str) else part for part in value]
    return read_markup(value) if isinstance(value, str) else value
