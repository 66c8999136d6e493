"""What has no words is no article, of whatever source it comes, and is told as that."""

import json
from pathlib import Path

import pytest

from qa.articles import Skipped, read_articles
from qa.articles.text.prose import LONGEST_TEXT, find_no_prose

NEWS = "The council of Port Ellery heard the report on the old bridge and voted for a new one. "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a" * 8_000_000, "longer than"),
        ("a" * 100_000, "same letters"),
        ("ab " * 40_000, "same letters"),
        (NEWS + "x" * 100_000, "same letters"),
        ("- - -\n***", "no words"),
        (NEWS * (LONGEST_TEXT // len(NEWS) + 1), "longer than"),
    ],
    ids=["8 MB of a letter", "one letter", "two letters", "a sentence and a letter", "no letter", "a library"],
)
def test_what_has_no_words_is_no_article(text: str, told: str) -> None:
    assert told in find_no_prose(text)


@pytest.mark.parametrize(
    "text",
    [
        "Yes.",
        NEWS,
        NEWS * 500,
        "議会は古い橋の報告を聞いた。" * 40,
        "สภาเมืองได้รับรายงานเรื่องสะพานเก่า " * 300,
        "17:3 " * 90,
    ],
    ids=["a word", "a sentence", "the same again", "Japanese", "Thai", "a result"],
)
def test_what_is_written_is_taken(text: str) -> None:
    assert find_no_prose(text) == ""


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json"])
def test_every_source_tells_it_as_skipped_with_the_reason(tmp_path: Path, name: str) -> None:
    text = "a" * 60_000
    written = json.dumps([{"title": "A", "text": text}]) if name == "a.json" else text
    (tmp_path / name).write_text(written, encoding="utf-8")
    [found] = read_articles([tmp_path / name])
    assert isinstance(found, Skipped)
    assert "same letters" in found.reason
