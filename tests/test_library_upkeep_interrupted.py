"""A removal that was interrupted, whatever by: nothing is left of it after the next command."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from library_fakes import HashEmbedder
from library_kills import RARE, REMOVED, SECRET, make_library, open_library

from qa.errors import LibraryBusy, LibraryUnreachable
from qa.library import Library
from qa.library.catalogue.lock import hold_lock
from qa.library.upkeep import removal
from qa.library.upkeep.doctor import examine_library
from qa.library.upkeep.repair import make_repairs
from qa.library.vectors import sync, tested
from qa.library.vectors.target import Target

TESTS = Path(__file__).parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}
KILLS = 6


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "library"
    make_library(folder)
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "library"))


def list_remains(folder: Path) -> list[str]:
    words = [word.encode() for word in (RARE, SECRET, RARE.lower(), SECRET.lower(), REMOVED.id)]
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if any(word in path.read_bytes() for word in words)]


def interrupt_removal(library: Library) -> None:
    """Leave the library as a process does that is killed when the catalogue has lost the article."""
    sync.begin_changes(library._catalogue, library._target)
    assert removal.delete_rows(library._catalogue, [REMOVED.id]) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX processes")
def test_a_removal_killed_at_any_step_is_finished_by_who_opens_the_library_next(tmp_path: Path) -> None:
    command = [sys.executable, str(TESTS / "library_kills.py"), str(tmp_path), str(KILLS)]
    result = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(rows) == KILLS, result.stderr
    assert [row["at"] for row in rows if row["left"] or row["mark"] or not row["in_step"] or not row["kept"]] == []
    assert {row["there"] for row in rows} == {True, False}
    assert any("interrupted is finished" in told for row in rows for told in row["told"])


def test_the_next_one_to_look_finishes_a_removal_and_says_so_once(folder: Path) -> None:
    with open_library(folder) as library:
        interrupt_removal(library)
    assert list_remains(folder) != []
    told: list[str] = []
    open_library(folder, told).close()
    assert told == ["A removal that was interrupted is finished: nothing is left of what was removed."]
    assert [name for name in list_remains(folder) if name != "abc.json"] == []
    open_library(folder, told).close()
    assert len(told) == 1


def test_compacting_takes_the_text_out_of_chroma_before_it_clears_the_mark(folder: Path) -> None:
    with open_library(folder) as library:
        interrupt_removal(library)
        with hold_lock(folder, timeout=1):
            removal.wipe_files(library._catalogue, library._target)
        assert library._catalogue.get_meta("remnants") == ""
    assert [name for name in list_remains(folder) if name != "abc.json"] == []


def test_doctor_tells_an_interrupted_removal_and_finishes_it(folder: Path) -> None:
    with open_library(folder) as library:
        interrupt_removal(library)
        catalogue, target = library._catalogue, library._target
        found = {finding.check: finding for finding in examine_library(catalogue, target)}
        assert "removal was interrupted" in found["leftovers"].text
        repairs = make_repairs(HashEmbedder, passage_size=200)
        states = {finding.state for finding in examine_library(catalogue, target, repairs=repairs)}
        assert "problem" not in states
    assert [name for name in list_remains(folder) if name != "abc.json"] == []


def test_a_removal_is_left_alone_while_another_process_has_the_lock(folder: Path) -> None:
    with open_library(folder) as library:
        interrupt_removal(library)
    told: list[str] = []
    with hold_lock(folder, timeout=1):
        open_library(folder, told).close()
    assert told == [] and list_remains(folder) != []


def test_replies_that_hold_words_of_a_removed_article_go_and_others_stay(folder: Path) -> None:
    with open_library(folder) as library:
        library.remove_articles([REMOVED.id])
    assert [path.name for path in folder.glob("replies/*/*")] == ["kept.json"]
    assert list_remains(folder) == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on file size")
@pytest.mark.parametrize("limit", [20_000, 90_000], ids=["catalogue", "chroma"])
def test_a_removal_that_fills_the_disk_is_finished_when_there_is_room(folder: Path, limit: int) -> None:
    code = f"""
import resource, sys
from pathlib import Path
from library_kills import REMOVED, open_library
from qa.errors import LibraryUnwritable
with open_library(Path(sys.argv[1])) as library:
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
    try:
        library.remove_articles([REMOVED.id])
    except LibraryUnwritable as error:
        print(error)
"""
    result = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, env=ENVIRONMENT, timeout=60
    )
    assert "can't be written" in result.stdout and "Traceback" not in result.stderr, result
    told: list[str] = []
    with open_library(folder, told) as library:
        if library.get_summaries([REMOVED.id]):
            library.remove_articles([REMOVED.id])
    assert list_remains(folder) == []


def test_what_a_server_keeps_too_is_not_removed_without_it(folder: Path) -> None:
    with open_library(folder) as library:
        library._catalogue.set_meta({"chroma": Target(folder=folder, url="http://127.0.0.1:9").key})
        with pytest.raises(LibraryUnreachable, match="give its url with --chroma"):
            library.remove_articles([REMOVED.id])
        assert library.get_summaries([REMOVED.id])


def test_files_of_a_chroma_that_was_not_tested_are_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tested, "LAST_TESTED", "1.5.8")
    told: list[str] = []
    with open_library(folder, told) as library:
        library.remove_articles([REMOVED.id])
        assert library.count().articles == 10
    assert list_remains(folder) == []
    assert len(told) == 1 and "made anew instead of wiped" in told[0]


def test_a_reader_that_holds_an_older_state_is_told(folder: Path) -> None:
    with open_library(folder) as library, open_library(folder) as reader:
        library._catalogue.query("PRAGMA busy_timeout = 50")
        with reader._catalogue.read():
            reader.count()
            with pytest.raises(LibraryBusy, match="next command that opens the library goes on with it"):
                library.remove_articles([REMOVED.id])
    open_library(folder).close()
    assert list_remains(folder) == []


def test_a_command_that_only_counts_finishes_a_removal_too(folder: Path) -> None:
    with open_library(folder) as library:
        interrupt_removal(library)
    command = [sys.executable, "-m", "qa", "stats", "--library", str(folder)]
    result = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT)
    assert result.stderr == "qa: A removal that was interrupted is finished: nothing is left of what was removed.\n"
    assert result.stdout.startswith("articles  10 in ")
    assert [name for name in list_remains(folder) if name != "abc.json"] == []
