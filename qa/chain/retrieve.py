"""Second stage: the passages that come nearest to the question, and to each of its parts."""

from collections.abc import Callable
from dataclasses import replace

from qa.chain.components import Components
from qa.chain.state import State
from qa.question import Question
from qa.retrieval.search import Hit, merge_hits, retrieve_passages


def retrieve_hits(state: State, components: Components) -> State:
    """Return the state with the passages found; without, where no article passes the filters or none matches."""
    if lacking := components.library.find_shortfall(state.filters):
        return replace(state, shortfall=lacking, reason=lacking.reason)
    told: list[str] = []
    whole, *of_parts = [
        _search(question, state, components, told.append) for question in (state.question, *state.parts)
    ]
    hits = merge_hits([whole, *of_parts], k=state.plan.k) if of_parts else whole
    return replace(
        state,
        hits=tuple(hits),
        part_hits=tuple(map(tuple, of_parts)),
        notices=(*state.notices, *dict.fromkeys(told)),
        reason=None if hits else "no_match",
    )


def _search(question: Question, state: State, components: Components, on_notice: Callable[[str], None]) -> list[Hit]:
    return retrieve_passages(
        question,
        components.library,
        components.embedder,
        k=state.plan.k,
        filters=state.filters,
        rerank=components.reranker,
        on_notice=on_notice,
    )
