"""The plots of a report: what became of questions, right answers by kind, and quality against latency."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from qa.evals.comparing.intervals import Interval, mean_interval
from qa.evals.metrics import Task
from qa.evals.report.calibration import plot_calibration, plot_scores
from qa.evals.report.figures import Colours, Plot
from qa.evals.report.labels import RIGHT_AXIS, cut_label, format_interval, label_run, name_runs, span_intervals
from qa.evals.report.outcomes import OUTCOMES, Outcome, measure_right
from qa.evals.report.runs import ReportedAnswer, ReportedRun
from qa.evals.scores import Score

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_KINDS = 24
_ALL = "all questions"
_KINDS_TITLE: Mapping[Task, str] = {
    "answer": "Right answers by kind of question",
    "check": "Right verdicts by kind of statement",
}
_RIGHT_MEANS: Mapping[Task, str] = {
    "answer": "Right is an answer that holds a gold answer (of a comparison, the share of its parts), and none where "
    "the articles do not say.",
    "check": "Right is a true statement that is found supported, and a false one that is not.",
}


def plot_runs(runs: Sequence[ReportedRun]) -> list[Plot]:
    """Return the plots that the runs have the data for."""
    if runs[0].info.task == "check":
        return [plot for plot in (plot_kinds(runs), plot_scores(runs), plot_seconds(runs[0])) if plot]
    latency = plot_seconds(runs[0]) if len(runs) == 1 else plot_latency(runs)
    plots = (plot_outcomes(runs), plot_kinds(runs), plot_calibration(runs), latency)
    return [plot for plot in plots if plot]


def plot_outcomes(runs: Sequence[ReportedRun]) -> Plot:
    """Return what became of the questions that the articles answer, of those that they do not, and of the others."""
    bars = [(name, counts) for run in runs for name, counts in _count_outcomes(run, is_only=len(runs) == 1)]
    present = [outcome for outcome in OUTCOMES if any(outcome in counts for _, counts in bars)]

    def draw(axes: "Axes", colours: Colours) -> None:
        begun = [0.0] * len(bars)
        for outcome in present:
            shares = [counts[outcome] / counts.total() for _, counts in bars]
            shade = colours.outcomes[outcome]
            drawn = axes.barh(range(len(bars)), shares, left=begun, color=shade, height=0.6, label=outcome)
            labels = [str(counts[outcome]) if counts[outcome] else "" for _, counts in bars]
            axes.bar_label(drawn, labels, label_type="center", color=colours.page, fontsize=9)
            begun = [place + share for place, share in zip(begun, shares, strict=True)]
        axes.set_yticks(range(len(bars)), [name for name, _ in bars])
        axes.invert_yaxis()
        axes.set_xlim(0, 1)
        axes.set_xlabel("share of the questions")
        axes.figure.legend(loc="outside upper center", ncols=3)

    return Plot(
        title="Answered and abstained",
        caption="What became of the questions that the articles answer and of those that they do not; with counts.",
        alt="; ".join(
            f"{name}: " + ", ".join(f"{counts[outcome]} {outcome}" for outcome in present if counts[outcome])
            for name, counts in bars
        ),
        draw=draw,
        height=1.6 + 0.42 * len(bars),
    )


def plot_kinds(runs: Sequence[ReportedRun]) -> Plot | None:
    """Return the share of right answers by kind of question; None where of no question it is known what is right."""
    counts = Counter(reply.row.case.kind for run in runs for reply in run.replies if reply.row.case.kind)
    kinds = [None, *(kind for kind, _ in counts.most_common(MOST_KINDS))]
    labels = [cut_label(kind) if kind else _ALL for kind in kinds]
    rates = {run.name: [_rate(run.replies, kind) for kind in kinds] for run in runs}
    if not any(found[0] for found in rates.values()):
        return None

    rest = f" The {len(counts) - MOST_KINDS} rarest kinds are left out." if len(counts) > MOST_KINDS else ""
    return Plot(
        title=_KINDS_TITLE[runs[0].info.task],
        caption=f"{_RIGHT_MEANS[runs[0].info.task]} With 95 % intervals.{rest}",
        alt="; ".join(
            f"{name}: "
            + ", ".join(f"{label} {format_interval(rate)}" for label, rate in zip(labels, found, strict=True) if rate)
            for name, found in rates.items()
        ),
        draw=partial(_draw_kinds, labels=labels, rates=rates),
        height=1.2 + 0.2 * len(kinds) * (1 + len(runs) / 4),
    )


def plot_latency(runs: Sequence[ReportedRun]) -> Plot | None:
    """Return the share of right answers of each run against its median seconds; None where no run has both."""
    points: dict[str, tuple[Interval, Interval]] = {}
    for run in runs:
        rate, seconds = _rate(run.replies), _read_interval(run.scores.scores.get("seconds_p50"))
        if rate and seconds:
            points[run.name] = rate, seconds
    if not points:
        return None

    def draw(axes: "Axes", colours: Colours) -> None:
        for n, (name, (rate, seconds)) in enumerate(points.items()):
            x, y, across, along = [seconds.value], [rate.value], span_intervals([seconds]), span_intervals([rate])
            axes.errorbar(
                x, y, xerr=across, yerr=along, color=colours.pick(n), fmt="o", capsize=3, label=label_run(name)
            )
        axes.set_xlim(left=0)
        axes.set_ylim(-0.02, 1.02)
        axes.set_xlabel("median seconds of a question")
        axes.set_ylabel(RIGHT_AXIS)
        axes.grid()
        name_runs(axes, len(runs))

    return Plot(
        title="Quality against latency",
        caption="Each run, with 95 % intervals either way: up is better, left is faster.",
        alt="; ".join(
            f"{name}: right {format_interval(rate)}, {format_interval(seconds)} seconds"
            for name, (rate, seconds) in points.items()
        ),
        draw=draw,
    )


def plot_seconds(run: ReportedRun) -> Plot:
    """Return how the seconds of a run's questions are spread, by what became of the questions."""
    seconds = {
        outcome: [reply.row.seconds for reply in run.replies if reply.outcome == outcome]
        for outcome in OUTCOMES
        if any(reply.outcome == outcome for reply in run.replies)
    }

    def draw(axes: "Axes", colours: Colours) -> None:
        shades = [colours.outcomes[outcome] for outcome in seconds]
        axes.hist(list(seconds.values()), bins=24, stacked=True, color=shades, label=list(seconds))
        axes.set_xlabel("seconds")
        axes.set_ylabel("questions")
        axes.grid(axis="y")
        axes.legend()

    means = ", ".join(f"{outcome} {sum(found) / len(found):.2f} ({len(found)})" for outcome, found in seconds.items())
    return Plot(
        title="Seconds of a question",
        caption="How long questions took, by what became of them.",
        alt=f"Mean seconds: {means}",
        draw=draw,
    )


