"""How a question is begun: spelled as the articles spell it, its time read and counted, and what the user is told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from library_fakes import HashEmbedder, make_article

from qa.answer import Citation, CitedArticle, Statement
from qa.chain.state import State, begin_turn, find_newest_day, finish_turn
from qa.drafting.plan import Plan
from qa.errors import InvalidQuestion
from qa.library import Filters, Library
from qa.question import read_question
from qa.statements import Statements

PLAN = Plan(shape="fact", k=8, evidence=400, reply=160, sentences=3)
OLD, NEWEST = "2025-09-01", "2025-11-04"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", embedder=HashEmbedder(), create=True) as opened:
        reports = [
            make_article(1, published=OLD, source="Wire", text="Hegseth spoke of Iraq in September."),
            make_article(2, published=f"{NEWEST}T23:30:00+00:00", source="Post", text="Dong spoke of the talks."),
            make_article(3, published=None, source="Times", text="Nobody spoke at all."),
        ]
        list(opened.add_articles(reports))
        yield opened


def begin(library: Library, text: str, *, filters: Filters | None = None, as_of: date | None = None) -> State:
    return begin_turn(text, library, plan=lambda question: PLAN, filters=filters, as_of=as_of)


def test_a_plain_question_is_taken_as_it_is(library: Library) -> None:
    turn = begin(library, "  Who   spoke of Iraq? ")
    assert (turn.typed, turn.question.text) == ("Who spoke of Iraq?", "Who spoke of Iraq?")
    assert (turn.notices, turn.filters, turn.question.as_of) == ((), None, None)


def test_a_misspelled_name_is_corrected_and_told(library: Library) -> None:
    turn = begin(library, "Of what did Hegsteh speak?")
    assert turn.notices == ("Read “Hegseth” for “Hegsteh”.",)
    assert turn.question.text == "Of what did Hegseth speak?"
    assert turn.typed == "Of what did Hegsteh speak?"


@pytest.mark.parametrize("text", ["Who spoke of Iran?", "Did nobody speak of the talk?"])
def test_what_the_articles_have_or_may_be_another_name_is_not_corrected(library: Library, text: str) -> None:
    turn = begin(library, text)
    assert (turn.question.text, turn.notices) == (text, ())


def test_since_leaves_out_the_articles_before_it_and_says_so(library: Library) -> None:
    turn = begin(library, "Who spoke since October?")
    assert turn.filters == Filters(since=date(2025, 10, 1))
    assert turn.notices[0] == (
        "Only articles from 1 October 2025 on (“since October”, counted from the newest article, of 4 November 2025)."
    )


@pytest.mark.parametrize(
    ("given", "since"),
    [
        pytest.param(Filters(sources=("Post",)), date(2025, 10, 1), id="other filters stay"),
        pytest.param(Filters(since=date(2025, 10, 20)), date(2025, 10, 20), id="a later day stays"),
        pytest.param(Filters(since=date(2024, 1, 1)), date(2025, 10, 1), id="an earlier day gives way"),
    ],
)
def test_since_and_the_filters_given_both_hold(library: Library, given: Filters, since: date) -> None:
    turn = begin(library, "Who spoke since 1 October 2025?", filters=given)
    assert turn.filters
    assert turn.filters.since == since
    assert turn.filters.sources == given.sources


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (
            "Who spoke last week?",
            "Preferring articles of 27 October to 2 November 2025"
            " (“last week”, counted from the newest article, of 4 November 2025).",
        ),
        ("Who spoke in 2024?", "Preferring articles of 2024 (“in 2024”)."),
        ("Who spoke before June 2025?", "Preferring articles up to 1 June 2025 (“before June 2025”)."),
    ],
)
def test_any_other_time_is_preferred_and_leaves_nothing_out(library: Library, text: str, notice: str) -> None:
    turn = begin(library, text)
    assert (turn.notices, turn.filters) == ((notice,), None)


def test_the_day_that_is_asked_from_goes_before_the_newest_article(library: Library) -> None:
    turn = begin(library, "Who spoke last week?", as_of=date(2025, 9, 10))
    assert turn.notices == ("Preferring articles of 1 to 7 September 2025 (“last week”).",)
    assert turn.question.as_of == date(2025, 9, 10)
    assert begin(library, "Who spoke last week?").question.as_of == date(2025, 11, 4)


def test_the_newest_article_is_the_newest_of_those_that_pass_the_filters(library: Library) -> None:
    turn = begin(library, "Who spoke last week?", filters=Filters(sources=("Wire",)))
    assert turn.question.as_of == date(2025, 9, 1)
    assert find_newest_day(library, None) == date(2025, 11, 4)


def test_an_article_of_a_day_that_has_not_come_does_not_move_now(library: Library) -> None:
    list(library.add_articles([make_article(4, published="2052-10-01", text="Nobody spoke of rain.")]))
    assert find_newest_day(library, None) == date(2025, 11, 4)
    assert begin(library, "Who spoke last week?").question.as_of == date(2025, 11, 4)


def test_the_time_of_reports_is_a_filter_to_both_sides(library: Library) -> None:
    turn = begin(library, "What did the articles published in September 2025 say?")
    assert turn.filters == Filters(since=date(2025, 9, 1), until=date(2025, 10, 1))


def test_without_any_day_nothing_is_counted(library: Library, tmp_path: Path) -> None:
    assert begin(library, "Who spoke last week?", filters=Filters(until=date(1999, 1, 1))).question.period is None
    with Library.open(tmp_path / "empty", embedder=HashEmbedder(), create=True) as empty:
        assert begin(empty, "Who met Hegsteh last week?").notices == ()


@pytest.mark.parametrize("text", ["", " ?! ", "x" * 3000], ids=["nothing", "marks", "too long"])
def test_what_is_no_question_is_refused(library: Library, text: str) -> None:
    with pytest.raises(InvalidQuestion):
        begin(library, text)


def make_turn(*cited: tuple[int, ...]) -> State:
    """Return a turn with a statement for each tuple of the citations that it has."""
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
    return State(typed="Who?", question=read_question("Who?"), plan=PLAN, written=written)


def test_each_statement_is_told_once_with_the_citations_that_are_new_with_it() -> None:
    told: list[tuple[str, list[int]]] = []

    def tell(statement: Statement, new: tuple[Citation, ...]) -> None:
        told.append((statement.text, [citation.n for citation in new]))

    turn = replace(make_turn((1, 2), (2,), (1, 3)), on_statement=tell).show_new_statements()
    assert told == [("Fact 1.", [1, 2]), ("Fact 2.", []), ("Fact 3.", [3])]
    turn.show_new_statements()
    assert len(told) == 3


def test_nobody_is_told_where_nobody_asked() -> None:
    turn = make_turn((1,))
    assert turn.show_new_statements() == turn


def test_an_answer_is_what_the_turn_came_to() -> None:
    answer = finish_turn(make_turn((1,), (1, 2)), model="extractive", settings_hash="s", prompt_hash="p")
    assert answer.text == "Fact 1. [1] Fact 2. [1][2]"
    assert (answer.status, answer.reason, answer.disagreement, answer.sides) == ("answered", None, False, ())
    assert (answer.model, answer.settings_hash, answer.prompt_hash) == ("extractive", "s", "p")


def test_a_turn_that_came_to_nothing_is_not_answered() -> None:
    answer = finish_turn(make_turn(), model="extractive", settings_hash="", prompt_hash="")
    assert (answer.status, answer.text) == ("not_answered", "")
