"""Resolve what a pattern has found against the day of publication: from the parts of a mention to its days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from qa.language.dates.patterns import Reader
from qa.language.dates.spans import (
    DaySpan,
    find_nth_weekday,
    shift_day,
    step_span,
    take_day,
    take_month,
    take_nth,
    take_season,
    take_year,
)
from qa.language.dates.tense import Direction

Precision = Literal["day", "week", "weekend", "fortnight", "month", "quarter", "season", "half", "year", "decade", "span"]

# A day without a year that is further from the day of publication is mostly written with one.
_FURTHEST = 300
_FURTHEST_MONTHS = 10
# A count of more years, or a round one, is seldom meant to the year.
_MOST_YEARS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Where a mention stands.

    published  the day of publication, or None
    direction  which way the sentence points, or None
    anchor     the last day that was named for certain before it, or None
    vague      its number is only about right
    is_length  what stands before it makes it a length of time: "for the first time in"
    """

    reader: Reader
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


Parts = Mapping[str, str]


def resolve_parts(kind: str, parts: Parts, context: Context) -> Resolved | None:
    """Return what a mention means; None where it is none after all.

    Raises ValueError and OverflowError for a day that no calendar has.
    """
    return _RESOLVERS[kind](parts, context)


def _resolve_iso(parts: Parts, context: Context) -> Resolved:
    return Resolved(span=take_day(date.fromisoformat(parts["iso"])), relative=False)


def _resolve_day(parts: Parts, context: Context) -> Resolved:
    month, day = _read_month(parts, context), int(parts["d"])
    last = int(parts.get("d2", parts["d"]))
    precision: Precision = "span" if last != day else "day"
    if year := _read_year(parts, context):
        return _resolve_written(year, parts, DaySpan(first=date(year, month, day), last=date(year, month, last)), precision)
    _require_day(month, last)
    if context.published is None or "ywhen" in parts:
        return Resolved(span=None, precision=precision)
    years = range(context.published.year - 1, context.published.year + 2)
    near = [span for year in years if (span := _take_days(year, month, day, last))]
    weekday = context.reader.language.weekdays.get(parts.get("wd", ""))
    if not near:
        return Resolved(span=None, precision=precision)
    if weekday is not None and (fitting := [span for span in near if span.first.weekday() == weekday]):
        return Resolved(span=fitting[0], precision=precision, certain=len(fitting) == 1)
    return _choose(near, context, precision, furthest=_FURTHEST)


def _resolve_written(year: int, parts: Parts, span: DaySpan, precision: Precision) -> Resolved:
    return Resolved(span=span, precision=precision, relative="year" not in parts)


def _require_day(month: int, day: int) -> None:
    """Raise ValueError where no year has the day of a month."""
    date(2024, month, day)


def _take_days(year: int, month: int, first: int, last: int) -> DaySpan | None:
    try:
        return DaySpan(first=date(year, month, first), last=date(year, month, last))
    except ValueError:
        return None


def _choose(spans: list[DaySpan], context: Context, precision: Precision, *, furthest: int) -> Resolved:
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


def _resolve_month(parts: Parts, context: Context) -> Resolved:
    month, part = _read_month(parts, context), _read_part(parts, context)
    precision: Precision = "span" if part else "month"
    if year := _read_year(parts, context):
        return _resolve_written(year, parts, take_month(year, month).take_part(part), precision)
    published, step = context.published, _read_step(parts, context)
    if published is None or "ywhen" in parts:
        return Resolved(span=None, precision=precision)
    if step == 0:
        return Resolved(span=take_month(published.year, month).take_part(part), precision=precision)
    if step is not None:
        year = published.year - (month >= published.month) if step < 0 else published.year + (month <= published.month)
        return Resolved(span=take_month(year, month).take_part(part), precision=precision, certain=False)
    spans = [take_month(y, month).take_part(part) for y in range(published.year - 1, published.year + 2)]
    return _choose(spans, context, precision, furthest=_FURTHEST)


def _resolve_weekday(parts: Parts, context: Context) -> Resolved:
    published, step = context.published, _read_step(parts, context)
    if published is None:
        return Resolved(span=None)
    weekday = context.reader.language.weekdays[parts["weekday"]]
    back, on = (published.weekday() - weekday) % 7, (weekday - published.weekday()) % 7
    if step is not None and step < 0:
        return Resolved(span=take_day(published - timedelta(days=back or 7)), certain=back == 0 or back > published.weekday())
    if step is not None and step > 0:
        return Resolved(span=take_day(published + timedelta(days=on or 7)), certain=on == 0 or weekday < published.weekday())
    if step == 0:
        return Resolved(span=take_day(published + timedelta(days=weekday - published.weekday())))
    days = on if context.direction == "ahead" or (context.direction == "open" and on < back) else -back
    return Resolved(span=take_day(published + timedelta(days=days)), certain=context.is_told or days == 0)


