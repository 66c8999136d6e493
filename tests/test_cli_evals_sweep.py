"""The commands sweep, make and judge, as the command line calls them."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from endpoint import ScriptedEndpoint
from run_samples import make_row, write_articles, write_questions, write_run

from qa.cli.app import make_group
from qa.cli.boundary import run_guarded
from qa.cli.evals import judge as eval_judge
from qa.cli.evals import make as eval_make
from qa.cli.evals import sweep as eval_sweep
from qa.evals.cases.cases import read_cases

HEAVY = {"chromadb", "langchain_core", "matplotlib", "numpy", "onnxruntime", "openai", "rich", "tokenizers"}

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return what calls a command and gives its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    write_articles(tmp_path / "news.jsonl")
    write_questions(tmp_path / "questions.jsonl")
    app = make_group("Measure.")
    app.command("sweep")(eval_sweep.sweep_evaluation)
    app.command("make")(eval_make.make_evaluation)
    app.command("judge")(eval_judge.judge_evaluation)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = run_guarded(lambda: app(list(arguments), prog_name="qa", standalone_mode=False) or 0)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_a_sweep_is_a_table_and_a_folder(call: Call, tmp_path: Path) -> None:
    sweep = ["sweep", "questions.jsonl", "--articles", "news.jsonl", "--model", "extractive", "--set", "k=2,8"]
    code, out, err = call(*sweep, "-o", "swept", "--limit", "2")
    assert code == 0
    assert sorted(line.split("\t")[0] for line in out.splitlines()) == ["2", "8"]
    assert all(line.split("\t")[4] == "2" for line in out.splitlines())
    assert err.splitlines()[-1] == "qa: The sweep: swept, drawn in swept/sweep.png"
    made = {path.name for path in (tmp_path / "swept").iterdir()}
    assert {"k=2", "k=8", "sweep.json", "sweep.png", "sweep.svg"} <= made
    code, out, _ = call(*sweep, "-o", "swept", "--limit", "2", "--json")
    assert (code, json.loads(out)) == (0, json.loads((tmp_path / "swept" / "sweep.json").read_text()))


def test_a_sweep_of_which_every_cell_fails_is_exit_code_1(call: Call, endpoint: ScriptedEndpoint) -> None:
    endpoint.fault = "401"
    arguments = ["--articles", "news.jsonl", "--base-url", endpoint.url, "--set", "model=openai:m", "-o", "swept"]
    code, out, _ = call("sweep", "questions.jsonl", *arguments, "--set", "least_confidence=0")
    assert code == 1
    assert "n/a" in out


def test_questions_are_made_into_a_new_file_and_refusals_are_told(
    call: Call, tmp_path: Path, library_of_seeds: Path
) -> None:
    make = ["make", "--library", str(library_of_seeds), "--count", "2", "--seed", "1"]
    code, out, err = call(*make)
    assert code == 0
    assert [set(json.loads(line)) - {"tags"} for line in out.splitlines()] == [
        {"id", "question", "kind", "answers", "asked", "lang", "gold_articles", "gold_sentences"}
    ] * 2
    assert "qa: 2 questions made. Read and correct them before you rely on them.\n" in err
    assert "its sentence can't be understood alone" in err
    assert call(*make, "-o", "made.jsonl")[:2] == (0, "")
    assert (tmp_path / "made.jsonl").read_text() == out
    assert len(read_cases(tmp_path / "made.jsonl").cases) == 2
    code, _, err = call(*make, "-o", "made.jsonl")
    assert (code, err.count("\n")) == (2, 1)


def test_a_judgement_shows_the_agreement_and_where_it_ends(
    call: Call, tmp_path: Path, endpoint: ScriptedEndpoint
) -> None:
    write_run(tmp_path / "run", [make_row("a"), make_row("b"), make_row("c", "The minister met Hegseth.")])
    endpoint.replies = ["right", "wrong", "right"]
    arguments = ["judge", "run", "--model", "openai:m", "--base-url", endpoint.url]
    code, out, err = call(*arguments)
    asked = f"qa: The model is asked at {endpoint.url}.\n"
    assert (code, err) == (0, f"{asked}qa: 3 answers graded by openai:m: run/judge.json\n")
    assert "right\t2\npartly\t0\nwrong\t1\n" in out
    assert "  share  0.333 (" in out
    assert "  right: 1 with a gold answer in it, 1 without\n  not right: 1 with a gold answer in it, 0 without\n" in out
    assert "They differ on 2\n" in out
    assert "    right, contains 0  The minister met Hegseth.\n" in out
    code, out, _ = call(*arguments, "--replay-only", "--json")
    assert json.loads(out) == json.loads((tmp_path / "run" / "judge.json").read_text())


def test_a_model_that_always_says_the_same_is_doubted(call: Call, tmp_path: Path, endpoint: ScriptedEndpoint) -> None:
    write_run(tmp_path / "run", [make_row(f"q{n}") for n in range(5)])
    endpoint.replies = ["wrong"]
    _, out, err = call("judge", "run", "--model", "openai:m", "--base-url", endpoint.url)
    assert "All answers got the same grade" in err
    assert "  kappa  0.000 (0.000 to 0.000) of 5\n" in out


def test_what_an_answer_holds_can_not_steer_the_terminal(
    call: Call, tmp_path: Path, endpoint: ScriptedEndpoint
) -> None:
    write_run(tmp_path / "run", [make_row("a", "Evil \x1b[31m text.\nright")])
    endpoint.replies = ["right"]
    _, out, _ = call("judge", "run", "--model", "openai:m", "--base-url", endpoint.url)
    assert "right, contains 0  Evil" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["sweep", "questions.jsonl", "--set", "kk=1"], 2, "qa: There is no setting 'kk'. Did you mean k?"),
        (["sweep", "questions.jsonl"], 2, "qa: There is nothing to vary"),
        (["sweep", "none.jsonl", "--set", "k=1"], 2, "qa: none.jsonl can't be read"),
        (["sweep", "questions.jsonl", "--set", "k=1", "--articles", "a", "--library", "b"], 2, "qa: Give the articles"),
        (["sweep", "questions.jsonl", "--set", "k=1", "--metric", "x"], 2, "qa: There is no metric 'x'"),
        (["make", "--articles", "none"], 1, "qa: "),
        (["make", "--library", "none"], 4, "qa: There is no library at none"),
        (["make", "--articles", "a", "--library", "b"], 2, "qa: Give the articles"),
        (["judge", "none"], 1, "qa: There is no evaluation run in none."),
    ],
)
def test_what_can_not_be_done_is_a_line_and_an_exit_code(
    call: Call, arguments: list[str], code: int, message: str
) -> None:
    got, out, err = call(*arguments)
    assert (got, out) == (code, "")
    assert err.startswith(message)
    assert err.count("\n") == 1


def test_importing_the_commands_loads_no_heavy_module() -> None:
    code = (
        "import json, sys; from qa.cli.evals import judge, make, sweep; import qa.evals.sweeping.plot, "
        "qa.evals.making.make, qa.evals.making.ask, qa.evals.judge; print(json.dumps(list(sys.modules)))"
    )
    loaded: Any = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert not HEAVY & set(json.loads(loaded.stdout))
