"""The value that goes through the chain: what is known of one question, each stage adding its part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from qa.answer import Reason, Seconds, Side
from qa.chain.events import AnswerEvent, ConfirmedStatement, Notice, StageName
from qa.drafting import Draft
from qa.drafting.plan import Plan
from qa.library import Filters, Shortfall
from qa.models import Usage
from qa.question import Question
from qa.retrieval.evidence import Evidence, write_source_line
from qa.retrieval.search import Hit
from qa.settings import Settings
from qa.statements import Statements
from qa.statements.conflicts import Versions

# The stages whose seconds an answer tells, and as what.
_TIMED: Mapping[StageName, str] = {"retrieve": "retrieve", "gather": "retrieve", "draft": "answer", "verify": "verify"}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known of one question; each stage returns it with its own part filled in.

    typed    the question as the user put it
    parts    the parts of the question as questions of their own, where it has several
    plan     what the answer needs, by the shape of the question
    settings  those that hold for this question
    notices  what the user should know of how it was read, and of how the answer was judged
    part_hits  what was found for each part of the question
    shortfall  why the library may have nothing for it, or None
    versions  what articles tell differently of the thing that is asked for
    reason   why there is no answer, as far as is known
    drafts   the sentences that are to be checked
    unanswered  what the articles do not say of what is asked, where they say the rest
    judge    who judged whether the articles say them
    """

    typed: str
    question: Question
    parts: tuple[Question, ...] = ()
    plan: Plan
    settings: Settings
    filters: Filters | None = None
    notices: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    part_hits: tuple[tuple[Hit, ...], ...] = ()
    shortfall: Shortfall | None = None
    versions: Versions = field(default_factory=Versions)
    evidence: tuple[Evidence, ...] = ()
    reason: Reason | None = None
    drafts: tuple[Draft, ...] = ()
    unanswered: tuple[str, ...] = ()
    judge: str = "words"
    written: Statements = field(default_factory=Statements)
    sides: tuple[Side, ...] = ()
    usage: Usage = field(default_factory=Usage)
    seconds: Seconds = field(default_factory=Seconds)

    def needs(self, stage: StageName) -> bool:
        """Tell whether there is anything for a stage to do."""
        if stage in ("gather", "draft", "verify"):
            return self.reason is None and not self.written.statements
        if stage == "resolve":
            return bool(self.written.statements or self.written.outdated)
        return True

    def count(self, stage: StageName) -> int:
        """Return how many things a stage has before it: passages, or sentences."""
        before = {"gather": self.hits, "draft": self.evidence, "verify": self.drafts}
        return len(before.get(stage, ()))

    def tell_results(self, stage: StageName) -> tuple[str, ...]:
        """Return what came of a stage, each thing in a line."""
        if stage == "read":
            return (self.question.text,)
        if stage == "retrieve":
            return tuple(write_source_line(hit.article) for hit in self.hits)
        if stage == "gather":
            return tuple(f"[{item.n}] {item.text}" for item in self.evidence)
        if stage == "draft":
            return tuple(draft.text for draft in self.drafts)
        return tuple(statement.text for statement in self.written.statements)

    def add_seconds(self, stage: StageName, seconds: float) -> "State":
        """Return the state with the time that a stage took."""
        if (name := _TIMED.get(stage)) is None:
            return self
        total = getattr(self.seconds, name) + seconds
        return replace(self, seconds=replace(self.seconds, **{name: total}))

    def list_news(self, before: "State | None" = None) -> Iterator[AnswerEvent]:
        """Yield what there is to tell since an earlier state: notices, and statements with their new citations."""
        yield from (Notice(text=notice) for notice in self.notices[len(before.notices) if before else 0 :])
        statements = self.written.statements
        for place in range(len(before.written.statements) if before else 0, len(statements)):
            told = {n for earlier in statements[:place] for n in earlier.citations}
            own = (citation for citation in self.written.citations if citation.n in statements[place].citations)
            new = tuple(citation for citation in own if citation.n not in told)
            yield ConfirmedStatement(statement=statements[place], citations=new)
