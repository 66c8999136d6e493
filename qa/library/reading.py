"""What a library tells: its articles, stories and former versions, and the passages that a search finds."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qa.articles.article import Article
from qa.articles.passages import Passage
from qa.errors import ArticleMissing
from qa.library import searching, shortfall
from qa.library.adding import PassageEmbedder
from qa.library.catalogue import lexical, versions
from qa.library.catalogue.catalogue import ArticleSummary, Catalogue, LibraryCounts
from qa.library.catalogue.filters import Filters
from qa.library.catalogue.versions import ArticleVersion
from qa.library.catalogue.visits import Visits
from qa.library.identity import check_embedder
from qa.library.searching import ScoredPassage
from qa.library.shortfall import Shortfall
from qa.library.stories import stories
from qa.library.stories.stories import Story
from qa.library.upkeep.stats import Statistics, collect_statistics
from qa.library.vectors.dense import DenseSearch
from qa.library.vectors.exact import read_vectors
from qa.library.vectors.search_path import SearchPath, describe_search
from qa.library.vectors.target import Target

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

logger = logging.getLogger("qa.library")


class LibraryReader:
    """All of a library that changes nothing; any number of threads may call it at once."""

    def __init__(
        self,
        catalogue: Catalogue,
        target: Target,
        embedder: PassageEmbedder,
        *,
        passage_size: int,
        one_shot: bool,
        notify: Callable[[str], None],
    ) -> None:
        self.path = target.folder
        self.visits = Visits(catalogue)
        self._catalogue = catalogue
        self._target = target
        self._embedder = embedder
        self._passage_size = passage_size
        self._notify = notify
        self._dense = DenseSearch(catalogue, target, one_shot=one_shot, notify=notify)

    @property
    def embedder(self) -> str:
        """The name of the embedder that questions are embedded with."""
        return self._embedder.name

    def describe_search(self) -> SearchPath:
        """Return which way searches by vector go: through the catalogue or Chroma, and by what means."""
        return describe_search(self._catalogue, self._target)

    def check_outlets(self, filters: Filters | None) -> None:
        """Raise UnknownOutlet where a filter names an outlet that no article is from."""
        shortfall.check_outlets([self._catalogue], filters)

    def find_shortfall(self, filters: Filters | None) -> Shortfall | None:
        """Return why no article passes the filters; None where one does."""
        return shortfall.find_shortfall([self._catalogue], filters)

    def find_language_gap(self, question: str, *, knows: Sequence[str]) -> Shortfall | None:
        """Return that a question is in a language that no article is in and that is none of those that are known."""
        return shortfall.find_language_gap([self._catalogue], question, knows=knows)

    def describe_undated(self, filters: Filters | None) -> str | None:
        """Return how many articles a limit on days leaves out because they have none, or None."""
        return shortfall.describe_undated([self._catalogue], filters)

    def count(self) -> LibraryCounts:
        """Return how many articles and passages there are."""
        return self._catalogue.count()

    def collect_statistics(self, filters: Filters | None = None) -> Statistics:
        """Return what the articles of the filter add up to; no article is loaded for that."""
        return collect_statistics([self._catalogue], filters, chroma=self._target.url)

    def list_articles(
        self, filters: Filters | None = None, *, words: str = "", limit: int | None = None, offset: int = 0
    ) -> list[ArticleSummary]:
        """Return articles, the latest first, those without a day at the end.

        Args:
            words: Only those with all these words in their titles; the last may be only begun.
        """
        if words.strip():
            ids = lexical.list_titled(self._catalogue, words, filters, limit=limit, offset=offset)
            known = self.get_summaries(ids)
            return [known[id] for id in ids if id in known]
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
        return searching.search_words(self._catalogue, match, n, filters, title_weight=title_weight)

    def search_vectors(
        self, vector: "NDArray[np.float32]", n: int, filters: Filters | None = None
    ) -> list[ScoredPassage]:
        """Return the n passages nearest to a vector of unit length, shape (dimensions,), by cosine similarity.

        Raises:
            EmbedderMismatch: Another process has embedded the library anew meanwhile.
            LibraryUnreachable: The Chroma server that keeps the vectors does not answer, or refuses.
        """
        check_embedder(self._catalogue, self._embedder.name)
        return searching.search_vectors(self._catalogue, self._dense, vector, n, filters)

    def document_frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return for each term how many passages have it or a word of the same stem."""
        return lexical.count_passages_with(self._catalogue, terms)

    def iter_vocabulary(self, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the words of the library that begin with prefix, folded, and how many passages have each."""
        return lexical.iterate_vocabulary(self._catalogue, prefix)
