"""A library whose vectors are kept by a Chroma server."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from library_fakes import HashEmbedder, make_article, make_articles

from qa.errors import LibraryUnreachable
from qa.library import Filters, Library
from qa.library.upkeep.doctor import examine_library
from qa.library.upkeep.repair import make_repairs
from qa.library.vectors.client import open_client
from qa.library.vectors.dense import DenseSearch
from qa.library.vectors.exact import find_nearest

VECTOR = HashEmbedder().embed_queries(["The council of Quito heard report 12"])[0]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    code = "from chromadb.cli.cli import app; app()"
    command = [sys.executable, "-c", code, "run", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--path", str(tmp_path / "server")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        with socket.socket() as client:
            if process.poll() is None and client.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}", process
    process.kill()
    process.wait()


def open_library(path: Path, chroma: str | None) -> Library:
    return Library.open(path, embedder=HashEmbedder(), chroma=chroma, create=True, passage_size=200)


def check_search(library: Library) -> None:
    dense = DenseSearch(library._catalogue, library._target, exact_limit=-1)
    found = dense.find_nearest(VECTOR, 10, None)
    assert found == pytest.approx(find_nearest(library._catalogue, VECTOR, 10, None), abs=1e-5)
    assert dense.is_open
    dense.close()


def test_a_server_keeps_the_vectors_of_several_libraries(
    tmp_path: Path, server: tuple[str, "subprocess.Popen[bytes]"]
) -> None:
    url, process = server
    with open_library(tmp_path / "a", url) as first, open_library(tmp_path / "b", url) as second:
        list(first.add_articles(make_articles(0, 40)))
        list(second.add_articles(make_articles(20, 60)))
        first.remove_articles([make_article(30).id])
        check_search(first)
        check_search(second)
        assert not (tmp_path / "a" / "chroma").exists()
        names = [library._catalogue.get_meta("collection_name") for library in (first, second)]
        assert len(set(names)) == 2
    with open_library(tmp_path / "a", None) as library:
        assert len(library.search_vectors(VECTOR, 10)) == 10
        list(library.add_articles([make_article(30)]))
        check_search(library)
    process.kill()
    process.wait()
    with open_library(tmp_path / "b", url) as library, pytest.raises(LibraryUnreachable, match="Check that it runs"):
        library.search_vectors(VECTOR, 10)


def test_a_server_that_lacks_the_collection_is_an_error_that_names_the_next_step(
    tmp_path: Path, server: tuple[str, "subprocess.Popen[bytes]"]
) -> None:
    url, _ = server
    with open_library(tmp_path / "own", None) as library:
        list(library.add_articles(make_articles(0, 5)))
    with open_library(tmp_path / "other", url) as library:
        list(library.add_articles(make_articles(5, 9)))
    with open_library(tmp_path / "own", url) as library:
        for filters in (None, Filters(sources=("Example Wire",))):
            with pytest.raises(LibraryUnreachable, match=r"does not have the collection.*qa doctor --rebuild-vectors"):
                library.search_vectors(VECTOR, 3, filters)
        with pytest.raises(LibraryUnreachable, match="does not have the collection"):
            library.remove_articles([make_article(1).id])
        assert library.count().articles == 5


def test_a_library_that_moves_to_a_server_leaves_no_copy_and_is_known_by_any_spelling_of_the_url(
    tmp_path: Path, server: tuple[str, "subprocess.Popen[bytes]"]
) -> None:
    url, _ = server
    other = url.replace("127.0.0.1", "localhost")
    told: list[str] = []
    with open_library(tmp_path, None) as library:
        list(library.add_articles(make_articles(0, 5)))
        assert library._target.path.exists()
    with open_library(tmp_path, url) as library:
        library.sync()
        assert not library._target.path.exists()
        id, name = (library._catalogue.get_meta(key) for key in ("collection", "collection_name"))
        assert name == f"qa-articles-{library._catalogue.get_meta('library_id')}"
    with open_library(tmp_path, other) as library:
        assert len(library.search_vectors(VECTOR, 3)) == 3
        list(library.add_articles([make_article(7)]))
        assert library._catalogue.get_meta("collection") == id
        check_search(library)
    with Library.open(tmp_path, embedder=HashEmbedder(), passage_size=200, notify=told.append) as library:
        assert len(library.search_vectors(VECTOR, 3)) == 3
        list(library.add_articles([make_article(8)]))
        check_search(library)
    assert [told[0][:46], len(told)] == ["A Chroma server has the vectors of this librar", 1]


class SilentHandler(SimpleHTTPRequestHandler):
    """Serves pages and tells nobody."""

    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.fixture
def pages() -> Iterator[str]:
    """A server of pages, which is no Chroma."""
    with ThreadingHTTPServer(("127.0.0.1", 0), SilentHandler) as pages:
        thread = threading.Thread(target=pages.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{pages.server_port}"
        pages.shutdown()
        thread.join()


def test_another_server_in_the_place_of_chroma_is_told(tmp_path: Path, pages: str) -> None:
    with open_library(tmp_path, None) as library:
        list(library.add_articles(make_articles(0, 2)))
    with open_library(tmp_path, pages) as library, pytest.raises(LibraryUnreachable, match="no Chroma"):
        library.search_vectors(VECTOR, 3)


def test_nothing_in_the_place_of_chroma_is_told(tmp_path: Path) -> None:
    with open_library(tmp_path, None) as library:
        list(library.add_articles(make_articles(0, 2)))
    expected = r"The Chroma server http://127.0.0.1:9 can't be used: [^.]+\. Check that it runs"
    url = "http://me:secret@127.0.0.1:9"
    with open_library(tmp_path, url) as library, pytest.raises(LibraryUnreachable, match=expected):
        library.search_vectors(VECTOR, 3)


def test_a_collection_on_a_server_is_examined_and_made_anew(
    tmp_path: Path, server: tuple[str, "subprocess.Popen[bytes]"]
) -> None:
    url, _ = server
    with open_library(tmp_path / "a", url) as library:
        list(library.add_articles(make_articles(0, 9)))
        catalogue, target = library._catalogue, library._target
        assert {finding.state for finding in examine_library(catalogue, target)} == {"ok"}
        with open_client(target) as client:
            collection = client.get_collection(catalogue.get_meta("collection_name"), embedding_function=None)
            collection.delete(ids=collection.get(limit=2)["ids"])
        [found] = [finding for finding in examine_library(catalogue, target) if finding.state != "ok"]
        assert (found.check, found.count) == ("chroma", 2)
        repairs = make_repairs(HashEmbedder, passage_size=200)
        assert [f.check for f in examine_library(catalogue, target, repairs=repairs) if f.state == "repaired"] == [
            "chroma"
        ]
        assert {finding.state for finding in examine_library(catalogue, target)} == {"ok"}
