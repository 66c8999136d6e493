"""Find passages: by words in the catalogue's index, by vector through whatever way is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.articles.passages import Passage
from qa.errors import EmbedderMismatch
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters
from qa.library.catalogue.words import lexical, ranking
from qa.library.vectors.dense import DenseSearch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPassage:
    """A passage that a search found; a higher score is better, and only scores of one search compare."""

    passage: Passage
    score: float


def search_words(
    catalogue: Catalogue, match: str, n: int, filters: Filters | None, *, title_weight: float
) -> list[ScoredPassage]:
    """Return the n best passages for a query in FTS5's language, by BM25. Raises ValueError where it is none."""
    with catalogue.read():
        scores = lexical.match_words(catalogue, match, n, filters, title_weight=title_weight)
        passages = catalogue.get_passages_by_row(scores)
    return [ScoredPassage(passage=passages[row], score=score) for row, score in scores.items()]


def rank_words(
    catalogue: Catalogue,
    dense: DenseSearch,
    words: Sequence[str],
    n: int,
    filters: Filters | None,
    *,
    title_weight: float,
) -> list[ScoredPassage]:
    """Return the n best passages for any of the words, by BM25 (see ranking.py)."""
    with catalogue.read():
        scores = ranking.rank_words(catalogue, words, n, dense.narrow(filters), title_weight=title_weight)
        passages = catalogue.get_passages_by_row(scores)
    return [ScoredPassage(passage=passages[row], score=score) for row, score in scores.items()]


def search_vectors(
    catalogue: Catalogue, dense: DenseSearch, vector: "NDArray[np.float32]", n: int, filters: Filters | None
) -> list[ScoredPassage]:
    """Return the n passages nearest to a vector. Raises EmbedderMismatch where it is of another length."""
    dimensions = int(catalogue.get_meta("dimensions") or 0)
    if n < 1 or not dimensions:
        return []
    if len(vector) != dimensions:
        raise EmbedderMismatch(
            f"The embedder gives vectors of {len(vector)} dimensions, and those of the library have {dimensions}: "
            "there is another model behind its name. Embed the articles anew: qa ingest --re-embed"
        )
    scores = dense.find_nearest(vector, n, filters)
    passages = catalogue.get_passages(scores)
    return [ScoredPassage(passage=passages[id], score=score) for id, score in scores.items() if id in passages]
