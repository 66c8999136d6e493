import json
from pathlib import Path

import pytest
from cli_runs import Home

ARTICLE = """---
title: Flood in Port Ellery
source: Meridian Wire
published: 2025-11-01
url: https://meridian.example/flood
---
The flood in Port Ellery killed {dead} people on Friday, the mayor said.

The old bridge over the sound was closed.{more}
"""
QUESTION = "How many people did the flood in Port Ellery kill?"
SAID = "The flood in Port Ellery killed 48 people on Friday, the mayor said."
NOTICE = "Correction: An earlier version of this article misspelled the name of the mayor."
STANDS = "1 citation of 1 answer: 1 stands, 0 changed, 0 corrected, 0 gone.\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Return a home with a saved answer that cites one sentence."""
    home = Home(tmp_path)
    write_article(home, 48)
    answered = home.run("ask", QUESTION, "--model", "extractive", "--json")
    answer = json.loads(answered.stdout)
    assert [citation["quote"] for citation in answer["citations"]] == [SAID]
    (home.folder / "answer.json").write_text(answered.stdout)
    return home


def write_article(home: Home, dead: int, more: str = "") -> None:
    (home.folder / "flood.md").write_text(ARTICLE.format(dead=dead, more=more))
    assert home.run("ingest", "flood.md").returncode == 0


def test_an_answer_that_stands_is_a_line_and_exit_code_0(home: Home) -> None:
    checked = home.run("recheck", "answer.json")
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, STANDS, "")


def test_an_answer_that_was_changed_is_shown_and_exit_code_1(home: Home) -> None:
    write_article(home, 52)
    checked = home.run("recheck", "answer.json")
    assert (checked.returncode, checked.stderr) == (1, "")
    assert checked.stdout.splitlines() == [
        QUESTION,
        "  [1] Flood in Port Ellery",
        "      Meridian Wire, 1 November 2025",
        f"      - {SAID}",
        f"      + {SAID.replace('48', '52')}",
        "",
        "1 citation of 1 answer: 0 stand, 1 changed, 0 corrected, 0 gone.",
    ]


def test_the_json_has_the_counts_and_each_citation(home: Home) -> None:
    write_article(home, 48, more=f"\n\n{NOTICE}")
    checked = home.run("recheck", "answer.json", "--json")
    values = json.loads(checked.stdout)
    assert checked.returncode == 1
    assert [values[state] for state in ("stands", "changed", "corrected", "gone")] == [0, 0, 1, 0]
    [citation] = values["answers"][0]["citations"]
    assert (citation["state"], citation["correction"], citation["now"]) == ("corrected", NOTICE, "")


def test_answers_to_many_questions_come_from_standard_input(home: Home) -> None:
    rows = home.run("ask", "-", "--model", "extractive", input=f"{QUESTION}\n?\n{QUESTION}\n").stdout
    assert rows.count("\n") == 3
    checked = home.run("recheck", "-", input=rows)
    assert "2 citations of " in checked.stdout
    assert checked.returncode == 0


def test_a_saved_chat_is_checked_and_its_article_can_be_gone(home: Home) -> None:
    home.run("chat", "--model", "extractive", input=f"{QUESTION}\n/save session.json\n")
    assert home.run("recheck", "session.json").stdout == STANDS
    assert home.run("articles", "remove", "https://meridian.example/flood", "--yes").returncode == 0
    checked = home.run("recheck", "session.json")
    assert checked.returncode == 1
    assert "      The article is no longer in the library.\n" in checked.stdout
    assert checked.stdout.endswith("0 stand, 0 changed, 0 corrected, 1 gone.\n")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(None, "qa: bad.json can't be read: No such file or directory.", id="no file"),
        pytest.param(b"\x1b[2J not JSON", "qa: bad.json is not JSON: Expecting value, line 1.", id="text"),
        pytest.param(b"\xff\xfe\x00", "qa: bad.json is not UTF-8.", id="binary"),
        pytest.param(b'{"title": "x"}', "qa: Number 1 in bad.json is not an answer", id="no answer"),
        pytest.param(b" " * 32_000_001, "qa: bad.json has more than 32 MB.", id="huge"),
    ],
)
def test_a_bad_file_is_a_line_and_exit_code_2(tmp_path: Path, content: bytes | None, message: str) -> None:
    home = Home(tmp_path)
    if content is not None:
        (home.folder / "bad.json").write_bytes(content)
    checked = home.run("recheck", "bad.json")
    assert (checked.returncode, checked.stdout) == (2, "")
    assert checked.stderr.startswith(message)
    assert checked.stderr.count("\n") == 1


def test_without_a_library_it_is_exit_code_4(home: Home, tmp_path: Path) -> None:
    checked = home.run("recheck", "answer.json", "--library", str(tmp_path / "none"))
    assert (checked.returncode, checked.stderr[:27]) == (4, "qa: There is no library at ")
