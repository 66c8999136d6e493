"""Runs of the check over labelled statements: what is read, kept, gone on with, gated, compared and reported."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from qa.errors import QuestionsProblem, RunProblem
from qa.evals.cases.statements import read_statements
from qa.evals.comparing.compare import compare_runs
from qa.evals.comparing.gate import check_rules, read_rules
from qa.evals.report import write_report
from qa.evals.runs.checks import BATCH, run_statements
from qa.evals.runs.folder import Run, open_run
from qa.evals.runs.rows import Row
from qa.evals.runs.runs import OnRow
from qa.evals.scores import read_scores
from qa.settings import Settings

TRUE = "The Data Protection Office has fined Wexmoor County Council 1.2 million crowns."
FALSE = "The Data Protection Office has fined Wexmoor County Council 12 million crowns."
LINES: list[dict[str, Any]] = [
    {"id": "t", "text": TRUE, "kind": "as it stands", "label": "true"},
    {"id": "f", "text": FALSE, "kind": "number replaced", "label": "false"},
]


def write_lines(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def run_check(
    folder: Path,
    library: Path,
    rows: Sequence[dict[str, Any]] = LINES,
    on_row: OnRow = lambda row, done, total: None,
) -> Run:
    statements = read_statements(write_lines(folder / "statements.jsonl", rows))
    settings = Settings(library=library, model="extractive", judge=False)
    return run_statements(statements, settings, folder / "run", on_row=on_row)


@pytest.mark.parametrize(
    ("row", "supported"),
    [
        pytest.param({"label": "true", "kind": "recast"}, True, id="true"),
        pytest.param({"label": "false", "kind": "merged"}, False, id="false"),
        pytest.param({"label": "supported"}, True, id="supported"),
        pytest.param({"label": "partially_supported"}, False, id="partially supported"),
        pytest.param({"label": "Not supported"}, False, id="not supported"),
        pytest.param({"label": False}, False, id="a truth value"),
        pytest.param({"kind": "true"}, True, id="the kind true"),
        pytest.param({"kind": "swapped roles"}, False, id="another kind"),
    ],
)
def test_a_label_is_read(tmp_path: Path, row: dict[str, Any], supported: bool) -> None:
    [case] = read_statements(write_lines(tmp_path / "s.jsonl", [{"text": TRUE, **row}])).cases
    assert case.supported is supported
    assert case.question == TRUE
    assert case.kind == (row.get("kind") or str(row["label"]).lower().replace(" ", "_"))


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        pytest.param([], "has no statements", id="nothing"),
        pytest.param([{"label": "true"}], "has no statement", id="no text"),
        pytest.param([{"text": TRUE}], "nothing tells whether it is true", id="no label"),
        pytest.param([{"text": TRUE, "label": "perhaps"}], "can't be 'perhaps'", id="an unknown label"),
        pytest.param([LINES[0], LINES[0]], "has the id 't' of a line before", id="an id twice"),
    ],
)
def test_a_file_that_can_not_be_used_says_why(tmp_path: Path, rows: list[dict[str, Any]], problem: str) -> None:
    with pytest.raises(QuestionsProblem, match=problem):
        read_statements(write_lines(tmp_path / "s.jsonl", rows))


def test_a_run_has_verdicts_scores_and_what_it_was_made_with(tmp_path: Path, library_of_seeds: Path) -> None:
    run = run_check(tmp_path, library_of_seeds)
    assert sorted(path.name for path in run.path.glob("*.json*")) == ["run.json", "scores.json", "verdicts.jsonl"]
    assert (run.info.task, run.info.model, run.info.finished) == ("check", "rules", True)
    verdicts = {row.case.id: row.answer for row in run.rows}
    assert verdicts["t"] is not None
    assert verdicts["t"]["verdict"] == "supported"
    assert "1.2 million crowns" in verdicts["t"]["quotes"][0]["quote"]
    scores = read_scores(run.path)
    assert scores.scores["true_kept"].value == 1.0
    assert "contains" not in scores.scores


def test_a_statement_can_answer_a_question_and_may_be_one_of_many(tmp_path: Path, library_of_seeds: Path) -> None:
    rows = [{**LINES[0], "id": f"t{n}", "question": "Who was fined?", "asked": "2025-07-01"} for n in range(BATCH + 3)]
    run = run_check(tmp_path, library_of_seeds, rows)
    assert [row.case.id for row in run.rows] == [row["id"] for row in rows]
    assert {row.case.asks for row in run.rows} == {"Who was fined?"}


def test_a_run_that_was_stopped_goes_on(tmp_path: Path, library_of_seeds: Path) -> None:
    rows = [{**LINES[n % 2], "id": f"s{n}"} for n in range(BATCH + 4)]
    seen: list[int] = []

    def stop(row: Row, done: int, total: int) -> None:
        seen.append(done)
        if len(seen) == BATCH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_check(tmp_path, library_of_seeds, rows, on_row=stop)
    stopped = open_run(tmp_path / "run")
    assert (len(stopped.rows), stopped.info.finished) == (BATCH, False)
    run = run_check(tmp_path, library_of_seeds, rows, on_row=stop)
    assert seen == list(range(1, BATCH + 5))
    assert [row.case.id for row in run.rows] == [row["id"] for row in rows]
    assert run.info.finished


def test_a_folder_of_another_run_is_not_gone_on_with(tmp_path: Path, library_of_seeds: Path) -> None:
    run_check(tmp_path, library_of_seeds)
    with pytest.raises(RunProblem, match="questions of hash"):
        run_check(tmp_path, library_of_seeds, LINES[:1])


def test_a_run_is_gated_compared_and_reported(tmp_path: Path, library_of_seeds: Path) -> None:
    run = run_check(tmp_path, library_of_seeds)
    scores = read_scores(run.path)
    rules = read_rules(scores, least=["true_kept=0.9"], most=["false_passed=0"], drops=["0.1"])
    verdicts = check_rules(run, scores, rules, baseline=run)
    assert [verdict.rule.name for verdict in verdicts][:2] == ["true_kept >= 0.9", "false_passed <= 0"]
    assert verdicts[0].passed
    comparison = compare_runs(run, run)
    assert comparison.flip_metric == "verdict_accuracy"
    assert set(comparison.changes) == set(scores.scores)
    page = write_report([run.path]).read_text(encoding="utf-8")
    for words in ("checked by rules", "Calibration of the check", "Statements (2)", "<b>Label:</b> false", FALSE):
        assert words in page
