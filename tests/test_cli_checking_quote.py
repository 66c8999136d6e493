import json
from pathlib import Path

import pytest
from cli_runs import Home

ARTICLE = """---
title: Bridge of Port Ellery
source: {source}
published: 2025-11-0{day}
url: https://{source}.example/bridge
---
The old bridge is shut. “We will rebuild the {what} by the spring,” said Piet Marsh.

It is to cost {cost} million crowns.
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    write_article(home.folder, source="meridian", day=1, what="bridge", cost=4)
    write_article(home.folder, source="harbour", day=2, what="old bridge", cost=7)
    assert home.run("ingest", "meridian.md", "harbour.md").returncode == 0
    write_article(home.folder, source="harbour", day=2, what="old bridge", cost=9)
    assert home.run("ingest", "harbour.md").returncode == 0
    return home


def write_article(folder: Path, *, source: str, day: int, what: str, cost: int) -> None:
    (folder / f"{source}.md").write_text(ARTICLE.format(source=source, day=day, what=what, cost=cost))


def test_a_place_is_shown_with_outlet_day_speaker_and_the_sentence(home: Home) -> None:
    found = home.run("quote", "rebuild the bridge", "by the spring", "-n", "1")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.splitlines() == [
        "1. Bridge of Port Ellery",
        "   meridian, 1 November 2025",
        "   exact",
        "   said by Piet Marsh",
        "   “We will »rebuild the bridge by the spring«,” said Piet Marsh.",
        "   https://meridian.example/bridge",
    ]


def test_a_former_wording_is_shown_with_what_stands_there_now(home: Home) -> None:
    found = home.run("quote", "It is to cost 7 million crowns").stdout
    assert "   exact; in a former version\n" in found
    assert "   Now: “It is to cost 9 million crowns.”\n" in found


def test_the_json_tells_what_differs(home: Home) -> None:
    found = home.run("quote", "We will rebuild the new bridge by the spring", "--json", "--source", "harbour")
    [place] = json.loads(found.stdout)
    assert (found.returncode, place["exact"], place["speaker"]) == (0, False, "Piet Marsh")
    assert place["differences"] == [{"quoted": "new", "said": "old"}]
    assert place["article"]["source"] == "harbour"
    assert place["words"] in place["sentence"]


def test_what_nobody_said_is_exit_code_3(home: Home) -> None:
    found = home.run("quote", "nobody ever said such a thing as this")
    assert (found.returncode, found.stdout) == (3, "")
    assert found.stderr == "qa: Nobody said these words, or nearly these, in the articles.\n"
    assert json.loads(home.run("quote", "no such words", "--json").stdout) == []


@pytest.mark.parametrize("words", ["", "…", "“”"])
def test_without_words_it_is_exit_code_2(home: Home, words: str) -> None:
    found = home.run("quote", words)
    assert (found.returncode, found.stderr.count("\n")) == (2, 1)


def test_without_a_library_it_is_exit_code_4(home: Home) -> None:
    assert home.run("quote", "words", "--library", "none").returncode == 4
