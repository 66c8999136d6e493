"""The picture of a timeline: columns of days, weeks, months or years, gaps, and a dot for each event."""

from datetime import date, timedelta

import pytest

from qa.briefing import TimelineEvent
from qa.server.views.axis import Axis, AxisUnit, choose_unit, lay_axis


def make_event(day: str, *, planned: bool = False) -> TimelineEvent:
    return TimelineEvent(
        first=day,
        last=day,
        when=day,
        text="It happened.",
        planned=planned,
        as_of=None,
        basis="said",
        citations=(1,),
        outlets=("Harbour Post",),
    )


def read_labels(axis: Axis) -> list[str]:
    return [
        f"({column.label})" if column.is_gap else f"{column.label} {column.below}".strip() for column in axis.columns
    ]


@pytest.mark.parametrize(
    ("unit", "labels"),
    [
        ("day", ["29 Dec 2024", "30 Dec", "31 Dec", "1 Jan 2025", "(about 9 weeks)", "3 Mar 2025"]),
        ("week", ["23–29 Dec 2024", "30 Dec – 5 Jan 2025", "(8 weeks)", "3–9 Mar 2025"]),
        ("month", ["Dec 2024", "Jan 2025", "Feb", "Mar"]),
        ("year", ["2024", "2025"]),
    ],
)
def test_times_are_columns_and_long_empty_ones_a_gap(unit: AxisUnit, labels: list[str]) -> None:
    events = [make_event(day) for day in ("2024-12-29", "2025-01-01", "2025-03-03")]
    found = read_labels(lay_axis(events, unit))
    assert found == labels


def test_dots_of_a_time_are_stacked_and_then_side_by_side_and_never_overlap() -> None:
    axis = lay_axis([make_event("2025-03-03") for _ in range(20)], "day")
    places = [(dot.x, dot.y) for dot in axis.dots]
    assert [dot.number for dot in axis.dots] == list(range(1, 21))
    assert all(
        abs(x - other_x) >= 24 or abs(y - other_y) >= 24
        for n, (x, y) in enumerate(places)
        for other_x, other_y in places[:n]
    )
    assert all(13 <= x <= axis.width - 13 and 13 <= y <= axis.base for x, y in places)


def test_a_plan_is_told_by_its_dot() -> None:
    [_, plan] = lay_axis([make_event("2025-03-03"), make_event("2025-03-04", planned=True)], "day").dots
    assert plan.planned
    assert plan.label == "2025-03-04: It happened."


@pytest.mark.parametrize(("apart", "unit"), [(1, "day"), (7, "week"), (30, "month"), (365, "year"), (2_000, "day")])
def test_the_shortest_unit_is_chosen_that_can_be_looked_over(apart: int, unit: AxisUnit) -> None:
    days = [date(2000, 1, 3) + timedelta(days=apart * n) for n in range(5 if apart > 365 else 12)]
    assert choose_unit([make_event(day.isoformat()) for day in days]) == unit