def _resolve_week_day(parts: Parts, context: Context) -> Resolved:
    """Resolve the day of a week: "Friday last week", "Monday week"."""
    if context.published is None:
        return Resolved(span=None)
    step = _read_step(parts, context)
    weekday = context.reader.language.weekdays[parts["weekday"]]
    week = step_span(context.published, "week", 1 if step is None else step)
    return Resolved(span=take_day(week.first + timedelta(days=weekday)), certain=step is not None)


def _resolve_offset(parts: Parts, context: Context) -> Resolved:
    if context.published is None:
        return Resolved(span=None)
    day = context.published + timedelta(days=context.reader.dating.offsets[parts["word"]])
    return Resolved(span=take_day(day))


def _resolve_night(parts: Parts, context: Context) -> Resolved:
    """Resolve the night before the day of publication, or before a weekday that is named."""
    if context.published is None:
        return Resolved(span=None, precision="span")
    day = _resolve_weekday(parts, context).span if "weekday" in parts else take_day(context.published)
    assert day
    return Resolved(span=DaySpan(first=day.first - timedelta(days=1), last=day.last), precision="span")


def _resolve_some(parts: Parts, context: Context) -> Resolved:
    """Resolve the last or the next so many units: "the past three days"."""
    unit, count, step = _read_unit(parts, context), _read_count(parts, context), _read_step(parts, context)
    published = context.published
    if published is None or not step or unit == "decade":
        return Resolved(span=None, precision="span")
    other = shift_day(published, _take_base(unit), step * count)
    span = DaySpan(first=min(published, other), last=max(published, other))
    return Resolved(span=span, precision="span", certain=not context.vague)


def _resolve_ago(parts: Parts, context: Context) -> Resolved:
    return _count_from(context.published, parts, context, -1)


def _resolve_ahead(parts: Parts, context: Context) -> Resolved | None:
    """Resolve "in three days", where the sentence is of what is to come; else it tells how long something took."""
    if context.direction != "ahead" or context.is_length:
        return None
    return _count_from(context.published, parts, context, 1)


def _count_from(start: date | None, parts: Parts, context: Context, sign: int) -> Resolved:
    unit, count = _read_unit(parts, context), _read_count(parts, context)
    precision: Precision = "week" if unit in ("weekend", "fortnight") else _name_precision(unit)
    if start is None or unit == "decade" or (unit == "year" and count > _MOST_YEARS):
        return Resolved(span=None, precision=precision)
    if unit == "fortnight":
        unit, count = "week", 2 * count
    span = step_span(start, unit, sign * count)
    return Resolved(span=span, precision=precision, certain=not context.vague and unit not in ("week", "weekend") and not (sign > 0 and unit == "year"))


def _resolve_later(parts: Parts, context: Context) -> Resolved | None:
    """Resolve "three days later", counted from the day that was named before; nothing where none was."""
    unit, count = _read_unit(parts, context), _read_count(parts, context)
    order = context.reader.dating.orders[parts["order"]]
    if context.anchor is None or unit == "decade":
        return None
    return _move(context.anchor, unit, order * count, context)


def _resolve_move(parts: Parts, context: Context) -> Resolved | None:
    """Resolve "the next day" and the like, counted from the day that was named before."""
    count, unit = context.reader.dating.moves[parts["move"]]
    if context.anchor is None:
        return None
    if unit == "day":
        return Resolved(span=take_day(context.anchor + timedelta(days=count)))
    return Resolved(span=step_span(context.anchor, unit, count), precision=_name_precision(unit), certain=False)


def _move(anchor: date, unit: str, count: int, context: Context) -> Resolved:
    if unit in ("month", "year", "quarter"):
        span = step_span(anchor, unit, count)
        return Resolved(span=span, precision=_name_precision(unit), certain=False)
    day = shift_day(anchor, _take_base(unit), count)
    return Resolved(span=take_day(day), certain=unit == "day" and not context.vague)


def _resolve_span(parts: Parts, context: Context) -> Resolved:
    """Resolve "last week", "late this month", "the weekend"."""
    unit, step, part = _read_unit(parts, context), _read_step(parts, context), _read_part(parts, context)
    precision: Precision = "span" if part else _name_precision(unit)
    published = context.published
    if published is None:
        return Resolved(span=None, precision=precision)
    if unit == "weekend":
        return _resolve_weekend(step, context)
    span = step_span(published, unit, step or 0).take_part(part)
    return Resolved(span=span, precision=precision, certain=unit != "fortnight")


def _resolve_weekend(step: int | None, context: Context) -> Resolved:
    published = context.published
    assert published
    own = step_span(published, "weekend", 0)
    if step is None:
        step = 0 if context.direction == "ahead" or published >= own.first else -1
    elif step == 0 and context.direction == "past" and published < own.first:
        step = -1
    return Resolved(span=step_span(published, "weekend", step), precision="weekend")


