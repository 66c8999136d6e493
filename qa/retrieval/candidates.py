"""Find the passages that may answer a question: those with its words, those near to it, and those of its time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.articles.passages import Passage
from qa.library import Filters, Library, ScoredPassage
from qa.question import Question
from qa.retrieval.forms import WordForms
from qa.retrieval.scoring import find_window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chosen: words find more than vectors where news is asked about, which names things; a passage more costs a scoring of
# its sentences and nothing else. Those of the time asked for come beside them, so that older news can't crowd them out.
LEXICAL_CANDIDATES = 40
DENSE_CANDIDATES = 20
TIMELY_CANDIDATES = 20
# Chosen: a word in a headline is what the article is about.
_TITLE_WEIGHT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """Passages by id, and how well each was found.

    lexical       scores of BM25, of which the best is 1
    similarities  cosines with the question
    """

    passages: Mapping[str, Passage]
    lexical: Mapping[str, float]
    similarities: Mapping[str, float]


def find_candidates(
    question: Question,
    forms: WordForms,
    library: Library,
    vector: "NDArray[np.float32] | None",
    *,
    k: int,
    filters: Filters | None,
) -> Candidates:
    """Return the best passages of the lexical and of the dense search, at least k of each where there are so many.

    vector  of the question; None leaves out the dense search
    """
    lexical = _search_words(question, forms, library, max(k, LEXICAL_CANDIDATES), filters)
    dense = [] if vector is None else library.search_vectors(vector, max(k, DENSE_CANDIDATES), filters)
    passages = {hit.passage.id: hit.passage for hit in [*lexical, *dense]}
    cosines = {hit.passage.id: hit.score for hit in dense}
    if vector is not None:
        unknown = [id for id in passages if id not in cosines]
        cosines |= {id: float(other @ vector) for id, other in library.get_vectors(unknown).items()}
    top = max((hit.score for hit in lexical), default=0.0) or 1.0
    return Candidates(
        passages=passages, lexical={hit.passage.id: hit.score / top for hit in lexical}, similarities=cosines
    )


def _search_words(
    question: Question, forms: WordForms, library: Library, n: int, filters: Filters | None
) -> list[ScoredPassage]:
    """Return the n best passages by BM25, and the best of those from the time that the question is about."""
    found = library.rank_words(forms.words, n, filters, title_weight=_TITLE_WEIGHT)
    window = find_window(question)
    if window is None:
        return found
    since, until = window
    filters = filters or Filters()
    timely = replace(filters, since=max(since, filters.since or since), until=min(until, filters.until or until))
    known = {hit.passage.id for hit in found}
    more = library.rank_words(forms.words, TIMELY_CANDIDATES, timely, title_weight=_TITLE_WEIGHT)
    return [*found, *(hit for hit in more if hit.passage.id not in known)]
