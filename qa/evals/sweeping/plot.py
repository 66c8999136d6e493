"""The plot of a sweep: how good each cell is against what it costs."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa.evals.sweeping.sweep import Result, Sweep
from qa.render.clean import clean_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PLOT_FILES = ("sweep.png", "sweep.svg")
_BEST, _OTHER = "#1b5e9b", "#9a9a9a"
# Nearer than this, in points of the drawing, two labels would cover each other.
_NEAR = 13.0
_LONGEST_LABEL = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A cell in the plot.

    number   its place in the table, from 1
    is_best  no other cell is at least as good for less
    """

    number: int
    label: str
    cost: float
    value: float
    low: float
    high: float
    is_best: bool


def draw_sweep(sweep: Sweep, folder: Path) -> list[Path]:
    """Draw the sweep into sweep.png and sweep.svg in the folder; return their paths, none where no cell has a score.

    A point is the score of a cell with its 95 % interval over the mean tokens of a question, or over the median of its
    seconds where tokens are not known of all cells or none has any. The line joins the cells that no other one beats
    at the same cost or less.
    """
    costs, axis = _choose_cost(sweep.results)
    points = place_points(sweep, costs)
    if not points:
        return []
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    paths = [folder / name for name in PLOT_FILES]
    # A name with a "$" is no formula; the same sweep is the same file.
    with rc_context({"text.parse_math": False, "svg.hashsalt": "qa"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = Figure(figsize=(9, 4.6 + 0.17 * len(points)), dpi=150, layout="constrained")
        _draw_points(figure, points)
        _name_axes(figure.axes[0], sweep, axis)
        for path in paths:
            figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else {"Software": None})
    return paths


def place_points(sweep: Sweep, costs: Sequence[float | None]) -> list[Point]:
    """Return the points of the cells that have a score and a cost, in the order of the table."""
    sign = 1 if sweep.higher_is_better else -1
    known = [
        (number, result, score, cost, (-cost, sign * score.value))
        for number, (result, cost) in enumerate(zip(sweep.results, costs, strict=True), start=1)
        if (score := result.read_score(sweep.metric)).value is not None and cost is not None
    ]
    rated = {rate for *_, rate in known}
    return [
        Point(
            number=number,
            label=clean_line(str(result.cell))[:_LONGEST_LABEL],
            cost=cost,
            value=rate[1] * sign,
            low=rate[1] * sign if score.low is None else score.low,
            high=rate[1] * sign if score.high is None else score.high,
            is_best=not any(other != rate and other[0] >= rate[0] and other[1] >= rate[1] for other in rated),
        )
        for number, result, score, cost, rate in known
    ]


def _choose_cost(results: Sequence[Result]) -> tuple[list[float | None], str]:
    """Return what each cell costs and what that is: tokens where all have them, else seconds."""
    tokens = [result.tokens for result in results if not result.error]
    if all(value is not None for value in tokens) and any(tokens):
        return [result.tokens for result in results], "Tokens of a question, prompt and completion (mean)"
    return [result.seconds for result in results], "Seconds of a question (median)"


def _draw_points(figure: "Figure", points: Sequence[Point]) -> None:
    axes = figure.subplots()
    for point in points:
        colour = _BEST if point.is_best else _OTHER
        bounds = [[point.value - point.low], [point.high - point.value]]
        axes.errorbar(
            point.cost, point.value, yerr=bounds, fmt="o", color=colour, capsize=3, elinewidth=1, markersize=6,
            label=f"{point.number}  {point.label}",
        )  # fmt: skip
    best = sorted((point.cost, point.value) for point in points if point.is_best)
    axes.plot([cost for cost, _ in best], [value for _, value in best], color=_BEST, linewidth=1, alpha=0.5)
    most = max(point.cost for point in points) or 1.0
    axes.set_xlim(-0.03 * most, 1.1 * most)
    figure.draw_without_rendering()
    for place, numbers in _group_labels(axes, points):
        axes.annotate(numbers, place, xytext=(7, 5), textcoords="offset points", fontsize=9, fontweight="bold")
    figure.legend(loc="outside lower left", fontsize=8, frameon=False, ncols=1 + (len(points) > 8))


def _group_labels(axes: "Axes", points: Sequence[Point]) -> list[tuple[tuple[float, float], str]]:
    """Return labels and where they go; points that nearly cover each other share one."""
    groups: list[tuple[tuple[float, float], tuple[float, float], list[int]]] = []
    scale = 72 / axes.figure.dpi
    for point in points:
        x, y = axes.transData.transform((point.cost, point.value)) * scale
        near = next((g for g in groups if abs(g[0][0] - x) < _NEAR and abs(g[0][1] - y) < _NEAR), None)
        if near:
            near[2].append(point.number)
        else:
            groups.append(((x, y), (point.cost, point.value), [point.number]))
    return [(place, ", ".join(map(str, numbers))) for _, place, numbers in groups]


def _name_axes(axes: "Axes", sweep: Sweep, axis: str) -> None:
    axes.set_xlabel(axis)
    axes.set_ylabel(f"{sweep.metric}{'' if sweep.higher_is_better else ' (less is better)'}, with its 95 % interval")
    axes.grid(alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
