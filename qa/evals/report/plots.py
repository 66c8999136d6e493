"""The plots of a report: what became of questions, right answers by kind, calibration, and quality against latency."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from qa.evals.comparing.intervals import Interval, mean_interval
from qa.evals.metrics import Task, score_bins
from qa.evals.metrics.checks import score_intervals
from qa.evals.report.figures import Colours, Plot
from qa.evals.report.outcomes import OUTCOMES, Outcome, measure_right
from qa.evals.report.runs import ReportedAnswer, ReportedRun
from qa.evals.scores import Score
from qa.evals.tables import write_number
from qa.render.clean import clean_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Of each run, the mean score of each bin with the share that is right.
_Bins = Mapping[str, Sequence[tuple[float, Interval]]]
MOST_KINDS = 24
_ALL = "all questions"
_RIGHT = "share of right answers"
_LONGEST_LABEL = 28
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
    labels = [_cut(kind) if kind else _ALL for kind in kinds]
    rates = {run.name: [_rate(run.replies, kind) for kind in kinds] for run in runs}
    if not any(found[0] for found in rates.values()):
        return None

    rest = f" The {len(counts) - MOST_KINDS} rarest kinds are left out." if len(counts) > MOST_KINDS else ""
    return Plot(
        title=_KINDS_TITLE[runs[0].info.task],
        caption=f"{_RIGHT_MEANS[runs[0].info.task]} With 95 % intervals.{rest}",
        alt="; ".join(
            f"{name}: "
            + ", ".join(f"{label} {_spell(rate)}" for label, rate in zip(labels, found, strict=True) if rate)
            for name, found in rates.items()
        ),
        draw=partial(_draw_kinds, labels=labels, rates=rates),
        height=1.2 + 0.2 * len(kinds) * (1 + len(runs) / 4),
    )


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
        draw=partial(_draw_calibration, bins=bins, across="score of the weakest statement", along=_RIGHT),
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
            x, y, across, along = [seconds.value], [rate.value], _span([seconds]), _span([rate])
            axes.errorbar(x, y, xerr=across, yerr=along, color=colours.pick(n), fmt="o", capsize=3, label=_label(name))
        axes.set_xlim(left=0)
        axes.set_ylim(-0.02, 1.02)
        axes.set_xlabel("median seconds of a question")
        axes.set_ylabel(_RIGHT)
        axes.grid()
        _name_runs(axes, len(runs))

    return Plot(
        title="Quality against latency",
        caption="Each run, with 95 % intervals either way: up is better, left is faster.",
        alt="; ".join(
            f"{name}: right {_spell(rate)}, {_spell(seconds)} seconds" for name, (rate, seconds) in points.items()
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


def _draw_calibration(axes: "Axes", colours: Colours, bins: _Bins, across: str, along: str) -> None:
    """Draw the points of each run, and the line that they would be on."""
    axes.plot([0, 1], [0, 1], color=colours.text, alpha=0.4, linestyle="--", linewidth=1)
    for n, (name, points) in enumerate(bins.items()):
        places, rates = [score for score, _ in points], [rate for _, rate in points]
        values = [rate.value for rate in rates]
        axes.errorbar(places, values, yerr=_span(rates), color=colours.pick(n), fmt="o-", capsize=3, label=_label(name))
        for score, rate in points:
            axes.annotate(str(rate.n), (score, rate.value), (5, 4), textcoords="offset points", fontsize=8)
    axes.set_xlim(-0.02, 1.06)
    axes.set_ylim(-0.02, 1.06)
    axes.set_xlabel(across)
    axes.set_ylabel(along)
    axes.grid()
    _name_runs(axes, len(bins))


def _draw_kinds(
    axes: "Axes", colours: Colours, labels: Sequence[str], rates: Mapping[str, Sequence[Interval | None]]
) -> None:
    """Draw a row for each label, and in it a point with its interval for each run."""
    step = 0.6 / len(rates)
    for n, (name, found) in enumerate(rates.items()):
        shift = (n - (len(rates) - 1) / 2) * step
        points = [(rate, row + shift) for row, rate in enumerate(found) if rate]
        values, rows = [rate.value for rate, _ in points], [row for _, row in points]
        spans = _span(rate for rate, _ in points)
        axes.errorbar(
            values, rows, xerr=spans, color=colours.pick(n), fmt="o", markersize=5, capsize=3, label=_label(name)
        )
    axes.set_yticks(range(len(labels)), labels)
    axes.invert_yaxis()
    axes.set_xlim(-0.02, 1.02)
    axes.set_xlabel(_RIGHT)
    axes.grid(axis="x")
    _name_runs(axes, len(rates))


def _rate(replies: Iterable[ReportedAnswer], kind: str | None = None) -> Interval | None:
    """Return the share of right answers, of one kind of question or of all; None where it is known of none."""
    chosen = (reply.row for reply in replies if kind in (None, reply.row.case.kind))
    values = [value for row in chosen if (value := measure_right(row)) is not None]
    return mean_interval(values) if values else None


def _rate_bins(replies: Iterable[ReportedAnswer]) -> list[tuple[float, Interval]]:
    """Return the mean score of each bin, and its share of right answers."""
    pairs = [(reply.row.case, reply.row.answer) for reply in replies if reply.row.answer is not None]
    return [
        (found.score, mean_interval([1.0] * (right := round(found.right * found.n)) + [0.0] * (found.n - right)))
        for found in score_bins(pairs)
    ]


def _read_interval(score: Score | None) -> Interval | None:
    if score is None or score.value is None or score.low is None or score.high is None:
        return None
    return Interval(value=score.value, low=score.low, high=score.high, n=score.n)


def _span(intervals: Iterable[Interval]) -> list[list[float]]:
    """Return how far intervals go down and up from their values, as error bars want it."""
    pairs = [(interval.value - interval.low, interval.high - interval.value) for interval in intervals]
    return [[down for down, _ in pairs], [up for _, up in pairs]]


def _count_outcomes(run: ReportedRun, *, is_only: bool) -> list[tuple[str, Counter[Outcome]]]:
    """Return what became of the questions of a run, by whether the articles answer them."""
    groups: dict[str, Counter[Outcome]] = {}
    for reply in run.replies:
        case = reply.row.case
        group = "in the articles" if case.answers else "not in the articles" if case.must_abstain else "no gold"
        groups.setdefault(group, Counter())[reply.outcome] += 1
    return [(group if is_only else f"{_cut(run.name)}: {group}", counts) for group, counts in sorted(groups.items())]


def _label(name: str) -> str:
    """Return the name of a run for a legend, which leaves out what begins with an underscore."""
    return f" {_cut(name)}"


def _name_runs(axes: "Axes", runs: int) -> None:
    if runs > 1:
        axes.figure.legend(loc="outside upper center", ncols=3)


def _spell(interval: Interval) -> str:
    value, low, high = (write_number(number) for number in (interval.value, interval.low, interval.high))
    return f"{value} ({low} to {high}, n {interval.n})"


def _spell_bins(bins: _Bins, what: str) -> str:
    return "; ".join(
        f"{name}: " + ", ".join(f"score {score:.2f}, {what} {_spell(rate)}" for score, rate in points)
        for name, points in bins.items()
    )


def _cut(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _LONGEST_LABEL else f"{line[: _LONGEST_LABEL - 1]}…"
