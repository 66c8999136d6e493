"""Spans of days on the calendar: months, quarters, seasons, parts of them, and steps from one to the next."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

# The first days of the three parts of a month.
_PART_DAYS = {"early": 1, "middle": 11, "late": 21}
_FRACTIONS = {"half": 2, "quarter": 4}
_MONTHS_OF = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
_DAYS_OF = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySpan:
    """A day or a span of days, both ends included."""

    first: date
    last: date

    def shift_days(self, days: int) -> "DaySpan":
        """Return the span so many days later."""
        step = timedelta(days=days)
        return DaySpan(first=self.first + step, last=self.last + step)

    def take_part(self, part: str | None) -> "DaySpan":
        """Return the early, middle or late part of a month, or a third of any other span."""
        if part is None or (self.last - self.first).days < len(_PART_DAYS) - 1:
            return self
        if self == take_month(self.first.year, self.first.month):
            start = self.first.replace(day=_PART_DAYS[part])
            return DaySpan(first=start, last=self.last if part == "late" else start + timedelta(days=9))
        n = list(_PART_DAYS).index(part)
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        if self == take_month(self.first.year, self.first.month, months=months) and months % 3 == 0:
            return take_month(self.first.year, self.first.month + n * months // 3, months=months // 3)
        third = ((self.last - self.first).days + 1) / 3
        begins, ends = round(third * n), round(third * (n + 1)) - 1
        return DaySpan(first=self.first + timedelta(days=begins), last=self.first + timedelta(days=ends))


def read_day(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date-time, or None."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def take_day(day: date) -> DaySpan:
    """Return one day as a span."""
    return DaySpan(first=day, last=day)


def take_month(year: int, month: int, *, months: int = 1) -> DaySpan:
    """Return a month, or some months from it on; months beyond December are those of the next years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end = year * 12 + month - 1 + months - 1
    last = date(end // 12, end % 12 + 1, calendar.monthrange(end // 12, end % 12 + 1)[1])
    return DaySpan(first=date(year, month, 1), last=last)


def take_year(year: int) -> DaySpan:
    """Return a year."""
    return take_month(year, 1, months=12)


def take_nth(unit: str, n: int, span: DaySpan) -> DaySpan:
    """Return the nth week, weekend, day, half or quarter of a span, from its end where n is negative.

    Raises ValueError where the span has none.
    """
    if unit in _FRACTIONS:
        return _take_fraction(_FRACTIONS[unit], n, span)
    if unit == "weekend":
        saturday = find_nth_weekday(5, n, span)
        return DaySpan(first=saturday, last=saturday + timedelta(days=1))
    if unit not in _DAYS_OF:
        raise ValueError(f"a {unit} of a span")
    days = _DAYS_OF[unit]
    first = span.first + timedelta(days=days * (n - 1)) if n > 0 else span.last + timedelta(days=days * n + 1)
    last = first + timedelta(days=days - 1)
    if first < span.first or first > span.last:
        raise ValueError(f"{unit} {n} of a span of {span}")
    return DaySpan(first=first, last=min(last, span.last))


def _take_fraction(parts: int, n: int, span: DaySpan) -> DaySpan:
    n = parts + n + 1 if n < 0 else n
    if not 1 <= n <= parts:
        raise ValueError(f"part {n} of {parts}")
    if (span.first.day, span.first.month, span.last.month) == (1, 1, 12) and span.first.year == span.last.year:
        return take_month(span.first.year, 1 + (n - 1) * 12 // parts, months=12 // parts)
    middle = span.first + timedelta(days=14)
    return (
        DaySpan(first=span.first, last=middle) if n == 1 else DaySpan(first=middle + timedelta(days=1), last=span.last)
    )


def find_nth_weekday(weekday: int, n: int, span: DaySpan) -> date:
    """Return the nth day of the week in a span, from its end where n is negative. Raises ValueError for none."""
    if n > 0:
        day = span.first + timedelta(days=(weekday - span.first.weekday()) % 7 + 7 * (n - 1))
    else:
        day = span.last - timedelta(days=(span.last.weekday() - weekday) % 7 - 7 * (n + 1))
    if not span.first <= day <= span.last:
        raise ValueError(f"weekday {weekday}, {n} of {span}")
    return day


def shift_day(day: date, unit: str, n: int) -> date:
    """Return the day so many days, weeks, months or years later; the last of a month that is too short."""
    if unit in _DAYS_OF:
        return day + timedelta(days=_DAYS_OF[unit] * n)
    months = day.year * 12 + day.month - 1 + _MONTHS_OF[unit] * n
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def step_span(day: date, unit: str, n: int) -> DaySpan:
    """Return the day, week, weekend, month, quarter, year or decade that is n after the one a day is in."""
    if unit == "day":
        return take_day(day + timedelta(days=n))
    if unit in ("week", "weekend", "fortnight"):
        monday = day - timedelta(days=day.weekday()) + timedelta(days=_DAYS_OF.get(unit, 7) * n)
        first = monday + timedelta(days=5) if unit == "weekend" else monday
        return DaySpan(first=first, last=monday + timedelta(days=6))
    if unit == "month":
        return take_month(day.year, day.month + n)
    if unit == "quarter":
        return take_month(day.year, day.month - (day.month - 1) % 3 + 3 * n, months=3)
    if unit == "decade":
        return take_month(day.year - day.year % 10 + 10 * n, 1, months=120)
    return take_year(day.year + n)


def take_season(month: int, year: int) -> DaySpan:
    """Return a season of a year by the month in which it begins; winter ends in the year after."""
    return take_month(year, month, months=3)
