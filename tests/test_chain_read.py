"""How a question is read: spelled as the articles spell it, its time read and counted, and what the user is told."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from library_fakes import HashEmbedder, make_article

from qa.chain.components import Components
from qa.chain.read import Request, find_newest_day, read_request, read_state
from qa.chain.state import State
from qa.errors import InvalidQuestion, UsageProblem
from qa.library import Filters, Library
from qa.models.prompts import load_prompt
from qa.retrieval.reader import open_reader
from qa.settings import Settings
from qa.verify.verifier import Verifier

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


def read(library: Library, text: str, *, filters: Filters | None = None, as_of: date | None = None) -> State:
    return read_state(Request(question=text, filters=filters, as_of=as_of), make_components(library))


def make_components(library: Library, **settings: Any) -> Components:
    return Components(
        library=library,
        embedder=HashEmbedder(),
        model=None,
        prompt=load_prompt("answer"),
        settings=Settings(**settings),
        verifier=Verifier(),
        reader=open_reader(),
    )


def test_a_plain_question_is_taken_as_it_is(library: Library) -> None:
    state = read(library, "  Who   spoke of Iraq? ")
    assert (state.typed, state.question.text) == ("Who spoke of Iraq?", "Who spoke of Iraq?")
    assert (state.notices, state.filters, state.question.as_of) == ((), None, None)


def test_a_misspelled_name_is_corrected_and_told(library: Library) -> None:
    state = read(library, "Of what did Hegsteh speak?")
    assert state.notices == ("Read “Hegseth” for “Hegsteh”.",)
    assert state.question.text == "Of what did Hegseth speak?"
    assert state.typed == "Of what did Hegsteh speak?"


@pytest.mark.parametrize("text", ["Who spoke of Iran?", "Did nobody speak of the talk?"])
def test_what_the_articles_have_or_may_be_another_name_is_not_corrected(library: Library, text: str) -> None:
    state = read(library, text)
    assert (state.question.text, state.notices) == (text, ())


def test_since_leaves_out_the_articles_before_it_and_says_so(library: Library) -> None:
    state = read(library, "Who spoke since October?")
    assert state.filters == Filters(since=date(2025, 10, 1))
    assert state.notices[0] == (
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
    state = read(library, "Who spoke since 1 October 2025?", filters=given)
    assert state.filters
    assert state.filters.since == since
    assert state.filters.sources == given.sources


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
    state = read(library, text)
    assert (state.notices, state.filters) == ((notice,), None)


def test_the_day_that_is_asked_from_goes_before_the_newest_article(library: Library) -> None:
    state = read(library, "Who spoke last week?", as_of=date(2025, 9, 10))
    assert state.notices == ("Preferring articles of 1 to 7 September 2025 (“last week”).",)
    assert state.question.as_of == date(2025, 9, 10)
    assert read(library, "Who spoke last week?").question.as_of == date(2025, 11, 4)


def test_the_newest_article_is_the_newest_of_those_that_pass_the_filters(library: Library) -> None:
    state = read(library, "Who spoke last week?", filters=Filters(sources=("Wire",)))
    assert state.question.as_of == date(2025, 9, 1)
    assert find_newest_day(library, None) == date(2025, 11, 4)


def test_an_article_of_a_day_that_has_not_come_does_not_move_now(library: Library) -> None:
    list(library.add_articles([make_article(4, published="2052-10-01", text="Nobody spoke of rain.")]))
    assert find_newest_day(library, None) == date(2025, 11, 4)
    assert read(library, "Who spoke last week?").question.as_of == date(2025, 11, 4)


def test_the_time_of_reports_is_a_filter_to_both_sides(library: Library) -> None:
    state = read(library, "What did the articles published in September 2025 say?")
    assert state.filters == Filters(since=date(2025, 9, 1), until=date(2025, 10, 1))


def test_without_any_day_nothing_is_counted(library: Library, tmp_path: Path) -> None:
    assert read(library, "Who spoke last week?", filters=Filters(until=date(1999, 1, 1))).question.period is None
    with Library.open(tmp_path / "empty", embedder=HashEmbedder(), create=True) as empty:
        assert read(empty, "Who met Hegsteh last week?").notices == ()


@pytest.mark.parametrize("text", ["", " ?! ", "x" * 3000], ids=["nothing", "marks", "too long"])
def test_what_is_no_question_is_refused(library: Library, text: str) -> None:
    with pytest.raises(InvalidQuestion):
        read(library, text)


def test_how_much_is_retrieved_and_how_long_an_answer_is_may_be_said_with_the_question(library: Library) -> None:
    components = make_components(library, k=5)
    plain = read_state(Request(question="Who spoke of Iraq?"), components)
    other = read_state(Request(question="Who spoke of Iraq?", k=3, length="full"), components)
    assert (plain.plan.k, other.plan.k) == (5, 3)
    assert other.plan.reply > plain.plan.reply
    assert (plain.settings, other.settings.k) == (components.settings, 3)
    assert other.settings.hash() != plain.settings.hash()


def test_the_parts_of_a_question_are_read_with_it(library: Library) -> None:
    state = read(library, "Who spoke of Iraq in September, and how many people heard Dong speak in Lisbon?")
    assert [part.text for part in state.parts] == list(state.question.parts)
    assert len(state.parts) == 2


def test_a_question_knows_its_language(library: Library) -> None:
    assert read(library, "Wer hat mit wem über die Gespräche gesprochen?").question.language == "de"


LIMITS = Filters(since=date(2024, 1, 1), until=date(2024, 2, 29), sources=("Wire",), languages=("en", "de"))


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"question": "Who?", "filters": LIMITS, "as_of": date(2024, 3, 1)}, id="values"),
        pytest.param(
            {
                "question": "Who?",
                "filters": {"since": "2024", "until": "2024-02", "sources": "Wire", "languages": ["en", "de"]},
                "as_of": "2024-03-01T12:00:00Z",
                "k": None,
            },
            id="JSON",
        ),
    ],
)
def test_what_is_asked_may_come_as_values_or_as_json(asked: dict[str, Any]) -> None:
    assert read_request(asked) == Request(question="Who?", filters=LIMITS, as_of=date(2024, 3, 1))


def test_a_question_alone_is_a_request_and_options_go_before_what_it_says() -> None:
    assert read_request("Who?") == Request(question="Who?")
    asked = {"question": "Who?", "k": 3, "length": "short"}
    assert read_request(asked, k=5) == Request(question="Who?", k=5, length="short")
    assert read_request(read_request(asked), k=None) == Request(question="Who?", k=3, length="short")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        pytest.param(7, "has to be text", id="no text"),
        pytest.param({}, "has to be text", id="no question"),
        pytest.param({"question": None}, "has to be text", id="a question that is nothing"),
        pytest.param({"question": "Who?", "querry": 1}, "no 'querry'. There are: question, filters", id="unknown name"),
        pytest.param({"question": "Who?", "filters": {"from": "2024"}}, "no 'from'. There are", id="unknown limit"),
        pytest.param({"question": "Who?", "filters": {"since": "soon"}}, "since can't be 'soon'", id="no day"),
        pytest.param({"question": "Who?", "filters": {"since": 2024}}, "since can't be '2024'", id="a number"),
        pytest.param({"question": "Who?", "filters": {"sources": [3]}}, '"sources" has to be text', id="no outlet"),
        pytest.param({"question": "Who?", "filters": {"languages": 3}}, '"languages" has to be', id="no language"),
        pytest.param({"question": "Who?", "filters": ["Wire"]}, '"filters" has to be Filters', id="no filters"),
        pytest.param({"question": "Who?", "as_of": "then"}, "as_of can't be 'then'", id="no day to count from"),
    ],
)
def test_what_can_not_be_asked_is_refused_with_what_can(asked: Any, told: str) -> None:
    with pytest.raises(UsageProblem, match=told):
        read_request(asked)


@pytest.mark.parametrize("options", [{"k": 0}, {"k": "many"}, {"length": "long"}], ids=str)
def test_a_setting_of_a_question_has_the_bounds_of_the_setting(library: Library, options: dict[str, Any]) -> None:
    with pytest.raises(UsageProblem, match="can't be"):
        read_state(read_request("Who spoke of Iraq?", **options), make_components(library))
