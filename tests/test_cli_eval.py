import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cli_runs import Home
from endpoint import Request, ScriptedEndpoint
from run_samples import copy_passages, make_row, write_articles, write_questions, write_run

from qa.cli.evals.run import RUNNING_METRICS, RunningScores
from qa.evals.metrics import METRICS
from qa.evals.runs.folder import open_run

COMMAND = [sys.executable, "-m", "qa", "eval"]
RUN = ["run", "questions.jsonl", "--articles", "news.jsonl", "--model", "extractive"]
HEAVY = {"chromadb", "langchain_core", "numpy", "onnxruntime", "openai", "rich", "tokenizers"}


class EvalHome(Home):
    """A home with a few articles and questions."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        write_articles(folder / "news.jsonl")
        write_questions(folder / "questions.jsonl")

    def eval(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("eval", *arguments, environment=environment)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> EvalHome:
    """Return a home with one run: runs/first."""
    home = EvalHome(tmp_path_factory.mktemp("home"))
    finished = home.eval(*RUN, "-o", "runs/first")
    assert finished.returncode == 0, finished.stderr
    return home


def test_a_run_shows_its_scores_with_intervals_and_says_where_it_is(home: EvalHome) -> None:
    finished = home.eval(*RUN, "-o", "runs/first")
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in finished.stdout.splitlines()}
    assert rows["hit_at_5"] == ["1.000", "1.000", "1.000", "5", ""]
    assert "choice_accuracy" not in rows
    rows = {
        line.split("\t")[0]: line.split("\t")[1:]
        for line in home.eval("score", "runs/first", "--all").stdout.splitlines()
    }
    assert rows["choice_accuracy"] == ["n/a", "", "", "0", "needs choices with a gold answer among them"]
    assert finished.stderr == "qa: 6 questions answered by extractive. The run: runs/first\n"


def test_a_run_without_a_name_is_named_by_its_questions_and_the_time(home: EvalHome) -> None:
    finished = home.eval(*RUN, "--limit", "1", "--json")
    (folder,) = (home.folder / "runs").glob("questions-20*Z")
    assert json.loads(finished.stdout) == json.loads((folder / "scores.json").read_text())
    assert len(open_run(folder).rows) == 1


def test_scores_are_computed_anew_from_the_answers_alone(home: EvalHome) -> None:
    before = (home.folder / "runs" / "first" / "scores.json").read_text()
    (home.folder / "runs" / "first" / "scores.json").unlink()
    finished = home.eval("score", "runs/first", "--all")
    assert finished.returncode == 0
    of_answers = [name for name, metric in METRICS.items() if metric.task == "answer"]
    assert [line.split("\t")[0] for line in finished.stdout.splitlines()] == of_answers
    assert (home.folder / "runs" / "first" / "scores.json").read_text() == before


def test_two_runs_are_compared(home: EvalHome) -> None:
    write_run(home.folder / "runs" / "a", [make_row("q1", "Nobody."), make_row("q2"), make_row("only-a")])
    write_run(home.folder / "runs" / "b", [make_row("q1"), make_row("q2")])
    finished = home.eval("compare", "runs/a", "runs/b", "--metric", "contains")
    assert finished.stdout.startswith("contains\t0.500\t1.000\t+0.500\t")
    assert (
        "Better in B, by contains: 1\n\n  q1  What of q1?\n    gold  Dong Jun\n    A  0.000  Nobody. [1]\n"
        in finished.stdout
    )
    assert finished.stderr.startswith(
        "qa: The runs share 2 questions; 1 are only in the first and 0 only in the second"
    )
    values = json.loads(home.eval("compare", "runs/a", "runs/b", "--json").stdout)
    assert [flip["id"] for flip in values["better"]] == ["q1"]


def test_a_gate_that_holds_is_exit_code_0_and_one_that_does_not_5(home: EvalHome) -> None:
    good = home.eval("gate", "runs/first", "--min", "hit_at_5=1", "--max", "errors=0", "--junit", "gate.xml")
    assert (good.returncode, good.stdout) == (0, "pass  hit_at_5 >= 1: 1.0000\npass  errors <= 0: 0.0000\n")
    assert ElementTree.parse(home.folder / "gate.xml").getroot().get("failures") == "0"
    bad = home.eval("gate", "runs/first", "--max", "hit_at_5=0.5", "--baseline", "runs/first", "--allow-drop", "0")
    assert bad.returncode == 5
    assert bad.stdout == "FAIL  hit_at_5 <= 0.5: 1.0000\npass  hit_at_5 no worse: as before\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["gate", "runs/first", "--min", "kontains=1"], 2, "qa: There is no metric 'kontains'. Did you mean contains?"),
        (["gate", "runs/none", "--min", "contains=1"], 1, "qa: There is no evaluation run in runs/none."),
        (["compare", "runs/first", "runs/none"], 1, "qa: There is no evaluation run in runs/none."),
        (["score", "runs/none"], 1, "qa: There is no evaluation run in runs/none."),
        (["run", "none.jsonl"], 2, "qa: none.jsonl can't be read"),
        ([*RUN, "--library", "x"], 2, "qa: Give the articles with --articles or their library with --library"),
        ([*RUN, "--no-cache", "--replay-only"], 2, "qa: --no-cache keeps nothing"),
        ([*RUN, "--jobs", "0"], 2, "qa: Invalid value for '--jobs'"),
        ([*RUN, "-o", "runs/first", "-k", "3"], 1, "qa: The run runs/first was begun with k None, not 3"),
        (["run", "questions.jsonl", "--library", "none"], 4, "qa: There is no library at none"),
    ],
    ids=[
        "metric",
        "no run",
        "no other run",
        "nothing to score",
        "questions",
        "both",
        "cache",
        "jobs",
        "other",
        "library",
    ],
)
def test_what_can_not_be_done_is_a_line_and_an_exit_code(
    home: EvalHome, arguments: list[str], code: int, message: str
) -> None:
    finished = home.eval(*arguments)
    assert (finished.returncode, finished.stdout) == (code, "")
    assert finished.stderr.startswith(message)
    assert finished.stderr.count("\n") == 1


def test_on_a_terminal_there_is_a_bar_with_scores_and_a_table_with_headers(home: EvalHome) -> None:
    shutil.rmtree(home.folder / "runs" / "seen", ignore_errors=True)
    shown = home.run_on_terminal("eval", *RUN, "-o", "runs/seen", COLUMNS="120")
    assert "Answering" in shown
    assert "METRIC" in shown


def test_running_scores_are_means_and_count_failures() -> None:
    running = RunningScores()
    assert str(running) == ""
    for row in (make_row(), make_row("q2", "Nobody."), make_row("q3", error="It broke.")):
        running.add(row)
    assert str(running) == "contains 0.50, wrong 0.50, 1 failed"
    assert set(RUNNING_METRICS) < set(METRICS)


def test_importing_the_commands_loads_no_heavy_module() -> None:
    code = (
        "import json, sys; from qa.cli.evals import compare, gate, run, score; import qa.evals.runs.runs, "
        "qa.evals.comparing.junit, qa.evals.tables; print(json.dumps(list(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert not HEAVY & set(json.loads(loaded.stdout))


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGINT], ids=["kill -9", "Ctrl-C"])
def test_a_run_that_was_stopped_goes_on_to_the_scores_of_one_that_was_not(
    tmp_path: Path, endpoint: ScriptedEndpoint, signal_number: signal.Signals
) -> None:
    home = EvalHome(tmp_path)
    stopped = threading.Event()

    def answer(request: Request) -> str:
        if len(endpoint.requests) > 3:
            stopped.wait(60)
        return copy_passages(request)

    endpoint.replies, endpoint.streams = [answer], False
    arguments = [
        "run",
        "questions.jsonl",
        "--articles",
        "news.jsonl",
        "--model",
        "openai:m",
        "--base-url",
        endpoint.url,
    ]
    environment = home.write_environment(QA_LEAST_CONFIDENCE="0")
    with subprocess.Popen(
        [*COMMAND, *arguments, "-o", "cut"], cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL
    ) as process:
        while len(endpoint.requests) <= 3 and process.poll() is None:
            time.sleep(0.02)
        process.send_signal(signal_number)
        process.wait(timeout=60)
    stopped.set()
    assert process.returncode == (130 if signal_number == signal.SIGINT else -signal_number)
    with (tmp_path / "cut" / "answers.jsonl").open("ab") as file:
        file.write(b'{"id": "q5", "case": {"id"')
    resumed = home.eval(*arguments, "-o", "cut", QA_LEAST_CONFIDENCE="0")
    whole = home.eval(*arguments, "-o", "whole", "--no-cache", QA_LEAST_CONFIDENCE="0")
    assert (resumed.returncode, whole.returncode) == (0, 0)
    assert "Going on with the run cut: 3 of 6 questions are answered." in resumed.stderr
    assert read_untimed(tmp_path / "cut") == read_untimed(tmp_path / "whole")


def read_untimed(run: Path) -> tuple[object, object]:
    """Return the answers and the scores of a run without the seconds."""
    timed = ("seconds", "cold")
    rows = [row.answer and {k: v for k, v in row.answer.items() if k not in timed} for row in open_run(run).rows]
    scores = json.loads((run / "scores.json").read_text())["scores"]
    return rows, {name: score for name, score in scores.items() if not name.startswith("seconds")}
