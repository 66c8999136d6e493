"""Lay the events of a timeline out as a picture: a column for each day, week, month or year, a dot for each event."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from qa.briefing import TimelineEvent

AxisUnit = Literal["day", "week", "month", "year"]

# In pixels, chosen: a dot and the room around it is as large as a finger needs it (WCAG 2.2, 2.5.8).
_STEP, _COLUMN, _MARGIN, _LABELS = 26, 86, 16, 44
# A column that is higher than so many dots grows wider instead.
_MOST_HIGH = 6
# So many empty columns are drawn; more become a gap.
_MOST_EMPTY = 2
# What can be looked over without scrolling.
_MOST_COLUMNS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisDot:
    """The dot of an event: its number in the timeline, its place, and what it is called."""

    number: int
    x: int
    y: int
    label: str
    planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisColumn:
    """A time on the line: where it is, and its label on two lines; of a gap, how long it is.

    Attributes:
        left: Where it begins, and right where it ends.
    """

    x: int
    left: int
    right: int
    label: str
    below: str = ""
    is_gap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A picture of events; base is the height of its line."""

    unit: AxisUnit
    width: int
    height: int
    base: int
    columns: tuple[AxisColumn, ...]
    dots: tuple[AxisDot, ...]


def choose_unit(events: Sequence[TimelineEvent]) -> AxisUnit:
    """Return the shortest unit that gives few enough columns."""
    return next((unit for unit in UNITS if len(list(_list_times(events, unit))) <= _MOST_COLUMNS), "year")


def lay_axis(events: Sequence[TimelineEvent], unit: AxisUnit) -> Axis:
    """Return the picture of events, by the day on which each began."""
    found: dict[int, list[int]] = {}
    for n, event in enumerate(events):
        found.setdefault(UNITS[unit].count(date.fromisoformat(event.first)), []).append(n)
    high = min(_MOST_HIGH, max(map(len, found.values()), default=1))
    base = _MARGIN + high * _STEP
    columns: list[AxisColumn] = []
    dots: list[AxisDot] = []
    x, last = _MARGIN, ""
    for time, skipped in _list_times(events, unit):
        own = found.get(time, [])
        width = max(_COLUMN, -(-len(own) // _MOST_HIGH) * _STEP + _STEP)
        label, below = (_spell_gap(skipped, unit), "") if skipped else UNITS[unit].spell(time)
        columns.append(
            AxisColumn(
                x=x + width // 2,
                left=x,
                right=x + width,
                label=label,
                below=below if below != last else "",
                is_gap=bool(skipped),
            )
        )
        last = below if not skipped else ""
        dots += _place_dots(own, events, x + width // 2, base)
        x += width
    return Axis(
        unit=unit, width=x + _MARGIN, height=base + _LABELS, base=base, columns=tuple(columns), dots=tuple(dots)
    )


def _list_times(events: Sequence[TimelineEvent], unit: AxisUnit) -> Iterator[tuple[int, int]]:
    """Yield the times that have a column, each with 0, or as a gap with how many times it stands for."""
    times = sorted({UNITS[unit].count(date.fromisoformat(event.first)) for event in events})
    for n, time in enumerate(times):
        empty = time - times[n - 1] - 1 if n else 0
        if empty > _MOST_EMPTY:
            yield time - 1, empty
        else:
            yield from ((time - back, 0) for back in range(empty, 0, -1))
        yield time, 0


def _place_dots(own: Sequence[int], events: Sequence[TimelineEvent], x: int, base: int) -> Iterator[AxisDot]:
    """Yield the dots of one time, stacked upward; where there are many, side by side."""
    stacks = -(-len(own) // _MOST_HIGH)
    for place, n in enumerate(own):
        stack, level = divmod(place, _MOST_HIGH)
        yield AxisDot(
            number=n + 1,
            x=x + round((stack - (stacks - 1) / 2) * _STEP),
            y=base - level * _STEP - _STEP // 2 - 3,
            label=f"{events[n].when}: {events[n].text}",
            planned=events[n].planned,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """How days are counted in a unit, how a count is spelled on two lines, and how many days it has about."""

    count: Callable[[date], int]
    spell: Callable[[int], tuple[str, str]]
    days: float


def _spell_gap(times: int, unit: AxisUnit) -> str:
    """Return how long a gap is, in the longest unit of which there are some."""
    days = times * UNITS[unit].days
    told = next(each for each in [*UNITS][::-1] if days >= 2 * UNITS[each].days or each == unit)
    return f"{'' if told == unit else 'about '}{round(days / UNITS[told].days)} {told}s"


def _spell_day(number: int) -> tuple[str, str]:
    day = date.fromordinal(number)
    return f"{day.day} {day:%b}", f"{day:%Y}"


def _spell_week(number: int) -> tuple[str, str]:
    first = date.fromordinal(number * 7 + 1)
    last = first + timedelta(days=6)
    if first.month != last.month:
        return f"{first.day} {first:%b} –", f"{last.day} {last:%b %Y}"
    return f"{first.day}–{last.day} {last:%b}", f"{first:%Y}"


def _spell_month(number: int) -> tuple[str, str]:
    day = date(number // 12, number % 12 + 1, 1)
    return f"{day:%b}", f"{day:%Y}"


# Monday of the first week has the ordinal 1.
UNITS: Mapping[AxisUnit, _Unit] = {
    "day": _Unit(count=date.toordinal, spell=_spell_day, days=1),
    "week": _Unit(count=lambda day: (day.toordinal() - 1) // 7, spell=_spell_week, days=7),
    "month": _Unit(count=lambda day: day.year * 12 + day.month - 1, spell=_spell_month, days=30.4),
    "year": _Unit(count=lambda day: day.year, spell=lambda number: (str(number), ""), days=365.25),
}
