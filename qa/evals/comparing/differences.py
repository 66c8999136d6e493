"""The difference of one metric between two runs, whether it is a mean over questions or made of them together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from qa.evals.cases.cases import Case
from qa.evals.comparing.intervals import Difference, paired_difference, resample_interval
from qa.evals.metrics import AnswerJson, Metric
from qa.evals.metrics.metric import Aggregate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Triple = tuple[Case, AnswerJson, AnswerJson]

PERMUTATIONS = 1_000
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """The score of each run over the questions that both have a value for, and the difference."""

    a: float
    b: float
    difference: Difference


def find_difference(
    metric: Metric, triples: Sequence[Triple], values: Sequence[tuple[float | None, float | None]], *, seed: int = 0
) -> Contrast | None:
    """Return how a metric differs between two runs; None where it applies to no question in both.

    triples  a case with its answer in each run
    values   of the metric in each run, for each of the triples
    """
    known = [(a, b) for a, b in values if a is not None and b is not None]
    if not known:
        return None
    if metric.aggregate:
        return _contrast_aggregates(metric.aggregate, triples, seed)
    before, after = zip(*known, strict=True)
    difference = paired_difference(before, after, seed)
    return Contrast(a=sum(before) / len(known), b=sum(after) / len(known), difference=difference)


def _contrast_aggregates(aggregate: Aggregate, triples: Sequence[Triple], seed: int) -> Contrast | None:
    """Return the difference of scores that are no means, over the cases that count in both runs.

    The interval draws cases anew, each with both of its answers. p is that of the paired permutation test: if the runs
    are equally good, the two answers to each question could as well be the other way round (Yeh 2000).
    """
    import numpy as np

    both = [(aggregate.extract(case, a), aggregate.extract(case, b)) for case, a, b in triples]
    rows = np.array([(a, b) for a, b in both if a is not None and b is not None], dtype=float)
    if not len(rows):
        return None
    before, after = aggregate.combine(rows[:, 0]), aggregate.combine(rows[:, 1])
    interval = resample_interval(rows, partial(_subtract, aggregate), seed)
    if before is None or after is None or interval is None:
        return None
    p = _permute(aggregate, rows, seed)
    difference = Difference(value=interval.value, low=interval.low, high=interval.high, p=p, n=len(rows))
    return Contrast(a=before, b=after, difference=difference)


def _permute(aggregate: Aggregate, rows: "NDArray[np.float64]", seed: int) -> float:
    """Return the share of exchanges that lead to a difference as large, the observed one among them.

    rows  numbers of each case in both runs, shaped (cases, 2, numbers)
    """
    import numpy as np

    observed = abs(_subtract(aggregate, rows) or 0.0)
    exchanges = np.random.default_rng(seed).random((PERMUTATIONS, len(rows), 1, 1)) < 0.5
    drawn = (_subtract(aggregate, np.where(exchange, rows[:, ::-1], rows)) for exchange in exchanges)
    as_large = sum(abs(value) >= observed - _ROUNDING for value in drawn if value is not None)
    return (1 + as_large) / (1 + PERMUTATIONS)


def _subtract(aggregate: Aggregate, rows: "NDArray[np.float64]") -> float | None:
    before, after = aggregate.combine(rows[:, 0]), aggregate.combine(rows[:, 1])
    return None if before is None or after is None else after - before
