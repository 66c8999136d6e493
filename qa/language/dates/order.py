"""The order of two days or spans of days, and how much time lies between them."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa.language.dates.spans import DaySpan, shift_day

Order = Literal["before", "after", "same"]
Agreement = Literal["agrees", "differs"]

# Who says weeks or months means them to within so many days.
_SLACK_DAYS = {"day": 0, "week": 3, "fortnight": 3, "month": 10, "year": 120}
# The unit that a distance between other spans than days is told in, and from how many days on.
_UNITS_FROM = (("year", 730), ("month", 92), ("week", 21), ("day", 0))
_DAYS_IN = {"week": 7.0, "month": 30.44, "year": 365.25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """How much time is said to lie between two events: so many units, or about so many."""

    count: int
    unit: str
    vague: bool = False


def order_spans(one: DaySpan, other: DaySpan) -> Order | None:
    """Return how one span lies to the other, or None where they overlap and are not one and the same day."""
    if one.last < other.first:
        return "before"
    if other.last < one.first:
        return "after"
    return "same" if one == other and one.first == one.last else None


def compare_distance(one: DaySpan, other: DaySpan, said: Distance) -> Agreement | None:
    """Tell whether so much time as said lies between two spans; None where their days leave it open."""
    begun, ended = (one, other) if one.first <= other.first else (other, one)
    least, most = (ended.first - begun.last).days, (ended.last - begun.first).days
    slack = _SLACK_DAYS.get(said.unit, 0) + (1 + (most - least) // 2 if said.vague else 0)
    meant = (shift_day(begun.first, said.unit, said.count) - begun.first).days
    if said.unit == "day" and least != most:
        return None if least <= meant <= most else "differs"
    return "agrees" if least - slack <= meant <= most + slack else "differs"


def count_days(one: date, other: date) -> int:
    """Return how many days lie from one day to the other, whichever comes first."""
    return abs((other - one).days)


def measure_distance(one: DaySpan, other: DaySpan) -> Distance | None:
    """Return how much time lies between two spans in the unit that fits: exactly in days, else about; None for none."""
    if (order := order_spans(one, other)) is None or order == "same":
        return None
    begun, ended = (one, other) if order == "before" else (other, one)
    days = count_days(begun.first, ended.first)
    if begun.first == begun.last and ended.first == ended.last:
        return Distance(count=days, unit="day")
    unit = next(unit for unit, least in _UNITS_FROM if days >= least)
    return Distance(count=round(days / _DAYS_IN.get(unit, 1.0)), unit=unit, vague=True)
