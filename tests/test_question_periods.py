"""The time of a question becomes days, counted from a Tuesday, 4 November 2025."""

from datetime import date

import pytest

from qa.question.periods import Period, read_period

TUESDAY = date(2025, 11, 4)


def read(text: str, today: date | None = TUESDAY) -> Period:
    period = read_period(text, today)
    assert period
    return period


@pytest.mark.parametrize(
    ("text", "described", "words"),
    [
        ("What happened since October?", "from 1 October 2025 on", "since October"),
        ("What happened since 2019?", "from 1 January 2019 on", "since 2019"),
        ("Who has resigned since last Friday?", "from 31 October 2025 on", "since last Friday"),
        ("What changed from March 2025 onwards?", "from 1 March 2025 on", "from March 2025 onwards"),
        ("What changed from 3 May 2025 on?", "from 3 May 2025 on", "from 3 May 2025 on"),
        ("SINCE 5 MAY 2025, what changed?", "from 5 May 2025 on", "SINCE 5 MAY 2025"),
    ],
)
def test_since_and_onwards_leave_out_what_was_before(text: str, described: str, words: str) -> None:
    period = read(text)
    assert (period.describe(), period.text.strip(), period.limits) == (described, words, True)
    assert period.last is None


@pytest.mark.parametrize(
    ("text", "described", "words"),
    [
        ("What did Dong say last week?", "of 27 October to 2 November 2025", "last week"),
        ("Who resigned this week?", "of 3 to 9 November 2025", "this week"),
        ("What did he say yesterday?", "of 3 November 2025", "yesterday"),
        ("Who died last night?", "of 3 November 2025", "last night"),
        ("Who met on Friday?", "of 31 October 2025", "on Friday"),
        ("What happened in the past two weeks?", "of 21 October to 4 November 2025", "in the past two weeks"),
        ("What happened in March?", "of March 2025", "in March"),
        ("Who won in 2024?", "of 2024", "in 2024"),
        ("Who spoke in October 2025?", "of October 2025", "in October 2025"),
        ("Who won on 3 May 2025?", "of 3 May 2025", "on 3 May 2025"),
        ("What was known as of 3 May 2025?", "of 3 May 2025", "as of 3 May 2025"),
        ("What happened between 3 May and 5 May?", "of 3 to 5 May 2025", "between 3 May and 5 May"),
        ("What happened from May 3 to May 5, 2024?", "of 3 to 5 May 2024", "from May 3 to May 5, 2024"),
        ("What happened between 2019 and 2021?", "of 1 January 2019 to 31 December 2021", "between 2019 and 2021"),
        ("What happened after 12 March 2025?", "from 12 March 2025 on", "after 12 March 2025"),
        ("What happened before June 2025?", "up to 1 June 2025", "before June 2025"),
        ("Who had resigned by 5 May 2025?", "up to 5 May 2025", "by 5 May 2025"),
        ("What was planned until May?", "up to 1 May 2025", "until May"),
    ],
)
def test_other_times_are_only_preferred(text: str, described: str, words: str) -> None:
    period = read(text)
    assert (period.describe(), period.text.strip(), period.limits) == (described, words, False)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Who won the 2024 election?", id="a year that names a thing"),
        pytest.param("Who was her 2024 running mate?", id="a year that names a person's part"),
        pytest.param("What is in the 2025 budget?", id="a budget"),
        pytest.param("Since when has he been governor?", id="since when"),
        pytest.param("What did the march say?", id="a march"),
        pytest.param("Who may resign?", id="may"),
        pytest.param("Who won on 30 February 2025?", id="a day that is none"),
        pytest.param("Who were the 2,024 people in the hall?", id="a number"),
        pytest.param("Who met?", id="no time"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_time_asked_about_is_no_period(text: str) -> None:
    assert read_period(text, TUESDAY) is None


@pytest.mark.parametrize("text", ["What did he say last week?", "What happened since October?", "Who met on Friday?"])
def test_without_a_day_to_count_from_only_full_dates_are_read(text: str) -> None:
    assert read_period(text, None) is None
    assert read("Who won in 2024?", None).describe() == "of 2024"


@pytest.mark.parametrize(
    ("text", "relative"),
    [("What happened last week?", True), ("What happened since October?", True), ("Who won in 2024?", False)],
)
def test_only_what_counts_from_a_day_is_relative(text: str, relative: bool) -> None:
    assert read(text).relative is relative


def test_the_first_time_that_is_one_is_read() -> None:
    assert read("Who in the 2024 election said so in March 2025?").describe() == "of March 2025"


@pytest.mark.parametrize(
    ("published", "days"),
    [
        pytest.param(date(2025, 4, 30), 1, id="a day too early"),
        pytest.param(date(2025, 5, 1), 0, id="the first day"),
        pytest.param(date(2025, 5, 31), 0, id="the last day"),
        pytest.param(date(2025, 6, 7), 0, id="still written of a week later"),
        pytest.param(date(2025, 6, 9), 2, id="later"),
    ],
)
def test_an_article_is_as_far_as_it_is_outside_of_the_period(published: date, days: int) -> None:
    assert read("What happened in May 2025?").measure_distance(published) == days


@pytest.mark.parametrize(
    ("text", "over"), [("in October 2025", True), ("on 4 November 2025", False), ("since October", False)]
)
def test_a_period_is_over_once_its_last_day_is(text: str, over: bool) -> None:
    assert read(f"What happened {text}?").is_over_by(TUESDAY) is over


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("Which paper reported last week that the mine would close?", "of 27 October to 2 November 2025"),
        ("What is the news of October?", "of October 2025"),
        ("Which articles since 1 October 2025 are about the strike?", "from 1 October 2025 on"),
        ("Show me articles on the strike since 1 October 2025", "from 1 October 2025 on"),
        ("What was said in May about the flood?", "of May 2025"),
        ("What was reported about the strike in March 2025?", "of March 2025"),
        ("What did articles published in June say about the cup?", "of June 2025"),
    ],
)
def test_the_time_of_reports_leaves_out_all_others(text: str, described: str) -> None:
    period = read(text)
    assert (period.describe(), period.scope, period.limits) == (described, "reports", True)


