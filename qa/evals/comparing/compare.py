"""Compare two runs of the same questions: which is better by how much, whether that is luck, and what flipped."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any

from qa.errors import RunProblem
from qa.evals.comparing.differences import find_difference
from qa.evals.comparing.intervals import Difference
from qa.evals.metrics import Metric
from qa.evals.prices import load_metrics
from qa.evals.runs.folder import Run, open_run
from qa.evals.runs.rows import Row
from qa.evals.scores import Values, find_metric, measure_rows

# The first of these that both runs have values for tells which questions have flipped.
FLIP_METRICS = ("contains", "passage_hit_at_5", "hit_at_5", "verdict_accuracy")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """A metric in both runs, over the questions that both have answered.

    Attributes:
        difference: How much higher the second run scores; None where that can't be told, for the reason given.
    """

    a: float | None
    b: float | None
    difference: Difference | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A question that the two runs do not answer equally well: its rows, and its values of the metric."""

    a: Row
    b: Row
    before: float
    after: float

    def to_json(self) -> dict[str, Any]:
        """Return the flip as values of JSON, the answers by their texts."""
        return {
            "id": self.a.case.id,
            "question": self.a.case.question,
            "kind": self.a.case.kind,
            "gold": list(self.a.case.answers),
            "before": self.before,
            "after": self.after,
            "a": (self.a.answer or {}).get("text"),
            "b": (self.b.answer or {}).get("text"),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two runs, a and b, side by side.

    Attributes:
        shared: How many questions both have.
        only_a: How many only the first has.
        only_b: How many only the second has.
        errors_a: How many of the shared ones failed in the first.
        errors_b: How many of the shared ones failed in the second.
        flip_metric: What flips are told by; None where no metric fits.
        better: The questions that the second run answers better, the largest difference first.
        worse: The questions that the second run answers worse, the largest difference first.
    """

    shared: int
    only_a: int
    only_b: int
    errors_a: int
    errors_b: int
    changes: Mapping[str, ScoreChange]
    by_kind: Mapping[str, Mapping[str, ScoreChange]]
    flip_metric: str | None
    better: tuple[Flip, ...]
    worse: tuple[Flip, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as values of JSON."""
        counts = ("shared", "only_a", "only_b", "errors_a", "errors_b", "flip_metric")
        return {
            **{name: getattr(self, name) for name in counts},
            "changes": {name: asdict(change) for name, change in self.changes.items()},
            "by_kind": {
                kind: {name: asdict(change) for name, change in changes.items()}
                for kind, changes in self.by_kind.items()
            },
            "better": [flip.to_json() for flip in self.better],
            "worse": [flip.to_json() for flip in self.worse],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answered:
    """The questions that both runs have answered, each with its two rows, and the values of the metrics for them."""

    pairs: Sequence[tuple[Row, Row]]
    before: Values
    after: Values

    def take_kind(self, kind: str) -> "_Answered":
        """Return those of one kind."""
        return replace(self, pairs=[pair for pair in self.pairs if pair[0].case.kind == kind])

    def list_values(self, metric: str) -> list[tuple[float | None, float | None]]:
        """Return the values of a metric in both runs, for each of the pairs."""
        return [(self.before[row.case.id][metric], self.after[row.case.id][metric]) for row, _ in self.pairs]


def compare_runs(
    a: Run | str | PathLike[str], b: Run | str | PathLike[str], *, metrics: Sequence[str] = (), seed: int = 0
) -> Comparison:
    """Return how the second run differs from the first, question by question.

    Args:
        a: The earlier run, or its folder.
        b: The later run, or its folder.
        metrics: Those to compare by, the first of which tells what has flipped; all of them, and contains or a hit,
            when none is named.
        seed: Seed of the intervals and p-values.

    Raises:
        RunProblem: There is no run in a folder, or the runs share no question or measure different things.
        UsageProblem: A metric does not exist.
    """
    a, b = (each if isinstance(each, Run) else open_run(Path(each)) for each in (a, b))
    if a.info.task != b.info.task:
        raise RunProblem(
            f"{a.path} and {b.path} do not measure the same. Give two runs of qa eval run, or of eval check."
        )
    known = load_metrics(task=a.info.task)
    chosen = {name: find_metric(name, known) for name in metrics} or known
    a_rows, b_rows = ({row.case.id: row for row in run.rows} for run in (a, b))
    shared = [id for id, row in a_rows.items() if id in b_rows and row.case.question == b_rows[id].case.question]
    if not shared:
        raise RunProblem(f"The runs {a.path} and {b.path} share no question. Give runs of the same questions.")
    pairs = [(a_rows[id], b_rows[id]) for id in shared]
    answered = _Answered(
        pairs=[(before, after) for before, after in pairs if before.answer is not None and after.answer is not None],
        before=measure_rows((before for before, _ in pairs), chosen),
        after=measure_rows((after for _, after in pairs), chosen),
    )
    flip_metric = metrics[0] if metrics else _choose_flip_metric(answered, chosen)
    flips = _find_flips(answered, flip_metric) if flip_metric else []
    kinds = sorted({before.case.kind for before, _ in answered.pairs if before.case.kind})
    return Comparison(
        shared=len(shared),
        only_a=len(a_rows) - len(shared),
        only_b=len(b_rows) - len(shared),
        errors_a=sum(before.answer is None for before, _ in pairs),
        errors_b=sum(after.answer is None for _, after in pairs),
        changes=_compare_all(answered, chosen, seed),
        by_kind={kind: _compare_all(answered.take_kind(kind), chosen, seed) for kind in kinds},
        flip_metric=flip_metric,
        better=tuple(flip for flip in flips if flip.after > flip.before),
        worse=tuple(flip for flip in flips if flip.after < flip.before),
    )


def _compare_all(answered: _Answered, metrics: Mapping[str, Metric], seed: int) -> dict[str, ScoreChange]:
    return {name: _compare_metric(answered, metric, seed) for name, metric in metrics.items()}


def _compare_metric(answered: _Answered, metric: Metric, seed: int) -> ScoreChange:
    """Return the change of a metric over the questions that it applies to in both runs."""
    triples = [(a.case, a.answer or {}, b.answer or {}) for a, b in answered.pairs]
    found = find_difference(metric, triples, answered.list_values(metric.name), seed=seed)
    if found is None:
        return ScoreChange(a=None, b=None, difference=None, reason=f"needs {metric.needs}")
    return ScoreChange(a=found.a, b=found.b, difference=found.difference)


def _choose_flip_metric(answered: _Answered, metrics: Mapping[str, Metric]) -> str | None:
    """Return the first of the metrics for flips that has values in both runs."""
    known = (name for name in FLIP_METRICS if name in metrics)
    return next((name for name in known if any(None not in pair for pair in answered.list_values(name))), None)


def _find_flips(answered: _Answered, metric: str) -> list[Flip]:
    """Return the questions whose values differ, the largest difference first."""
    flips = [
        Flip(a=a, b=b, before=old, after=new)
        for (a, b), (old, new) in zip(answered.pairs, answered.list_values(metric), strict=True)
        if old is not None and new is not None and old != new
    ]
    return sorted(flips, key=lambda flip: -abs(flip.after - flip.before))
