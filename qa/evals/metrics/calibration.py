"""Whether the support of an answer tells how likely it is right: the data of a calibration plot."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.evals.metrics.answers import measure_wrong
from qa.evals.metrics.metric import AnswerJson, Pair

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportBin:
    """The answers with a support from low up to high.

    support  their mean support
    right    the share of them that are not wrong
    n        how many there are
    """

    low: float
    high: float
    support: float
    right: float
    n: int


def support_bins(pairs: Sequence[Pair], *, bins: int = BINS) -> list[SupportBin]:
    """Return the answers in bins of equal width by their support, without the empty ones.

    The support of an answer is that of its weakest statement; an answer is right where the metric `wrong` is 0. Cases
    without gold, and questions that were not answered, are left out.
    """
    members: dict[int, list[tuple[float, bool]]] = {}
    for case, answer in pairs:
        support = find_support(answer)
        wrong = measure_wrong(case, answer)
        if support is not None and wrong is not None:
            members.setdefault(min(int(support * bins), bins - 1), []).append((support, not wrong))
    return [
        SupportBin(
            low=place / bins,
            high=(place + 1) / bins,
            support=sum(support for support, _ in rows) / len(rows),
            right=sum(right for _, right in rows) / len(rows),
            n=len(rows),
        )
        for place, rows in sorted(members.items())
    ]


def find_support(answer: AnswerJson) -> float | None:
    """Return the support of the weakest statement of an answer, in 0..1; None where it has no statement."""
    values = (float(statement["support"]) for statement in answer.get("statements") or ())
    return min((min(max(value, 0.0), 1.0) for value in values), default=None)
