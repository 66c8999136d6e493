"""Turn articles into shard files, in this process or on the workers of a Ray cluster; nothing is made twice."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qa.articles import Article, ReadOptions
from qa.ingest.files import find_in_files
from qa.ingest.found import Found, Status
from qa.ingest.overlap import read_ahead
from qa.ingest.shards.embedding import ArticleEmbedder
from qa.ingest.shards.part import SourcePart
from qa.ingest.shards.rows import REASON, import_arrow
from qa.ingest.shards.writing import ShardWriter, open_writer
from qa.library.adding import PassageEmbedder, batch_articles
from qa.library.ahead import map_ahead
from qa.settings import Settings

if TYPE_CHECKING:
    import pyarrow

OnFound = Callable[[Found, int], None]

# Chosen: with ten passages an article a file holds 10,000 vectors, about ten MB, and some minutes of work.
SIZE = 1_000
# In passages, chosen: enough to sort by length and embed at once, few enough for a bar that moves.
_AT_ONCE = 256
# Chosen: two such batches of ordinary articles; of what is longer, one batch is in memory at a time.
_CHARACTERS_AHEAD = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedOptions:
    """How shards are made.

    part     the share of the articles that this process embeds
    size     articles of a file
    ray      address of a Ray cluster, "local" for one of this machine alone; None embeds in this process
    workers  how many workers of the cluster embed; None for one on each of its processors
    read     how sources are read
    """

    part: SourcePart = field(default_factory=SourcePart)
    size: int = SIZE
    ray: str | None = None
    workers: int | None = None
    read: ReadOptions = field(default_factory=ReadOptions)


def embed_into(
    folder: Path,
    sources: Sequence[str | os.PathLike[str]],
    settings: Settings,
    options: EmbedOptions,
    *,
    on_found: OnFound,
    embedder: PassageEmbedder | None = None,
) -> int:
    """Embed the articles of sources into shard files of a folder; return how many files were written.

    embedder  in the place of the one that the settings name; not on a cluster
    on_found  called with each thing found, once it is embedded or known, and the number of its passages

    Raises UsageProblem, SourceProblem or SomethingMissing; what was complete by then is written, and the same call
    goes on after it.
    """
    import_arrow()
    own = ArticleEmbedder(settings, embedder)
    with open_writer(folder, own.identity, part=options.part, size=options.size) as writer:
        if options.ray:
            from qa.ingest.shards.cluster import embed_on_ray

            tables = embed_on_ray(sources, settings, options, writer)
        else:
            tables = _embed_here(sources, own, options, writer, on_found)
        for table in tables:
            _take_table(table, writer, on_found)
    return writer.files


def _embed_here(
    sources: Sequence[str | os.PathLike[str]],
    embedder: ArticleEmbedder,
    options: EmbedOptions,
    writer: ShardWriter,
    on_found: OnFound,
) -> "Iterator[pyarrow.Table]":
    """Yield the articles of sources, embedded, while those to come are read in a thread and embedded in another."""

    def sift() -> Iterator[Article]:
        for found in read_ahead(find_in_files(sources, options.read)):
            if found.article is None:
                on_found(found, 0)
            elif not options.part.has(found.article):
                continue
            elif writer.knows(found.article.id):
                on_found(replace(found, status="unchanged"), 0)
            else:
                yield found.article

    batches = batch_articles(sift(), size=_AT_ONCE, passage_size=embedder.identity.passage_size)
    with closing(map_ahead(embedder.embed, batches, most=_CHARACTERS_AHEAD, weigh=_count_characters)) as tables:
        yield from tables


def _count_characters(articles: Sequence[Article]) -> int:
    return sum(len(article.text) for article in articles)


def _take_table(table: "pyarrow.Table", writer: ShardWriter, on_found: OnFound) -> None:
    """Write the articles of a table, and tell of them and of what is none."""
    import pyarrow.compute as compute

    told = table.select(["id", "origin", REASON, "starts"]).to_pylist()
    known = {row["id"] for row in told if row["id"] and writer.knows(row["id"])}
    writer.write(table.filter(compute.is_null(table[REASON])))
    for row in told:
        if row[REASON] is not None:
            on_found(Found(origin=row["origin"], status="skipped", reason=row[REASON]), 0)
        else:
            status: Status = "unchanged" if row["id"] in known else "new"
            on_found(Found(origin=row["origin"], status=status), len(row["starts"]))