def _draw_kinds(
    axes: "Axes", colours: Colours, labels: Sequence[str], rates: Mapping[str, Sequence[Interval | None]]
) -> None:
    """Draw a row for each label, and in it a point with its interval for each run."""
    step = 0.6 / len(rates)
    for n, (name, found) in enumerate(rates.items()):
        shift = (n - (len(rates) - 1) / 2) * step
        points = [(rate, row + shift) for row, rate in enumerate(found) if rate]
        values, rows = [rate.value for rate, _ in points], [row for _, row in points]
        spans = span_intervals(rate for rate, _ in points)
        axes.errorbar(
            values, rows, xerr=spans, color=colours.pick(n), fmt="o", markersize=5, capsize=3, label=label_run(name)
        )
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.set_xlim(-0.02, 1.02)
    axes.set_xlabel(RIGHT_AXIS)
    axes.grid(axis="x")
    name_runs(axes, len(rates))


def _rate(replies: Iterable[ReportedAnswer], kind: str | None = None) -> Interval | None:
    """Return the share of right answers, of one kind of question or of all; None where it is known of none."""
    chosen = (reply.row for reply in replies if kind in (None, reply.row.case.kind))
    values = [value for row in chosen if (value := measure_right(row)) is not None]
    return mean_interval(values) if values else None


def _read_interval(score: Score | None) -> Interval | None:
    if score is None or score.value is None or score.low is None or score.high is None:
        return None
    return Interval(value=score.value, low=score.low, high=score.high, n=score.n)


def _count_outcomes(run: ReportedRun, *, is_only: bool) -> list[tuple[str, Counter[Outcome]]]:
    """Return what became of the questions of a run, by whether the articles answer them."""
    groups: dict[str, Counter[Outcome]] = {}
    for reply in run.replies:
        case = reply.row.case
        group = "in the articles" if case.answers else "not in the articles" if case.must_abstain else "no gold"
        groups.setdefault(group, Counter())[reply.outcome] += 1
    return [
        (group if is_only else f"{cut_label(run.name)}: {group}", counts) for group, counts in sorted(groups.items())
    ]
