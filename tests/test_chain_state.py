"""The value that goes through the chain: which stages it needs, and what there is to tell since an earlier one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from qa.answer import Citation, CitedArticle, Seconds, Statement
from qa.chain.events import AnswerEvent, ConfirmedStatement, Notice, StageName
from qa.chain.state import State
from qa.drafting.plan import Plan
from qa.question import read_question
from qa.settings import Settings
from qa.statements import Statements

PLAN = Plan(shape="fact", k=8, evidence=400, reply=160, sentences=3)
STAGE_SECONDS: Mapping[StageName, float] = {"read": 1.0, "retrieve": 2.0, "gather": 4.0, "draft": 8.0, "verify": 16.0}


def make_state(*cited: tuple[int, ...]) -> State:
    """Return a state with a statement for each tuple of the citations that it has."""
    article = CitedArticle(id="a1", title="Talks", source="Wire", published=None, url=None)
    written = Statements(
        statements=tuple(
            Statement(text=f"Fact {n}.", citations=numbers, verdict="supported", score=1.0)
            for n, numbers in enumerate(cited, 1)
        ),
        citations=tuple(
            Citation(n=n, article=article, quote="q", start=0, end=1) for n in sorted({n for c in cited for n in c})
        ),
    )
    return State(typed="Who?", question=read_question("Who?"), plan=PLAN, settings=Settings(), written=written)


def list_told(events: Iterable[AnswerEvent]) -> list[tuple[str, list[int]]]:
    statements = (event for event in events if isinstance(event, ConfirmedStatement))
    return [(told.statement.text, [citation.n for citation in told.citations]) for told in statements]


def test_each_statement_is_told_once_with_the_citations_that_are_new_with_it() -> None:
    first, state = make_state((1, 2)), make_state((1, 2), (2,), (1, 3))
    assert list_told(state.list_news()) == [("Fact 1.", [1, 2]), ("Fact 2.", []), ("Fact 3.", [3])]
    assert list_told(state.list_news(first)) == [("Fact 2.", []), ("Fact 3.", [3])]
    assert list(state.list_news(state)) == []


def test_a_notice_is_told_once() -> None:
    one = replace(make_state(), notices=("Read “a” for “b”.",))
    two = replace(one, notices=(*one.notices, "The judge failed."))
    assert list(two.list_news(one)) == [Notice(text="The judge failed.")]


def test_a_stage_that_has_nothing_to_do_is_not_needed() -> None:
    names: list[StageName] = ["retrieve", "gather", "draft", "verify", "resolve", "answer"]
    begun, withheld, answered = make_state(), replace(make_state(), reason="no_match"), make_state((1,))
    assert [name for name in names if begun.needs(name)] == ["retrieve", "gather", "draft", "verify", "answer"]
    assert [name for name in names if withheld.needs(name)] == ["retrieve", "answer"]
    assert [name for name in names if answered.needs(name)] == ["retrieve", "resolve", "answer"]


def test_the_seconds_of_stages_are_those_that_an_answer_tells() -> None:
    state = make_state()
    for name, seconds in STAGE_SECONDS.items():
        state = state.add_seconds(name, seconds)
    assert state.seconds == Seconds(retrieve=6.0, answer=8.0, verify=16.0)
