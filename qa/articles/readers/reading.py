"""Read articles from files, folders and standard input; what can't be read is told, and never stops the rest."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath
from types import MappingProxyType
from typing import BinaryIO

from qa.articles.article import Article, Skipped
from qa.articles.build import Reader, ReadOptions
from qa.articles.readers.formats import FEEDS, NOT_READ, READERS, choose_reader, find_reader
from qa.articles.readers.rows.rows import NUMBERED
from qa.articles.readers.sidecars import add_sidecar
from qa.articles.readers.sources import STDIN, SourceFile, describe_error, find_files, load_sidecar, name_origin
from qa.articles.readers.streams import open_metered
from qa.articles.text.clean import clip_line


def read_articles(
    sources: Sequence[str | os.PathLike[str]],
    options: ReadOptions | None = None,
    *,
    stdin: BinaryIO | None = None,
    on_read: Callable[[int], None] | None = None,
    readers: Mapping[str, Reader] = MappingProxyType({}),
) -> Iterator[Article | Skipped]:
    """Yield every article in sources, one in memory at a time, and for all that is not read a reason.

    Args:
        sources: Files, folders, and "-" for standard input, whose format is told by its first bytes.
        options: Defaults when None.
        stdin: What "-" reads; standard input when None.
        on_read: Called with the number of bytes dealt with so far, out of count_bytes(sources).
        readers: Other readers for files by the end of their names, such as ".parquet".

    Yields:
        Articles, and what was skipped with the reason.
    """
    options = options or ReadOptions()
    report = on_read or _ignore
    done = 0
    for source in sources:
        if source == STDIN:
            yield from _read_stdin(stdin or sys.stdin.buffer, options)
            continue
        for found in find_files(source):
            if isinstance(found, Skipped):
                yield found
                continue
            yield from _read_file(found, options, done=done, report=report, readers={**READERS, **readers})
            done += found.size
            report(done)


def read_sent(stream: BinaryIO, name: str, options: ReadOptions | None = None) -> Iterator[Article | Skipped]:
    """Yield the articles of a file that somebody sent, by its name or its first bytes; no file of this machine is read.

    One without an id or a url is named by its content, as with standard input.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in NOT_READ:
        yield Skipped(origin=name, reason=f"{suffix} is not read; {', '.join(READERS)} are")
        return
    source = open_metered(stream, _ignore)
    reader = find_reader(name) or choose_reader(source.peek())
    yield from name_by_content(reader(source, name, options or ReadOptions()), name)


def _read_file(
    file: SourceFile,
    options: ReadOptions,
    *,
    done: int,
    report: Callable[[int], None],
    readers: Mapping[str, Reader],
) -> Iterator[Article | Skipped]:
    origin = name_origin(file.path)
    position = 0

    def advance(size: int) -> None:
        nonlocal position
        position += size
        report(done + min(position, file.size))

    if file.suffix in NOT_READ:
        others = f"{', '.join(READERS)} are"
        advice = f"of a feed: --feed {clip_line(file.path.name)}" if file.suffix in FEEDS else others
        yield Skipped(origin=origin, reason=f"{file.suffix} is not read; {advice}")
        return
    try:
        with file.path.open("rb", buffering=0) as raw:
            stream = open_metered(raw, advance)
            reader = readers.get(file.suffix) or choose_reader(stream.peek())
            yield from reader(stream, origin, add_sidecar(options, str(file.path), load_sidecar))
    except OSError as error:
        yield Skipped(origin=origin, reason=describe_error(error))


def _read_stdin(stdin: BinaryIO, options: ReadOptions) -> Iterator[Article | Skipped]:
    try:
        stream = open_metered(stdin, _ignore)
        yield from name_by_content(choose_reader(stream.peek())(stream, "stdin", options), "stdin")
    except OSError as error:
        yield Skipped(origin="stdin", reason=describe_error(error))


def name_by_content(items: Iterator[Article | Skipped], origin: str) -> Iterator[Article | Skipped]:
    """Yield what was read, articles without an id or a url named by their content.

    A line number would name another article the next time, and adding that one would replace this one.
    """
    for found in items:
        if isinstance(found, Article) and NUMBERED.fullmatch(found.origin.removeprefix(origin)):
            found = replace(found, origin=f"{origin}#{found.id}")
        yield found


def _ignore(_: int) -> None:
    pass
