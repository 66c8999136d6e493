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


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    write_article(home, 48)
    return home


def write_article(home: Home, dead: int, more: str = "") -> None:
    (home.folder / "flood.md").write_text(ARTICLE.format(dead=dead, more=more))
    assert home.run("ingest", "flood.md").returncode == 0


def test_what_changed_in_an_article_is_shown(home: Home) -> None:
    write_article(home, 52)
    shown = home.run("articles", "diff", "https://meridian.example/flood")
    assert shown.stdout.splitlines()[0] == "Flood in Port Ellery"
    assert shown.stdout.splitlines()[-2:] == [
        "  - The flood in Port Ellery killed 48 people on Friday, the mayor said.",
        "  + The flood in Port Ellery killed 52 people on Friday, the mayor said.",
    ]
    shown = home.run("articles", "show", "https://meridian.example/flood")
    assert "versions  1 before this one: qa articles diff " in shown.stdout
    [step] = json.loads(home.run("articles", "diff", "https://meridian.example/flood", "--json").stdout)
    assert [change["kind"] for change in step["text"]] == ["changed"]


def test_an_article_that_never_changed_says_so(home: Home) -> None:
    shown = home.run("articles", "diff", "https://meridian.example/flood")
    assert (shown.returncode, shown.stdout) == (0, "")
    assert shown.stderr == "qa: The library knows one version of this article only.\n"


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_an_answer_says_that_its_quote_was_changed_and_corrected(home: Home, format: str) -> None:
    write_article(home, 52, more="\n\nCorrection: An earlier version of this article said 48 people had died.")
    answered = home.run("ask", QUESTION, "--model", "extractive", "--format", format)
    assert answered.returncode == 0
    assert "it read: “The flood in Port Ellery killed 48 people on Friday, the mayor said.”" in answered.stdout
    assert "Corrected by the outlet: “Correction: An earlier version of this article said 48" in answered.stdout


def test_the_json_of_an_answer_has_both(home: Home) -> None:
    write_article(home, 52, more="\n\nCorrection: An earlier version of this article said 48 people had died.")
    citation = json.loads(home.run("ask", QUESTION, "--model", "extractive", "--json").stdout)["citations"][0]
    assert citation["changed"]["before"] == "The flood in Port Ellery killed 48 people on Friday, the mayor said."
    assert citation["correction"].startswith("Correction: ")


def test_an_answer_of_an_unchanged_article_says_nothing_of_it(home: Home) -> None:
    citation = json.loads(home.run("ask", QUESTION, "--model", "extractive", "--json").stdout)["citations"][0]
    assert (citation["changed"], citation["correction"]) == (None, None)
