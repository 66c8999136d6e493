import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cli_fakes import FakeChain
from endpoint import Request, ScriptedEndpoint
from filelock import FileLock
from run_samples import copy_passages, make_row, write_articles, write_questions, write_run

from qa.errors import (
    LibraryMissing,
    MissingKey,
    ModelFailed,
    ModelUnavailable,
    QuestionsProblem,
    RunProblem,
    SourceProblem,
    UsageProblem,
)
from qa.evals.cases.cases import Case, read_cases
from qa.evals.metrics import METRICS
from qa.evals.runs.answering import MOST_FAILURES, CaseAnswerer
from qa.evals.runs.folder import Run, open_run
from qa.evals.runs.libraries import name_library, prepare_library
from qa.evals.runs.rows import ANSWERS_FILE, Row
from qa.evals.runs.runs import RunOptions, run_questions, select_cases
from qa.evals.scores import read_scores, score_rows, score_run, write_scores
from qa.settings import Settings, cache_folder


class Bench:
    """What a run needs: questions, a library, settings, a folder for replies; and what it told."""

    def __init__(self, folder: Path, library: Path, **settings: Any) -> None:
        self.folder = folder
        self.questions = write_questions(folder / "questions.jsonl")
        self.settings = Settings(library=library, **{"model": "extractive", **settings})
        self.options = RunOptions(cache=folder / "replies")
        self.told: list[str] = []

    def run(self, name: str = "run", on_row: Callable[[Row, int, int], None] | None = None, **options: Any) -> Run:
        return run_questions(
            read_cases(self.questions),
            self.settings,
            self.folder / name,
            replace(self.options, **options),
            notify=self.told.append,
            on_row=on_row or (lambda row, done, total: None),
        )

    def read(self, name: str, file: str = ANSWERS_FILE) -> bytes:
        return (self.folder / name / file).read_bytes()


