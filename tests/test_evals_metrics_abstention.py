"""Abstaining is rated against a table that was counted by hand, and support against how often answers are right."""

from typing import Any

import pytest
from evals_samples import make_answer, make_case, make_statement, measure

from qa.evals.cases.cases import Case
from qa.evals.metrics import METRICS, ScoreBin, score_bins

Pair = tuple[Case, dict[str, Any]]
SAID, SILENT = make_answer("They met in Kuala Lumpur."), make_answer()
KNOWN, UNKNOWN, NO_GOLD = make_case(), make_case(answers=()), make_case(answers=(), has_gold=False)
# 3 rightly and 2 wrongly without an answer, 1 that should have been, 4 answered.
PAIRS: list[Pair] = [(UNKNOWN, SILENT)] * 3 + [(KNOWN, SILENT)] * 2 + [(UNKNOWN, SAID)] + [(KNOWN, SAID)] * 4


def aggregate(name: str, pairs: list[Pair]) -> float | None:
    score = METRICS[name].aggregate
    assert score is not None
    return score(pairs)


@pytest.mark.parametrize(
    ("name", "score", "count"),
    [
        pytest.param("abstention_precision", 3 / 5, 5, id="precision"),
        pytest.param("abstention_recall", 3 / 4, 4, id="recall"),
        pytest.param("abstention_f1", 2 * 0.6 * 0.75 / (0.6 + 0.75), 6, id="F1"),
    ],
)
def test_the_scores_of_abstaining(name: str, score: float, count: int) -> None:
    assert aggregate(name, PAIRS) == pytest.approx(score)
    assert aggregate(name, [*PAIRS, (NO_GOLD, SILENT)]) == pytest.approx(score)
    values = [measure(name, case, answer) for case, answer in PAIRS]
    assert sum(value is not None for value in values) == count


@pytest.mark.parametrize("name", ["abstention_precision", "abstention_recall", "abstention_f1"])
def test_without_a_question_to_abstain_from_there_is_no_score(name: str) -> None:
    assert aggregate(name, [(KNOWN, SILENT), (KNOWN, SAID)]) is None
    assert aggregate(name, [(NO_GOLD, SILENT)]) is None
    assert measure(name, NO_GOLD, SILENT) is None


def test_where_nothing_is_left_unanswered_recall_is_zero_and_precision_is_none() -> None:
    assert aggregate("abstention_recall", [(UNKNOWN, SAID)]) == 0.0
    assert aggregate("abstention_f1", [(UNKNOWN, SAID)]) == 0.0
    assert aggregate("abstention_precision", [(UNKNOWN, SAID)]) is None


def test_answered_is_a_share_of_what_can_be_answered() -> None:
    values = [measure("answered", case, answer) for case, answer in [*PAIRS, (NO_GOLD, SAID)]]
    known = [value for value in values if value is not None]
    assert (sum(known), len(known)) == (5.0, 7)


def test_bins_of_scores_tell_how_many_answers_are_right() -> None:
    def say(text: str, score: float) -> dict[str, Any]:
        return make_answer(make_statement(text, score=score), make_statement("It rained.", score=1.0))

    pairs: list[Pair] = [
        (KNOWN, say("They met in Kuala Lumpur.", 0.72)),
        (KNOWN, say("They met in Lisbon.", 0.78)),
        (UNKNOWN, say("They met in Lisbon.", 1.0)),
        (KNOWN, SILENT),
        (NO_GOLD, say("They met in Lisbon.", 0.1)),
    ]
    assert score_bins(pairs) == [
        ScoreBin(low=0.7, high=0.8, score=0.75, right=0.5, n=2),
        ScoreBin(low=0.9, high=1.0, score=1.0, right=0.0, n=1),
    ]
    assert score_bins([]) == []
