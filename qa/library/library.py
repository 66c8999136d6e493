"""The library: articles in a catalogue and their vectors in Chroma, kept in step whatever happens."""

import secrets
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from qa.articles.article import Article
from qa.articles.passages import Passage
from qa.errors import ArticleMissing, EmbedderMismatch
from qa.library import shortfall
from qa.library.adding import (
    Added,
    Embedded,
    PassageEmbedder,
    batch_articles,
    check_dimensions,
    embed_each,
    report_batch,
)
from qa.library.catalogue import changes, versions
from qa.library.catalogue import lexical as words
from qa.library.catalogue.catalogue import ArticleSummary, Catalogue, LibraryCounts
from qa.library.catalogue.filters import Filters
from qa.library.catalogue.lock import hold_lock
from qa.library.catalogue.versions import ArticleVersion
from qa.library.catalogue.visits import Visits
from qa.library.shortfall import Shortfall
from qa.library.stories import stories
from qa.library.stories.stories import Story
from qa.library.upkeep.removal import remove_articles
from qa.library.vectors import sync
from qa.library.vectors.collection import Target
from qa.library.vectors.dense import DenseSearch
from qa.library.vectors.exact import read_vectors
from qa.library.vectors.reembed import re_embed_passages

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LOCK_SECONDS = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPassage:
    """A passage that a search found; a higher score is better, and only scores of one search compare."""

    passage: Passage
    score: float


