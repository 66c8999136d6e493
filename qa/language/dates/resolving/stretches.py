"""Resolve mentions of more than a day: months and their parts, weeks, quarters, seasons, years."""

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
    read_part,
    read_step,
    read_unit,
    read_year,
    resolve_written,
)
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


def resolve_month(parts: Parts, context: Context) -> Resolved:
    """Resolve "early May", "last September", "March 2024"."""
    month, part = read_month(parts, context), read_part(parts, context)
    precision: Precision = "span" if part else "month"
    if year := read_year(parts, context):
        return resolve_written(year, parts, take_month(year, month).take_part(part), precision)
    published, step = context.published, read_step(parts, context)
    if published is None or "ywhen" in parts:
        return Resolved(span=None, precision=precision)
    if step == 0:
        return Resolved(span=take_month(published.year, month).take_part(part), precision=precision)
    if step is not None:
        year = published.year - (month >= published.month) if step < 0 else published.year + (month <= published.month)
        return Resolved(span=take_month(year, month).take_part(part), precision=precision, certain=False)
    spans = [take_month(y, month).take_part(part) for y in range(published.year - 1, published.year + 2)]
    return choose_span(spans, context, precision, furthest=FURTHEST)


def resolve_some(parts: Parts, context: Context) -> Resolved:
    """Resolve the last or the next so many units: "the past three days"."""
    unit, step = read_unit(parts, context), read_step(parts, context)
    count = read_count(parts, context) if "count" in parts else 1
    published = context.published
    if published is None or not step or unit == "decade":
        return Resolved(span=None, precision="span")
    other = shift_day(published, unit, step * count)
    span = DaySpan(first=min(published, other), last=max(published, other))
    return Resolved(span=span, precision="span", certain=not context.vague)


def resolve_span(parts: Parts, context: Context) -> Resolved:
    """Resolve "last week", "late this month", "the weekend"."""
    unit, step, part = read_unit(parts, context), read_step(parts, context), read_part(parts, context)
    precision: Precision = "span" if part else name_precision(unit)
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


def resolve_ordinal(parts: Parts, context: Context) -> Resolved:
    """Resolve a place in a month: "the last week of June", "the first Monday in May"."""
    month = resolve_month({**parts, "part": ""}, context)
    unit = read_unit(parts, context) if "unit" in parts else "day"
    n = context.reader.ordinals[parts["ord"]]
    precision: Precision = "day" if unit == "day" else "span"
    if month.span is None:
        return Resolved(span=None, precision=precision, relative=month.relative)
    if "weekday" in parts:
        span = take_day(find_nth_weekday(context.reader.language.weekdays[parts["weekday"]], n, month.span))
    else:
        span = take_nth(unit, n, month.span)
    return Resolved(span=span, precision=precision, relative=month.relative, certain=month.certain)


def resolve_part_of(parts: Parts, context: Context) -> Resolved:
    """Resolve a quarter or a half of a year; without a year the one that the sentence points to."""
    n = int(parts["q"]) if "q" in parts else context.reader.ordinals[parts["ord"]]
    unit = read_unit(parts, context) if "unit" in parts else "quarter"
    precision: Precision = "half" if unit == "half" else "quarter"
    year = read_year(parts, context)
    if year:
        return Resolved(span=take_nth(unit, n, take_year(year)), precision=precision, relative="year" not in parts)
    if context.published is None or "ywhen" in parts:
        return Resolved(span=None, precision=precision)
    spans = [take_nth(unit, n, take_year(y)) for y in range(context.published.year - 1, context.published.year + 2)]
    chosen = choose_span(spans, context, precision, furthest=FURTHEST)
    return Resolved(span=chosen.span, precision=precision, certain=False)


def resolve_season(parts: Parts, context: Context) -> Resolved:
    """Resolve "last summer", "the spring of 2029"."""
    month = context.reader.dating.seasons[parts["season"]]
    step, part = read_step(parts, context), read_part(parts, context)
    if year := read_year(parts, context):
        return resolve_written(year, parts, take_season(month, year).take_part(part), "season")
    published = context.published
    if published is None or "ywhen" in parts:
        return Resolved(span=None, precision="season")
    spans = [take_season(month, y) for y in range(published.year - 2, published.year + 2)]
    if step == -1:
        span = max((s for s in spans if s.last < published), key=lambda s: s.first)
    elif step == 1:
        span = min((s for s in spans if s.first > published), key=lambda s: s.first)
    elif step == 0:
        span = next(s for s in spans if s.first <= published <= s.last or s.first.year == published.year)
    else:
        span = choose_span(spans, context, "season", furthest=FURTHEST).span or spans[0]
    return Resolved(span=span.take_part(part), precision="season", certain=step is not None)


def resolve_year(parts: Parts, context: Context) -> Resolved:
    """Resolve "2024", "late 2024"."""
    part = read_part(parts, context)
    span = take_year(int(parts["year"])).take_part(part)
    return Resolved(span=span, precision="span" if part else "year", relative=False)


def resolve_decade(parts: Parts, context: Context) -> Resolved:
    """Resolve "the 1990s"."""
    span = take_month(int(parts["decade"]), 1, months=120).take_part(read_part(parts, context))
    return Resolved(span=span, precision="decade", relative=False)
