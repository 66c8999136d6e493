import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from library_fakes import HashEmbedder, make_articles, open_chroma, read_chroma_ids

from qa.library import Library
from qa.library.catalogue.catalogue import Catalogue
from qa.library.upkeep import chroma_checks
from qa.library.upkeep.doctor import CHECKS, Finding, Repair, examine_library
from qa.library.upkeep.repair import make_repairs
from qa.library.vectors.codes.file import CodesFile, wipe_rows
from qa.library.vectors.codes.following import follow_catalogue, read_state
from qa.library.vectors.collection import fingerprint_index
from qa.library.vectors.target import Target

if TYPE_CHECKING:
    from chromadb import Collection


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "library"
    with Library.open(folder, embedder=HashEmbedder(), create=True, passage_size=200) as library:
        list(library.add_articles(make_articles(0, 12)))
    return folder


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "library"))


def examine(folder: Path, *, repairs: dict[str, Repair] | None = None) -> dict[str, Finding]:
    with closing(Catalogue.open(folder, create=False)) as catalogue:
        findings = examine_library(catalogue, Target(folder=folder), repairs=repairs)
        return {finding.check: finding for finding in findings}


def repair(folder: Path, embedder: HashEmbedder | None = None) -> dict[str, Finding]:
    return examine(folder, repairs=make_repairs(lambda: embedder or HashEmbedder(), passage_size=200))


def list_problems(findings: dict[str, Finding]) -> list[str]:
    return [name for name, finding in findings.items() if finding.state == "problem"]


def run(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def open_collection(folder: Path) -> "Iterator[Collection]":
    with open_chroma(folder) as client:
        [collection] = client.list_collections()
        yield collection


def break_index_of_table(folder: Path) -> None:
    find = "SELECT type, name, tbl_name, rootpage, sql FROM sqlite_master WHERE name = 'articles_day'"
    with closing(sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)) as connection:
        row = connection.execute(find).fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'articles_day'")
    run(folder, "UPDATE articles SET day = '1999-01-01' WHERE row = 1")
    with closing(sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)


def set_vectors(value: float | None) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        with closing(sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)) as connection:
            [blob] = connection.execute("SELECT rows FROM vectors WHERE article = 3").fetchone()
            rows = np.frombuffer(blob, dtype="<f2").copy()
            rows[5] = rows[5] if value is None else value
            new = rows[:-1] if value is None else rows
            connection.execute("UPDATE vectors SET rows = ? WHERE article = 3", [new.tobytes()])

    return damage


def execute(*statements: str) -> Callable[[Path], None]:
    return lambda folder: run(folder, *statements)


def lose_records(folder: Path) -> None:
    with open_collection(folder) as collection:
        collection.delete(ids=collection.get(limit=3)["ids"])


def add_records(folder: Path) -> None:
    with open_collection(folder) as collection:
        collection.upsert(ids=["x:0-1"], embeddings=np.ones((1, 32), dtype=np.float32), documents=["Nobody knows me."])


def change_vectors(folder: Path) -> None:
    with open_collection(folder) as collection:
        collection.update(ids=collection.get(limit=2)["ids"], embeddings=np.ones((2, 32), dtype=np.float32))


def lose_collection(folder: Path) -> None:
    with open_chroma(folder) as client:
        client.delete_collection(client.list_collections()[0].name)


def lose_chroma(folder: Path) -> None:
    shutil.rmtree(folder / "chroma")


def cut_index(folder: Path) -> None:
    [path] = folder.glob("chroma/*/data_level0.bin")
    path.write_bytes(path.read_bytes()[:500])


def lose_index_file(folder: Path) -> None:
    [path] = folder.glob("chroma/*/link_lists.bin")
    path.unlink()


def cut_chroma(folder: Path) -> None:
    path = folder / "chroma" / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[:20_000])


def leave_dead_index(folder: Path) -> None:
    [path] = folder.glob("chroma/*/header.bin")
    shutil.copytree(path.parent, path.parent.with_name("7e0c2f5a-0000-4000-8000-000000000000"))


