"""Whether the score of an answer tells how likely it is right: the data of a calibration plot."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.evals.metrics.answers import measure_wrong
from qa.evals.metrics.metric import AnswerJson, Pair

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBin:
    """The answers with a score from low up to high.

    score  their mean score
    right  the share of them that are not wrong
    n      how many there are
    """

    low: float
    high: float
    score: float
    right: float
    n: int


def score_bins(pairs: Sequence[Pair], *, bins: int = BINS) -> list[ScoreBin]:
    """Return the answers in bins of equal width by their score, without the empty ones.

    The score of an answer is that of its weakest statement; an answer is right where the metric `wrong` is 0. Cases
    without gold, and questions that were not answered, are left out.
    """
    members: dict[int, list[tuple[float, bool]]] = {}
    for case, answer in pairs:
        score = find_score(answer)
        wrong = measure_wrong(case, answer)
        if score is not None and wrong is not None:
            members.setdefault(min(int(score * bins), bins - 1), []).append((score, not wrong))
    return [
        ScoreBin(
            low=place / bins,
            high=(place + 1) / bins,
            score=sum(score for score, _ in rows) / len(rows),
            right=sum(right for _, right in rows) / len(rows),
            n=len(rows),
        )
        for place, rows in sorted(members.items())
    ]


def find_score(answer: AnswerJson) -> float | None:
    """Return the score of the weakest statement of an answer, in 0..1; None where it has no statement."""
    values = (float(statement["score"]) for statement in answer.get("statements") or ())
    return min((min(max(value, 0.0), 1.0) for value in values), default=None)
