"""Several processes on one library, processes that are killed, and folders that can't be written."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
from library_fakes import HashEmbedder, make_article, make_articles, read_chroma_ids
from load_kills import kill_loads

from qa.errors import LibraryBusy, LibraryUnreachable, LibraryUnwritable
from qa.library import Library
from qa.library.catalogue.lock import hold_lock
from qa.library.vectors.dense import DenseSearch
from qa.library.vectors.exact import find_nearest

TESTS = Path(__file__).parent
VECTOR = HashEmbedder().embed_queries(["The council of Quito heard report 12"])[0]


def open_library(path: Path, **options: Any) -> Library:
    return Library.open(path, **{"embedder": HashEmbedder(), "passage_size": 200, **options})


def start_ingest(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(TESTS / "library_fakes.py"), str(path), str(first), str(last)]
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def check_whole(library: Library, numbers: range) -> None:
    """Every article with all of its passages, in the catalogue, in both indexes, and in Chroma."""
    assert {summary.id for summary in library.list_articles()} == {
        article.id for article in make_articles(numbers.start, numbers.stop)
    }
    catalogue = library._catalogue
    assert catalogue.query("SELECT count(*) FROM unsynced") == [(0,)]
    assert catalogue.query("SELECT sum(passages) FROM articles") == catalogue.query("SELECT count(*) FROM passages")
    assert len(library.search_words("council", 100_000)) == library.count().passages
    dense = DenseSearch(catalogue, library._target, exact_limit=-1)
    total = library.count().passages
    assert dense.find_nearest(VECTOR, 20, None) == pytest.approx(find_nearest(catalogue, VECTOR, 20, None), abs=1e-5)
    assert dense.is_open
    dense.close()
    assert read_chroma_ids(library.path) == {row[0] for row in catalogue.query("SELECT id FROM passages")}
    assert total == len(read_chroma_ids(library.path))


def test_nothing_reported_is_lost_however_often_the_process_is_killed(tmp_path: Path) -> None:
    chance = random.Random(5)
    reported: set[str] = set()
    for _ in range(8):
        process = start_ingest(tmp_path, 0, 600)
        assert process.stdout
        time.sleep(chance.uniform(0.5, 5.0))
        process.kill()
        reported |= set(process.stdout.read().split())
        process.communicate()
        if (tmp_path / "catalogue.sqlite").exists():
            with open_library(tmp_path, create=True) as library:
                assert reported <= {summary.id for summary in library.list_articles()}
                assert len(library.search_vectors(VECTOR, 100_000)) == library.count().passages
    with open_library(tmp_path, create=True) as library:
        assert reported
        list(library.add_articles(make_articles(0, 600)))
        check_whole(library, range(600))


def test_nothing_is_lost_or_half_when_a_load_of_many_articles_a_transaction_is_killed(tmp_path: Path) -> None:
    kills = list(kill_loads(tmp_path, 2))
    assert [(killed.lost, killed.faults) for killed in kills] == [(frozenset(), ())] * len(kills)


def test_two_writers_and_a_reader_at_the_same_time(tmp_path: Path) -> None:
    open_library(tmp_path, create=True).close()
    writers = [start_ingest(tmp_path, 0, 400), start_ingest(tmp_path, 200, 600)]
    searches = through_chroma = 0
    with open_library(tmp_path) as library:
        dense = DenseSearch(library._catalogue, library._target, exact_limit=-1)
        while any(writer.poll() is None for writer in writers):
            with library._catalogue.read():
                total = library.count().passages
            found = dense.find_nearest(VECTOR, 20, None)
            assert len(found) >= min(20, total)
            assert len(library.get_passages(found)) == len(found)
            searches += 1
            through_chroma += dense.is_open
            time.sleep(0.05)
        dense.close()
        for writer in writers:
            out, err = writer.communicate()
            assert writer.returncode == 0, err
            assert len(out.split()) == 400
        check_whole(library, range(600))
    assert searches


def test_a_writer_waits_for_another_only_so_long(tmp_path: Path) -> None:
    with (
        hold_lock(tmp_path, timeout=0),
        pytest.raises(LibraryBusy, match="Try again"),
        hold_lock(tmp_path, timeout=0.2),
    ):
        pass


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    code = f"""
import time
from pathlib import Path
from qa.library.catalogue.lock import hold_lock
with hold_lock(Path({str(tmp_path)!r}), timeout=1):
    print("held", flush=True)
    time.sleep(60)
