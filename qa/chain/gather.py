"""Third stage: what was found is read for what answers, and the evidence is chosen that an answer is made from."""

from collections.abc import Sequence
from dataclasses import replace

from qa.chain.components import Components
from qa.chain.state import State
from qa.question import Question
from qa.retrieval.confidence import rate_hits
from qa.retrieval.evidence import Evidence, select_by_part, select_evidence
from qa.retrieval.reader.hits import read_hits
from qa.retrieval.search import Hit
from qa.statements import add_verdict
from qa.statements.conflicts import Versions, find_versions
from qa.statements.intervals import answer_interval
from qa.verify.premise import Premise, read_premise

# Chosen: the share of the likelihood of an answer that is enough for a broad question.
_BROAD = 0.4


def gather_evidence(state: State, components: Components) -> State:
    """Return the state with its evidence; the time between two events is worked out from their days at once."""
    if found := answer_interval(state.question.text, gather_premises((), state.hits)):
        return replace(state, written=add_verdict(state.written, *found, state.question))
    state = _read_hits(state, components)
    versions = find_versions(state.question, state.hits)
    if components.model is None and not _may_quote(state, versions):
        return replace(state, reason="no_match")
    return replace(state, evidence=tuple(_select(state, components)), versions=versions)


def gather_premises(evidence: Sequence[Evidence], hits: Sequence[Hit]) -> list[Premise]:
    """Return what sentences may rest on: the evidence, by its numbers, and then what else was found."""
    shown = [item.hit for item in evidence]
    others = [hit for hit in hits if not any(hit is other for other in shown)]
    return [*(read_premise(item.hit, item.n) for item in evidence), *map(read_premise, others)]


def _read_hits(state: State, components: Components) -> State:
    """Return the state with its passages read; a model declines by itself, quotes have to be likely to answer.

    For a broad question a model is shown what the search found best: no one sentence answers it.
    """
    if components.model and state.plan.spread:
        return state

    def read(questions: Sequence[Question], hits: Sequence[Hit]) -> tuple[Hit, ...]:
        return tuple(read_hits(questions, hits, components.reader))

    asked = zip(state.parts, state.part_hits, strict=True) if components.is_local else ()
    return replace(
        state,
        hits=read(state.parts or [state.question], state.hits),
        part_hits=tuple(read([part], found) for part, found in asked),
    )


def _may_quote(state: State, versions: Versions) -> bool:
    """Tell whether sentences are likely to answer; the figure that is asked for is an answer.

    What is asked broadly no one sentence has to answer: less likelihood is enough.
    """
    least = state.settings.least_confidence * (_BROAD if state.plan.spread else 1.0)
    return rate_hits(state.hits) >= least or any(version.figure for version in versions.current)


def _select(state: State, components: Components) -> list[Evidence]:
    """Return the evidence; the built-in model is shown that of each part of a question by itself."""
    if components.is_local and state.part_hits:
        return select_by_part(state.part_hits, budget=state.plan.evidence)
    return select_evidence(state.hits, budget=state.plan.evidence, spread=state.plan.spread)
