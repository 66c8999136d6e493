"""The ten lines of the README work, and say what was left out."""

from pathlib import Path

import pytest

import qa
from qa.data import find_data
from qa.errors import LibraryMissing


def test_a_folder_is_taken_in_and_a_question_answered_with_exact_words(tmp_path: Path) -> None:
    library = tmp_path / "library"
    (tmp_path / "empty.txt").write_text("")
    sources = [find_data("seeds") / "articles" / "kuala-lumpur", tmp_path / "empty.txt"]
    settings = qa.Settings(model="extractive")
    skipped = qa.ingest_articles(sources, library=library, settings=settings)
    answer = qa.ask_question("What did Hegseth tell Dong Jun?", library=library, settings=settings)
    assert [item.origin for item in skipped] == [str(tmp_path / "empty.txt")]
    assert answer.citations
    with qa.open_library(qa.Settings(library=library)) as opened:
        for citation in answer.citations:
            assert citation.quote == opened.get_article(citation.article.id).text[citation.start : citation.end]


def test_asking_without_a_library_says_so(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="qa ingest"):
        qa.ask_question("Who?", library=tmp_path / "none", settings=qa.Settings(model="extractive"))


def test_every_exported_name_is_there() -> None:
    assert all(getattr(qa, name) is not None for name in qa.__all__)
    with pytest.raises(AttributeError):
        _ = qa.nothing_of_that_name
