"""What a statement says of the order of two events is held against the days that the articles give of both."""

import pytest
from core_samples import make_evidence

from qa.statements.intervals import answer_interval
from qa.verify.guards.events import date_event
from qa.verify.guards.order import check_order
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Premise, read_premise
from qa.verify.verdict import Verdict
from qa.verify.verifier import Verifier

# Friday, 31 October 2025
TEXTS = (
    "Mayor Lena Orrin resigned on Wednesday after eleven years. Nobody knows who will follow her.",
    "The ferry Aldora sank on Monday off Cape Merrin. The coastguard said on Tuesday that all were saved.",
    "At least nine people were hurt on Thursday when the bridge of Hask collapsed. The flood of 3 September had damaged"
    " its piers.",
    "The council met in secret. The trial is to begin on 12 November.",
)


def read(*texts: str) -> tuple[Premise, ...]:
    evidence = make_evidence(*texts, published="2025-10-31")
    return tuple(read_premise(item.hit, item.n) for item in evidence)


def verify(statement: str) -> Verdict:
    return Verifier(None).verify([Hypothesis(text=statement, premises=read(*TEXTS))]).verdicts[0]


@pytest.mark.parametrize(
    ("event", "day"),
    [
        ("the ferry sank", "2025-10-27"),
        ("did Lena Orrin resign", "2025-10-29"),
        ("the bridge of Hask collapsed", "2025-10-30"),
        ("the flood", "2025-09-03"),
        ("3 May 2025", "2025-05-03"),
    ],
)
def test_an_event_has_the_day_that_belongs_to_it(event: str, day: str) -> None:
    found = date_event(event, read(*TEXTS))
    assert found
    assert str(found.span.first) == str(found.span.last) == day


@pytest.mark.parametrize("event", ["the council met", "all were saved", "nine people died", "a plane crashed", ""])
def test_an_event_without_a_certain_day_has_none(event: str) -> None:
    assert date_event(event, read(*TEXTS)) is None


def test_an_event_that_is_told_of_two_days_has_none() -> None:
    texts = ("The mayor spoke in Hask on Monday.", "The mayor spoke in Hask on Tuesday.")
    assert date_event("the mayor spoke in Hask", read(*texts)) is None


@pytest.mark.parametrize(
    "statement",
    [
        "The ferry Aldora sank before Lena Orrin resigned.",
        "The ferry Aldora sank two days before Lena Orrin resigned.",
        "Lena Orrin resigned two days after the ferry Aldora sank.",
        "The day before the bridge of Hask collapsed, Lena Orrin resigned.",
        "The flood came before the bridge of Hask collapsed.",
        "The ferry Aldora sank after 3 May 2025.",
    ],
)
def test_an_order_that_the_days_bear_out_is_supported_by_the_quotes_of_both(statement: str) -> None:
    check = check_order(Hypothesis(text=statement, premises=read(*TEXTS)))
    assert check
    assert check.holds
    verdict = verify(statement)
    assert verdict.supported
    assert {check.one.quote, check.other.quote} - {None}


@pytest.mark.parametrize(
    ("statement", "word", "against"),
    [
        ("The ferry Aldora sank after Lena Orrin resigned.", "after", "Monday (27 October 2025)"),
        ("The ferry Aldora sank three days before Lena Orrin resigned.", "before", "Monday (27 October 2025)"),
        ("Lena Orrin resigned on the same day as the ferry Aldora sank.", "on the same day as", "Wednesday"),
    ],
)
def test_an_order_that_the_days_bear_against_is_contradicted_with_a_day(
    statement: str, word: str, against: str
) -> None:
    verdict = verify(statement)
    assert verdict.name == "contradicted"
    flags = [flag for flag in verdict.flags if flag.kind == "direction" and flag.words == word]
    assert [against in flag.against for flag in flags[:1]] == [True]


@pytest.mark.parametrize(
    "statement",
    [
        "The council met before the ferry Aldora sank.",
        "A plane crashed after the ferry Aldora sank.",
        "The ferry Aldora was named after Lena Orrin.",
        "Lena Orrin resigned.",
    ],
)
def test_where_a_day_is_missing_nothing_is_told(statement: str) -> None:
    assert check_order(Hypothesis(text=statement, premises=read(*TEXTS))) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "How many days after the ferry Aldora sank did Lena Orrin resign?",
            "2 days: from 27 October 2025 to 29 October 2025.",
        ),
        (
            "Did Lena Orrin resign before or after the ferry Aldora sank?",
            "After, by 2 days: 29 October 2025 and 27 October 2025.",
        ),
        ("How long was it between the flood and the collapse?", None),
        ("Who resigned?", None),
    ],
)  # fmt: skip
def test_a_question_for_the_time_between_two_events_is_answered_with_both_days(
    question: str, answer: str | None
) -> None:
    found = answer_interval(question, read(*TEXTS))
    assert (found[0] if found else None) == answer
    assert found is None or len(found[1].quotes) == 2
