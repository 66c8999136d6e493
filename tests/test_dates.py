"""Days that a text names, resolved against a Friday, 31 October 2025."""

from datetime import date
from itertools import pairwise

import pytest

from qa.dates import find_dates

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