def _resolve_ordinal(parts: Parts, context: Context) -> Resolved:
    """Resolve a place in a month: "the last week of June", "the first Monday in May"."""
    month = _resolve_month({**parts, "part": ""}, context)
    unit = _read_unit(parts, context) if "unit" in parts else "day"
    n = context.reader.ordinals[parts["ord"]]
    precision: Precision = "day" if unit == "day" else "span"
    if month.span is None:
        return Resolved(span=None, precision=precision, relative=month.relative)
    if "weekday" in parts:
        span = take_day(find_nth_weekday(context.reader.language.weekdays[parts["weekday"]], n, month.span))
    else:
        span = take_nth(unit, n, month.span)
    return Resolved(span=span, precision=precision, relative=month.relative, certain=month.certain)


def _resolve_part_of(parts: Parts, context: Context) -> Resolved:
    """Resolve a quarter or a half of a year; without a year the one that the sentence points to."""
    n = int(parts["q"]) if "q" in parts else context.reader.ordinals[parts["ord"]]
    unit = _read_unit(parts, context) if "unit" in parts else "quarter"
    precision: Precision = "half" if unit == "half" else "quarter"
    year = _read_year(parts, context)
    if year:
        return Resolved(span=take_nth(unit, n, take_year(year)), precision=precision, relative="year" not in parts)
    if context.published is None or "ywhen" in parts:
        return Resolved(span=None, precision=precision)
    spans = [take_nth(unit, n, take_year(y)) for y in range(context.published.year - 1, context.published.year + 2)]
    chosen = _choose(spans, context, precision, furthest=_FURTHEST)
    return Resolved(span=chosen.span, precision=precision, certain=False)


def _resolve_season(parts: Parts, context: Context) -> Resolved:
    month, step, part = context.reader.dating.seasons[parts["season"]], _read_step(parts, context), _read_part(parts, context)
    if year := _read_year(parts, context):
        return _resolve_written(year, parts, take_season(month, year).take_part(part), "season")
    published = context.published
    if published is None or "ywhen" in parts:
        return Resolved(span=None, precision="season")
    spans = [take_season(month, y) for y in range(published.year - 2, published.year + 2)]
    if step == -1:
        span = max((s for s in spans if s.last < published), key=lambda s: s.first)
    elif step == 1:
        span = min((s for s in spans if s.first > published), key=lambda s: s.first)
    elif step == 0:
        span = min(spans, key=lambda s: (s.first.year != published.year and not s.first <= published <= s.last, s.first))
    else:
        span = _choose(spans, context, "season", furthest=_FURTHEST).span or spans[0]
    return Resolved(span=span.take_part(part), precision="season", certain=step is not None)


def _resolve_year(parts: Parts, context: Context) -> Resolved:
    part = _read_part(parts, context)
    span = take_year(int(parts["year"])).take_part(part)
    return Resolved(span=span, precision="span" if part else "year", relative=False)


def _resolve_decade(parts: Parts, context: Context) -> Resolved:
    span = take_month(int(parts["decade"]), 1, months=120).take_part(_read_part(parts, context))
    return Resolved(span=span, precision="decade", relative=False)


_RESOLVERS: Mapping[str, Callable[[Parts, Context], Resolved | None]] = {
    "iso": _resolve_iso,
    "days": _resolve_day,
    "day": _resolve_day,
    "month": _resolve_month,
    "weekday": _resolve_weekday,
    "week_day": _resolve_week_day,
    "offset": _resolve_offset,
    "night": _resolve_night,
    "some": _resolve_some,
    "ago": _resolve_ago,
    "ahead": _resolve_ahead,
    "later": _resolve_later,
    "move": _resolve_move,
    "span": _resolve_span,
    "ordinal": _resolve_ordinal,
    "part_of": _resolve_part_of,
    "season": _resolve_season,
    "year": _resolve_year,
    "decade": _resolve_decade,
}


def _read_month(parts: Parts, context: Context) -> int:
    if "nmonth" in parts:
        return int(parts["nmonth"])
    return context.reader.language.months[parts.get("month") or parts["short"]]


def _read_year(parts: Parts, context: Context) -> int | None:
    if "year" in parts:
        return int(parts["year"])
    if "ywhen" in parts and context.published:
        return context.published.year + context.reader.dating.years[parts["ywhen"]]
    return None


def _read_step(parts: Parts, context: Context) -> int | None:
    return context.reader.dating.steps[parts["step"]] if "step" in parts else None


def _read_part(parts: Parts, context: Context) -> str | None:
    return context.reader.dating.parts[parts["part"]] if parts.get("part") else None


def _read_unit(parts: Parts, context: Context) -> str:
    dating = context.reader.dating
    return dating.units.get(parts["unit"]) or dating.plurals[parts["unit"]]


def _read_count(parts: Parts, context: Context) -> int:
    return int(parts["count"]) if parts["count"].isdigit() else context.reader.counts[parts["count"]]


def _take_base(unit: str) -> str:
    return {"weekend": "week"}.get(unit, unit)


def _name_precision(unit: str) -> Precision:
    names: Mapping[str, Precision] = {
        "day": "day", "week": "week", "weekend": "weekend", "fortnight": "week", "month": "month",
        "quarter": "quarter", "half": "half", "year": "year", "decade": "decade",
    }  # fmt: skip
    return names[unit]
