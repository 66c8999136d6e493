"""What became of each question of a run, in a word, and how far that is right."""

from typing import Literal, get_args

from qa.evals.metrics.answers import measure_contains
from qa.evals.metrics.checks import measure_accuracy
from qa.evals.metrics.metric import is_answered
from qa.evals.runs.rows import Row

Outcome = Literal[
    "right",
    "partly right",
    "abstained rightly",
    "wrong",
    "abstained wrongly",
    "answered, no gold",
    "not answered, no gold",
    "error",
]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


def find_outcome(row: Row) -> Outcome:
    """Return what became of the question.

    An answer is right where it holds a gold answer, partly right where it holds some of the parts of a comparison; the
    verdict on a statement where it is "supported" for a true one, and something else for a false one.
    """
    if row.answer is None:
        return "error"
    if row.case.supported is not None:
        return "right" if measure_accuracy(row.case, row.answer) else "wrong"
    answered = is_answered(row.answer)
    if not row.case.has_gold:
        return "answered, no gold" if answered else "not answered, no gold"
    if not answered:
        return "abstained rightly" if row.case.must_abstain else "abstained wrongly"
    share = measure_contains(row.case, row.answer) or 0.0
    return "wrong" if share == 0 else "partly right" if share < 1 else "right"


def measure_right(row: Row) -> float | None:
    """Return how far the answer is right, in 0..1: 1 where it rightly abstains; None for an error and without gold."""
    if row.answer is not None and row.case.supported is not None:
        return measure_accuracy(row.case, row.answer)
    if row.answer is None or not row.case.has_gold:
        return None
    if row.case.must_abstain:
        return float(not is_answered(row.answer))
    return measure_contains(row.case, row.answer)