"""
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline() == "held\n"
    with pytest.raises(LibraryBusy), hold_lock(tmp_path, timeout=0):
        pass
    process.kill()
    process.communicate()
    with hold_lock(tmp_path, timeout=1):
        pass


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="needs POSIX users")
def test_a_folder_without_write_permission_can_be_searched_but_not_changed(tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    try:
        with open_library(folder, create=True) as library:
            list(library.add_articles(make_articles(0, 30)))
        for path in [*folder.rglob("*"), folder]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        code = """
import os, sys
from pathlib import Path
import numpy, chromadb_rust_bindings
from library_fakes import HashEmbedder, make_article
from qa.errors import LibraryUnwritable
from qa.library import Library
from qa.library.vectors.dense import DenseSearch
if os.getuid() == 0:
    os.setgroups([])
    os.setuid(65534)
with Library.open(Path(sys.argv[1]), embedder=HashEmbedder()) as library:
    vector = HashEmbedder().embed_queries(["report"])[0]
    print(len(library.search_words("council", 5)), len(library.search_vectors(vector, 5)))
    print(len(DenseSearch(library._catalogue, library._target, exact_limit=-1).find_nearest(vector, 5, None)))
    for change in (lambda: list(library.add_articles([make_article(99)])), lambda: library.remove_articles(["x"])):
        try:
            change()
        except LibraryUnwritable as error:
            print(error)
"""
        environment = {**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}
        command = [sys.executable, "-B", "-c", code, str(folder)]
        result = subprocess.run(command, capture_output=True, text=True, env=environment)
        message = f"The library {folder} can't be written. Correct the permissions of the folder.\n"
        assert (result.stdout, result.stderr) == ("5 5\n5\n" + 2 * message, "")
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on file size")
@pytest.mark.parametrize("limit", [150_000, 600_000, 1_500_000], ids=["catalogue", "more", "chroma"])
def test_a_full_disk_is_a_clear_error_and_loses_nothing_reported(tmp_path: Path, limit: int) -> None:
    code = f"""
import resource, sys
from pathlib import Path
from library_fakes import HashEmbedder, make_articles
from qa.errors import LibraryUnwritable
from qa.library import Library
with Library.open(Path(sys.argv[1]), embedder=HashEmbedder(), create=True, passage_size=200) as library:
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
    try:
        for added in library.add_articles(make_articles(0, 3000), batch_size=64):
            print(added.article_id, flush=True)
    except LibraryUnwritable as error:
        print(error, file=sys.stderr)
"""
    environment = {**os.environ, "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}
    command = [sys.executable, "-c", code, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert "can't be written" in result.stderr and "safe" in result.stderr, result.stderr
    assert "Traceback" not in result.stderr
    assert result.returncode == 0
    reported = set(result.stdout.split())
    with open_library(tmp_path) as library:
        assert reported <= {summary.id for summary in library.list_articles()}
        list(library.add_articles(make_articles(0, 100)))
        number = library.count().articles
        check_whole(library, range(number))


def test_a_catalogue_that_may_not_grow_keeps_what_it_has(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True) as library:
        list(library.add_articles(make_articles(0, 10)))
        [pages] = library._catalogue.query("PRAGMA page_count")[0]
        library._catalogue.query(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(LibraryUnwritable, match="full"):
            list(library.add_articles(make_articles(10, 200)))
        library._catalogue.query("PRAGMA max_page_count = 1000000")
        list(library.add_articles(make_articles(10, 20)))
        check_whole(library, range(library.count().articles))


def test_a_server_that_does_not_answer_is_a_clear_error(tmp_path: Path) -> None:
    with open_library(tmp_path, create=True, chroma="http://user:secret@127.0.0.1:9") as library:
        with pytest.raises(LibraryUnreachable, match=r"http://127\.0\.0\.1:9 can't be used"):
            list(library.add_articles([make_article(1)]))
        assert library.count().articles == 1
