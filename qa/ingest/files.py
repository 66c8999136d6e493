"""Find the articles in files, folders and standard input."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from qa.articles import Article, ReadOptions, Skipped, read_articles, read_sent
from qa.ingest.found import Found


def find_in_files(sources: Sequence[str | os.PathLike[str]], options: ReadOptions | None = None) -> Iterator[Found]:
    """Yield the articles in sources, and what is not read of them, each with the bytes that were read by then."""
    size = 0

    def note(read: int) -> None:
        nonlocal size
        size = read

    for item in read_articles(sources, options, on_read=note):
        yield _make_found(item, size)


def find_in_sent(files: Iterable[tuple[str, BinaryIO]], options: ReadOptions | None = None) -> Iterator[Found]:
    """Yield the articles in files that somebody sent, each with its name, and what is not read of them."""
    for name, stream in files:
        for item in read_sent(stream, name, options):
            yield _make_found(item)


def _make_found(item: Article | Skipped, size: int = 0) -> Found:
    if isinstance(item, Skipped):
        return Found(origin=item.origin, status="skipped", reason=item.reason, size=size)
    return Found(origin=item.origin, article=item, size=size)
