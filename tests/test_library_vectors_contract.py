"""What the program takes of chromadb's private parts, written down: where a new version moves one, this says which.

Run it with a new version. Where all of it holds, set LAST_TESTED of qa/library/vectors/tested.py to that version; where
something moved, correct what the test names first. Until then the public client does it all.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from library_fakes import HashEmbedder, make_articles

from qa.library import Library
from qa.library.vectors.erasing.index_file import _read_layout
from qa.library.vectors.tested import FIRST_TESTED, LAST_TESTED, is_tested, read_version

VECTOR = HashEmbedder().embed_queries(["The council of Quito heard report 12"])[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("contract") / "library"
    with Library.open(path, embedder=HashEmbedder(), create=True, passage_size=200) as library:
        list(library.add_articles(make_articles(0, 12)))
        library.remove_articles([article.id for article in make_articles(3, 4)])
    return path


@pytest.fixture
def chroma(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "chroma" / "chroma.sqlite3")) as connection:
        yield connection


def list_columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def test_the_installed_chromadb_is_one_that_was_tested() -> None:
    assert is_tested(), (
        f"chromadb {read_version()} is installed, tested are {FIRST_TESTED} to {LAST_TESTED}. Its files are made anew "
        "by a removal and not wiped, which is slower. If the other tests of this file pass, set LAST_TESTED in "
        "qa/library/vectors/tested.py."
    )


@pytest.mark.parametrize(
    ("installed", "expected"),
    [
        pytest.param(FIRST_TESTED, True, id="first"),
        pytest.param(LAST_TESTED, True, id="last"),
        pytest.param("1.5.8", False, id="older"),
        pytest.param("1.5.10", False, id="newer"),
        pytest.param("2.0.0", False, id="another major"),
        pytest.param("1.6.0rc1", False, id="no release"),
        pytest.param("", False, id="none"),
    ],
)
def test_only_versions_in_the_range_count_as_tested(installed: str, expected: bool) -> None:
    assert is_tested(installed) is expected


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        pytest.param("embeddings_queue", {"seq_id", "id", "vector", "metadata"}, id="queue"),
        pytest.param("max_seq_id", {"segment_id", "seq_id"}, id="what is dealt with"),
        pytest.param("segments", {"id", "collection"}, id="segments"),
    ],
)
def test_wiping_finds_its_tables(chroma: sqlite3.Connection, table: str, columns: set[str]) -> None:
    assert columns <= list_columns(chroma, table)


def test_documents_are_in_one_full_text_table_and_no_other_holds_a_copy(chroma: sqlite3.Connection) -> None:
    found = chroma.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'").fetchall()
    assert found == [("embedding_fulltext_search",)]


def test_the_index_is_laid_out_as_its_eraser_reads_it(folder: Path) -> None:
    [header] = (folder / "chroma").glob("*/header.bin")
    layout = _read_layout(header.parent)
    assert layout is not None
    data = (header.parent / "data_level0.bin").read_bytes()
    assert len(data) >= layout.end
    first = layout.start + layout.vector
    vector = np.frombuffer(data[first : first + VECTOR.nbytes], dtype="<f4")
    assert layout.label - layout.vector == VECTOR.nbytes
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3) or not vector.any()


def test_an_index_is_in_a_folder_named_by_a_segment(folder: Path, chroma: sqlite3.Connection) -> None:
    used = {row[0] for row in chroma.execute("SELECT id FROM segments")}
    assert {header.parent.name for header in (folder / "chroma").glob("*/header.bin")} <= used
