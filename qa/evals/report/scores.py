"""The scores of a report as tables: each with its interval as a bar, and the difference to the first run."""

from collections.abc import Iterable, Iterator, Sequence

from qa.evals.comparing.compare import ScoreChange
from qa.evals.comparing.intervals import Difference
from qa.evals.metrics import METRICS
from qa.evals.metrics.cost import COST_METRICS
from qa.evals.report.page import escape_line
from qa.evals.report.runs import ReportedRun
from qa.evals.scores import Score
from qa.evals.tables import MAIN_METRICS, write_number

_SIGNIFICANT = 0.05
_SMALLEST_P = 0.001
# Their bars end at the highest value, those of shares at 1.
_UNBOUNDED = frozenset(["words", "quote_length", *(metric.name for metric in COST_METRICS)])


def write_scores(runs: Sequence[ReportedRun]) -> Iterator[str]:
    """Yield the main scores of the runs as HTML, and the others and what they mean to be opened."""
    names = list(dict.fromkeys(name for run in runs for name in run.scores.scores))
    main = [name for name in MAIN_METRICS if name in names]
    yield "<h2>Scores</h2>\n"
    if len(runs) > 1:
        yield (
            f'<p class="about">A difference is to {escape_line(runs[0].name)}, over the questions that both have '
            "answered; p is the probability of one as large if the runs were equally good.</p>\n"
        )
    yield _write_table(runs, main)
    if len(main) < len(names):
        yield '<details class="more"><summary>All other scores</summary>\n'
        yield _write_table(runs, [name for name in names if name not in main])
        yield "</details>\n"
    yield f'<details class="more"><summary>What the scores mean</summary><dl>{_describe(names)}</dl></details>\n'


def _write_table(runs: Sequence[ReportedRun], names: Iterable[str]) -> str:
    heads = "".join(_write_head(run) for run in runs)
    return (
        f'<div class="scroll"><table><thead><tr><th scope="col">Score</th>{heads}</tr></thead>\n'
        f"<tbody>{''.join(_write_row(runs, name) for name in names)}</tbody></table></div>\n"
    )


def _write_head(run: ReportedRun) -> str:
    name = escape_line(run.name)
    difference = '<th scope="col">difference</th>' if run.comparison else ""
    return f'<th scope="col">{name}, 95 % interval</th>{difference}'


def _write_row(runs: Sequence[ReportedRun], name: str) -> str:
    scores = [run.scores.scores.get(name) for run in runs]
    highs = [score.high for score in scores if score and score.high is not None]
    end = max(highs, default=1.0) if name in _UNBOUNDED else 1.0
    cells = []
    for run, score in zip(runs, scores, strict=True):
        cells.append(_write_score(score, end or 1.0))
        if run.comparison:
            cells.append(_write_change(name, run.comparison.changes.get(name)))
    return f'<tr><th scope="row">{escape_line(name)}</th>{"".join(cells)}</tr>\n'


def _write_score(score: Score | None, end: float) -> str:
    """Return the cell of a score, its bar drawn from 0 to end."""
    if score is None or score.value is None or score.low is None or score.high is None:
        return f'<td>n/a <span class="range">{escape_line(score.reason if score else None)}</span></td>'
    low, value, high = (
        f"{100 * min(max(number / end, 0.0), 1.0):.2f}%" for number in (score.low, score.value, score.high)
    )
    return (
        f'<td><div class="score"><span><b>{write_number(score.value)}</b> '
        f'<span class="range">{write_number(score.low)} to {write_number(score.high)}, n {score.n:,}</span></span>'
        f'<span class="bar"><i style="left:{low};width:calc({high} - {low})"></i><b style="left:{value}"></b></span>'
        "</div></td>"
    )


def _write_change(name: str, change: ScoreChange | None) -> str:
    if change is None:
        return "<td></td>"
    found = change.difference
    if found is None:
        return f'<td>n/a <span class="range">{escape_line(change.reason)}</span></td>'
    p = f"p {found.p:.3f}" if found.p >= _SMALLEST_P else f"p &lt; {_SMALLEST_P}"
    verdict = _judge_difference(name, found)
    return (
        f'<td><b class="{verdict}">{_write_signed(found.value)}</b> {verdict or "no clear difference"}<br>'
        f'<span class="range">{_write_signed(found.low)} to {_write_signed(found.high)}, {p}, '
        f"n {found.n:,}</span></td>"
    )


def _judge_difference(name: str, difference: Difference) -> str:
    """Return "better" or "worse" where neither the interval nor p leaves room for luck; else ""."""
    if difference.low <= 0 <= difference.high or difference.p >= _SIGNIFICANT:
        return ""
    return "better" if (difference.value > 0) == METRICS[name].higher_is_better else "worse"


def _write_signed(value: float) -> str:
    return f"{'−' if value < 0 else '+' if value else ''}{write_number(abs(value))}"


def _describe(names: Iterable[str]) -> str:
    known = (METRICS[name] for name in names if name in METRICS)
    return "".join(f"<dt>{metric.name}</dt><dd>{escape_line(metric.description)}</dd>" for metric in known)