DAMAGES = [
    pytest.param("file", break_index_of_table, id="a row that its index lacks"),
    pytest.param("counts", execute("UPDATE meta SET value = 7 WHERE key = 'passages'"), id="another count"),
    pytest.param("counts", execute("DELETE FROM meta WHERE key = 'articles'"), id="no count"),
    pytest.param("orphans", execute("INSERT INTO vectors VALUES (99, x'00', 2)"), id="vectors of no article"),
    pytest.param(
        "orphans",
        execute("INSERT INTO passages (id, article, position, start, end) VALUES ('x:0-9', 99, 0, 0, 9)"),
        id="passages of no article",
    ),
    pytest.param(
        "orphans",
        execute("INSERT INTO versions (id, current, ingested_at, article) VALUES ('a', 'b', 'c', '{}')"),
        id="versions of no article",
    ),
    pytest.param("orphans", execute("INSERT INTO origins VALUES ('/gone.md', 'gone')"), id="a place of no article"),
    pytest.param("orphans", execute("INSERT INTO fingerprints VALUES (7, 99)"), id="fingerprints of no story"),
    pytest.param("orphans", execute("INSERT INTO entries VALUES ('https://a.example', 'x')"), id="entries of no feed"),
    pytest.param(
        "orphans",
        execute("INSERT INTO visits (url, kind, parent) VALUES ('https://a.example', 'feed', 'https://b.example')"),
        id="a feed of no list",
    ),
    pytest.param("passages", execute("UPDATE passages SET end = end + 9999 WHERE row = 4"), id="outside of the text"),
    pytest.param("passages", execute("UPDATE passages SET start = 'x' WHERE row = 4"), id="an offset that is none"),
    pytest.param("passages", execute("UPDATE passages SET id = 'x' WHERE row = 4"), id="an id that is none"),
    pytest.param("passages", execute("DELETE FROM passages WHERE row = 4"), id="a passage is missing"),
    pytest.param(
        "passages",
        execute("DELETE FROM passages WHERE article = 2", "UPDATE articles SET passages = 0 WHERE row = 2"),
        id="an article without passages",
    ),
    pytest.param("vectors", set_vectors(float("nan")), id="no number"),
    pytest.param("vectors", set_vectors(3.0), id="not of unit length"),
    pytest.param("vectors", set_vectors(None), id="too short"),
    pytest.param("vectors", execute("DELETE FROM vectors WHERE article = 3"), id="no vectors"),
    pytest.param("words", execute("INSERT INTO words (words) VALUES ('delete-all')"), id="no words"),
    pytest.param("words", execute("DELETE FROM frequencies WHERE term = 'council'"), id="a stem that is not counted"),
    pytest.param("words", execute("UPDATE frequencies SET passages = passages + 1"), id="stems counted twice"),
    pytest.param("words", execute("DELETE FROM vocabulary"), id="no vocabulary"),
    pytest.param("words", execute("UPDATE meta SET value = 7 WHERE key LIKE 'indexed_%'"), id="other totals"),
    pytest.param("words", execute("INSERT INTO words (rowid, body) VALUES (999, 'x')"), id="words of no passage"),
    pytest.param("words", execute("UPDATE words_data SET block = x'0102' WHERE id > 10"), id="broken words"),
    pytest.param("stories", execute("UPDATE articles SET story = NULL WHERE row IN (2, 5)"), id="not compared"),
    pytest.param(
        "leftovers",
        execute("CREATE TABLE new_vectors (article INTEGER PRIMARY KEY, rows BLOB NOT NULL)"),
        id="an interrupted embedding",
    ),
    pytest.param("leftovers", execute("INSERT INTO meta VALUES ('remnants', '1')"), id="remnants"),
    pytest.param("leftovers", leave_dead_index, id="a dead index"),
    pytest.param("waiting", execute("INSERT INTO unsynced SELECT id FROM passages LIMIT 2"), id="two that wait"),
    pytest.param("chroma", lose_records, id="records are missing"),
    pytest.param("chroma", add_records, id="one record too many"),
    pytest.param("chroma", change_vectors, id="other vectors"),
    pytest.param("chroma", lose_collection, id="no collection"),
    pytest.param("chroma", lose_chroma, id="no folder"),
    pytest.param("chroma", cut_index, id="an index that was cut off"),
    pytest.param("chroma", lose_index_file, id="an index without one of its files"),
    pytest.param("chroma", cut_chroma, id="a database that was cut off"),
]


def test_a_sound_library_is_found_sound_and_left_alone(folder: Path) -> None:
    before = (folder / "catalogue.sqlite").read_bytes()
    findings = examine(folder)
    assert list(findings) == list(CHECKS)
    assert {finding.state for finding in findings.values()} == {"ok"}
    assert (folder / "catalogue.sqlite").read_bytes() == before


@pytest.mark.parametrize(("check", "damage"), DAMAGES)
def test_damage_is_found_and_repaired(folder: Path, check: str, damage: Callable[[Path], None]) -> None:
    damage(folder)
    found = examine(folder)
    assert found[check].state == "problem"
    assert found[check].count > 0 and "qa doctor --" in found[check].advice
    repaired = repair(folder)
    assert list_problems(repaired) == []
    assert repaired[check].state == "repaired"
    assert {finding.state for finding in examine(folder).values()} == {"ok"}
    with Library.open(folder, embedder=HashEmbedder(), passage_size=200) as library:
        ids = {row[0] for row in library._catalogue.query("SELECT id FROM passages")}
        assert len(ids) == library.count().passages == len(library.search_words("council", 999))
    assert read_chroma_ids(folder) == ids


def test_a_full_disk_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chroma_checks, "_SPARE_BYTES", 10**18)
    assert examine(folder)["space"].advice.startswith("Free 9")
    assert list_problems(repair(folder)) == ["space"]


