import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from cli_runs import Home
from library_fakes import read_chroma_ids

CHECKS = [
    "file", "orphans", "counts", "articles", "passages", "vectors", "codes", "recall", "words", "stories", "chroma",
    "waiting", "leftovers", "search", "space",
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    home = Home(tmp_path_factory.mktemp("home"))
    home.run("ingest", "seeds/articles/kuala-lumpur")
    yield home


@pytest.fixture
def home(made: Home, tmp_path: Path) -> Home:
    home = Home(tmp_path)
    shutil.copytree(made.library, home.library)
    return home


def break_words(home: Home) -> None:
    with closing(sqlite3.connect(home.library / "catalogue.sqlite", isolation_level=None)) as connection:
        connection.execute("INSERT INTO words (words) VALUES ('delete-all')")


def test_a_sound_library_gives_a_line_for_each_check(home: Home) -> None:
    finished = home.run("doctor")
    assert (finished.returncode, finished.stderr) == (0, "")
    assert [line.split()[:2] for line in finished.stdout.splitlines()] == [["ok", check] for check in CHECKS]


def test_a_problem_is_told_with_what_to_do_and_repaired_when_asked_to(home: Home) -> None:
    break_words(home)
    finished = home.run("doctor")
    assert (finished.returncode, finished.stderr) == (1, "")
    [line] = [line for line in finished.stdout.splitlines() if not line.startswith("ok ")]
    assert line.startswith("problem  words ") and line.endswith("Repair it: qa doctor --repair")
    values = json.loads(home.run("doctor", "--json").stdout)
    assert (values["sound"], [row["check"] for row in values["checks"]]) == (False, CHECKS)
    repaired = home.run("doctor", "--repair")
    assert repaired.returncode == 0
    told = "repaired words      Every passage can be found by its words, and each word is counted."
    assert told in repaired.stdout.splitlines()
    assert json.loads(home.run("doctor", "--json").stdout)["sound"] is True


def test_missing_vectors_are_made_with_the_embedder_of_the_library(home: Home) -> None:
    with closing(sqlite3.connect(home.library / "catalogue.sqlite", isolation_level=None)) as connection:
        connection.execute("DELETE FROM vectors WHERE article = 2")
    assert home.run("doctor", "--repair").returncode == 0
    answer = home.run("search", "Taiwan", "talks", "in", "Busan", "-k", "2")
    assert answer.returncode == 0


def test_vectors_are_made_anew_and_files_compacted(home: Home) -> None:
    before = read_chroma_ids(home.library)
    shutil.rmtree(home.library / "chroma")
    assert home.run("doctor").returncode == 1
    assert home.run("doctor", "--rebuild-vectors").returncode == 0
    assert read_chroma_ids(home.library) == before != set()
    finished = home.run("doctor", "--compact", "--json")
    values = json.loads(finished.stdout)
    assert values["sound"] and 0 < values["bytes_after"] <= values["bytes_before"]
    assert home.run("doctor", "--compact").stdout.startswith("The files took ")


def test_no_library_is_told_in_a_sentence(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert home.run("doctor").returncode == 4
    home.library.mkdir()
    (home.library / "catalogue.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
    finished = home.run("doctor", "--repair")
    assert (finished.returncode, finished.stdout) == (1, "")
    assert "is not a catalogue or is damaged" in finished.stderr and "Traceback" not in finished.stderr


@pytest.mark.parametrize("command", ["stats", "doctor"])
@pytest.mark.parametrize("begun", [b"", None], ids=["an empty file", "no tables"])
def test_a_library_that_was_only_begun_is_told_from_what_is_none_and_is_gone_on_with(
    tmp_path: Path, command: str, begun: bytes | None
) -> None:
    home = Home(tmp_path)
    home.library.mkdir()
    path = home.library / "catalogue.sqlite"
    if begun is None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    else:
        path.write_bytes(begun)
    finished = home.run(command)
    assert (finished.returncode, finished.stdout) == (4, "")
    assert "was only begun, and has no articles yet. Go on: qa ingest SOURCE" in finished.stderr
    (tmp_path / "a.txt").write_text("Crane approved\n\nThe council of Port Ellery approved a crane on Tuesday.\n")
    assert home.run("ingest", str(tmp_path / "a.txt")).returncode == 0
    assert home.run(command).returncode == 0
