"""Fifth stage: the sentences of a draft are checked, all of them at once, each beside what it may rest on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qa.chain.components import Components
from qa.chain.gather import gather_premises
from qa.chain.state import State
from qa.drafting import Draft
from qa.language.dates import find_dates
from qa.language.known import detect_language
from qa.models import Usage
from qa.question import Question
from qa.retrieval.evidence import Evidence
from qa.statements import add_quote, add_verdict
from qa.statements.resolution import resolve_statement
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Premise, Quote, read_premise
from qa.verify.repair import cut_dates
from qa.verify.verdict import Verdict
from qa.verify.verifier import Verifier


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedDraft:
    """A sentence as the check left it, and the verdict on it."""

    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedDrafts:
    """The sentences of a draft in their order, who judged them, the tokens that took, and what the user should know."""

    drafts: tuple[VerifiedDraft, ...]
    judge: str
    usage: Usage = field(default_factory=Usage)
    notices: tuple[str, ...] = ()


def verify_answer(state: State, components: Components) -> State:
    """Return the state with the sentences that the articles say, and those that they do not as doubts."""
    checked = _check(state, components.verifier) if components.model else _quote(state)
    if checked.written.statements:
        return checked
    return replace(checked, reason="unsupported" if components.model else "no_match")


def _check(state: State, verifier: Verifier) -> State:
    """Return the state with what a model wrote, once it is checked."""
    verified = verify_drafts(state.drafts, gather_premises(state.evidence, state.hits), state.question, verifier)
    written = state.written
    for draft in verified.drafts:
        added = add_verdict(written, draft.text, draft.verdict, state.question)
        written = resolve_statement(written, added, state.versions, wrote=draft.text)
    return replace(
        state,
        written=written,
        judge=verified.judge,
        usage=state.usage + verified.usage,
        notices=(*state.notices, *verified.notices),
    )


def _quote(state: State) -> State:
    """Return the state with sentences of the articles, which need no check, but for those out of date."""
    written = state.written
    for draft in state.drafts:
        added = add_quote(written, quote_draft(draft, state.evidence))
        written = resolve_statement(written, added, state.versions, wrote=None)
    return replace(state, written=written)


def quote_draft(draft: Draft, evidence: Sequence[Evidence]) -> Quote:
    """Return the words of an article that a draft was taken from."""
    assert draft.span
    hit = next(item.hit for item in evidence if item.n in draft.cited)
    return Quote(premise=read_premise(hit, draft.cited[0]), start=draft.span[0], end=draft.span[1])


def verify_drafts(
    drafts: Sequence[Draft], premises: Sequence[Premise], question: Question, verifier: Verifier
) -> VerifiedDrafts:
    """Return the sentences with the verdicts on them, after one call of the judge for all.

    A sentence that nothing rules out but a day that its articles do not name is checked once more without it. Where it
    holds so, it stays in this shape, with a flag that says what was left out, and follows the whole one. It does not
    where the question is for a day.
    """
    hypotheses = [_suppose(drafts, place, premises, question) for place in range(len(drafts))]
    checked = verifier.verify(hypotheses)
    cuts = enumerate(map(_cut_days, drafts, checked.verdicts)) if question.kind != "date" else ()
    shorter = {place: text for place, text in cuts if text}
    again = verifier.verify([replace(hypotheses[place], text=text) for place, text in shorter.items()])
    repaired = dict(zip(shorter, again.verdicts, strict=True))

    def collect() -> Iterator[VerifiedDraft]:
        for place, (draft, verdict) in enumerate(zip(drafts, checked.verdicts, strict=True)):
            yield VerifiedDraft(text=draft.text, verdict=verdict)
            if place in repaired and repaired[place].supported:
                flags = (*repaired[place].flags, *(flag for flag in verdict.flags if find_dates(flag.words)))
                yield VerifiedDraft(text=shorter[place], verdict=replace(repaired[place], flags=flags))

    return VerifiedDrafts(
        drafts=tuple(collect()),
        judge=verifier.name_judge(checked.verdicts),
        usage=checked.usage + again.usage,
        notices=tuple(dict.fromkeys((*checked.notices, *again.notices))),
    )


def _suppose(drafts: Sequence[Draft], place: int, premises: Sequence[Premise], question: Question) -> Hypothesis:
    draft = drafts[place]
    return Hypothesis(
        text=draft.text,
        premises=tuple(sorted(premises, key=lambda premise: premise.n not in draft.cited)),
        cited=draft.cited,
        question=question,
        before=" ".join(other.text for other in drafts[:place]),
    )


def _cut_days(draft: Draft, verdict: Verdict) -> str | None:
    """Return the sentence without the days that speak against it, or None where something else rules it out."""
    if verdict.supported or any(flag.decides and flag.kind != "date" for flag in verdict.flags):
        return None
    objected = [find_dates(flag.words) for flag in verdict.flags if flag.kind in ("date", "meaning") and flag.words]
    days = [mention.text for mentions in objected for mention in mentions]
    return cut_dates(draft.text, days, detect_language(draft.text) or "en") if days and all(objected) else None
