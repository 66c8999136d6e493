import json
from pathlib import Path

import pytest
from run_samples import make_row, write_run

from qa.errors import RunProblem, UsageProblem
from qa.evals.comparing.compare import compare_runs
from qa.evals.metrics import METRICS
from qa.evals.runs.folder import Run
from qa.evals.runs.rows import Row
from qa.evals.tables import lay_out_flips, tabulate_changes, tabulate_kinds
from qa.render.layout import write_plain, write_plain_table

WRONG = "Nobody met."


def make_rows(*wrong: int, count: int = 20) -> list[Row]:
    """Return rows that are right but for those of the numbers; every second one is of another kind."""
    return [
        make_row(f"q{n}", WRONG if n in wrong else "Dong Jun met Hegseth.", kind=("who", "when")[n % 2])
        for n in range(count)
    ]


@pytest.fixture
def a(tmp_path: Path) -> Run:
    return write_run(tmp_path / "a", make_rows(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))


@pytest.fixture
def b(tmp_path: Path) -> Run:
    return write_run(tmp_path / "b", make_rows(8, 19))


def test_runs_are_compared_question_by_question(a: Run, b: Run) -> None:
    change = compare_runs(a, b).changes["contains"]
    assert (change.a, change.b) == (0.5, 0.9)
    assert change.difference is not None
    assert change.difference.value == pytest.approx(0.4)
    assert 0 < change.difference.low < 0.4 < change.difference.high
    # 9 got better and 1 worse: of the 2**10 patterns of signs, 2 * (1 + 10) are as far from none.
    assert change.difference.p == pytest.approx(22 / 1024)
    assert change.difference.n == 20


def test_a_run_compared_with_itself_differs_in_nothing(a: Run) -> None:
    comparison = compare_runs(a, a)
    assert comparison.better == comparison.worse == ()
    found = [change.difference for change in comparison.changes.values() if change.difference]
    assert len(found) > 10
    assert {(difference.value, difference.p) for difference in found} == {(0.0, 1.0)}


def test_the_other_way_round_is_the_opposite(a: Run, b: Run) -> None:
    there, back = compare_runs(a, b), compare_runs(b, a)
    for name in ("contains", "abstention_f1", "seconds_p50"):
        first, second = there.changes[name].difference, back.changes[name].difference
        assert (first is None) == (second is None)
        assert not first or not second or first.value == pytest.approx(-second.value)
    assert [flip.a.case.id for flip in there.better] == [flip.a.case.id for flip in back.worse]


def test_questions_that_flipped_are_told_with_both_answers_and_gold(a: Run, b: Run) -> None:
    comparison = compare_runs(a, b)
    assert comparison.flip_metric == "contains"
    assert [flip.a.case.id for flip in comparison.better] == [f"q{n}" for n in (0, 1, 2, 3, 4, 5, 6, 7, 9)]
    assert [flip.a.case.id for flip in comparison.worse] == ["q19"]
    text = write_plain(lay_out_flips(comparison, most=8))
    assert "Better in B, by contains: 9" in text
    assert "and 1 more; all of them: --json" in text
    worse = text.partition("Worse in B")[2]
    assert worse.index("What of q19?") < worse.index("gold  Dong Jun") < worse.index("A  1.000  Dong Jun met")
    assert f"B  0.000  {WRONG}" in worse


def test_what_has_flipped_is_told_by_the_first_metric_that_is_named(a: Run, b: Run) -> None:
    comparison = compare_runs(a, b, metrics=["wrong", "token_f1"])
    assert (comparison.flip_metric, list(comparison.changes)) == ("wrong", ["wrong", "token_f1"])
    assert [flip.a.case.id for flip in comparison.worse][:2] == ["q0", "q1"]


def test_a_metric_without_values_has_no_difference_but_a_reason(a: Run, b: Run) -> None:
    change = compare_runs(a, b).changes["choice_accuracy"]
    assert (change.a, change.b, change.difference) == (None, None, None)
    table = write_plain_table(tabulate_changes({"choice_accuracy": change}, all=True))
    assert table.startswith("choice_accuracy\tn/a\tn/a\tn/a\t")
    assert "needs choices" in table
    assert not write_plain_table(tabulate_changes({"choice_accuracy": change}))


