"""Last stage: what became of the cited articles is told, why there is no answer, and the whole is written down."""

from dataclasses import replace

from qa.answer import EXPLANATIONS, Answer, rank_hit
from qa.chain.components import Components
from qa.chain.state import State
from qa.history.citations import add_history
from qa.statements import cite_doubts, write_statement


def complete_answer(state: State, components: Components) -> State:
    """Return the state with its doubts cited, what became of its articles, and what the library lacks."""
    written = cite_doubts(state.written)
    citations = add_history(written.citations, components.library)
    return explain_shortfall(replace(state, written=replace(written, citations=citations)))


def explain_shortfall(state: State) -> State:
    """Return the state with what its library lacks as the reason why it found nothing, or as a notice of what it found.

    That a model's answer is not confirmed says more than what it was written from.
    """
    if state.shortfall is None or state.reason == "unsupported":
        return state
    if state.written.statements:
        return replace(state, notices=(*state.notices, state.shortfall.explanation))
    return replace(state, reason=state.shortfall.reason)


def explain_reason(state: State) -> str:
    """Return why a question has no answer, in one line."""
    if state.shortfall and state.reason == state.shortfall.reason:
        return state.shortfall.explanation
    return EXPLANATIONS[state.reason] if state.reason else ""


def write_answer(state: State, components: Components) -> Answer:
    """Return the answer that a question has come to."""
    written = state.written
    return Answer(
        question=state.typed,
        status="answered" if written.statements else "not_answered",
        reason=state.reason,
        text=" ".join(write_statement(statement) for statement in written.statements),
        statements=written.statements,
        citations=written.citations,
        disagreement=len(state.sides) > 1,
        sides=state.sides,
        explanation="" if written.statements else explain_reason(state),
        notices=state.notices,
        passages=tuple(rank_hit(rank, hit) for rank, hit in enumerate(state.hits, start=1)),
        model=components.model_name,
        judge=state.judge,
        shape=state.question.shape,
        unconfirmed=written.unconfirmed,
        unanswered=state.unanswered if written.statements else (),
        usage=state.usage,
        seconds=state.seconds,
        settings_hash=state.settings.hash(),
        prompt_hash=components.prompt.hash,
    )
