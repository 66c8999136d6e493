"""Resolve mentions of single days: written out, by their weekday, or counted from the day of publication or another."""

from datetime import date, timedelta

from qa.language.dates.resolving.context import (
    FURTHEST,
    Context,
    Parts,
    Precision,
    Resolved,
    choose_span,
    name_precision,
    read_count,
    read_month,
    read_step,
    read_unit,
    read_year,
    resolve_written,
)
from qa.language.dates.spans import DaySpan, shift_day, step_span, take_day

# A count of more years is seldom meant to the year.
_MOST_YEARS = 20


def resolve_iso(parts: Parts, context: Context) -> Resolved:
    """Resolve "2025-10-31"."""
    return Resolved(span=take_day(date.fromisoformat(parts["iso"])), relative=False)


def resolve_day(parts: Parts, context: Context) -> Resolved:
    """Resolve "31 October", "7-9 May"; without a year by its weekday, else by where the sentence points."""
    month, day = read_month(parts, context), int(parts["d"])
    last = int(parts.get("d2", parts["d"]))
    precision: Precision = "span" if last != day else "day"
    if year := read_year(parts, context):
        return resolve_written(
            year, parts, DaySpan(first=date(year, month, day), last=date(year, month, last)), precision
        )
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
    return choose_span(near, context, precision, furthest=FURTHEST)


def resolve_holiday(parts: Parts, context: Context) -> Resolved:
    """Resolve "Christmas Eve" and other days that are the same each year."""
    month, day = context.reader.dating.holidays[parts["holiday"]]
    return resolve_day({**parts, "nmonth": str(month), "d": str(day)}, context)


def _require_day(month: int, day: int) -> None:
    """Raise ValueError where no year has the day of a month."""
    date(2024, month, day)


def _take_days(year: int, month: int, first: int, last: int) -> DaySpan | None:
    try:
        return DaySpan(first=date(year, month, first), last=date(year, month, last))
    except ValueError:
        return None


def resolve_weekday(parts: Parts, context: Context) -> Resolved:
    """Resolve "Friday", "last Friday"; not certain where "last" or "next" may be of this week or of another one."""
    published, step = context.published, read_step(parts, context)
    if published is None:
        return Resolved(span=None)
    weekday = context.reader.language.weekdays[parts["weekday"]]
    back, on = (published.weekday() - weekday) % 7, (weekday - published.weekday()) % 7
    if step is not None and step < 0:
        return Resolved(
            span=take_day(published - timedelta(days=back or 7)), certain=back == 0 or back > published.weekday()
        )
    if step is not None and step > 0:
        return Resolved(
            span=take_day(published + timedelta(days=on or 7)), certain=on == 0 or weekday < published.weekday()
        )
    if step == 0:
        return Resolved(span=take_day(published + timedelta(days=weekday - published.weekday())))
    days = on if context.direction == "ahead" or (context.direction == "open" and on < back) else -back
    return Resolved(span=take_day(published + timedelta(days=days)), certain=context.is_told or days == 0)


def resolve_week_day(parts: Parts, context: Context) -> Resolved:
    """Resolve the day of a week: "Friday last week", "Monday week"."""
    if context.published is None:
        return Resolved(span=None)
    step = read_step(parts, context)
    weekday = context.reader.language.weekdays[parts["weekday"]]
    week = step_span(context.published, "week", 1 if step is None else step)
    return Resolved(span=take_day(week.first + timedelta(days=weekday)), certain=step is not None)


def resolve_offset(parts: Parts, context: Context) -> Resolved:
    """Resolve "yesterday", "this morning"."""
    if context.published is None:
        return Resolved(span=None)
    day = context.published + timedelta(days=context.reader.dating.offsets[parts["word"]])
    return Resolved(span=take_day(day))


def resolve_night(parts: Parts, context: Context) -> Resolved:
    """Resolve the night before the day of publication, or before a weekday that is named."""
    if context.published is None:
        return Resolved(span=None, precision="span")
    day = resolve_weekday(parts, context).span if "weekday" in parts else take_day(context.published)
    assert day
    return Resolved(span=DaySpan(first=day.first - timedelta(days=1), last=day.last), precision="span")


def resolve_ago(parts: Parts, context: Context) -> Resolved:
    """Resolve "three days ago"."""
    return _count_from(context.published, parts, context, -1)


def resolve_ahead(parts: Parts, context: Context) -> Resolved | None:
    """Resolve "in three days", where the sentence is of what is to come; else it tells how long something took."""
    if context.direction != "ahead" or context.is_length:
        return None
    return _count_from(context.published, parts, context, 1)


def _count_from(start: date | None, parts: Parts, context: Context, sign: int) -> Resolved:
    unit, count = read_unit(parts, context), read_count(parts, context)
    precision: Precision = "week" if unit in ("weekend", "fortnight") else name_precision(unit)
    if start is None or unit == "decade" or (unit == "year" and count > _MOST_YEARS):
        return Resolved(span=None, precision=precision)
    if unit == "fortnight":
        unit, count = "week", 2 * count
    span = step_span(start, unit, sign * count)
    return Resolved(
        span=span,
        precision=precision,
        certain=not context.vague and unit not in ("week", "weekend") and not (sign > 0 and unit == "year"),
    )


def resolve_later(parts: Parts, context: Context) -> Resolved | None:
    """Resolve "three days later", counted from the day that was named before; nothing where none was."""
    unit, count = read_unit(parts, context), read_count(parts, context)
    order = context.reader.dating.orders[parts["order"]]
    if context.anchor is None or unit == "decade":
        return None
    return _move(context.anchor, unit, order * count, context)


def resolve_move(parts: Parts, context: Context) -> Resolved | None:
    """Resolve "the next day" and the like, counted from the day that was named before."""
    count, unit = context.reader.dating.moves[parts["move"]]
    if context.anchor is None:
        return None
    if unit == "day":
        return Resolved(span=take_day(context.anchor + timedelta(days=count)))
    return Resolved(span=step_span(context.anchor, unit, count), precision=name_precision(unit), certain=False)


def _move(anchor: date, unit: str, count: int, context: Context) -> Resolved:
    if unit in ("month", "year", "quarter"):
        span = step_span(anchor, unit, count)
        return Resolved(span=span, precision=name_precision(unit), certain=False)
    day = shift_day(anchor, unit, count)
    return Resolved(span=take_day(day), certain=unit == "day" and not context.vague)