def test_kinds_are_told_apart(a: Run, b: Run) -> None:
    comparison = compare_runs(a, b)
    differences = {kind: changes["contains"].difference for kind, changes in comparison.by_kind.items()}
    assert {kind: found and round(found.value, 6) for kind, found in differences.items()} == {"when": 0.4, "who": 0.4}
    lines = write_plain_table(tabulate_kinds(comparison, "contains")).splitlines()
    assert [line.split("\t")[:4] for line in lines] == [
        ["when", "0.500", "0.900", "+0.400"],
        ["who", "0.500", "0.900", "+0.400"],
    ]


def test_a_score_that_is_no_mean_is_compared_over_the_questions_of_both(tmp_path: Path) -> None:
    def answer(abstained: set[int]) -> list[Row]:
        gold = [() if n < 6 else ("Dong Jun",) for n in range(12)]
        return [make_row(f"q{n}", None if n in abstained else WRONG, gold=gold[n]) for n in range(12)]

    a = write_run(tmp_path / "a", answer({0, 7, 8, 9}))
    b = write_run(tmp_path / "b", answer({0, 1, 2, 3, 4, 5}))
    change = compare_runs(a, b, metrics=["abstention_f1"]).changes["abstention_f1"]
    assert change.a == pytest.approx(2 / (6 + 4))
    assert change.b == 1.0
    assert change.difference is not None
    assert change.difference.value == pytest.approx(0.8)
    assert 0 < change.difference.low <= 0.8 <= change.difference.high
    # 8 questions differ: of the 2**8 ways to exchange their answers, only two lead to as large a difference.
    assert change.difference.p == pytest.approx(2 / 256, abs=0.008)


def test_only_shared_questions_count_and_failures_are_left_out(tmp_path: Path) -> None:
    rows = make_rows(count=4)
    a = write_run(tmp_path / "a", [*rows, make_row("only-a"), make_row("broken")])
    b = write_run(tmp_path / "b", [*rows[1:], make_row("only-b"), make_row("broken", error="It broke.")])
    comparison = compare_runs(a, b)
    assert (comparison.shared, comparison.only_a, comparison.only_b) == (4, 2, 1)
    assert (comparison.errors_a, comparison.errors_b) == (0, 1)
    difference = comparison.changes["contains"].difference
    assert difference is not None
    assert difference.n == 3


def test_runs_that_share_no_question_are_not_compared(tmp_path: Path, a: Run) -> None:
    other = write_run(tmp_path / "other", [make_row("x1")])
    with pytest.raises(RunProblem, match=r"share no question\. Give runs of the same questions"):
        compare_runs(a, other)


def test_the_same_id_of_another_question_is_not_shared(tmp_path: Path, a: Run) -> None:
    values = make_row("q1").to_json()
    values["case"]["question"] = "Something else?"
    other = write_run(tmp_path / "other", [Row.from_json(values)])
    with pytest.raises(RunProblem, match="share no question"):
        compare_runs(a, other)


def test_a_metric_that_does_not_exist_names_the_nearest(a: Run) -> None:
    with pytest.raises(UsageProblem, match=r"no metric 'kontains'\. Did you mean contains\? There are: .*cost"):
        compare_runs(a, a, metrics=["kontains"])


def test_a_comparison_is_json(a: Run, b: Run) -> None:
    values = json.loads(json.dumps(compare_runs(a, b).to_json()))
    assert values["changes"]["contains"]["difference"]["n"] == 20
    assert set(values["changes"]) == {name for name, metric in METRICS.items() if metric.task == "answer"}
    assert values["worse"] == [
        {
            "id": "q19", "question": "What of q19?", "kind": "when", "gold": ["Dong Jun"], "before": 1.0, "after": 0.0,
            "a": "Dong Jun met Hegseth. [1]", "b": f"{WRONG} [1]",
        }
    ]  # fmt: skip


def test_what_articles_say_does_not_reach_the_terminal_raw(tmp_path: Path) -> None:
    a = write_run(tmp_path / "a", [make_row("q\x1b[31m", "Dong Jun \x1b]0;owned\x07 met.", kind="k\x9b2J")])
    b = write_run(tmp_path / "b", [make_row("q\x1b[31m", "\u202eNobody", kind="k\x9b2J")])
    comparison = compare_runs(a, b)
    text = write_plain(lay_out_flips(comparison)) + write_plain_table(tabulate_kinds(comparison, "contains"))
    assert "owned" in text
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
