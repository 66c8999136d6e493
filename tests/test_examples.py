"""The examples run, and do what they say."""

import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
SEEDS = EXAMPLES.parent / "seeds"
Run = Callable[..., int]


@pytest.fixture
def run(library_of_seeds: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return what runs an example as a user does, on the starter corpus and without a model."""
    monkeypatch.setenv("QA_LIBRARY", str(library_of_seeds))
    monkeypatch.setenv("QA_MODEL", "extractive")
    monkeypatch.chdir(tmp_path)

    def run_example(name: str, *arguments: object) -> int:
        monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(EXAMPLES / name), run_name="__main__")
        return int(ended.value.code or 0)

    return run_example


def test_a_question_is_answered_with_its_quotes(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask.py", "How many people died in the Teln valley?") == 0
    shown = capsys.readouterr().out
    assert "26" in shown
    assert "[1] Karsavia Herald, 2024-08-20: “" in shown


def test_a_question_that_no_article_answers_ends_with_3(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask.py", "Who invented the zeppelin harmonica of Ulan Bator?") == 3
    assert "articles" in capsys.readouterr().out


def test_without_a_library_the_error_is_one_line(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_LIBRARY", "none-here")
    assert run("ask.py", "Who won?") == 4
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(("name", "holds"), [("flood.md", "## Figures"), ("flood.html", "<h2>Figures")])
def test_a_briefing_is_written_into_a_file(run: Run, tmp_path: Path, name: str, holds: str) -> None:
    assert run("brief_to_file.py", "Teln valley flood", name) == 0
    assert holds in (tmp_path / name).read_text(encoding="utf-8")


def test_a_draft_that_the_articles_contradict_fails(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "drafts").mkdir()
    draft = tmp_path / "drafts" / "bellmere.md"
    draft.write_text("# Bellmere\n\nThe bacteria came from the fountain in Spring Street.\n", encoding="utf-8")
    assert run("check_draft.py", "drafts") == 0
    with draft.open("a", encoding="utf-8") as file:
        file.write("\nIn Bellmere, 58 people died and four were infected.\n")
    assert run("check_draft.py", "drafts") == 3
    assert "bellmere.md:5: contradicted: " in capsys.readouterr().out


def test_a_change_is_evaluated(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    questions = (SEEDS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    few = [line for line in questions if "kuala-lumpur" in line][:1]
    assert few
    (tmp_path / "questions.jsonl").write_text("\n".join(few), encoding="utf-8")
    assert run("evaluate_change.py", "questions.jsonl", SEEDS / "articles" / "kuala-lumpur", "runs") == 0
    assert "passage_hit_at_5: " in capsys.readouterr().out


def test_a_chain_of_langchain_tells_statements_and_takes_the_retriever(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("langchain_chain.py", "Where did Hegseth meet Dong Jun?") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("confirmed: ")
    assert "Kuala Lumpur" in lines[0]
    assert len(lines) == 4


def test_every_example_is_run() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert not [path.name for path in EXAMPLES.glob("*.py") if f'"{path.name}"' not in source]


@pytest.mark.parametrize("name", [path.name for path in sorted(EXAMPLES.glob("*.py"))])
def test_an_example_without_arguments_says_how_it_is_called(
    run: Run, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(name) == 2
    assert f"python examples/{name} " in capsys.readouterr().err