def test_vectors_are_not_made_with_another_embedder(folder: Path) -> None:
    set_vectors(3.0)(folder)
    found = repair(folder, HashEmbedder("fake:other"))["vectors"]
    assert found.state == "problem"
    assert "was made with fake:hash, not with fake:other" in found.advice


def test_a_server_that_does_not_answer_is_a_problem_and_no_traceback(folder: Path) -> None:
    with closing(Catalogue.open(folder, create=False)) as catalogue:
        catalogue.set_meta({"chroma": Target(folder=folder, url="http://127.0.0.1:9").key})
        findings = examine_library(catalogue, Target(folder=folder, url="http://127.0.0.1:9"))
        [found] = [finding for finding in findings if finding.check == "chroma"]
    assert found.state == "problem" and "can't be used" in found.text


def test_a_folder_that_can_not_be_written_is_checked_without_chroma(folder: Path) -> None:
    for path in (folder, folder / "catalogue.sqlite"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        with closing(Catalogue.open(folder, create=False)) as catalogue:
            catalogue.writable = False
            states = {f.check: f for f in examine_library(catalogue, Target(folder=folder))}
    finally:
        folder.chmod(0o700)
    assert list_problems(states) == []
    assert states["chroma"].text.startswith("Not checked")


def test_an_edited_article_is_found_and_read_again_as_the_advice_says(folder: Path) -> None:
    run(folder, "UPDATE articles SET text = replace(text, 'voted', 'slept') WHERE row = 3")
    found = examine(folder)["articles"]
    assert (found.state, found.count) == ("problem", 1)
    [edited] = [word for word in found.advice.replace(",", " ").split() if len(word) == 16]
    [article] = [article for article in make_articles(0, 12) if article.id == edited]
    assert found.advice == (
        f"Take it out and read it again: qa articles remove {edited}, then qa ingest {article.origin}"
    )
    assert repair(folder)["articles"].state == "problem"
    with Library.open(folder, embedder=HashEmbedder(), passage_size=200) as library:
        library.remove_articles([edited])
        assert [added.status for added in library.add_articles([article])] == ["new"]
        assert library.get_article(edited).text == article.text
        assert library.search_words("slept", 1) == []
    assert list_problems(examine(folder)) == []


@pytest.mark.parametrize("changed", ["catalogue", "chroma"])
def test_a_vector_changed_in_one_place_is_embedded_anew_and_not_copied(folder: Path, changed: str) -> None:
    wrong = HashEmbedder().embed_queries(["something else"])[0]
    if changed == "catalogue":
        with closing(sqlite3.connect(folder / "catalogue.sqlite", isolation_level=None)) as connection:
            [blob] = connection.execute("SELECT rows FROM vectors WHERE article = 3").fetchone()
            rows = np.frombuffer(blob, dtype="<f2").reshape(-1, len(wrong)).copy()
            right, rows[0] = rows[0].copy(), wrong
            connection.execute("UPDATE vectors SET rows = ? WHERE article = 3", [rows.tobytes()])
            [id] = connection.execute("SELECT id FROM passages WHERE article = 3 AND position = 0").fetchone()
    else:
        with open_collection(folder) as collection:
            id = collection.get(limit=1)["ids"][0]
            collection.update(ids=[id], embeddings=[wrong])
        with Library.open(folder, embedder=HashEmbedder()) as library:
            library._catalogue.set_meta({"index": fingerprint_index(library._target)})
            right = library.get_vectors([id])[id]
    found = examine(folder)["chroma"]
    assert found.state == "problem" and "Embed these articles anew: qa doctor --repair" in found.advice
    assert list_problems(repair(folder)) == []
    with Library.open(folder, embedder=HashEmbedder()) as library, open_collection(folder) as collection:
        assert np.allclose(library.get_vectors([id])[id], right, atol=1e-6)
        stored = collection.get(ids=[id], include=["embeddings"])["embeddings"]
        assert stored is not None and np.allclose(stored[0], right, atol=1e-4)


def test_the_recall_of_searches_by_codes_is_measured_and_codes_are_repaired(folder: Path) -> None:
    assert examine(folder)["recall"].recall is None
    with Library.open(folder, embedder=HashEmbedder()) as library:
        follow_catalogue(library._catalogue, limit=0)
        state = read_state(library._catalogue)
    found = examine(folder)
    assert (found["codes"].state, found["recall"].state, found["recall"].recall) == ("ok", "ok", 1.0)
    assert found["recall"].text.startswith("Of the 20 nearest passages, a search by codes finds 100.0% (")
    file = CodesFile(folder=folder, id=state.id, dimensions=state.dimensions)
    wipe_rows(file, list(range(1, state.coded)))
    found = examine(folder)
    assert (found["codes"].state, found["codes"].count) == ("problem", state.coded - 1)
    assert found["recall"].state == "problem" and (found["recall"].recall or 0) < 0.5
    assert list_problems(repair(folder)) == []