class Library:
    """A folder of articles that can be searched by words and by vectors.

    The catalogue (SQLite) is the source of truth and holds the vectors as well; Chroma follows it. Reading may happen
    from any thread and in any number of processes while one process writes.
    """

    def __init__(self, catalogue: Catalogue, target: Target, embedder: PassageEmbedder, *, passage_size: int) -> None:
        self.path = target.folder
        self.visits = Visits(catalogue)
        self._catalogue = catalogue
        self._target = target
        self._embedder = embedder
        self._passage_size = passage_size
        self._dense = DenseSearch(catalogue, target)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        embedder: PassageEmbedder,
        chroma: str | None = None,
        create: bool = False,
        passage_size: int = 1000,
    ) -> Self:
        """Open the library in the folder path.

        Args:
            path: Its folder.
            embedder: What new passages are embedded with; it has to be the one that the library was made with.
            chroma: URL of the Chroma server that keeps the vectors; None keeps them in the folder.
            create: Make the library if there is none.
            passage_size: Longest passage of articles added from now on, in characters.

        Raises:
            LibraryMissing: There is no library at the given place.
            LibraryTooNew: The library was made by a newer version of the program.
            LibraryUnwritable: The library can't be written: rights, a full disk, a read-only medium.
            LibraryProblem: The library is there but can't be used.
            EmbedderMismatch: The library was made with another embedder than the one asked for.
        """
        catalogue = Catalogue.open(path, create=create)
        library = cls(catalogue, Target(folder=path, url=chroma), embedder, passage_size=passage_size)
        try:
            library._adopt_embedder()
        except BaseException:
            catalogue.close()
            raise
        return library

    def close(self) -> None:
        """Close the files."""
        self._dense.close()
        self._catalogue.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def add_articles(self, articles: Iterable[Article], *, batch_size: int = 256) -> Generator[Added, None, None]:
        """Put articles in; yield what became of each once it is safe, whatever happens to the process afterwards.

        Articles whose content is there already cost nothing. An article of the same url or origin is replaced. Chroma
        gets the vectors some batches later, at the latest when the last article was yielded; until then searches take
        them from the catalogue.

        Args:
            articles: What is added, read one batch at a time.
            batch_size: About how many passages are embedded and written at once.

        Raises:
            LibraryUnwritable: The library can't be written: rights, a full disk, a read-only medium.
            LibraryBusy: Another process kept the library locked for too long.
            EmbedderMismatch: The library was made with another embedder than the one asked for.
            LibraryUnreachable: The Chroma server that keeps the vectors does not answer, or refuses.
        """
        for batch in batch_articles(articles, size=batch_size, passage_size=self._passage_size):
            unknown = changes.find_unknown(self._catalogue, batch)
            found = embed_each(unknown, embedder=self._embedder, passage_size=self._passage_size)
            yield from self._write_batch(batch, found)
        self.sync()

    def remove_articles(self, ids: Sequence[str]) -> int:
        """Take the articles with these ids out, so that no file holds a word of them; return how many there were."""
        self._dense.close()
        with self._hold_lock():
            return remove_articles(self._catalogue, self._target, ids, embedder=self._embedder.name)

    def sync(self) -> None:
        """Bring Chroma in step with the catalogue now, finishing what a killed process left undone."""
        if sync.needs_sync(self._catalogue, self._target):
            with self._hold_lock():
                sync.sync_vectors(self._catalogue, self._target, embedder=self._embedder.name)

    def re_embed(
        self, embedder: PassageEmbedder | None = None, on_progress: Callable[[int, int], None] | None = None
    ) -> int:
        """Embed all passages anew, with another embedder or the same; return how many.

        Until the last one is done the library stays as it was; an interrupted run continues where it was.

        Args:
            on_progress: Called with the number of passages done and their total.
        """
        new = embedder or self._embedder
        done = re_embed_passages(
            self._catalogue, self._target, embedder=new, on_progress=on_progress, lock_seconds=LOCK_SECONDS
        )
        self._embedder = new
        self._dense.close()
        return done

    @property
    def embedder(self) -> str:
        """The name of the embedder that questions are embedded with."""
        return self._embedder.name

    def check_outlets(self, filters: Filters | None) -> None:
        """Raise UnknownOutlet where a filter names an outlet that no article is from."""
        shortfall.check_outlets(self._catalogue, filters)

    def find_shortfall(self, filters: Filters | None) -> Shortfall | None:
        """Return why no article passes the filters; None where one does."""
        return shortfall.find_shortfall(self._catalogue, filters)

    def find_language_gap(self, question: str, *, knows: Sequence[str]) -> Shortfall | None:
        """Return that a question is in a language that no article is in and that is none of those that are known."""
        return shortfall.find_language_gap(self._catalogue, question, knows=knows)

    def describe_undated(self, filters: Filters | None) -> str | None:
        """Return how many articles a limit on days leaves out because they have none, or None."""
        return shortfall.describe_undated(self._catalogue, filters)

    def count(self) -> LibraryCounts:
        """Return how many articles and passages there are."""
        return self._catalogue.count()

    def list_articles(
        self, filters: Filters | None = None, *, limit: int | None = None, offset: int = 0
    ) -> list[ArticleSummary]:
        """Return articles, the latest first, those without a day at the end."""
        return self._catalogue.list_articles(filters, limit=limit, offset=offset)

    def get_article(self, key: str) -> Article:
        """Return the article whose id, beginning of id, url or origin is key.

        Raises:
            ArticleMissing: There is no article, or more than one, for what was given.
        """
        found = self._catalogue.find_articles(key)
        if len(found) > 1:
            raise ArticleMissing(f"{key!r} stands for {len(found)} articles or more. Give more of the id: {found[0]}.")
        articles = self._catalogue.get_articles(found)
        if not articles:
            raise ArticleMissing(f"There is no article {key!r} in {self.path}. See them all: qa articles list")
        return next(iter(articles.values()))

    def get_articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return the articles with these ids, by id; unknown ids are left out."""
        return self._catalogue.get_articles(ids)

    def get_summaries(self, ids: Iterable[str]) -> dict[str, ArticleSummary]:
        """Return what is known of the articles with these ids, by id, without their texts; unknown ids are left out."""
        return self._catalogue.get_summaries(ids)

    def list_stories(
        self, filters: Filters | None = None, *, copies_only: bool = False, limit: int | None = None
    ) -> list[Story]:
        """Return each report with its copies, whoever was first at the beginning; the latest report first."""
        return stories.list_stories(self._catalogue, filters, copies_only=copies_only, limit=limit)

    def get_versions(self, id: str) -> list[ArticleVersion]:
        """Return what the article with this id said before it changed, oldest first."""
        return self.get_versions_of([id]).get(id, [])

    def get_versions_of(self, ids: Iterable[str]) -> dict[str, list[ArticleVersion]]:
        """Return the same for many articles, by id; those that never changed are left out."""
        return versions.get_versions(self._catalogue, ids)

    def find_changed(self, words: Sequence[str], *, filters: Filters | None = None, n: int = 20) -> list[str]:
        """Return the ids of at most n articles of which a former version has all these words, in any order."""
        return versions.find_changed(self._catalogue, words, filters, n)

    def find_current(self, id: str, url: str | None = None) -> str | None:
        """Return the id of the article that has this id or had it before it changed or, failing these, has the url."""
        return versions.find_current(self._catalogue, id, url)

    def get_passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return the passages with these ids, by id; unknown ids are left out."""
        return self._catalogue.get_passages(ids)

    def get_vectors(self, ids: Iterable[str]) -> "dict[str, NDArray[np.float32]]":
        """Return the vectors of the passages with these ids, by id; unknown ids are left out."""
        return read_vectors(self._catalogue, ids)

    def search_words(
        self, match: str, n: int, filters: Filters | None = None, *, title_weight: float = 1.0
    ) -> list[ScoredPassage]:
        """Return the n best passages for a query in FTS5's language, by BM25.

        Args:
            match: The query, written with fold_for_search.
            title_weight: How much more a word in the title counts than one in the text.

        Raises:
            ValueError: It is not an FTS5 query.
        """
        with self._catalogue.read():
            scores = words.match_words(self._catalogue, match, n, filters, title_weight=title_weight)
            passages = self._catalogue.get_passages_by_row(scores)
        return [ScoredPassage(passage=passages[row], score=score) for row, score in scores.items()]

    def search_vectors(
        self, vector: "NDArray[np.float32]", n: int, filters: Filters | None = None
    ) -> list[ScoredPassage]:
        """Return the n passages nearest to a vector of unit length, shape (dimensions,), by cosine similarity.

        Raises:
            EmbedderMismatch: Another process has embedded the library anew meanwhile.
            LibraryUnreachable: The Chroma server that keeps the vectors does not answer, or refuses.
        """
        self._check_embedder()
        dimensions = int(self._catalogue.get_meta("dimensions") or 0)
        if n < 1 or not dimensions:
            return []
        if len(vector) != dimensions:
            raise EmbedderMismatch(
                f"The embedder gives vectors of {len(vector)} dimensions, and those of the library have {dimensions}: "
                "there is another model behind its name. Embed the articles anew: qa ingest --re-embed"
            )
        scores = self._dense.find_nearest(vector, n, filters)
        passages = self._catalogue.get_passages(scores)
        return [ScoredPassage(passage=passages[id], score=score) for id, score in scores.items() if id in passages]

    def document_frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return for each term how many passages have it or a word of the same stem."""
        return words.count_passages_with(self._catalogue, terms)

    def iter_vocabulary(self, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the words of the library that begin with prefix, folded, and how many passages have each."""
        return words.iterate_vocabulary(self._catalogue, prefix)

    def _write_batch(self, batch: Sequence[Article], found: Embedded) -> Iterator[Added]:
        written = changes.WrittenArticle()
        embedded, taken = found.articles, [article for article in batch if article.id not in found.refused]
        if embedded or changes.has_new_origins(self._catalogue, taken):
            with self._hold_lock():
                unknown = {article.id for article in changes.find_unknown(self._catalogue, taken)}
                embedded = [item for item in embedded if item.article.id in unknown]
                check_dimensions(embedded, int(self._catalogue.get_meta("dimensions") or 0))
                with self._catalogue.write() as connection:
                    written = changes.write_articles(self._catalogue, connection, taken, embedded)
                if sync.is_due(self._catalogue):
                    sync.sync_vectors(self._catalogue, self._target, embedder=self._embedder.name)
        return report_batch(batch, embedded=embedded, written=written, refused=found.refused)

    @contextmanager
    def _hold_lock(self) -> Iterator[None]:
        """Hold the writer lock, sure that nothing has changed that must not have."""
        self._catalogue.check_writable()
        with hold_lock(self.path, timeout=LOCK_SECONDS):
            self._check_embedder()
            sync.begin_changes(self._catalogue, self._target)
            yield

    def _adopt_embedder(self) -> None:
        """Note the embedder of a library that is new or empty; refuse one that does not fit."""
        known = self._catalogue.get_meta("embedder")
        if known == self._embedder.name:
            return
        if self._catalogue.count().articles:
            self._check_embedder()
        if self._catalogue.writable:
            notes = {"embedder": self._embedder.name, "dimensions": "", "collection": ""}
            library_id = self._catalogue.get_meta("library_id") or secrets.token_hex(4)
            self._catalogue.set_meta({**notes, "library_id": library_id})

    def _check_embedder(self) -> None:
        known = self._catalogue.get_meta("embedder")
        if known != self._embedder.name:
            raise EmbedderMismatch(
                f"The library {self.path} was made with the embedder {known}, not with {self._embedder.name}. Use that "
                "one, or embed the articles anew: qa ingest --re-embed --embedder NAME"
            )
