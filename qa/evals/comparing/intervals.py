"""How sure a score is: bootstrap intervals, and whether a difference between two runs is luck."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESAMPLES = 1_000
CONFIDENCE = 0.95
_PATTERNS = 10_000
_CHUNK = 500
_EXACT_UP_TO = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A score of n cases and its 95 % interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How much higher the second of two runs scores, with its 95 % interval.

    Attributes:
        p: The probability of a difference this large or larger, either way, if the two runs were equally good.
        n: Questions that both runs have a value for.
    """

    value: float
    low: float
    high: float
    p: float
    n: int


def mean_interval(values: Sequence[float], seed: int = 0) -> Interval:
    """Return the mean of values with its percentile bootstrap interval (Efron and Tibshirani 1993, chapter 13).

    Raises ValueError where there are no values.
    """
    import numpy as np

    if not values:
        raise ValueError("no values")
    array = np.asarray(values, dtype=float)
    value = float(array.mean())
    low, high = _find_bounds(array[_draw(len(array), seed)].mean(axis=1), value)
    return Interval(value=value, low=low, high=high, n=len(array))


def resample_interval(
    rows: "NDArray[np.float64]", combine: Callable[["NDArray[np.float64]"], float | None], seed: int = 0
) -> Interval | None:
    """Return what combine makes of rows of numbers, with its percentile bootstrap interval; None where it is None.

    rows  shaped (cases, numbers); whole rows are drawn anew, and draws that combine makes nothing of are left out
    """
    value = combine(rows) if len(rows) else None
    if value is None:
        return None
    drawn = (combine(rows[places]) for places in _draw(len(rows), seed))
    low, high = _find_bounds([score for score in drawn if score is not None] or [value], value)
    return Interval(value=value, low=low, high=high, n=len(rows))


def paired_difference(a: Sequence[float], b: Sequence[float], seed: int = 0) -> Difference:
    """Return by how much b is higher than a, question by question.

    a, b  values of the same questions, in the same order

    The interval is that of the mean difference, its questions resampled (Koehn 2004). p is that of the two-sided
    sign-flip permutation test (Fisher 1935; Dror et al. 2018): if the runs were equally good, each difference could as
    well have the other sign. It is exact up to 16 differences that are not 0; beyond that it is estimated from 10,000
    patterns of signs, the observed one counted among them (Phipson and Smyth 2010).

    Raises ValueError where the lengths differ or are 0.
    """
    import numpy as np

    if len(a) != len(b):
        raise ValueError("values of different questions")
    differences = np.asarray(b, dtype=float) - np.asarray(a, dtype=float)
    mean = mean_interval(differences.tolist(), seed)
    return Difference(value=mean.value, low=mean.low, high=mean.high, p=_flip_signs(differences, seed), n=mean.n)


def _flip_signs(differences: "NDArray[np.float64]", seed: int) -> float:
    """Return the p-value of the sign-flip test; 1 where nothing differs."""
    import numpy as np

    changed = differences[differences != 0]
    # Sums of the same numbers in another order differ in their last digits.
    bound = abs(changed.sum()) - 1e-9 * np.abs(changed).sum()
    if len(changed) <= _EXACT_UP_TO:
        patterns = (np.arange(2 ** len(changed))[:, None] >> np.arange(len(changed))) & 1
        return float(np.mean(np.abs((1 - 2 * patterns) @ changed) >= bound))
    generator = np.random.default_rng(seed)
    extreme = 1
    for begun in range(0, _PATTERNS, _CHUNK):
        signs = 1 - 2 * generator.integers(0, 2, size=(min(_CHUNK, _PATTERNS - begun), len(changed)), dtype=np.int8)
        extreme += int(np.count_nonzero(np.abs(signs @ changed) >= bound))
    return extreme / (_PATTERNS + 1)


def _draw(n: int, seed: int) -> "NDArray[np.int64]":
    """Return indices drawn with replacement, one row a resample."""
    import numpy as np

    return np.random.default_rng(seed).integers(0, n, size=(RESAMPLES, n))


def _find_bounds(scores: "NDArray[np.float64] | Sequence[float]", value: float) -> tuple[float, float]:
    """Return the bounds of the middle 95 % of the scores; rounding never puts the value itself outside of them."""
    import numpy as np

    outside = 100 * (1 - CONFIDENCE) / 2
    low, high = np.percentile(scores, [outside, 100 - outside])
    return min(float(low), value), max(float(high), value)
