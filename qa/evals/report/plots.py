"""The plots of a report: right answers by kind, calibration, quality against latency, and what became of questions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qa.evals.intervals import Interval, mean_interval
from qa.evals.metrics import support_bins
from qa.evals.report.figures import Colours, Plot
from qa.evals.report.outcomes import Outcome, measure_right
from qa.evals.report.runs import Reply, ReportedRun
from qa.evals.tables import write_number
from qa.render.clean import clean_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_KINDS = 16
_ALL = "all questions"
_LONGEST_LABEL = 24
# In the order in which they are stacked.
_OUTCOMES: tuple[Outcome, ...] = (
    "right",
    "partly right",
    "abstained rightly",
    "wrong",
    "abstained wrongly",
    "answered, no gold",
    "not answered, no gold",
    "error",
)


def plot_runs(runs: Sequence[ReportedRun]) -> list[Plot]:
    """Return the plots that the runs have the data for."""
    latency = plot_seconds(runs[0]) if len(runs) == 1 else plot_latency(runs)
    return [plot for plot in (plot_outcomes(runs), plot_kinds(runs), plot_calibration(runs), latency) if plot]


def plot_kinds(runs: Sequence[ReportedRun]) -> Plot | None:
    """Return the share of right answers by kind of question, with intervals; None where nothing is known to be right."""
    counts = Counter(kind for run in runs for reply in run.replies if (kind := _name_kind(reply)))
    kinds = [_ALL, *(kind for kind, _ in counts.most_common(MOST_KINDS))]
    rates = {run.name: {kind: rate for kind in kinds if (rate := _rate_kind(run, kind))} for run in runs}
    if not any(rates.values()):
        return None

    def draw(axes: "Axes", colours: Colours) -> None:
        step = 0.7 / len(runs)
        for n, (name, found) in enumerate(rates.items()):
            rows = [kinds.index(kind) + (n - (len(runs) - 1) / 2) * step for kind in found]
            _draw_points(axes, list(found.values()), rows, label=name, colour=colours.runs[n % len(colours.runs)])
        axes.set_yticks(range(len(kinds)), [_cut(kind) for kind in kinds])
        axes.invert_yaxis()
        axes.set_xlim(-0.02, 1.02)
        axes.set_xlabel("share of right answers")
        axes.grid(axis="x")
        _add_legend(axes, len(runs))

    left_out = f" The {len(counts) - MOST_KINDS} rarest kinds are left out." if len(counts) > MOST_KINDS else ""
    return Plot(
        title="Right answers by kind of question",
        caption="An answer that holds a gold answer is right, and so is none where the articles do not say; of a "
        f"comparison, the share of its parts. With 95 % intervals.{left_out}",
        alt="; ".join(f"{name}: {_list_rates(found)}" for name, found in rates.items()),
        draw=draw,
        height=1.2 + 0.26 * len(kinds) * max(1.0, len(runs) / 2),
    )


def plot_calibration(runs: Sequence[ReportedRun]) -> Plot | None:
    """Return the share of right answers against their support; None where no answer has both."""
    bins = {run.name: _rate_bins(run) for run in runs}
    if not any(bins.values()):
        return None

    def draw(axes: "Axes", colours: Colours) -> None:
        axes.plot([0, 1], [0, 1], color=colours.grid, linestyle="--", zorder=1)
        for n, (name, points) in enumerate(bins.items()):
            colour = colours.runs[n % len(colours.runs)]
            places, rates = [support for support, _ in points], [rate for _, rate in points]
            axes.errorbar(places, _values(rates), yerr=_spans(rates), color=colour, fmt="o-", capsize=3, label=name)
            for support, rate in points:
                axes.annotate(f"{rate.n}", (support, rate.value), xytext=(5, 5), textcoords="offset points", fontsize=8)
        axes.set_xlim(-0.02, 1.06)
        axes.set_ylim(-0.02, 1.06)
        axes.set_xlabel("support of the weakest statement")
        axes.set_ylabel("share of right answers")
        axes.grid()
        _add_legend(axes, len(runs))

    return Plot(
        title="Calibration of the support",
        caption="Does the support tell how likely an answer is right? On the broken line it would be exactly that. "
        "Answers in bins of a tenth, with how many there are and 95 % intervals.",
        alt="; ".join(
            f"{name}: " + ", ".join(f"support {support:.2f}, right {_spell(rate)}" for support, rate in points)
            for name, points in bins.items()
        ),
        draw=draw,
    )


def plot_latency(runs: Sequence[ReportedRun]) -> Plot | None:
    """Return the share of right answers of each run against its median seconds; None where neither is known."""
    points = {run.name: (quality, run.scores.scores["seconds_p50"]) for run in runs if (quality := _rate_kind(run, _ALL))}
    if not points:
        return None

    def draw(axes: "Axes", colours: Colours) -> None:
        for n, (name, (quality, seconds)) in enumerate(points.items()):
            axes.errorbar([seconds.value], [quality.value], yerr=_spans([quality]))

    return Plot(title="", caption="", alt="", draw=draw)
