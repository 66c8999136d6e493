"""Which of two days came first, how much time lies between them, and what sentences say of it."""

from datetime import date

import pytest

from qa.language.dates.order import Distance, compare_distance, measure_distance, order_spans
from qa.language.dates.spans import DaySpan, take_day, take_month
from qa.language.wording.sequence import OrderClaim, OrderQuestion, read_order, read_order_question, write_distance

MAY_3, MAY_5 = take_day(date(2025, 5, 3)), take_day(date(2025, 5, 5))
MAY, AUGUST = take_month(2025, 5), take_month(2025, 8)


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        pytest.param(MAY_3, MAY_5, "before", id="two days"),
        pytest.param(MAY_5, MAY_3, "after", id="the other way round"),
        pytest.param(MAY_3, MAY_3, "same", id="one day"),
        pytest.param(MAY, AUGUST, "before", id="two months"),
        pytest.param(MAY, MAY_3, None, id="a day in a month"),
        pytest.param(MAY, MAY, None, id="a month"),
    ],
)
def test_one_span_lies_before_or_after_another_or_nothing_is_told(one: DaySpan, other: DaySpan, order: str) -> None:
    assert order_spans(one, other) == order


@pytest.mark.parametrize(
    ("one", "other", "said", "agreement"),
    [
        (MAY_3, MAY_5, Distance(count=2, unit="day"), "agrees"),
        (MAY_5, MAY_3, Distance(count=2, unit="day"), "agrees"),
        (MAY_3, MAY_5, Distance(count=3, unit="day"), "differs"),
        (MAY_3, MAY_5, Distance(count=3, unit="day", vague=True), "agrees"),
        (MAY_3, take_day(date(2025, 5, 18)), Distance(count=2, unit="week"), "agrees"),
        (MAY_3, take_day(date(2025, 6, 18)), Distance(count=2, unit="week"), "differs"),
        (MAY, AUGUST, Distance(count=3, unit="month"), "agrees"),
        (MAY, AUGUST, Distance(count=8, unit="month"), "differs"),
        (MAY, take_day(date(2025, 6, 2)), Distance(count=5, unit="day"), None),
        (MAY, take_day(date(2025, 6, 2)), Distance(count=90, unit="day"), "differs"),
    ],
)
def test_a_distance_agrees_as_exactly_as_it_is_said(
    one: DaySpan, other: DaySpan, said: Distance, agreement: str | None
) -> None:
    assert compare_distance(one, other, said) == agreement


def test_what_lies_between_two_days_is_counted_and_between_months_about() -> None:
    assert measure_distance(MAY_3, MAY_5) == Distance(count=2, unit="day")
    assert measure_distance(AUGUST, MAY) == Distance(count=3, unit="month", vague=True)
    assert measure_distance(MAY, MAY_3) is None
    assert write_distance(Distance(count=1, unit="day"), "en") == "one day"
    assert write_distance(Distance(count=3, unit="month", vague=True), "en") == "about 3 months"


def claim(one: str, other: str, order: str, word: str, distance: Distance | None = None) -> OrderClaim:
    return OrderClaim(one=one, other=other, order=order, word=word, distance=distance)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank shut before the mayor left.", claim("The bank shut", "the mayor left", "before", "before")),
        (
            "The bank shut two days before the mayor left.",
            claim("The bank shut", "the mayor left", "before", "before", Distance(count=2, unit="day")),
        ),
        (
            "The day after the bank shut, the mayor left.",
            claim("the mayor left", "the bank shut", "after", "after", Distance(count=1, unit="day")),
        ),
        ("The flood came before the strike.", claim("The flood", "the strike", "before", "before")),
        (
            "The flood preceded the strike by about three weeks.",
            claim("The flood", "the strike", "before", "preceded", Distance(count=3, unit="week", vague=True)),
        ),
        (
            "The bank shut on the same day as the mayor left.",
            claim("The bank shut", "the mayor left", "same", "on the same day as"),
        ),
        ("The bank shut.", None),
        ("", None),
        ("before " * 500, None),
    ],
)
def test_what_a_statement_says_of_two_events_is_read(text: str, expected: OrderClaim | None) -> None:
    assert read_order(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "one", "other", "asked"),
    [
        ("Which came first, the flood or the strike?", "the flood", "the strike", "order"),
        ("Did the bank shut before or after the mayor left?", "Did the bank shut", "the mayor left", "side"),
        ("How many days passed between the flood and the strike?", "the flood", "the strike", "distance"),
        ("How long after the bank shut did the mayor leave?", "did the mayor leave", "the bank shut", "distance"),
        (
            "How many days after the bank was robbed was it shut?",
            "was it shut",
            "the bank was robbed",
            "distance",
        ),
    ],
)
def test_what_a_question_asks_of_two_events_is_read(text: str, one: str, other: str, asked: str) -> None:
    assert read_order_question(text, "en") == OrderQuestion(one=one, other=other, asked=asked)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["How long is the river?", "Who came first?", "How long did the strike last?", ""])
def test_other_questions_ask_for_no_order(text: str) -> None:
    assert read_order_question(text, "en") is None