@pytest.fixture(scope="module")
def library(session_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    articles = write_articles(tmp_path_factory.mktemp("articles") / "news.jsonl")
    return prepare_library(articles, Settings(model="extractive")).library


@pytest.fixture
def bench(tmp_path: Path, library: Path) -> Bench:
    return Bench(tmp_path, library)


@pytest.fixture
def scripted(tmp_path: Path, library: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-scripted")
    endpoint.replies, endpoint.streams = [copy_passages], False
    settings = {"model": "openai:scripted-model", "base_url": endpoint.url, "least_confidence": 0.0, "timeout": 20}
    return Bench(tmp_path, library, **settings)


def stop_after(count: int) -> Callable[[Row, int, int], None]:
    def stop(row: Row, done: int, total: int) -> None:
        if done == count:
            raise KeyboardInterrupt

    return stop


def test_a_run_is_a_folder_that_says_what_it_was_made_of(bench: Bench) -> None:
    run = bench.run()
    info = json.loads(bench.read("run", "run.json"))
    assert (info["format"], info["model"], info["finished"], info["seed"]) == (1, "extractive", True, 0)
    assert info["questions"] == {
        "path": str(bench.questions), "hash": read_cases(bench.questions).hash, "format": "jsonl", "cases": 6,
    }  # fmt: skip
    assert (info["library"]["articles"], len(info["library"]["hash"])) == (3, 12)
    assert (info["settings"]["k"], info["settings_hash"]) == (None, bench.settings.hash())
    assert set(info["versions"]) >= {"python", "code", "qa-news", "numpy"}
    rows = [json.loads(line) for line in bench.read("run").splitlines()]
    assert [row["id"] for row in rows] == [case.id for case in read_cases(bench.questions).cases]
    assert all(row["answer"]["question"] == row["case"]["question"] and row["seconds"] > 0 for row in rows)
    assert open_run(run.path) == run
    assert read_scores(run.path) == score_run(run)
    assert read_scores(run.path).scores["hit_at_5"].value == 1.0


def test_the_same_run_again_gives_the_same_bytes(bench: Bench) -> None:
    bench.run("first")
    bench.run("second")
    for file in (ANSWERS_FILE, "scores.json"):
        assert bench.read("first", file) == bench.read("second", file)


def test_the_same_run_again_asks_no_model(scripted: Bench, endpoint: ScriptedEndpoint) -> None:
    first = scripted.run("first")
    asked = len(endpoint.requests)
    assert asked == 6
    assert sum((row.answer or {})["usage"]["prompt_tokens"] for row in first.rows) > 0
    scripted.run("second")
    assert len(endpoint.requests) == asked
    for file in (ANSWERS_FILE, "scores.json"):
        assert scripted.read("first", file) == scripted.read("second", file)


def test_without_the_cache_the_model_is_asked_again_and_nothing_is_kept(
    scripted: Bench, endpoint: ScriptedEndpoint
) -> None:
    for name in ("first", "second"):
        scripted.run(name, keeps=False, limit=2)
    assert len(endpoint.requests) == 4
    assert not (scripted.folder / "replies").exists()
    assert not (scripted.settings.library / "replies").exists()


def test_replies_are_kept_in_the_library_unless_told_otherwise(
    scripted: Bench, endpoint: ScriptedEndpoint, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(scripted.settings.library, tmp_path / "copy"))
    scripted.settings = replace(scripted.settings, library=copy)
    for name in ("first", "second"):
        scripted.run(name, cache=None, limit=2)
    assert len(endpoint.requests) == 2
    assert len(list((copy / "replies").iterdir())) > 0


def test_replaying_only_needs_neither_key_nor_endpoint(
    scripted: Bench, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted.run("first", limit=3)
    monkeypatch.delenv("OPENAI_API_KEY")
    asked = len(endpoint.requests)
    scripted.run("second", limit=3, replay_only=True)
    assert scripted.read("first") == scripted.read("second")
    with pytest.raises(ModelUnavailable, match=r"No reply of openai:scripted-model to 'Question: .*--replay-only"):
        scripted.run("third", replay_only=True)
    assert len(open_run(scripted.folder / "third").rows) == 3
    assert len(endpoint.requests) == asked


def test_the_replies_of_a_judge_of_its_own_are_kept_and_replayed_too(
    scripted: Bench, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(request: Request) -> str:
        if request.body["model"] == "strong":
            return "1 contradicted\n2 contradicted\n3 contradicted"
        return "Kim Vega reopened the bridge in Bonn. [1]"

    endpoint.replies = [answer]
    scripted.settings = replace(scripted.settings, judge_model="openai:strong")
    scripted.run("first", limit=2)
    asked = [request.body["model"] for request in endpoint.requests]
    assert set(asked) == {"scripted-model", "strong"}
    monkeypatch.delenv("OPENAI_API_KEY")
    scripted.run("second", limit=2, replay_only=True)
    assert scripted.read("first") == scripted.read("second")
    assert len(endpoint.requests) == len(asked)


def test_replaying_only_needs_the_name_of_the_model(scripted: Bench) -> None:
    scripted.settings = replace(scripted.settings, model=None)
    with pytest.raises(UsageProblem, match="Name it with --model"):
        scripted.run(replay_only=True)


def test_the_model_that_an_endpoint_lists_is_noted_by_its_name(scripted: Bench) -> None:
    scripted.settings = replace(scripted.settings, model=None)
    assert scripted.run(limit=1).info.model == "openai:scripted-model"


def test_an_interrupted_run_goes_on_to_the_same_scores(scripted: Bench, endpoint: ScriptedEndpoint) -> None:
    with pytest.raises(KeyboardInterrupt):
        scripted.run("cut", on_row=stop_after(2))
    assert (len(open_run(scripted.folder / "cut").rows), open_run(scripted.folder / "cut").info.finished) == (2, False)
    with (scripted.folder / "cut" / ANSWERS_FILE).open("ab") as file:
        file.write(b'{"id": "seed-0')
    asked: list[str] = []
    run = scripted.run("cut", on_row=lambda row, done, total: asked.append(f"{row.case.id} {done}/{total}"))
    scripted.run("whole")
    assert [item.split()[1] for item in asked] == ["3/6", "4/6", "5/6", "6/6"]
    assert len(endpoint.requests) == 6
    assert run.info.finished
    for name in (ANSWERS_FILE, "scores.json"):
        assert scripted.read("cut", name) == scripted.read("whole", name)
    assert any("The same command with -o" in line for line in scripted.told)


def test_a_run_that_is_finished_is_not_asked_again(scripted: Bench, endpoint: ScriptedEndpoint) -> None:
    scripted.run(keeps=False, limit=2)
    answers = scripted.read("run")
    scripted.run(keeps=False, limit=2)
    assert (len(endpoint.requests), scripted.read("run")) == (2, answers)


def test_a_question_that_fails_is_a_row_and_in_no_score(scripted: Bench, endpoint: ScriptedEndpoint) -> None:
    endpoint.faults = [None, "empty"]
    run = scripted.run()
    failed = [row for row in run.rows if row.error]
    assert [row.case.id for row in failed] == [run.rows[1].case.id]
    assert failed[0].answer is None
    assert "sent an empty answer" in str(failed[0].error)
    scores = read_scores(run.path)
    assert (scores.cases, scores.errors, len(scores.per_case)) == (6, 1, 5)
    assert scores.scores["contains"].n == score_rows([r for r in run.rows if not r.error], METRICS).scores["contains"].n


def test_what_failed_is_tried_again(scripted: Bench, endpoint: ScriptedEndpoint) -> None:
    endpoint.faults = [None, "empty"]
    scripted.run()
    assert not [row for row in scripted.run().rows if row.error]
    assert len(endpoint.requests) == 7


def test_a_bug_in_one_question_is_a_row_too() -> None:
    class Broken(FakeChain):
        def ask(self, question: str, **options: Any) -> Any:
            raise ZeroDivisionError("by zero")

    answerer = CaseAnswerer(Broken(), "fake", replies=(), kept=None, library_hash="")  # type: ignore[arg-type]
    row = answerer.answer(Case(id="q1", question="Who?"))
    assert (row.answer, row.error) == (None, "internal error: ZeroDivisionError: by zero")


def test_the_day_of_a_question_is_what_it_is_asked_by() -> None:
    chain = FakeChain()
    answerer = CaseAnswerer(chain, "fake", replies=(), kept=None, library_hash="")  # type: ignore[arg-type]
    answerer.answer(Case(id="q1", question="Who?", asked="2025-01-02"))
    answerer.answer(Case(id="q2", question="Who?"))
    assert [as_of for _, _, as_of in chain.asked] == [date(2025, 1, 2), None]


def test_a_run_whose_first_questions_all_fail_ends(scripted: Bench, endpoint: ScriptedEndpoint) -> None:
    endpoint.fault = "empty"
    with pytest.raises(
        ModelFailed, match=r"The first 5 questions all failed, the last one so: .* sent an empty answer"
    ):
        scripted.run()
    assert len(open_run(scripted.folder / "run").rows) == MOST_FAILURES


def test_a_missing_key_ends_the_run(scripted: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    scripted.settings = replace(scripted.settings, base_url=None)
    with pytest.raises(MissingKey):
        scripted.run()
    assert scripted.read("run") == b""


def test_a_missing_library_leaves_no_folder(bench: Bench) -> None:
    bench.settings = replace(bench.settings, library=bench.folder / "none")
    with pytest.raises(LibraryMissing):
        bench.run()
    assert not (bench.folder / "run").exists()


def test_several_questions_are_answered_at_once(scripted: Bench, endpoint: ScriptedEndpoint) -> None:
    both_there = threading.Barrier(2, timeout=20)

    def wait(request: Request) -> str:
        both_there.wait()
        return copy_passages(request)

    endpoint.replies = [wait]
    scripted.run("together", jobs=2)
    endpoint.replies = [copy_passages]
    scripted.run("alone")
    assert scripted.read("together") == scripted.read("alone")


def test_an_interrupted_run_of_many_jobs_keeps_its_rows(scripted: Bench, endpoint: ScriptedEndpoint) -> None:
    with pytest.raises(KeyboardInterrupt):
        scripted.run("cut", jobs=3, on_row=stop_after(2))
    assert len(open_run(scripted.folder / "cut").rows) == 2
    scripted.run("cut", jobs=3)
    scripted.run("whole")
    assert len(endpoint.requests) == 6
    assert scripted.read("cut") == scripted.read("whole")


def test_jobs_are_for_endpoints(bench: Bench) -> None:
    bench.run(jobs=4, limit=1)
    assert bench.told == ["--jobs 4 is for models behind an endpoint; extractive answers one at a time."]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda bench: setattr(bench, "settings", replace(bench.settings, k=3)), "with k None, not 3"),
        (lambda bench: write_questions(bench.questions, lang="es"), "with questions of hash"),
        (lambda bench: setattr(bench, "options", replace(bench.options, limit=2)), "with a limit of None, not 2"),
        (lambda bench: setattr(bench, "options", replace(bench.options, seed=2)), "with the seed 0, not 2"),
        (lambda bench: write_prompt(bench), "with the prompt 'answer' of hash"),
        (lambda bench: take_another_library(bench), "with a library of hash"),
    ],
    ids=["settings", "questions", "limit", "seed", "prompt", "library"],
)
def test_a_run_is_not_gone_on_with_by_other_means(bench: Bench, change: Callable[[Bench], None], message: str) -> None:
    bench.run()
    before = bench.read("run")
    change(bench)
    with pytest.raises(RunProblem, match=message):
        bench.run()
    assert bench.read("run") == before


def write_prompt(bench: Bench) -> None:
    (bench.folder / "prompts").mkdir()
    (bench.folder / "prompts" / "answer.md").write_text("## user\n{{evidence}} {{question}}")
    bench.settings = replace(bench.settings, prompts=bench.folder / "prompts")


def take_another_library(bench: Bench) -> None:
    articles = write_articles(bench.folder / "news.jsonl")
    articles.write_text(articles.read_text() + json.dumps({"id": "late", "text": "It rained in Bonn on Friday."}))
    bench.settings = prepare_library(articles, bench.settings)


def test_two_processes_do_not_run_into_one_folder(bench: Bench) -> None:
    (bench.folder / "run").mkdir()
    with FileLock(bench.folder / "run" / "run.lock"), pytest.raises(RunProblem, match="Another process is running"):
        bench.run()


def test_a_folder_that_can_not_be_written_is_told(bench: Bench) -> None:
    (bench.folder / "run").write_text("")
    with pytest.raises(RunProblem, match="can't be written"):
        bench.run()


def test_samples_are_drawn_by_the_seed_and_stay_in_order() -> None:
    cases = [Case(id=f"{n:03}", question="Who?") for n in range(100)]
    drawn = select_cases(cases, RunOptions(sample=10, seed=1))
    assert len(drawn) == 10
    assert list(drawn) == sorted(drawn, key=lambda case: case.id)
    assert drawn == select_cases(cases, RunOptions(sample=10, seed=1))
    assert drawn != select_cases(cases, RunOptions(sample=10, seed=2))
    assert select_cases(cases, RunOptions(sample=10, seed=1, limit=3)) == drawn[:3]
    assert select_cases(cases, RunOptions(sample=1_000, limit=2)) == tuple(cases[:2])


def test_gold_articles_that_are_not_there_are_told(bench: Bench) -> None:
    write_questions(bench.questions, gold_articles=["https://nowhere.example/1"])
    with pytest.raises(QuestionsProblem, match=r"None of the gold articles is in .*'https://nowhere.example/1'"):
        bench.run()
    write_questions(bench.questions, gold_articles=["ABOUT the bridge", "https://nowhere.example/1"])
    bench.run(limit=1)
    assert bench.told[0].startswith("1 of the 2 gold articles are not in the library, such as 'https://nowhere")


def test_a_library_is_made_once_and_its_articles_are_found_by_the_names_of_the_file(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "news.jsonl")
    bench = Bench(tmp_path, tmp_path / "unused")
    run = bench.run(articles=articles)
    assert read_scores(run.path).scores["hit_at_5"].value == 1.0
    assert run.rows[0].case.gold_articles != ("bridge",)
    made = Path(run.info.library["path"])
    inode = made.stat().st_ino
    again = bench.run("again", articles=articles)
    assert (again.info.library, made.stat().st_ino) == (run.info.library, inode)
    assert not (tmp_path / "unused").exists()


def test_an_interrupted_library_is_never_taken_for_whole_and_gone_on_with(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "news.jsonl")
    articles.write_text(articles.read_text() + json.dumps({"id": "own", "text": "It rained in Bonn on Sunday."}))
    settings = Settings(model="extractive")
    folder = cache_folder() / "evals" / name_library(articles, settings)

    def stop(label: str, done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare_library(articles, settings, on_progress=stop)
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    assert (folder.exists(), unfinished.exists()) == (False, True)
    assert prepare_library(articles, settings).library == folder
    assert (folder.exists(), unfinished.exists()) == (True, False)


def test_the_name_of_a_library_changes_with_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("One article of words.")
    settings = Settings()
    names = {name_library(tmp_path, settings)}
    names.add(name_library(tmp_path, replace(settings, passage_size=600)))
    names.add(name_library(tmp_path, replace(settings, embedder="multilingual")))
    (tmp_path / "a.md").write_text("Another article of words.")
    names.add(name_library(tmp_path, settings))
    shutil.move(tmp_path / "a.md", tmp_path / "a.txt")
    names.add(name_library(tmp_path, settings))
    assert len(names) == 5


def test_articles_that_are_not_there_are_told(bench: Bench) -> None:
    with pytest.raises(SourceProblem, match="There are no articles at"):
        bench.run(articles=bench.folder / "none")


def test_questions_may_bring_their_articles(tmp_path: Path) -> None:
    text = "The mayor of Bonn, Kim Vega, opened the bridge on Monday."
    question = {
        "id": "s1",
        "question": "Who opened the bridge in Bonn?",
        "answers": [{"text": "Kim Vega", "answer_start": 19}],
    }
    squad = {"version": "1.1", "data": [{"title": "Bonn", "paragraphs": [{"context": text, "qas": [question]}]}]}
    bench = Bench(tmp_path, tmp_path / "none")
    bench.questions.write_text(json.dumps(squad))
    run = bench.run()
    assert (run.info.questions["format"], read_scores(run.path).scores["hit_at_5"].value) == ("squad", 1.0)
    with pytest.raises(LibraryMissing):
        bench.run("other", own_library=True)


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("run.json", None, "There is no evaluation run in .* Make one with: qa eval run"),
        ("run.json", '{"format": 2}', "is of format 2, and this version of qa knows 1"),
        ("run.json", '{"format"', "run.json is damaged: it is not JSON"),
        ("run.json", "[]", "run.json is damaged"),
        ("run.json", '{"format": 1}', "run.json is damaged"),
        ("run.json", '{"format": 1, "questions": [], "library": {}}', "run.json is damaged"),
        ("answers.jsonl", '{"id": 1}\n', "answers.jsonl is damaged in line 1"),
        ("answers.jsonl", "\0\0\0\n", "answers.jsonl is damaged in line 1"),
    ],
)
def test_a_run_that_can_not_be_read_says_why(tmp_path: Path, file: str, content: str | None, message: str) -> None:
    write_run(tmp_path / "run", [make_row()])
    path = tmp_path / "run" / file
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(RunProblem, match=message):
        open_run(tmp_path / "run")


def test_a_run_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(RunProblem, match="There is no evaluation run in"):
        open_run(tmp_path / "none")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "There are no scores in"),
        ("{", "scores.json is damaged"),
        ('{"format": 7}', "is of another version"),
        ('{"format": 1}', "scores.json is damaged"),
        (
            '{"format": 1, "cases": 1, "errors": 0, "scores": {"contains": 3}, "by_kind": {}, "per_case": {}}',
            "is damaged",
        ),
    ],
)
def test_scores_that_can_not_be_read_say_how_to_compute_them(tmp_path: Path, content: str | None, message: str) -> None:
    run = write_run(tmp_path / "run", [make_row()])
    path = run.path / "scores.json"
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(RunProblem, match=f"{message}.*qa eval score"):
        read_scores(run.path)


