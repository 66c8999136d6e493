import json
import shlex
import subprocess
from pathlib import Path

import pytest
from cli_runs import Home
from warm_start import ROOT, name_command

from qa.cli.asking import ask, chat, demo, search
from qa.cli.briefing import brief, changes, timeline
from qa.cli.checking import check, quote, recheck
from qa.cli.evals import compare as eval_compare
from qa.cli.evals import gate as eval_gate
from qa.cli.evals import judge as eval_judge
from qa.cli.evals import make as eval_make
from qa.cli.evals import report as eval_report
from qa.cli.evals import run as eval_run
from qa.cli.evals import score as eval_score
from qa.cli.evals import sweep as eval_sweep
from qa.cli.library import articles, articles_remove, doctor, export, ingest, stats
from qa.cli.setup import models, prompts

# One needs an extra that is slow to embed with, another somebody who types, others a model or the web.
_WEB = {example for example in ingest.EXAMPLES if "https://" in example}
_NOT_RUN = {"qa ingest --re-embed --embedder multilingual", "qa chat", *eval_judge.EXAMPLES, *_WEB}
# Each works on the runs of those before it.
_EVALUATIONS = [
    *eval_run.EXAMPLES,
    *eval_score.EXAMPLES,
    *eval_compare.EXAMPLES,
    *eval_gate.EXAMPLES,
    *eval_report.EXAMPLES,
    *eval_sweep.EXAMPLES,
    *eval_make.EXAMPLES,
    *eval_judge.EXAMPLES,
]
# What it made of the articles, of a follow-up or of a run is told beside the answers.
_TELLING = {"qa demo", search.EXAMPLES[1], articles_remove.EXAMPLES[-1], *chat.EXAMPLES, *_EVALUATIONS}
_EXAMPLES = [
    *ingest.EXAMPLES,
    *demo.EXAMPLES,
    *ask.EXAMPLES,
    *chat.EXAMPLES,
    *search.EXAMPLES,
    *check.EXAMPLES,
    *quote.EXAMPLES,
    *recheck.EXAMPLES,
    *articles.LIST_EXAMPLES,
    *articles.SHOW_EXAMPLES,
    *articles_remove.EXAMPLES,
    *brief.EXAMPLES,
    *timeline.EXAMPLES,
    *changes.EXAMPLES,
    *stats.EXAMPLES,
    *export.EXAMPLES,
    *doctor.EXAMPLES,
    *prompts.LIST_EXAMPLES,
    *prompts.SHOW_EXAMPLES,
    *models.EXAMPLES,
    *_EVALUATIONS,
]
_ROW = {"headline": "Rain", "date": "2025-01-02", "text": "It rained in Bonn on Thursday, the weather service said."}
_PAGE = """<!doctype html><html lang="en"><head><title>Snow</title></head><body><article><h1>Snow</h1>
<p>Snow fell on the hills above Bonn on Friday night, and the railway to Cologne was closed until noon.</p>
<p>Nobody was hurt, the police said on Saturday, but three hundred travellers spent the night at the station.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    (home.folder / "news.jsonl").write_text(json.dumps(_ROW) + "\n")
    (home.folder / "page.html").write_text(_PAGE)
    (home.folder / "seeds" / "questions.jsonl").symlink_to(ROOT / "seeds" / "questions.jsonl")
    command = home.folder / "bin" / "qa"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.join(name_command(home.write_environment()))} "$@"\n')
    command.chmod(0o755)
    assert home.run("ingest", "seeds/articles").returncode == 0
    return home


@pytest.mark.parametrize("example", [example for example in _EXAMPLES if example not in _NOT_RUN])
def test_an_example_of_the_help_runs_as_it_is(home: Home, example: str) -> None:
    path = f"{home.folder / 'bin'}:{home.write_environment()['PATH']}"
    finished = subprocess.run(
        ["bash", "-c", example],
        capture_output=True,
        text=True,
        cwd=home.folder,
        env=home.write_environment(PATH=path, QA_MODEL="extractive"),
        timeout=300,
        check=False,
    )
    assert finished.returncode == 0
    assert not finished.stderr or example in _TELLING
    assert finished.stdout or ">" in example or example in eval_report.EXAMPLES or " -o " in example


def test_the_demo_asks_and_answers_and_says_what_to_do_next(home: Home) -> None:
    finished = home.run("demo", "--model", "extractive")
    assert finished.returncode == 0
    positions = [finished.stdout.index(question) for question in (*demo.QUESTIONS, "Your turn:")]
    assert positions == sorted(positions)
    assert finished.stdout.count("The articles do not say") == 1
    assert "Busan" in finished.stdout


def test_the_library_of_the_demo_is_made_once(home: Home) -> None:
    home.run("demo", "Where?", "--model", "extractive")
    finished = home.run("demo", demo.QUESTIONS[1], "--model", "extractive", "--json")
    assert finished.stderr == ""
    assert json.loads(finished.stdout)["status"] == "answered"
    assert len(list((home.folder / "cache" / "demo").iterdir())) == 1


def test_the_demo_changes_with_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    before = demo.hash_folder(tmp_path)
    (tmp_path / "a.md").write_text("two")
    assert demo.hash_folder(tmp_path) != before
