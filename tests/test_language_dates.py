"""Days that a text names, resolved against a Friday, 31 October 2025."""

from datetime import date
from itertools import pairwise

import pytest

from qa.language.dates import annotate_dates, find_dates, format_span, read_day

FRIDAY = date(2025, 10, 31)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("They met on Friday.", "31 October 2025"),
        ("They met on Thursday.", "30 October 2025"),
        ("Last Friday's vote", "24 October 2025"),
        ("They will meet on Monday.", "3 November 2025"),
        ("talks next Tuesday", "4 November 2025"),
        ("yesterday", "30 October 2025"),
        ("last night", "30 October 2025"),
        ("the day before yesterday", "29 October 2025"),
        ("in the past two weeks", "17 to 31 October 2025"),
        ("the last 3 days", "28 to 31 October 2025"),
        ("on Friday 31 October 2025", "31 October 2025"),
        ("Friday, October 31", "31 October 2025"),
        ("on Wednesday, 8 October", "8 October 2025"),
        ("last month's call", "September 2025"),
        ("in September", "September 2025"),
        ("in December", "December 2025"),
        ("two days ago", "29 October 2025"),
        ("this week", "27 October to 2 November 2025"),
        ("last year", "2024"),
        ("31 October 2025", "31 October 2025"),
        ("Oct. 31, 2025", "31 October 2025"),
        ("October 31", "31 October 2025"),
        ("January 3", "3 January 2026"),
        ("2025-10-31", "31 October 2025"),
        ("March 2024", "March 2024"),
        ("back in 1999", "1999"),
    ],
)
def test_a_day_or_span_is_resolved_against_the_day_of_publication(text: str, spelled: str) -> None:
    assert [mention.spell() for mention in find_dates(text, FRIDAY)] == [spelled]


@pytest.mark.parametrize(
    "text", ["It may march on.", "$2,024", "2024%", "30 February 2025", "room 1999b", "May I ask?"]
)
def test_what_is_no_date_is_not_taken_for_one(text: str) -> None:
    assert find_dates(text, FRIDAY) == []


def test_a_relative_day_without_a_day_of_publication_stays_unresolved() -> None:
    (mention,) = find_dates("They met on Friday.")
    assert (mention.first, mention.relative, mention.spell()) == (None, True, "")


def test_a_span_covers_the_days_in_it_and_not_the_other_way_round() -> None:
    (month,) = find_dates("in October 2025")
    (day,) = find_dates("on Thursday", FRIDAY)
    assert month.covers(day)
    assert not day.covers(month)


