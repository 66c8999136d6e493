"""The scores of a run: every metric over its answers, as a whole, by kind of question, and question by question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self

from qa.errors import RunProblem, UsageProblem
from qa.evals.comparing.intervals import Interval, mean_interval, resample_interval
from qa.evals.files import read_object, replace_json
from qa.evals.metrics import METRICS, Metric, Pair
from qa.evals.prices import load_metrics
from qa.evals.runs.folder import Run
from qa.evals.runs.rows import Row

FORMAT = 1
SCORES_FILE = "scores.json"

Values = Mapping[str, Mapping[str, float | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The score of a metric with its 95 % interval, over n questions.

    Attributes:
        reason: Why there is none, where value is None.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What scores.json holds.

    Attributes:
        cases: How many questions there are, those that failed with them.
        errors: How many failed; they are in no score.
        per_case: The value of each metric by the id of the question, None where the metric does not apply.
    """

    cases: int
    errors: int
    scores: Mapping[str, Score]
    by_kind: Mapping[str, Mapping[str, Score]]
    per_case: Values

    def to_json(self) -> dict[str, Any]:
        """Return what scores.json holds."""
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return what to_json made values of. Raises LookupError, TypeError or AttributeError where it did not."""
        return cls(
            cases=values["cases"],
            errors=values["errors"],
            scores=_read_scores(values["scores"]),
            by_kind={kind: _read_scores(scores) for kind, scores in values["by_kind"].items()},
            per_case=values["per_case"],
        )


def score_run(run: Run) -> Scores:
    """Return the scores of a run, computed from its answers and the table of prices alone."""
    return score_rows(run.rows, load_metrics(task=run.info.task), seed=run.info.seed)


def score_rows(rows: Sequence[Row], metrics: Mapping[str, Metric], *, seed: int = 0) -> Scores:
    """Return the scores of rows; the intervals are drawn with the seed."""
    values = measure_rows(rows, metrics)
    pairs = [(row.case, row.answer) for row in rows if row.answer is not None]
    kinds = sorted({case.kind for case, _ in pairs if case.kind})
    by_kind = {kind: [pair for pair in pairs if pair[0].kind == kind] for kind in kinds}
    return Scores(
        cases=len(rows),
        errors=len(rows) - len(pairs),
        scores=_score_pairs(pairs, values, metrics, seed),
        by_kind={kind: _score_pairs(some, values, metrics, seed) for kind, some in by_kind.items()},
        per_case=values,
    )


def measure_rows(rows: Iterable[Row], metrics: Mapping[str, Metric]) -> Values:
    """Return the value of each metric for each row that has an answer, by the id of its question."""
    return {
        row.case.id: {name: metric.measure(row.case, row.answer) for name, metric in metrics.items()}
        for row in rows
        if row.answer is not None
    }


def find_metric(name: str, metrics: Mapping[str, Metric] = METRICS) -> Metric:
    """Return the metric of that name. Raises UsageProblem, which names the nearest, where there is none."""
    if name in metrics:
        return metrics[name]
    nearest = get_close_matches(name, metrics, n=1, cutoff=0.0)[0]
    raise UsageProblem(f"There is no metric {name[:80]!r}. Did you mean {nearest}? There are: {', '.join(metrics)}.")


def write_scores(path: Path, scores: Scores) -> None:
    """Write scores.json into the folder of a run."""
    replace_json(path / SCORES_FILE, scores.to_json())


def read_scores(path: Path) -> Scores:
    """Return the scores in the folder of a run. Raises RunProblem where there are none, or none that can be read."""
    again = f"Compute it anew: qa eval score {path}"
    values = read_object(path / SCORES_FILE, missing=f"There are no scores in {path}. {again}", advice=again)
    if values.get("format") != FORMAT:
        raise RunProblem(f"{path / SCORES_FILE} is of another version of the program. {again}")
    try:
        return Scores.from_json(values)
    except (LookupError, TypeError, AttributeError):
        raise RunProblem(f"{path / SCORES_FILE} is damaged. {again}") from None


def _score_pairs(pairs: Sequence[Pair], values: Values, metrics: Mapping[str, Metric], seed: int) -> dict[str, Score]:
    return {name: _score_metric(metric, pairs, values, seed) for name, metric in metrics.items()}


def _score_metric(metric: Metric, pairs: Sequence[Pair], values: Values, seed: int) -> Score:
    known = [value for case, _ in pairs if (value := values[case.id][metric.name]) is not None]
    interval: Interval | None = None
    if known and metric.aggregate:
        interval = resample_interval(metric.aggregate.collect(pairs), metric.aggregate.combine, seed)
    elif known:
        interval = mean_interval(known, seed)
    if interval is None:
        reason = f"needs {metric.needs}" if pairs else "no question was answered"
        return Score(value=None, low=None, high=None, n=0, reason=reason)
    return Score(value=interval.value, low=interval.low, high=interval.high, n=len(known))


def _read_scores(values: Mapping[str, Mapping[str, Any]]) -> dict[str, Score]:
    return {name: Score(**score) for name, score in values.items()}