@pytest.mark.parametrize(
    "text",
    [
        "Who was diagnosed on 3 May?",
        "Which club was founded in 1998?",
        "How many cases were reported in 2024?",
        "How many reports did the police get in May?",
        "Who has governed the province since 2013?",
        "How much did prices rise last year?",
        "What did the council say in its report of December 2024?",
    ],
)
def test_the_time_of_a_matter_leaves_nothing_out(text: str) -> None:
    period = read(text)
    assert (period.scope, period.limits) == ("matter", False)
    assert not period.is_after(date(1990, 1, 1), TUESDAY)


@pytest.mark.parametrize(
    "text", ["Which engines are banned after 2031?", "Will the plant deliver by 2030?", "What will happen next week?"]
)
def test_a_time_to_come_leaves_nothing_out_and_is_told_by_the_newest_articles(text: str) -> None:
    period = read(text)
    assert (period.ahead, period.limits, period.scope) == (True, False, "matter")
    assert not period.is_after(TUESDAY, TUESDAY)
    assert period.tell(None).startswith("Preferring the newest articles (“")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Who resigned last week?",
            "Preferring articles of 27 October to 2 November 2025"
            " (“last week”, counted from the newest article, of 4 November 2025).",
        ),
        ("Who won in 2024?", "Preferring articles of 2024 (“in 2024”)."),
        (
            "What is the news of October?",
            "Only articles of October 2025 (“of October”, counted from the newest article, of 4 November 2025).",
        ),
    ],
)
def test_it_is_told_how_a_time_was_read_and_what_now_is(text: str, told: str) -> None:
    assert read(text).tell(TUESDAY) == told


@pytest.mark.parametrize(
    ("published", "before"),
    [(date(2025, 4, 16), True), (date(2025, 4, 17), False), (date(2025, 5, 9), False), (date(2025, 9, 1), False)],
    ids=["well before", "two weeks before", "in it", "later"],
)
def test_an_article_from_well_before_can_not_tell_of_the_period(published: date, before: bool) -> None:
    period = read("What happened in May 2025?")
    assert period.is_after(published, TUESDAY) is before
    assert period.is_after(published, date(2025, 1, 1)) is False


def test_a_period_without_a_first_day_comes_after_nothing() -> None:
    assert not read("What happened before June 2025?").is_after(date(1999, 1, 1), TUESDAY)
