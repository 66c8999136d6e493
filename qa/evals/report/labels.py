"""How runs and intervals are named and drawn in every plot."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qa.evals.comparing.intervals import Interval
from qa.evals.tables import write_number
from qa.render.clean import clean_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RIGHT_AXIS = "share of right answers"
_LONGEST_LABEL = 28


def span_intervals(intervals: Iterable[Interval]) -> list[list[float]]:
    """Return how far intervals go down and up from their values, as error bars want it."""
    pairs = [(interval.value - interval.low, interval.high - interval.value) for interval in intervals]
    return [[down for down, _ in pairs], [up for _, up in pairs]]


def format_interval(interval: Interval) -> str:
    """Return an interval for who does not see the plot: "0.800 (0.667 to 0.933, n 30)"."""
    value, low, high = (write_number(number) for number in (interval.value, interval.low, interval.high))
    return f"{value} ({low} to {high}, n {interval.n})"


def label_run(name: str) -> str:
    """Return the name of a run for a legend, which leaves out what begins with an underscore."""
    return f" {cut_label(name)}"


def name_runs(axes: "Axes", runs: int) -> None:
    """Put the names of the runs above the plot where there are several."""
    if runs > 1:
        axes.figure.legend(loc="outside upper center", ncols=3)


def cut_label(text: str) -> str:
    """Return a name on one line, short enough for the side of a plot."""
    line = clean_line(text)
    return line if len(line) <= _LONGEST_LABEL else f"{line[: _LONGEST_LABEL - 1]}…"
