"""What a library tells: its articles, stories and former versions, and the passages that a search finds."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qa.articles.article import Article
from qa.articles.passages import Passage
from qa.errors import ArticleMissing
from qa.library import searching, shortfall
from qa.library.adding import PassageEmbedder
from qa.library.catalogue import versions
from qa.library.catalogue.catalogue import ArticleSummary, Catalogue, LibraryCounts
from qa.library.catalogue.filters import Filters
from qa.library.catalogue.versions import ArticleVersion
from qa.library.catalogue.visits import Visits
from qa.library.catalogue.words import lexical
from qa.library.identity import check_embedder
from qa.library.parts import merging, ranking
from qa.library.parts.merging import PartedVisits
from qa.library.parts.opened import Part, open_parts
from qa.library.searching import ScoredPassage
from qa.library.shortfall import Shortfall
from qa.library.stories import stories
from qa.library.stories.stories import Story
from qa.library.upkeep.stats import Statistics, collect_statistics
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
        self._parts = open_parts(catalogue, target, one_shot=one_shot, notify=notify)
        self.visits: Visits = PartedVisits(self._parts)
        self._catalogue = catalogue
        self._target = target
        self._embedder = embedder
        self._passage_size = passage_size
        self._notify = notify

    @property
    def embedder(self) -> str:
        """The name of the embedder that questions are embedded with."""
        return self._embedder.name

    def describe_search(self) -> SearchPath:
        """Return which way searches by vector go: through the catalogue or Chroma, and by what means."""
        return describe_search(self._catalogue, self._target)

    def check_outlets(self, filters: Filters | None) -> None:
        """Raise UnknownOutlet where a filter names an outlet that no article is from."""
        shortfall.check_outlets(self._parts.list_catalogues(), filters)

    def find_shortfall(self, filters: Filters | None) -> Shortfall | None:
        """Return why no article passes the filters; None where one does."""
        return shortfall.find_shortfall(self._parts.list_catalogues(), filters)

    def explain_nothing(self, filters: Filters | None, otherwise: str = "") -> str:
        """Return why no article passes the filters, in one line; where one does, what is told otherwise."""
        lacking = self.find_shortfall(filters)
        return lacking.explanation if lacking else otherwise

    def find_language_gap(self, question: str, *, knows: Sequence[str]) -> Shortfall | None:
        """Return that a question is in a language that no article is in and that is none of those that are known."""
        return shortfall.find_language_gap(self._parts.list_catalogues(), question, knows=knows)

    def describe_undated(self, filters: Filters | None) -> str | None:
        """Return how many articles a limit on days leaves out because they have none, or None."""
        return shortfall.describe_undated(self._parts.list_catalogues(), filters)

    def count(self) -> LibraryCounts:
        """Return how many articles and passages there are."""
        counts = [part.count() for part in self._parts.list_parts()]
        return LibraryCounts(
            articles=sum(count.articles for count in counts), passages=sum(count.passages for count in counts)
        )

    def collect_statistics(self, filters: Filters | None = None) -> Statistics:
        """Return what the articles of the filter add up to; no article is loaded for that."""
        return collect_statistics(self._parts.list_catalogues(), filters, chroma=self._target.url)

    def list_articles(
        self, filters: Filters | None = None, *, words: str = "", limit: int | None = None, offset: int = 0
    ) -> list[ArticleSummary]:
        """Return articles, the latest first, those without a day at the end.

        Args:
            words: Only those with all these words in their titles; the last may be only begun.
        """
        parts = self._parts.select(filters)
        if len(parts) == 1:
            return self._list_articles_of(parts[0], filters, words, limit=limit, offset=offset)
        found = []
        for part in parts:
            # What is hidden in a part takes the place of others.
            most = None if limit is None else limit + offset + len(part.hidden)
            listed = self._list_articles_of(part, filters, words, limit=most, offset=0)
            found.append([article for article in listed if article.id not in part.hidden])
        return merging.merge_articles(found, limit, offset)

    def get_article(self, key: str) -> Article:
        """Return the article whose id, beginning of id, url or origin is key.

        Raises:
            ArticleMissing: There is no article, or more than one, for what was given.
        """
        found = merging.find_articles(self._parts.list_parts(), key)
        if len(found) > 1:
            raise ArticleMissing(f"{key!r} stands for {len(found)} articles or more. Give more of the id: {found[0]}.")
        articles = self.get_articles(found)
        if not articles:
            raise ArticleMissing(f"There is no article {key!r} in the library. See them all: qa articles list")
        return next(iter(articles.values()))

    def get_articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return the articles with these ids, by id; unknown ids are left out."""
        return self._parts.collect(ids, lambda part, own: part.catalogue.get_articles(own))

    def get_summaries(self, ids: Iterable[str]) -> dict[str, ArticleSummary]:
        """Return what is known of the articles with these ids, by id, without their texts; unknown ids are left out."""
        return self._parts.collect(ids, lambda part, own: part.catalogue.get_summaries(own))

    def list_stories(
        self, filters: Filters | None = None, *, copies_only: bool = False, limit: int | None = None
    ) -> list[Story]:
        """Return each report with its copies, whoever was first at the beginning; the latest report first."""
        parts = self._parts.list_parts()
        if len(parts) == 1:
            return stories.list_stories(self._catalogue, filters, copies_only=copies_only, limit=limit)
        return merging.list_stories(parts, filters, copies_only=copies_only, limit=limit)

    def get_versions(self, id: str) -> list[ArticleVersion]:
        """Return what the article with this id said before it changed, oldest first."""
        return self.get_versions_of([id]).get(id, [])

    def get_versions_of(self, ids: Iterable[str]) -> dict[str, list[ArticleVersion]]:
        """Return the same for many articles, by id; those that never changed are left out."""
        return self._parts.collect(ids, lambda part, own: versions.get_versions(part.catalogue, own))

    def find_changed(self, words: Sequence[str], *, filters: Filters | None = None, n: int = 20) -> list[str]:
        """Return the ids of at most n articles of which a former version has all these words, in any order."""
        parts = self._parts.select(filters)
        found = (versions.find_changed(part.catalogue, words, filters, n + len(part.hidden)) for part in parts)
        return merging.list_shown(zip(parts, found, strict=True))[:n]

    def find_current(self, id: str, url: str | None = None) -> str | None:
        """Return the id of the article that has this id or had it before it changed or, failing these, has the url."""
        return merging.find_current(self._parts.list_parts(), id, url)

    def get_passages(self, ids: Iterable[str]) -> dict[str, Passage]:
        """Return the passages with these ids, by id; unknown ids are left out."""
        return self._parts.collect(ids, lambda part, own: part.catalogue.get_passages(own))

    def get_passages_of(self, ids: Iterable[str]) -> dict[str, list[Passage]]:
        """Return the passages of the articles with these ids, in order, by the id of the article."""
        return self._parts.collect(
            ids,
            lambda part, own: {id: found for id in own if (found := part.catalogue.get_passages_of(id))},
        )

    def get_vectors(self, ids: Iterable[str]) -> "dict[str, NDArray[np.float32]]":
        """Return the vectors of the passages with these ids, by id; unknown ids are left out."""
        return self._parts.collect(ids, lambda part, own: read_vectors(part.catalogue, own))

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
        found = self._search(
            filters,
            lambda part: searching.search_words(
                part.catalogue, match, n + part.hidden_passages, filters, title_weight=title_weight
            ),
        )
        return found[0][1] if len(found) == 1 else merging.merge_scored(found, n)

    def rank_words(
        self, words: Sequence[str], n: int, filters: Filters | None = None, *, title_weight: float = 1.0
    ) -> list[ScoredPassage]:
        """Return the n best passages for any of the words, by BM25.

        In a large library what common words alone find is not looked through to the end; the scores are exact.

        Args:
            words: As fold_for_search writes them; several in one are a phrase.
            title_weight: How much more a word in the title counts than one in the text.
        """
        [main, *others] = self._parts.list_parts()
        if not others:
            return searching.rank_words(main.catalogue, main.dense, words, n, filters, title_weight=title_weight)
        found = ranking.rank_words(self._parts, words, n, filters, title_weight=title_weight)
        return merging.merge_scored(self._show(found), n)

    def search_vectors(
        self, vector: "NDArray[np.float32]", n: int, filters: Filters | None = None
    ) -> list[ScoredPassage]:
        """Return the n passages nearest to a vector of unit length, shape (dimensions,), by cosine similarity.

        Raises:
            EmbedderMismatch: Another process has embedded the library anew meanwhile.
            LibraryUnreachable: The Chroma server that keeps the vectors does not answer, or refuses.
        """
        for catalogue in self._parts.list_catalogues():
            check_embedder(catalogue, self._embedder.name)
        found = self._search(
            filters,
            lambda part: searching.search_vectors(
                part.catalogue, part.dense, vector, n + part.hidden_passages, filters
            ),
        )
        return found[0][1] if len(found) == 1 else merging.merge_scored(found, n, latest_first=True)

    def document_frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return for each term how many passages have it or a word of the same stem."""
        return lexical.count_passages_with(self._parts.list_catalogues(), terms)

    def iter_vocabulary(self, prefix: str = "") -> Iterator[tuple[str, int]]:
        """Yield the words of the library that begin with prefix, folded, and how many passages have each."""
        return merging.merge_vocabularies(
            lexical.iterate_vocabulary(catalogue, prefix) for catalogue in self._parts.list_catalogues()
        )

    def _search(
        self, filters: Filters | None, search: Callable[[Part], list[ScoredPassage]]
    ) -> list[tuple[Part, list[ScoredPassage]]]:
        """Return what a search finds in each part that may have something, asked at the same time."""
        parts = self._parts.select(filters)
        return self._show(list(zip(parts, self._parts.map(search, parts), strict=True)))

    def _show(self, found: list[tuple[Part, list[ScoredPassage]]]) -> list[tuple[Part, list[ScoredPassage]]]:
        """Return what parts found without what is hidden in them, and remember where it was found."""
        for part, hits in found if len(found) > 1 else ():
            self._parts.remember(part, [hit.passage.id for hit in hits])
        return [(part, [hit for hit in hits if hit.passage.article_id not in part.hidden]) for part, hits in found]

    @staticmethod
    def _list_articles_of(
        part: Part, filters: Filters | None, words: str, *, limit: int | None, offset: int
    ) -> list[ArticleSummary]:
        if not words.strip():
            return part.catalogue.list_articles(filters, limit=limit, offset=offset)
        ids = lexical.list_titled(part.catalogue, words, filters, limit=limit, offset=offset)
        known = part.catalogue.get_summaries(ids)
        return [known[id] for id in ids if id in known]
