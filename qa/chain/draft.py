"""Fourth stage: a model writes an answer from the evidence, or, without one, the likeliest sentences are taken."""

from collections.abc import Iterator
from dataclasses import replace

from qa.chain.components import Components
from qa.chain.state import State
from qa.drafting import Draft
from qa.drafting.extract import extract_drafts
from qa.drafting.write import find_foreign, write_drafts
from qa.language.codes import name_language
from qa.models import ChatModel


def draft_answer(state: State, components: Components) -> State:
    """Return the state with the sentences of an answer, unchecked; without, where there are none.

    Raises what the model raises.
    """
    if components.model:
        return _write(state, components, components.model)
    drafts = tuple(_extract(state))
    cited = {n for draft in drafts for n in draft.cited}
    foreign = find_foreign(state.question.language, (item for item in state.evidence if item.n in cited))
    names = " and ".join(map(name_language, foreign))
    told = [f"Quoted in {names}, as the articles have it: only a model translates."] if foreign else []
    return replace(state, drafts=drafts, reason=None if drafts else "no_match", notices=(*state.notices, *told))


def _write(state: State, components: Components, model: ChatModel) -> State:
    written = write_drafts(state.question, state.evidence, model=model, prompt=components.prompt, plan=state.plan)
    return replace(
        state,
        drafts=written.drafts,
        unanswered=written.unanswered,
        reason=None if written.drafts else "abstained",
        usage=written.usage,
        notices=(*state.notices, *written.notices),
    )


def _extract(state: State) -> Iterator[Draft]:
    versions = state.versions
    is_broad = state.plan.spread or bool(state.question.parts)
    counts = versions.outdated or any(version.figure for version in versions.current)
    tells = (lambda text: versions.tell(text) is not None) if counts and not is_broad else None
    return extract_drafts(state.evidence, most=state.plan.sentences, spread=is_broad, tells=tells)
