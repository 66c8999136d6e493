"""One question on its way through the stages of the chain, from what was typed to the answer."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from qa.answer import EXPLANATIONS, Answer, Citation, Reason, Seconds, Side, Statement, rank_hit
from qa.drafting import Draft
from qa.drafting.plan import Plan
from qa.history.citations import tell_history
from qa.language.dates import read_day
from qa.library import Filters, Library, Shortfall
from qa.models import Usage
from qa.models.embeddings import find_languages
from qa.question import Question, read_question
from qa.question.periods import Period, find_latest_day
from qa.question.spelling import correct_question
from qa.retrieval.evidence import Evidence
from qa.retrieval.search import Hit
from qa.statements import Statements, write_statement
from qa.statements.conflicts import Versions

OnStatement = Callable[[Statement, tuple[Citation, ...]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known of one question; each stage returns it with its own part filled in.

    typed    the question as the user put it
    notices  what the user should know of how it was read, and of how the answer was judged
    plan     what the answer needs, by the shape of the question
    part_hits  what was found for each part of the question, where it has several
    shortfall  why the library may have nothing for it, or None
    drafts   the sentences that are to be checked
    unanswered  what the articles do not say of what is asked, where they say the rest
    judge    who judged whether the articles say them
    shown    how many of the statements the caller was told of
    """

    typed: str
    question: Question
    plan: Plan
    filters: Filters | None = None
    on_statement: OnStatement | None = None
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
    shown: int = 0
    sides: tuple[Side, ...] = ()
    usage: Usage = field(default_factory=Usage)
    seconds: Seconds = field(default_factory=Seconds)

    def show_new_statements(self) -> "State":
        """Tell the caller of the statements that it was not told of, each with the citations that are new with it."""
        statements = self.written.statements
        if self.on_statement is None or len(statements) == self.shown:
            return self
        for place in range(self.shown, len(statements)):
            told = {n for before in statements[:place] for n in before.citations}
            new = (citation for citation in self.written.citations if citation.n in statements[place].citations)
            self.on_statement(statements[place], tuple(citation for citation in new if citation.n not in told))
        return replace(self, shown=len(statements))


def begin_turn(
    text: str,
    library: Library,
    *,
    plan: Callable[[Question], Plan],
    filters: Filters | None,
    as_of: date | None,
) -> State:
    """Return the turn of a question: spelled as the library does, its time read, its filters set.

    plan  tells what the answer to a question needs

    Raises InvalidQuestion or UnknownOutlet.
    """
    read_question(text)
    library.check_outlets(filters)
    corrected, corrections = correct_question(text, library.document_frequencies, library.iter_vocabulary)
    notices = [f"Read “{correction.read}” for “{correction.typed}”." for correction in corrections]
    newest = None if as_of else find_newest_day(library, filters)
    question = read_question(corrected, as_of=as_of, newest=newest)
    if period := question.period:
        notices.append(period.tell(newest))
        if period.limits:
            filters = limit_period(filters, period)
    if undated := library.describe_undated(filters):
        notices.append(undated)
    return State(
        typed=" ".join(text.split()),
        question=question,
        plan=plan(question),
        filters=filters,
        notices=tuple(notices),
        shortfall=library.find_language_gap(question.text, knows=find_languages(library.embedder)),
    )


def find_newest_day(library: Library, filters: Filters | None) -> date | None:
    """Return the day of the newest article that passes the filters, but for those of a day that has not come yet."""
    latest = find_latest_day()
    filters = filters or Filters()
    come = replace(filters, until=min(filters.until or latest, latest))
    newest = library.list_articles(come, limit=1) or library.list_articles(filters, limit=1)
    return read_day(newest[0].published) if newest else None


def limit_period(filters: Filters | None, period: Period) -> Filters:
    """Return the filters with articles outside of a period left out; one may be printed on the day after it."""
    filters = filters or Filters()
    since = max((day for day in (filters.since, period.first) if day), default=None)
    last = period.last + timedelta(days=1) if period.last else None
    until = min((day for day in (filters.until, last) if day), default=None)
    return replace(filters, since=since, until=until)


def find_shortfall(turn: State, library: Library) -> State:
    """Return the turn with the reason why no article can answer it, where there is one."""
    found = library.find_shortfall(turn.filters)
    return replace(turn, shortfall=found, reason=found.reason) if found else turn


def explain_turn(turn: State) -> State:
    """Return the turn with what its library lacks as the reason why it found nothing, or as a notice of what it found.

    That a model's answer is not confirmed says more than what it was written from.
    """
    if turn.shortfall is None or turn.reason == "unsupported":
        return turn
    if turn.written.statements:
        return replace(turn, notices=(*turn.notices, turn.shortfall.explanation))
    return replace(turn, reason=turn.shortfall.reason)


def explain_reason(turn: State) -> str:
    """Return why a turn has no answer, in one line."""
    if turn.shortfall and turn.reason == turn.shortfall.reason:
        return turn.shortfall.explanation
    return EXPLANATIONS[turn.reason] if turn.reason else ""


def add_history(turn: State, library: Library) -> State:
    """Return the turn with what became of its cited articles: corrected by their outlets, or changed in a quote."""
    return replace(turn, written=replace(turn.written, citations=tell_history(turn.written.citations, library)))


def finish_turn(turn: State, *, model: str, settings_hash: str, prompt_hash: str) -> Answer:
    """Return the answer that a turn has come to."""
    turn = explain_turn(turn)
    written = turn.written
    return Answer(
        question=turn.typed,
        status="answered" if written.statements else "not_answered",
        reason=turn.reason,
        text=" ".join(write_statement(statement) for statement in written.statements),
        statements=written.statements,
        citations=written.citations,
        disagreement=len(turn.sides) > 1,
        sides=turn.sides,
        explanation="" if written.statements else explain_reason(turn),
        notices=turn.notices,
        passages=tuple(rank_hit(rank, hit) for rank, hit in enumerate(turn.hits, start=1)),
        model=model,
        judge=turn.judge,
        shape=turn.question.shape,
        unconfirmed=written.unconfirmed,
        unanswered=turn.unanswered if written.statements else (),
        usage=turn.usage,
        seconds=turn.seconds,
        settings_hash=settings_hash,
        prompt_hash=prompt_hash,
    )
