"""The scores of a report as tables: each with its interval as a bar, and the difference to the first run."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qa.evals.comparing.compare import ScoreChange
from qa.evals.comparing.intervals import Difference
from qa.evals.metrics import METRICS
from qa.evals.metrics.cost import COST_METRICS
from qa.evals.report.runs import ReportedRun
from qa.evals.scores import Score
from qa.evals.tables import MAIN_METRICS, write_number
from qa.render.pages.page import write_part

if TYPE_CHECKING:
    from markupsafe import Markup

_SIGNIFICANT = 0.05
_SMALLEST_P = 0.001
# Their bars end at the highest value, those of shares at 1.
_UNBOUNDED = frozenset(["words", "quote_length", *(metric.name for metric in COST_METRICS)])


def write_score_tables(runs: Sequence[ReportedRun]) -> "Markup":
    """Return the main scores of the runs as markup, and the others and what they mean to be opened."""
    names = list(dict.fromkeys(name for run in runs for name in run.scores.scores))
    main = [name for name in MAIN_METRICS if name in names]
    return write_part(
        "report/scores.html",
        first=runs[0].name if len(runs) > 1 else "",
        headers=["Score", *(header for run in runs for header in _list_headers(run))],
        main=[_write_row(runs, name) for name in main],
        others=[_write_row(runs, name) for name in names if name not in main],
        metrics=[METRICS[name] for name in names if name in METRICS],
    )


def _list_headers(run: ReportedRun) -> list[str]:
    return [f"{run.name}, 95 % interval", *(["difference"] if run.comparison else [])]


def _write_row(runs: Sequence[ReportedRun], name: str) -> Sequence[object]:
    scores = [run.scores.scores.get(name) for run in runs]
    highs = [score.high for score in scores if score and score.high is not None]
    end = max(highs, default=1.0) if name in _UNBOUNDED else 1.0
    cells: list[object] = [name]
    for run, score in zip(runs, scores, strict=True):
        cells.append(_write_score(score, end or 1.0))
        if run.comparison:
            cells.append(_write_change(name, run.comparison.changes.get(name)))
    return cells


def _write_score(score: Score | None, end: float) -> "Markup":
    """Return the cell of a score, its bar drawn from 0 to end."""
    if score is None or score.value is None or score.low is None or score.high is None:
        return write_part("report/score.html", bar=None, range=score.reason if score else "")
    bar = [round(100 * min(max(number / end, 0.0), 1.0), 2) for number in (score.low, score.value, score.high)]
    span = f"{write_number(score.low)} to {write_number(score.high)}, n {score.n:,}"
    return write_part("report/score.html", value=write_number(score.value), range=span, bar=bar)


def _write_change(name: str, change: ScoreChange | None) -> "Markup | str":
    if change is None:
        return ""
    found = change.difference
    if found is None:
        return write_part("report/change.html", value="", range=change.reason)
    p = f"p {found.p:.3f}" if found.p >= _SMALLEST_P else f"p < {_SMALLEST_P}"
    return write_part(
        "report/change.html",
        value=_write_signed(found.value),
        verdict=_judge_difference(name, found),
        range=f"{_write_signed(found.low)} to {_write_signed(found.high)}, {p}, n {found.n:,}",
    )


def _judge_difference(name: str, difference: Difference) -> str:
    """Return "better" or "worse" where neither the interval nor p leaves room for luck; else ""."""
    if difference.low <= 0 <= difference.high or difference.p >= _SIGNIFICANT:
        return ""
    return "better" if (difference.value > 0) == METRICS[name].higher_is_better else "worse"


def _write_signed(value: float) -> str:
    return f"{'−' if value < 0 else '+' if value else ''}{write_number(abs(value))}"
