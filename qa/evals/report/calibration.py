"""The plots of calibration: whether a score tells how likely it is that an answer is right, or a statement true."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from qa.evals.comparing.intervals import Interval, mean_interval
from qa.evals.metrics import score_bins
from qa.evals.metrics.checks import score_intervals
from qa.evals.report.figures import Colours, Plot
from qa.evals.report.labels import RIGHT_AXIS, format_interval, label_run, name_runs, span_intervals
from qa.evals.report.runs import ReportedAnswer, ReportedRun

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Of each run, the mean score of each bin with the share that is right.
_Bins = Mapping[str, Sequence[tuple[float, Interval]]]


def plot_calibration(runs: Sequence[ReportedRun]) -> Plot | None:
    """Return the share of right answers against their score; None where no answer has both."""
    bins = {run.name: _rate_bins(run.replies) for run in runs}
    if not any(bins.values()):
        return None

    return Plot(
        title="Calibration of the score",
        caption="Whether the score of an answer tells how likely it is right; on the broken line it would be just "
        "that. Answers in bins of a tenth, with their number and 95 % intervals.",
        alt=_spell_bins(bins, "right"),
        draw=partial(_draw_calibration, bins=bins, across="score of the weakest statement", along=RIGHT_AXIS),
    )


def plot_scores(runs: Sequence[ReportedRun]) -> Plot | None:
    """Return the share of true statements against the score that the check gave them."""
    bins = {
        run.name: score_intervals([(r.row.case, r.row.answer) for r in run.replies if r.row.answer is not None])
        for run in runs
    }
    if not any(bins.values()):
        return None
    return Plot(
        title="Calibration of the check",
        caption="Whether the score of a statement tells how likely it is true; on the broken line it would be just "
        "that. Statements in bins of a tenth, with their number and 95 % intervals.",
        alt=_spell_bins(bins, "true"),
        draw=partial(_draw_calibration, bins=bins, across="score of the statement", along="share that is true"),
    )


def _draw_calibration(axes: "Axes", colours: Colours, bins: _Bins, across: str, along: str) -> None:
    """Draw the points of each run, and the line that they would be on."""
    axes.plot([0, 1], [0, 1], color=colours.text, alpha=0.4, linestyle="--", linewidth=1)
    for n, (name, points) in enumerate(bins.items()):
        places, rates = [score for score, _ in points], [rate for _, rate in points]
        values = [rate.value for rate in rates]
        axes.errorbar(
            places,
            values,
            yerr=span_intervals(rates),
            color=colours.pick(n),
            fmt="o-",
            capsize=3,
            label=label_run(name),
        )
        for score, rate in points:
            axes.annotate(str(rate.n), (score, rate.value), (5, 4), textcoords="offset points", fontsize=8)
    axes.set_xlim(-0.02, 1.06)
    axes.set_ylim(-0.02, 1.06)
    axes.set_xlabel(across)
    axes.set_ylabel(along)
    axes.grid()
    name_runs(axes, len(bins))


def _rate_bins(replies: Iterable[ReportedAnswer]) -> list[tuple[float, Interval]]:
    """Return the mean score of each bin, and its share of right answers."""
    pairs = [(reply.row.case, reply.row.answer) for reply in replies if reply.row.answer is not None]
    return [
        (found.score, mean_interval([1.0] * (right := round(found.right * found.n)) + [0.0] * (found.n - right)))
        for found in score_bins(pairs)
    ]


def _spell_bins(bins: _Bins, what: str) -> str:
    return "; ".join(
        f"{name}: " + ", ".join(f"score {score:.2f}, {what} {format_interval(rate)}" for score, rate in points)
        for name, points in bins.items()
    )