def test_mentions_do_not_overlap_and_stand_in_order() -> None:
    text = "On 30 October 2025, two days ago, and on Friday 31 October 2025 they met."
    mentions = find_dates(text, FRIDAY)
    assert [text[m.start : m.end] for m in mentions] == [m.text for m in mentions]
    assert all(one.end <= two.start for one, two in pairwise(mentions))


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        pytest.param("They met on Friday.", "They met on Friday (31 October 2025).", id="a weekday"),
        pytest.param("Yesterday it rained.", "Yesterday (30 October 2025) it rained.", id="at the start"),
        pytest.param("They met in September.", "They met in September (2025).", id="a month lacks its year"),
        pytest.param("on 12 September they met", "on 12 September (2025) they met", id="a day lacks its year"),
        pytest.param("Friday’s vote", "Friday’s (31 October 2025) vote", id="a possessive"),
        pytest.param("Friday's vote", "Friday's (31 October 2025) vote", id="a straight possessive"),
        pytest.param("last week", "last week (20 to 26 October 2025)", id="a week"),
        pytest.param("31 October 2025", "31 October 2025", id="a full date"),
        pytest.param(
            "On 31 October 2025 they met on Friday.", "On 31 October 2025 they met on Friday.", id="told before"
        ),
        pytest.param(
            "On Friday they met; on Friday it rained.",
            "On Friday (31 October 2025) they met; on Friday it rained.",
            id="twice",
        ),
        pytest.param("“We met on Friday,” he said.", "“We met on Friday,” he said.", id="quoted"),
        pytest.param('"We met on Friday," he said.', '"We met on Friday," he said.', id="straight quotes"),
        pytest.param(
            "He said on Friday: “We met on Thursday.”",
            "He said on Friday (31 October 2025): “We met on Thursday.”",
            id="around a quotation",
        ),
        pytest.param("Nobody met.", "Nobody met.", id="no day"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_day_is_put_behind_what_only_hints_at_it(text: str, spelled: str) -> None:
    assert annotate_dates(text, FRIDAY) == spelled


def test_no_day_is_told_without_a_day_of_publication() -> None:
    assert annotate_dates("They met on Friday, in September.", None) == "They met on Friday, in September."


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2025, 10, 30), date(2025, 10, 30), "30 October 2025"),
        (date(2025, 9, 1), date(2025, 9, 30), "September 2025"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2025, 2, 1), date(2025, 2, 27), "1 to 27 February 2025"),
        (date(2025, 1, 1), date(2025, 12, 31), "2025"),
        (date(2025, 11, 3), date(2025, 11, 9), "3 to 9 November 2025"),
        (date(2025, 10, 27), date(2025, 11, 2), "27 October to 2 November 2025"),
        (date(2024, 12, 30), date(2025, 1, 5), "30 December 2024 to 5 January 2025"),
        (date(2024, 1, 1), date(2025, 12, 31), "1 January 2024 to 31 December 2025"),
    ],
)
def test_a_span_is_spelled_as_short_as_it_can_be(first: date, last: date, words: str) -> None:
    assert format_span(first, last) == words


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2025-10-31", FRIDAY),
        ("2025-10-31T23:59:00+08:00", FRIDAY),
        ("soon", None),
        ("", None),
        (None, None),
        ("2025-13-01", None),
    ],
)
def test_the_day_of_publication_is_read_or_unknown(published: str | None, day: date | None) -> None:
    assert read_day(published) == day


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        pytest.param(
            "He said on Wednesday that the plant burned down on Monday.",
            "He said on Wednesday that the plant burned down on Monday (27 October 2025).",
            id="what happened rather than when it was told",
        ),
        pytest.param(
            "They met on Monday, on Tuesday and on Wednesday.",
            "They met on Monday (27 October 2025), on Tuesday and on Wednesday.",
            id="one day",
        ),
        pytest.param(
            "Last month they met, and on Monday they signed.",
            "Last month (September 2025) they met, and on Monday (27 October 2025) they signed.",
            id="a month and a day",
        ),
        pytest.param("They met on 1 December (2023).", "They met on 1 December (2023).", id="told beside it"),
        pytest.param(
            "Monday night's fire killed two.", "Monday night's (27 October 2025) fire killed two.", id="a night"
        ),
        pytest.param(
            "They might meet on Friday or not.", "They might meet on Friday (31 October 2025) or not.", id="today"
        ),
        pytest.param("A meeting on Tuesday.", "A meeting on Tuesday.", id="nothing tells which Tuesday"),
        pytest.param("It was built about 600 years ago.", "It was built about 600 years ago.", id="about"),
    ],
)
def test_a_statement_gets_one_day_at_most_and_only_a_certain_one(text: str, spelled: str) -> None:
    assert annotate_dates(text, FRIDAY, sparing=True) == spelled


@pytest.mark.parametrize(
    ("text", "language", "spelled"),
    [
        ("Das Treffen fand am Montag statt.", "de", "Das Treffen fand am Montag (27. Oktober 2025) statt."),
        ("La reunión se celebró el lunes.", "es", "La reunión se celebró el lunes (27 de octubre de 2025)."),
        ("La réunion a eu lieu lundi.", "fr", "La réunion a eu lieu lundi (27 octobre 2025)."),
        ("Sie trafen sich im September.", "de", "Sie trafen sich im September (2025)."),
    ],
)
def test_a_day_is_told_in_the_language_of_the_text(text: str, language: str, spelled: str) -> None:
    assert annotate_dates(text, FRIDAY, language=language) == spelled


@pytest.mark.parametrize(
    "text",
    [
        "1" * 20_000,
        "1 May " * 1_500,
        "Monday " * 1_500,
        "the last " * 3_000,
        " " * 20_000,
        "“" * 50_000,
        "1. " * 16_000,
    ],
    ids=["digits", "days", "weekdays", "openings", "blanks", "quotes", "numbers"],
)
@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_long_nonsense_is_read_in_little_time(text: str, language: str) -> None:
    find_dates(text, FRIDAY, language=language)
