"""What a mention of a day is resolved by: its parts, where it stands, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qa.language.dates.patterns import DatePatterns
from qa.language.dates.spans import DaySpan
from qa.language.dates.tense import Direction

Precision = Literal[
    "day", "week", "weekend", "fortnight", "month", "quarter", "season", "half", "year", "decade", "span"
]  # fmt: skip
Parts = Mapping[str, str]

# What lacks a year and is further from the day of publication is mostly written with one.
FURTHEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a mention stands.

    published  the day of publication, or None
    direction  which way the sentence points, or None
    anchor     the last day that was named for certain before it, or None
    vague      its number is only about right
    is_length  what stands before it makes it a length of time: "for the first time in"
    """

    reader: DatePatterns
    published: date | None
    direction: Direction | None = None
    anchor: date | None = None
    vague: bool = False
    is_length: bool = False

    @property
    def is_told(self) -> bool:
        """Whether the sentence tells which way a day lies."""
        return self.direction in ("past", "ahead")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a mention means: its days, or None where that can't be told.

    relative  it takes the day of publication, or another day, to tell
    certain   there is no other way to read it
    """

    span: DaySpan | None
    precision: Precision = "day"
    relative: bool = True
    certain: bool = True


def choose_span(spans: list[DaySpan], context: Context, precision: Precision, *, furthest: int) -> Resolved:
    """Return the span that a sentence points to: the last one before, or the next one after the day of publication."""
    published = context.published
    assert published
    if context.direction == "past":
        spans = [span for span in spans if span.first <= published]
    elif context.direction == "ahead":
        coming = (span for span in spans if span.last >= published and (span.first - published).days <= furthest)
        spans = list(coming) or spans
    if not spans:
        return Resolved(span=None, precision=precision)
    span = min(spans, key=lambda span: _measure(span, published))
    told = context.is_told and (context.direction == "past" or span.last >= published)
    return Resolved(span=span, precision=precision, certain=told and _measure(span, published) <= furthest)


def _measure(span: DaySpan, day: date) -> int:
    """Return how many days a span is away from a day."""
    return max(0, (day - span.last).days, (span.first - day).days)


def resolve_written(year: int, parts: Parts, span: DaySpan, precision: Precision) -> Resolved:
    """Return a span whose year is written out, or counted from that of publication."""
    return Resolved(span=span, precision=precision, relative="year" not in parts)


def read_month(parts: Parts, context: Context) -> int:
    """Return the number of the month that is named."""
    if "nmonth" in parts:
        return int(parts["nmonth"])
    return context.reader.language.months[parts.get("month") or parts["short"]]


def read_year(parts: Parts, context: Context) -> int | None:
    """Return the year that is named, or counted from that of publication, or None."""
    if "year" in parts:
        return int(parts["year"])
    if "ywhen" in parts and context.published:
        return context.published.year + context.reader.dating.years[parts["ywhen"]]
    return None


def read_step(parts: Parts, context: Context) -> int | None:
    """Return which one is meant: -1 the last, 0 this, 1 the next; None where nothing says so."""
    return context.reader.dating.steps[parts["step"]] if "step" in parts else None


def read_part(parts: Parts, context: Context) -> str | None:
    """Return the part of a span that is named, or None."""
    return context.reader.dating.parts[parts["part"]] if parts.get("part") else None


def read_unit(parts: Parts, context: Context) -> str:
    """Return the unit of time that is named."""
    dating = context.reader.dating
    return dating.units.get(parts["unit"]) or dating.plurals[parts["unit"]]


def read_count(parts: Parts, context: Context) -> int:
    """Return the number that is written, in figures or in words."""
    return int(parts["count"]) if parts["count"].isdigit() else context.reader.counts[parts["count"]]


def name_precision(unit: str) -> Precision:
    """Return what a span of one unit is called."""
    names: Mapping[str, Precision] = {
        "day": "day", "week": "week", "weekend": "weekend", "fortnight": "week", "month": "month",
        "quarter": "quarter", "half": "half", "year": "year", "decade": "decade",
    }  # fmt: skip
    return names[unit]
