"""What is deleted from a catalogue leaves no byte in its file, wherever SQLite has moved it before."""

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from library_fakes import HashEmbedder, make_article, make_articles

from qa.library import Library
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.erasing import gaps
from qa.library.catalogue.erasing.file import erase_deleted

PROGRAM = [sys.executable, "-I", "-S", gaps.__file__]


def list_words(count: int) -> list[str]:
    numbers = random.Random(3)
    return ["".join(numbers.choices("abcdefghijklmnopqrstuvwxyz", k=14)) for _ in range(count)]


def make_catalogue(folder: Path, words: list[str]) -> Catalogue:
    """Make a catalogue with words that come in no order, so that the pages that have them are split again and again."""
    catalogue = Catalogue.open(folder, create=True)
    for first in range(0, len(words), 50):
        with catalogue.write() as connection:
            rows = [(word,) for word in words[first : first + 50]]
            connection.executemany("INSERT INTO vocabulary VALUES (?, 1)", rows)
    return catalogue


def find_words(folder: Path, words: list[str]) -> set[str]:
    data = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return {word for word in words if word.encode() in data}


def delete_words(catalogue: Catalogue, words: list[str]) -> None:
    with catalogue.write() as connection:
        connection.executemany("DELETE FROM vocabulary WHERE word = ?", [(word,) for word in words])


def test_rows_that_went_to_another_page_leave_nothing_in_the_one_before(tmp_path: Path) -> None:
    words = list_words(4_000)
    with closing(make_catalogue(tmp_path, words)) as catalogue:
        delete_words(catalogue, words[::7])
        catalogue.query("PRAGMA wal_checkpoint(TRUNCATE)")
        # SQLite alone leaves some: else this could go.
        assert find_words(tmp_path, words[::7])
        erase_deleted(catalogue)
        assert find_words(tmp_path, words[::7]) == set()
        assert catalogue.query("PRAGMA integrity_check") == [("ok",)]
        kept = {word for (word,) in catalogue.query("SELECT word FROM vocabulary")}
    assert kept == set(words) - set(words[::7])


def test_what_a_connection_has_read_before_is_not_written_again(tmp_path: Path) -> None:
    words = list_words(4_000)
    with (
        closing(make_catalogue(tmp_path, words)) as catalogue,
        closing(Catalogue.open(tmp_path, create=False)) as other,
    ):
        for one in (catalogue, other):
            one.query("SELECT count(*) FROM vocabulary WHERE word != ''")
        delete_words(catalogue, words[::7])
        erase_deleted(catalogue)
        for n, one in enumerate((catalogue, other)):
            with one.write() as connection:
                connection.execute("UPDATE vocabulary SET passages = passages + ?", [300 + n])
        assert find_words(tmp_path, words[::7]) == set()


def test_a_file_that_was_not_always_overwritten_is_written_anew_once(tmp_path: Path) -> None:
    words = list_words(400)
    with closing(make_catalogue(tmp_path, words)) as catalogue:
        catalogue.set_meta({"erases": ""})
        catalogue.query("PRAGMA secure_delete = OFF")
        with catalogue.write() as connection:
            connection.execute("DELETE FROM vocabulary")
        catalogue.query("PRAGMA secure_delete = ON")
        erase_deleted(catalogue)
        assert (find_words(tmp_path, words), catalogue.get_meta("erases")) == (set(), "1")


def test_nothing_is_cleared_while_the_log_has_what_the_file_has_not(tmp_path: Path) -> None:
    with closing(make_catalogue(tmp_path, list_words(50))) as catalogue:
        command = [*PROGRAM, str(tmp_path / "catalogue.sqlite")]
        assert subprocess.run(command, check=False).returncode == gaps.LOG_IN_USE
        catalogue.query("PRAGMA wal_checkpoint(TRUNCATE)")
        assert subprocess.run(command, check=False).returncode == 0


def test_a_file_with_a_page_that_is_none_is_not_touched_further(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    make_catalogue(tmp_path, list_words(50)).close()
    with closing(sqlite3.connect(path)) as connection:
        [(root,)] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'vocabulary'")
    data = bytearray(path.read_bytes())
    data[(root - 1) * 4096] = 7
    path.write_bytes(data)
    with pytest.raises(ValueError, match=f"page {root} is no page"):
        gaps.clear_gaps(path)
    assert path.read_bytes() == bytes(data)


def test_removals_one_after_the_other_leave_a_library_that_is_sound(tmp_path: Path) -> None:
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True, passage_size=200) as library:
        for first in range(0, 60, 20):
            list(library.add_articles(make_articles(first, first + 20)))
            ids = [make_article(number).id for number in range(first, first + 10)]
            assert library.remove_articles(ids) == 10
            assert find_words(tmp_path, ids) == set()
        assert library._catalogue.query("PRAGMA integrity_check") == [("ok",)]
        assert library.search_words("harbour", 3) is not None
