"""Find the articles in files, folders and standard input."""

import os
from collections.abc import Iterator, Sequence

from qa.articles import ReadOptions, Skipped, read_articles
from qa.ingest.found import Found


def find_in_files(sources: Sequence[str | os.PathLike[str]], options: ReadOptions | None = None) -> Iterator[Found]:
    """Yield the articles in sources, and what is not read of them, each with the bytes that were read by then."""
    size = 0

    def note(read: int) -> None:
        nonlocal size
        size = read

    for item in read_articles(sources, options, on_read=note):
        if isinstance(item, Skipped):
            yield Found(origin=item.origin, status="skipped", reason=item.reason, size=size)
        else:
            yield Found(origin=item.origin, article=item, size=size)
