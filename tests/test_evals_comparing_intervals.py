"""Intervals hold the score as often as they say, and a difference is told from luck."""

import itertools

import numpy as np
import pytest

from qa.evals.comparing.intervals import RESAMPLES, mean_interval, paired_difference, resample_interval


def test_the_interval_of_a_mean_is_about_two_standard_errors_wide() -> None:
    values = [0.0] * 60 + [1.0] * 40
    interval = mean_interval(values, seed=3)
    error = (0.4 * 0.6 / 100) ** 0.5
    assert (interval.value, interval.n) == (0.4, 100)
    assert interval.low == pytest.approx(0.4 - 1.96 * error, abs=0.02)
    assert interval.high == pytest.approx(0.4 + 1.96 * error, abs=0.02)


def test_the_interval_holds_the_true_mean_about_ninety_five_times_in_a_hundred() -> None:
    samples = np.random.default_rng(5).random((200, 40)) < 0.3
    intervals = [mean_interval(sample.astype(float).tolist(), seed) for seed, sample in enumerate(samples)]
    assert 0.88 <= np.mean([interval.low <= 0.3 <= interval.high for interval in intervals]) <= 0.99


def test_the_same_seed_gives_the_same_interval_and_another_one_another() -> None:
    values = np.random.default_rng(1).random(50).tolist()
    assert mean_interval(values, 1) == mean_interval(values, 1)
    assert mean_interval(values, 1) != mean_interval(values, 2)


@pytest.mark.parametrize("values", [[0.1], [0.1] * 7, [1.0] * 30], ids=["one value", "equal values", "all right"])
def test_values_that_do_not_differ_have_an_interval_without_width(values: list[float]) -> None:
    interval = mean_interval(values)
    assert interval.low == pytest.approx(values[0])
    assert interval.high == pytest.approx(values[0])
    assert interval.low <= interval.value <= interval.high


def test_no_values_have_no_interval() -> None:
    with pytest.raises(ValueError, match="no values"):
        mean_interval([])


def test_whole_rows_are_drawn_for_a_score_that_is_no_mean() -> None:
    rows = np.array([[1.0, 2.0]] * 20 + [[3.0, 4.0]] * 20)
    seen: list[float] = []

    def combine(drawn: np.ndarray) -> float:
        assert {tuple(row) for row in drawn.tolist()} <= {(1.0, 2.0), (3.0, 4.0)}
        seen.append(float(drawn.sum(axis=0)[0] / drawn.sum(axis=0)[1]))
        return seen[-1]

    interval = resample_interval(rows, combine, seed=2)
    assert interval is not None
    assert len(seen) == RESAMPLES + 1
    assert interval.n == 40
    assert interval.value == pytest.approx(2 / 3)
    assert interval.low == pytest.approx(np.percentile(seen[1:], 2.5))
    assert interval.high == pytest.approx(np.percentile(seen[1:], 97.5))


def test_draws_that_have_no_score_are_left_out() -> None:
    rows = np.array([[0.0], [1.0]])
    interval = resample_interval(rows, lambda drawn: 1.0 if drawn.sum() else None)
    assert interval is not None
    assert (interval.low, interval.high) == (1.0, 1.0)
    assert resample_interval(rows, lambda drawn: None) is None
    assert resample_interval(np.array([]), lambda drawn: 1.0) is None


def test_a_difference_is_that_of_the_second_from_the_first_with_its_interval() -> None:
    a, b = [0.0, 0.0, 1.0, 0.0] * 10, [1.0, 0.0, 1.0, 1.0] * 10
    difference = paired_difference(a, b, seed=1)
    assert (difference.value, difference.n) == (0.5, 40)
    assert 0.3 < difference.low < 0.5 < difference.high < 0.7
    assert paired_difference(b, a, seed=1).value == -0.5
    assert paired_difference(b, a, seed=1).p == pytest.approx(difference.p)


@pytest.mark.parametrize(
    "differences",
    [[1.0] * 5, [1.0, 1.0, 1.0, -1.0], [0.3, -0.1, 0.2, 0.7, 0.0], [0.1, 0.2, 0.3, -0.6], [0.4], [-1.0] * 6],
    ids=["five better", "one worse", "one the same", "nothing in all", "one question", "six worse"],
)
def test_p_is_exact_for_few_questions(differences: list[float]) -> None:
    observed = abs(sum(differences))
    sums = [
        abs(sum(sign * value for sign, value in zip(signs, differences, strict=True)))
        for signs in itertools.product((1, -1), repeat=len(differences))
    ]
    expected = sum(total >= observed - 1e-9 for total in sums) / len(sums)
    assert paired_difference([0.0] * len(differences), differences).p == pytest.approx(expected)


def test_p_for_many_questions_is_near_that_of_the_sign_test() -> None:
    # 15 better and 5 worse: the two-sided sign test gives 0.0414.
    difference = paired_difference([0.0] * 15 + [1.0] * 5, [1.0] * 15 + [0.0] * 5, seed=4)
    assert difference.p == pytest.approx(0.0414, abs=0.01)


def test_p_is_never_zero_and_is_one_where_nothing_differs() -> None:
    assert 0 < paired_difference([0.0] * 300, [1.0] * 300).p < 0.001
    assert paired_difference([0.5] * 30, [0.5] * 30).p == 1.0


def test_values_of_different_questions_are_not_compared() -> None:
    with pytest.raises(ValueError, match="different questions"):
        paired_difference([1.0], [1.0, 0.0])