def test_a_metric_without_its_labels_has_no_score_but_a_reason() -> None:
    scores = score_rows([make_row()], METRICS)
    score = scores.scores["choice_accuracy"]
    assert (score.value, score.n) == (None, 0)
    assert str(score.reason).startswith("needs choices")
    assert scores.per_case["q1"]["choice_accuracy"] is None


def test_scores_are_told_apart_by_kind() -> None:
    rows = [make_row("q1"), make_row("q2", "Nobody.", kind="when"), make_row("q3", kind=None)]
    scores = score_rows(rows, METRICS)
    assert {kind: found["contains"].value for kind, found in scores.by_kind.items()} == {"when": 0.0, "who": 1.0}
    assert scores.scores["contains"].value == pytest.approx(2 / 3)
    assert (scores.per_case["q1"]["contains"], scores.per_case["q2"]["contains"]) == (1.0, 0.0)


def test_a_run_of_failures_only_has_no_scores(tmp_path: Path) -> None:
    scores = score_rows([make_row(error="It broke.")], METRICS)
    assert (scores.cases, scores.errors) == (1, 1)
    assert {score.reason for score in scores.scores.values()} == {"no question was answered"}


def test_prices_make_the_cost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = make_row()
    answer = {**(row.answer or {}), "model": "openai:m", "usage": {"prompt_tokens": 1_000_000, "completion_tokens": 0}}
    run = write_run(tmp_path / "run", [replace(row, answer=answer)])
    monkeypatch.chdir(tmp_path)
    assert score_run(run).scores["cost"].value is None
    (tmp_path / "qa-prices.toml").write_text('["openai:m"]\nprompt = 0.5\ncompletion = 2\n')
    assert score_run(run).scores["cost"].value == pytest.approx(0.5)
    write_scores(run.path, score_run(run))
    assert read_scores(run.path).scores["cost"].value == pytest.approx(0.5)
