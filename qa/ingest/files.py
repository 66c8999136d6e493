"""Find the articles in files, folders and standard input; those of shard files with their vectors."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from qa.articles import Article, ReadOptions, Skipped, read_articles, read_sent
from qa.ingest.found import Found
from qa.ingest.shards.reading import ShardReader
from qa.library.adding import PassageEmbedder


def find_in_files(
    sources: Sequence[str | os.PathLike[str]],
    options: ReadOptions | None = None,
    *,
    embedder: PassageEmbedder | None = None,
) -> Iterator[Found]:
    """Yield the articles in sources, and what is not read of them, each with the bytes that were read by then.

    embedder  that of the library: articles of shard files that are made with it come with their vectors, others are
              refused; without it they come as articles alone
    """
    size = 0
    shards = ShardReader(embedder) if embedder else None

    def note(read: int) -> None:
        nonlocal size
        size = read

    for item in read_articles(sources, options, on_read=note, readers={".parquet": shards} if shards else {}):
        yield _make_found(item, size, shards)


def find_in_sent(files: Iterable[tuple[str, BinaryIO]], options: ReadOptions | None = None) -> Iterator[Found]:
    """Yield the articles in files that somebody sent, each with its name, and what is not read of them."""
    for name, stream in files:
        for item in read_sent(stream, name, options):
            yield _make_found(item)


def _make_found(item: Article | Skipped, size: int = 0, shards: ShardReader | None = None) -> Found:
    if isinstance(item, Skipped):
        return Found(origin=item.origin, status="skipped", reason=item.reason, size=size)
    embedded = shards.take(item) if shards else None
    return Found(origin=item.origin, article=item, embedded=embedded, size=size)
