"""How well the check tells true statements from false ones, by labels that it has not seen."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from qa.evals.cases.case import Case
from qa.evals.comparing.intervals import Interval, mean_interval
from qa.evals.metrics.metric import Aggregate, AnswerJson, Metric, Pair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BINS = 10


def measure_verdict(case: Case, answer: AnswerJson, *, supported: bool, verdict: str) -> float | None:
    """Return 1 where a statement that is true, or false, got a verdict; None for one with the other label."""
    return float(answer.get("verdict") == verdict) if case.supported is supported else None


def measure_accuracy(case: Case, answer: AnswerJson) -> float | None:
    """Return 1 where a true statement is found supported, or a false one is not."""
    if case.supported is None:
        return None
    return float((answer.get("verdict") == "supported") == case.supported)


def measure_score(case: Case, answer: AnswerJson) -> float | None:
    """Return how likely the check holds it that the articles say the statement."""
    return None if case.supported is None else float(answer["score"])


def measure_error(case: Case, answer: AnswerJson) -> float | None:
    """Return how far the score is from the label: 1 for a true statement, 0 for a false one."""
    score = measure_score(case, answer)
    return None if score is None else abs(float(case.supported or False) - score)


def score_intervals(pairs: Sequence[Pair], *, bins: int = BINS) -> list[tuple[float, Interval]]:
    """Return the mean score of the statements in each bin of scores, with the share of them that are true."""
    members: dict[int, list[tuple[float, float]]] = {}
    for case, answer in pairs:
        score = measure_score(case, answer)
        if score is not None:
            members.setdefault(min(int(score * bins), bins - 1), []).append((score, float(case.supported or False)))
    return [
        (sum(score for score, _ in rows) / len(rows), mean_interval([true for _, true in rows]))
        for _, rows in sorted(members.items())
    ]


def _extract(case: Case, answer: AnswerJson) -> Sequence[float] | None:
    """Return the label, the score, and whether the statement passed."""
    if case.supported is None:
        return None
    return float(case.supported), float(answer["score"]), float(answer.get("verdict") == "supported")


def _balance(rows: "NDArray[np.float64]") -> float | None:
    """Return the mean of the shares that are right of the true and of the false; None where either is missing."""
    true, passed = rows[:, 0] == 1, rows[:, 2] == 1
    if true.all() or not true.any():
        return None
    return float((passed[true].mean() + (~passed[~true]).mean()) / 2)


def _rank(rows: "NDArray[np.float64]") -> float | None:
    """Return the area under the curve: how often a true statement scores higher than a false one, ties by half."""
    import numpy as np

    true, scores = rows[:, 0] == 1, rows[:, 1]
    if true.all() or not true.any():
        return None
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    positives = int(true.sum())
    over = ranks[true].sum() - positives * (positives + 1) / 2
    return float(over / (positives * (len(rows) - positives)))


def _miss(rows: "NDArray[np.float64]") -> float:
    """Return the expected calibration error."""
    import numpy as np

    places = np.minimum((rows[:, 1] * BINS).astype(int), BINS - 1)
    gaps = np.bincount(places, weights=rows[:, 0] - rows[:, 1], minlength=BINS)
    return float(np.abs(gaps).sum() / len(rows))


_NEEDS_TRUE, _NEEDS_FALSE = "a statement that is labelled true", "a statement that is labelled false"
_NEEDS_BOTH = "statements of both labels"

CHECK_METRICS = (
    Metric(
        name="balanced_accuracy",
        description="Mean of the share of the true statements that are found supported and of the share of the false "
        "ones that are not.",
        higher_is_better=True,
        measure=measure_accuracy,
        needs=_NEEDS_BOTH,
        aggregate=Aggregate(extract=_extract, combine=_balance),
        task="check",
    ),
    Metric(
        name="true_kept",
        description="Share of the true statements that are found supported.",
        higher_is_better=True,
        measure=partial(measure_verdict, supported=True, verdict="supported"),
        needs=_NEEDS_TRUE,
        task="check",
    ),
    Metric(
        name="false_passed",
        description="Share of the false statements that are found supported.",
        higher_is_better=False,
        measure=partial(measure_verdict, supported=False, verdict="supported"),
        needs=_NEEDS_FALSE,
        task="check",
    ),
    Metric(
        name="false_contradicted",
        description="Share of the false statements that are found contradicted, and not only not confirmed.",
        higher_is_better=True,
        measure=partial(measure_verdict, supported=False, verdict="contradicted"),
        needs=_NEEDS_FALSE,
        task="check",
    ),
    Metric(
        name="true_contradicted",
        description="Share of the true statements that are found contradicted.",
        higher_is_better=False,
        measure=partial(measure_verdict, supported=True, verdict="contradicted"),
        needs=_NEEDS_TRUE,
        task="check",
    ),
    Metric(
        name="verdict_accuracy",
        description="Share of the statements that are true and found supported, or false and not.",
        higher_is_better=True,
        measure=measure_accuracy,
        needs="a labelled statement",
        task="check",
    ),
    Metric(
        name="score_auc",
        description="Area under the ROC curve: how often a true statement has a higher score than a false one.",
        higher_is_better=True,
        measure=measure_score,
        needs=_NEEDS_BOTH,
        aggregate=Aggregate(extract=_extract, combine=_rank),
        task="check",
    ),
    Metric(
        name="calibration_error",
        description="Expected calibration error (Naeini et al. 2015): how far the mean score is from the share of true "
        "statements, in ten bins of equal width, weighted by their size.",
        higher_is_better=False,
        measure=measure_error,
        needs="a labelled statement",
        aggregate=Aggregate(extract=_extract, combine=_miss),
        task="check",
    ),
)
