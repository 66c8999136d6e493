"""The check is rated by labels: what true statements it keeps, what false ones it passes, and what its scores tell."""

import pytest

from qa.evals.cases.case import Case
from qa.evals.metrics import METRICS, Pair
from qa.evals.metrics.checks import CHECK_METRICS, score_intervals
from qa.evals.runs.rows import Row
from qa.evals.scores import score_rows

ALL = {metric.name: metric for metric in CHECK_METRICS}


def make_pair(n: int, supported: bool, verdict: str, score: float) -> Pair:
    case = Case(
        id=f"s{n}", question=f"Statement {n}.", kind="recast" if supported else "negation flipped", supported=supported
    )
    return case, {"verdict": verdict, "score": score, "text": verdict}


PAIRS = [
    make_pair(1, True, "supported", 0.95),
    make_pair(2, True, "supported", 0.85),
    make_pair(3, True, "not_confirmed", 0.35),
    make_pair(4, True, "contradicted", 0.05),
    make_pair(5, False, "contradicted", 0.05),
    make_pair(6, False, "supported", 0.75),
]


@pytest.mark.parametrize(
    ("name", "value", "n"),
    [
        pytest.param("true_kept", 0.5, 4, id="true kept"),
        pytest.param("true_contradicted", 0.25, 4, id="true contradicted"),
        pytest.param("false_passed", 0.5, 2, id="false passed"),
        pytest.param("false_contradicted", 0.5, 2, id="false contradicted"),
        pytest.param("verdict_accuracy", 0.5, 6, id="accuracy"),
        pytest.param("balanced_accuracy", 0.5, 6, id="balanced accuracy"),
        # Of the eight pairs of a true and a false one, five are in order and one is a tie.
        pytest.param("score_auc", 5.5 / 8, 6, id="area under the curve"),
        # By bins: 0.05 twice with one true, 0.35 with one, 0.75 with none, 0.85 and 0.95 with one each.
        pytest.param("calibration_error", (0.9 + 0.65 + 0.75 + 0.15 + 0.05) / 6, 6, id="calibration error"),
    ],
)
def test_a_score_of_the_check(name: str, value: float, n: int) -> None:
    rows = [Row(case=case, answer=answer, error=None, seconds=0.1) for case, answer in PAIRS]
    score = score_rows(rows, ALL).scores[name]
    assert score.value == pytest.approx(value)
    assert score.n == n
    assert score.low is not None
    assert score.high is not None
    assert score.low <= value <= score.high


def test_scores_of_one_label_alone_have_no_balance() -> None:
    rows = [Row(case=case, answer=answer, error=None, seconds=0.1) for case, answer in PAIRS if case.supported]
    scores = score_rows(rows, ALL).scores
    assert scores["balanced_accuracy"].value is None
    assert scores["false_passed"].reason == "needs a statement that is labelled false"


def test_scores_are_told_by_kind() -> None:
    rows = [Row(case=case, answer=answer, error=None, seconds=0.1) for case, answer in PAIRS]
    by_kind = score_rows(rows, ALL).by_kind
    assert by_kind["recast"]["true_kept"].value == 0.5
    assert by_kind["negation flipped"]["false_passed"].value == 0.5


def test_the_share_of_true_statements_is_told_by_bins_of_the_score() -> None:
    bins = score_intervals(PAIRS)
    assert [round(score, 2) for score, _ in bins] == [0.05, 0.35, 0.75, 0.85, 0.95]
    assert [rate.value for _, rate in bins] == [0.5, 1.0, 0.0, 1.0, 1.0]


def test_metrics_of_the_check_do_not_apply_to_questions() -> None:
    assert set(ALL) <= set(METRICS)
    assert all(metric.measure(Case(id="q", question="Who?"), {"score": 1.0}) is None for metric in CHECK_METRICS)
