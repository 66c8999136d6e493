"""One open library that many threads read at once, while another process writes."""

import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from library_fakes import HashEmbedder, make_articles

from qa.library import Library
from qa.library.catalogue.catalogue import Catalogue
from qa.library.vectors.dense import DenseSearch

TESTS = Path(__file__).parent
READERS = 16
VECTOR = HashEmbedder().embed_queries(["The council of Quito heard report 12"])[0]


def start_ingest(path: Path, first: int, last: int) -> "subprocess.Popen[str]":
    command = [sys.executable, str(TESTS / "library_fakes.py"), str(path), str(first), str(last)]
    environment = {**os.environ, "PYTHONPATH": str(TESTS.parent)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def read_all(library: Library, dense: DenseSearch) -> int:
    """Read in every way that an answer does; return how many passages the exact search has to choose from."""
    with library._catalogue.read():
        counts = library.count()
        assert len(library.list_articles()) == counts.articles
    found = dense.find_nearest(VECTOR, 20, None)
    assert len(found) == 20
    assert list(found.values()) == sorted(found.values(), reverse=True)
    hits = library.search_words("council", 20)
    passages = library.get_passages([*found, *(hit.passage.id for hit in hits)])
    articles = library.get_articles({passage.article_id for passage in passages.values()})
    for passage in passages.values():
        assert articles[passage.article_id].text[passage.start : passage.end] == passage.text
    return counts.passages


def test_sixteen_threads_read_while_a_process_ingests(tmp_path: Path) -> None:
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True, passage_size=200) as library:
        list(library.add_articles(make_articles(0, 40)))
        dense = DenseSearch(library._catalogue, library._target, exact_limit=-1)
        before = library.count().passages
        writer = start_ingest(tmp_path, 40, 240)

        def read_on(number: int) -> list[int]:
            seen = [read_all(library, dense)]
            while writer.poll() is None:
                seen.append(read_all(library, dense))
                time.sleep(0.02)
            return seen

        with ThreadPoolExecutor(READERS) as pool:
            counts = list(pool.map(read_on, range(READERS)))
        out, err = writer.communicate()
        assert (writer.returncode, len(out.split())) == (0, 200), err
        assert all(seen == sorted(seen) and seen[0] >= before for seen in counts)
        read_all(library, dense)
        assert dense.is_open
        dense.close()


def test_a_thread_does_not_wait_for_the_transaction_of_another(tmp_path: Path) -> None:
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True, passage_size=200) as library:
        list(library.add_articles(make_articles(0, 3)))
        catalogue = library._catalogue
        entered, leave = threading.Event(), threading.Event()

        def hold() -> None:
            with catalogue.write() as connection:
                connection.execute("DELETE FROM articles")
                entered.set()
                leave.wait(10)
                raise ArithmeticError

        with ThreadPoolExecutor(1) as pool:
            held = pool.submit(hold)
            assert entered.wait(10)
            assert catalogue.count().articles == 3
            leave.set()
            assert isinstance(held.exception(), ArithmeticError)
        assert catalogue.count().articles == 3


def test_a_thread_sees_its_own_transaction_and_others_do_not(tmp_path: Path) -> None:
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True, passage_size=200) as library:
        list(library.add_articles(make_articles(0, 3)))
        catalogue = library._catalogue
        with ThreadPoolExecutor(1) as pool, catalogue.write() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('mark', 'inside')")
            assert catalogue.get_meta("mark") == "inside"
            assert pool.submit(catalogue.get_meta, "mark").result(10) == ""
        assert catalogue.get_meta("mark") == "inside"


def test_as_many_connections_are_open_as_were_needed_at_once(tmp_path: Path) -> None:
    Library.open(tmp_path, embedder=HashEmbedder(), create=True).close()
    catalogue = Catalogue.open(tmp_path, create=False)
    for _ in range(5):
        with ThreadPoolExecutor(1) as pool:
            pool.submit(catalogue.count).result(10)
    assert len(catalogue._connections._idle) == 1
    catalogue.close()
    assert catalogue._connections._idle == []
