import re
from pathlib import Path

import pytest

from qa.articles import Article, ReadOptions, Skipped, read_articles


def read(folder: Path, name: str, content: str | bytes, **options: object) -> Article | Skipped:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    [found] = read_articles([str(path)], ReadOptions(**options))  # type: ignore[arg-type]
    return found


def read_article(folder: Path, name: str, content: str | bytes, **options: object) -> Article:
    found = read(folder, name, content, **options)
    assert isinstance(found, Article), found
    return found


def test_a_text_file_is_an_article(tmp_path: Path) -> None:
    article = read_article(
        tmp_path, "a.txt", "\n\nOne.\r\n\r\nTwo.\n", default_source="Meridian Wire", default_language="en"
    )
    assert article == Article(
        text="One.\n\nTwo.",
        title="a.txt",
        source="Meridian Wire",
        language="en",
        origin=str((tmp_path / "a.txt").resolve()),
    )


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json", ".jsonl"])
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf \r\n\t\n", "empty", id="white space"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, "not a text file", id="binary"),
    ],
)
def test_nothing_and_binary_files_are_skipped(tmp_path: Path, suffix: str, content: bytes, reason: str) -> None:
    found = read(tmp_path, f"a{suffix}", content)
    assert isinstance(found, Skipped)
    assert found.origin == str((tmp_path / f"a{suffix}").resolve())
    assert found.reason.startswith(reason)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".json"])
def test_a_file_over_the_limit_is_skipped(tmp_path: Path, suffix: str) -> None:
    found = read(tmp_path, f"a{suffix}", "[" + "x" * 2_000, max_bytes=1_000)
    assert isinstance(found, Skipped)
    assert found.reason.startswith("larger than 1 kB")


def test_front_matter_is_read_and_is_no_text(tmp_path: Path) -> None:
    content = """---
title: "Talks: day two"
outlet: Meridian Wire
authors:
  - Ann Lee
  - Bo Ray
date: 2025-10-31T19:40:00+08:00
updated: 1 November 2025
lang: no
link: https://meridian.example/talks
draft: ~
---

# A **bold** heading

The talks went on.
"""
    article = read_article(tmp_path, "a.md", content)
    assert article.title == "Talks: day two"
    assert article.source == "Meridian Wire"
    assert article.authors == ("Ann Lee", "Bo Ray")
    assert article.published == "2025-10-31T19:40:00+08:00"
    assert article.updated == "2025-11-01"
    assert article.language == "no"
    assert article.url == "https://meridian.example/talks"
    assert article.text == "# A **bold** heading\n\nThe talks went on."


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        pytest.param("# Title #\n\nText.", "Title", "Text.", id="heading"),
        pytest.param(
            "---\r\ntitle: Title\r\n---\r\n# Title\r\nText.", "Title", "Text.", id="heading repeats the title"
        ),
        pytest.param("![p](p.jpg)\n\n# Title\n\nText.", "Title", "![p](p.jpg)\n\n# Title\n\nText.", id="later heading"),
        pytest.param("Text.\n\n## Section\n\nMore.", "a.markdown", "Text.\n\n## Section\n\nMore.", id="no heading"),
        pytest.param(
            "---\nA text between rules.\n---\nText.", "a.markdown", "---\nA text between rules.\n---\nText.", id="rules"
        ),
        pytest.param("---\nText without an end.", "a.markdown", "---\nText without an end.", id="rule never closed"),
        pytest.param("---\n---\nText.", "a.markdown", "---\n---\nText.", id="nothing between rules"),
        pytest.param("---\ntitle: 2024\n...\nText.", "2024", "Text.", id="closed by dots"),
        pytest.param("---\ntitle: !!python/name:os.system x\n---\nText.", "x", "Text.", id="tags mean nothing"),
        pytest.param("---\ntitle: T\ndate: 2025-13-45\n---\nText.", "T", "Text.", id="impossible date"),
    ],
)
def test_title_and_text_of_markdown(tmp_path: Path, content: str, title: str, text: str) -> None:
    article = read_article(tmp_path, "a.markdown", content)
    assert (article.title, article.text, article.published) == (title, text, None)


@pytest.mark.parametrize(
    ("front_matter", "reason"),
    [
        pytest.param("a: b\ntitle: Talks: day two", r"is not valid YAML in line 3 \(a value with a colon", id="colon"),
        pytest.param("a: &x [1]\nb: *x", "has YAML aliases", id="alias"),
        pytest.param("<<: *x", "has YAML aliases", id="merge"),
        pytest.param("a: " + "[" * 10_000, "has more than 100 brackets", id="deep"),
        pytest.param("a: " + "x" * 20_000, "is larger than 16.4 kB", id="large"),
        pytest.param("? [a]\n: b", "is not valid YAML", id="a list as name"),
    ],
)
def test_front_matter_that_cannot_be_read_is_told(tmp_path: Path, front_matter: str, reason: str) -> None:
    found = read(tmp_path, "a.md", f"---\n{front_matter}\n---\nText.")
    assert isinstance(found, Skipped)
    assert re.match(f"front matter that {reason}", found.reason)


def test_front_matter_alone_is_no_article(tmp_path: Path) -> None:
    found = read(tmp_path, "a.md", "---\ntitle: T\n---\n")
    assert isinstance(found, Skipped)
    assert found.reason == "no text"


_HOSTILE = "# " + " #" * 500_000 + "x\n" + " " * 500_000 + "end"


def test_hostile_white_space_takes_no_time(tmp_path: Path) -> None:
    assert read_article(tmp_path, "a.md", _HOSTILE).text.endswith("end")


def test_hostile_white_space_that_is_the_text_is_no_article(tmp_path: Path) -> None:
    found = read(tmp_path, "a.txt", _HOSTILE)
    assert isinstance(found, Skipped)
    assert "same letters" in found.reason


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param(
            "a.md", "---\ntitle: \x1b[1mBridge\x07 open\n---\n\x1b[2JThe bridge is open.\n", id="front matter"
        ),
        pytest.param(
            "a.html",
            "<html><head><title>\x1b[2JBridge open</title></head><body><article><h1>Bridge open</h1>"
            "<p>\x1b[31mThe bridge is open.</p></article></body></html>",
            id="a page, whose parser drops the first code of a sequence",
        ),
    ],
)
def test_escape_sequences_leave_nothing_behind(tmp_path: Path, name: str, content: str) -> None:
    article = read_article(tmp_path, name, content)
    assert (article.title, article.text) == ("Bridge open", "The bridge is open.")
