"""Whether the program abstains where, and only where, the articles do not answer; the positive class is "abstains"."""

from typing import TYPE_CHECKING

from qa.evals.cases.case import Case
from qa.evals.metrics.metric import Aggregate, AnswerJson, Metric, is_answered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def measure_answered(case: Case, answer: AnswerJson) -> float | None:
    """Return 1 where a question is answered that can be, as far as is known."""
    return None if case.must_abstain else float(is_answered(answer))


def measure_precision(case: Case, answer: AnswerJson) -> float | None:
    """Return, of a question that is not answered, 1 where it should not be."""
    return float(case.must_abstain) if case.has_gold and not is_answered(answer) else None


def measure_recall(case: Case, answer: AnswerJson) -> float | None:
    """Return, of a question that should not be answered, 1 where it is not."""
    return float(not is_answered(answer)) if case.must_abstain else None


def measure_f1(case: Case, answer: AnswerJson) -> float | None:
    """Return, of a question that is not or should not be answered, 1 where both are so."""
    if not case.has_gold or (is_answered(answer) and case.answers):
        return None
    return float(case.must_abstain and not is_answered(answer))


def _count(case: Case, answer: AnswerJson) -> tuple[float, float, float] | None:
    """Return whether it should abstain, whether it does, and whether both."""
    if not case.has_gold:
        return None
    should, does = case.must_abstain, not is_answered(answer)
    return float(should), float(does), float(should and does)


def _combine_precision(counts: "NDArray[np.float64]") -> float | None:
    should, does, both = counts.sum(axis=0)
    return float(both / does) if should and does else None


def _combine_recall(counts: "NDArray[np.float64]") -> float | None:
    should, _, both = counts.sum(axis=0)
    return float(both / should) if should else None


def _combine_f1(counts: "NDArray[np.float64]") -> float | None:
    should, does, both = counts.sum(axis=0)
    return float(2 * both / (should + does)) if should else None


_NEEDS = "questions that the articles do not answer (answers: [])"
ABSTENTION_METRICS = (
    Metric(
        name="answered",
        description="Share of the questions that can be answered, as far as is known, that are.",
        higher_is_better=True,
        measure=measure_answered,
        needs="questions that the articles answer",
    ),
    Metric(
        name="abstention_precision",
        description="Of the questions not answered, the share that should not be.",
        higher_is_better=True,
        measure=measure_precision,
        needs=f"{_NEEDS}, and one not answered",
        aggregate=Aggregate(extract=_count, combine=_combine_precision),
    ),
    Metric(
        name="abstention_recall",
        description="Of the questions that should not be answered, the share that are not.",
        higher_is_better=True,
        measure=measure_recall,
        needs=_NEEDS,
        aggregate=Aggregate(extract=_count, combine=_combine_recall),
    ),
    Metric(
        name="abstention_f1",
        description="Harmonic mean of the two: 2 x rightly not answered / (should not be + are not).",
        higher_is_better=True,
        measure=measure_f1,
        needs=_NEEDS,
        aggregate=Aggregate(extract=_count, combine=_combine_f1),
    ),
)
