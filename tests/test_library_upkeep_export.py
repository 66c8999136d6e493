import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from library_fakes import HashEmbedder, make_article, make_articles, open_chroma, read_chroma_ids

from qa.articles import read_articles
from qa.articles.article import Article
from qa.articles.stored import article_to_values
from qa.data import find_data
from qa.errors import LibraryProblem, UsageProblem
from qa.library import Filters, Library
from qa.library.upkeep import export
from qa.library.vectors.target import Target

TABLES = {
    "articles": "id, origin, url, title, source, authors, published, updated, language, text, ingested_at, passages, "
    "day, outlet, domain, language_code, section, pages, provenance",
    "versions": "id, current, ingested_at, article",
    "passages": "id, position, start, end",
    "origins": "origin, article_id",
}


def open_library(path: Path, **options: Any) -> Library:
    return Library.open(path, **{"embedder": HashEmbedder(), "create": True, "passage_size": 200, **options})


def make_all() -> Iterator[Article]:
    """Yield the starter corpus, copies, articles that changed, also back to what they were, and one with pages."""
    seeds = read_articles([find_data("seeds") / "articles"])
    yield from (item for item in seeds if isinstance(item, Article))
    yield from (make_article(n, retrieved=f"2025-04-0{n}T00:00:00+00:00") for n in range(1, 4))
    yield make_article(9, text=make_article(1).text, title="A copy")
    first = make_article(4, retrieved="2025-04-01T00:00:00+00:00")
    second = replace(first, text="The council resigned.", retrieved="2025-04-02T00:00:00+00:00")
    third = replace(
        second, url="https://elsewhere.example/4", updated="2025-04-03", retrieved="2025-04-03T00:00:00+00:00"
    )
    yield from (first, second, third, replace(first, retrieved="2025-04-05T00:00:00+00:00"))
    yield replace(second, text="Late news.", retrieved="2025-04-02T12:00:00+00:00")
    yield make_article(
        5, url=None, origin="/a.pdf", pages=(0, 40, 90), section="World", provenance={"title": "PDF title"}
    )


def write_lines(library: Library, filters: Filters | None = None) -> list[str]:
    return [json.dumps(row) for row in export.iterate_rows(library._catalogue, filters)]


def read_tables(library: Library) -> dict[str, list[Any]]:
    return {
        name: sorted(library._catalogue.query(f"SELECT {columns} FROM {name}"), key=repr)
        for name, columns in TABLES.items()
    }


def read_stories(library: Library) -> set[frozenset[str]]:
    rows = library._catalogue.query("SELECT story, id FROM articles")
    return {frozenset(id for other, id in rows if other == story) for story, _ in rows}


def test_a_library_made_of_an_export_is_the_same(tmp_path: Path) -> None:
    with open_library(tmp_path / "one") as one, open_library(tmp_path / "two") as two:
        list(one.add_articles(make_all()))
        assert sum(len(states) for states in one.get_versions_of(a.id for a in one.list_articles()).values()) >= 3
        lines = write_lines(one)
        path = tmp_path / "export.jsonl"
        path.write_text("".join(line + "\n" for line in lines))
        found = list(read_articles([path]))
        list(two.add_articles(item for item in found if isinstance(item, Article)))
        assert len([item for item in found if not isinstance(item, Article)]) == 0
        assert write_lines(two) == lines
        assert read_tables(two) == read_tables(one)
        assert read_stories(two) == read_stories(one)


def test_rows_can_be_limited(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        list(library.add_articles(make_articles(0, 40)))
        rows = [json.loads(line) for line in write_lines(library, Filters(sources=("Example Wire",)))]
        assert [row["origin"] for row in rows] == [f"/articles/{n}.md" for n in range(0, 40, 2)]
        assert rows[0] == {"qa_export": 1, "id": make_article(0).id, **article_to_values(make_article(0))} | {
            "retrieved": rows[0]["retrieved"]
        }


def test_a_copied_collection_opens_in_any_client_and_is_in_step(tmp_path: Path) -> None:
    with open_library(tmp_path / "one") as library:
        list(library.add_articles(make_articles(0, 5)))
        with library._catalogue.write() as connection:
            connection.execute("INSERT INTO unsynced SELECT id FROM passages LIMIT 3")
        (tmp_path / "copy").mkdir()
        (tmp_path / "copy" / "chroma").mkdir()
        export.copy_collection(library._catalogue, library._target, tmp_path / "copy" / "chroma")
        assert read_chroma_ids(tmp_path / "copy") == read_chroma_ids(tmp_path / "one") != set()
        assert library._catalogue.query("SELECT count(*) FROM unsynced") == [(0,)]
    with open_chroma(tmp_path / "copy") as client:
        [collection] = client.list_collections()
        assert collection.get(where={"source": "Example Wire"}, limit=1)["documents"]


def test_what_can_not_be_copied_is_told(tmp_path: Path) -> None:
    with open_library(tmp_path / "one") as library:
        with pytest.raises(LibraryProblem, match="no vectors yet"):
            export.copy_collection(library._catalogue, library._target, tmp_path / "copy")
        list(library.add_articles(make_articles(0, 1)))
        with pytest.raises(UsageProblem, match="is there already"):
            export.copy_collection(library._catalogue, library._target, tmp_path / "one")
        with pytest.raises(UsageProblem, match="can't be written"):
            export.copy_collection(library._catalogue, library._target, tmp_path / "one" / "write.lock" / "copy")
        server = Target(folder=tmp_path / "one", url="http://127.0.0.1:1")
        with pytest.raises(UsageProblem, match="kept by a Chroma server"):
            export.copy_collection(library._catalogue, server, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
