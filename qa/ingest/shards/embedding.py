"""Embed a table of articles: one function that plain processes, Ray and Spark call."""

from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

from qa.articles import Article, Skipped
from qa.articles.language import identify_article
from qa.articles.passages import split_article
from qa.ingest.shards.identity import ShardIdentity, find_identity
from qa.ingest.shards.rows import read_items, write_embedded
from qa.library.adding import PassageEmbedder, Split, embed_each
from qa.models.embeddings import open_embedder
from qa.settings import Settings, load_settings

if TYPE_CHECKING:
    import pyarrow


def embed_batch(table: "pyarrow.Table") -> "pyarrow.Table":
    """Return a table of articles with their passages and vectors, embedded as the settings of this process say.

    It depends on nothing else and changes nothing, so that Ray (`map_batches`) and Spark (`mapInArrow`) can call it
    on any machine. The embedder is loaded once a process.

    Args:
        table: An article a row, with columns as files of articles have them: `text` or `body`, `title`, `published`,
            `source`, `url` ...; what other columns hold is passed over.

    Returns:
        A row for each article, with the columns of a shard file, and for each row that is none the reason.

    Raises:
        SomethingMissing: pyarrow is not installed.
        EmbedderUnavailable: The embedder is not installed, or its endpoint can't be reached.
    """
    return _open_embedder()(table)


class ArticleEmbedder:
    """Embeds tables of articles; whoever holds it holds the embedder, which is loaded with the first table."""

    def __init__(self, settings: Settings, embedder: PassageEmbedder | None = None) -> None:
        """Take the settings, which name the embedder and the size of passages; or an embedder that is open."""
        self._settings = settings
        self._given = embedder

    @cached_property
    def identity(self) -> ShardIdentity:
        """What the vectors are made with."""
        return find_identity(self._embedder, passage_size=self._settings.passage_size)

    def __call__(self, table: "pyarrow.Table") -> "pyarrow.Table":
        """Return the articles of a table with their passages and vectors."""
        return self.embed(list(read_items(table)))

    def embed(self, items: Sequence[Article | Skipped]) -> "pyarrow.Table":
        """Return articles with their passages and vectors as a table; what is skipped stays so."""
        articles = [identify_article(item) for item in items if isinstance(item, Article)]
        passages = [(article, split_article(article, size=self._settings.passage_size)) for article in articles]
        found = embed_each(Split(articles=articles, passages=passages), embedder=self._embedder)
        reasons = [(article.origin, found.refused.get(article.id)) for article in articles]
        refused = [Skipped(origin=origin, reason=reason) for origin, reason in reasons if reason]
        missed = [item for item in items if isinstance(item, Skipped)]
        return write_embedded(found.new, [*missed, *refused], self.identity)

    @cached_property
    def _embedder(self) -> PassageEmbedder:
        return self._given or open_embedder(self._settings)


@cache
def _open_embedder() -> ArticleEmbedder:
    return ArticleEmbedder(load_settings())
