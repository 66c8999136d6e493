"""A Chroma server that is shared, slow, restarted in the middle, stuck or gone: nothing is lost."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from library_fakes import HashEmbedder, make_article, make_articles

from qa.errors import LibraryUnreachable
from qa.library import Library
from qa.library.vectors.client import open_client

VECTOR = HashEmbedder().embed_queries(["The council of Quito heard report 12"])[0]


class ChromaServer:
    """A real server on loopback that can be killed and started again at its address."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self.start()

    def start(self) -> None:
        code = "from chromadb.cli.cli import app; app()"
        command = [sys.executable, "-c", code, "run", "--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--path", str(self._folder)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


class Proxy:
    """Passes connections on to a server, each piece after a delay; while it is stuck, it passes nothing on."""

    def __init__(self, port: int) -> None:
        self.delay = 0.0
        self.stuck = threading.Event()
        self._to = port
        self._closing = threading.Event()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._server.accept()
                server = socket.create_connection(("127.0.0.1", self._to))
                for pair in ((client, server), (server, client)):
                    self._threads.append(threading.Thread(target=self._pass_on, args=pair))
                    self._threads[-1].start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        source.settimeout(0.05)
        with closing(target):
            while not self._closing.is_set():
                try:
                    piece = source.recv(65_536)
                    if not piece:
                        return
                    while self.stuck.is_set() and not self._closing.is_set():
                        time.sleep(0.02)
                    time.sleep(self.delay)
                    target.sendall(piece)
                except TimeoutError:
                    continue
                except OSError:
                    return


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ChromaServer]:
    server = ChromaServer(tmp_path / "server")
    yield server
    server.kill()


@pytest.fixture
def proxy(server: ChromaServer) -> Iterator[Proxy]:
    with closing(Proxy(server.port)) as proxy:
        yield proxy


def open_library(path: Path, url: str) -> Library:
    return Library.open(path, embedder=HashEmbedder(), chroma=url, create=True, passage_size=200)


def count_on_server(library: Library) -> int:
    with open_client(library._target) as client:
        name = library._catalogue.get_meta("collection_name")
        return client.get_collection(name, embedding_function=None).count()


def test_a_server_that_dies_in_the_middle_loses_nothing_and_the_same_command_goes_on(
    tmp_path: Path, server: ChromaServer
) -> None:
    def list_until_it_dies() -> Iterator[object]:
        for number, article in enumerate(make_articles(0, 400)):
            if number == 300:
                server.kill()
            yield article

    told = []
    with open_library(tmp_path / "library", server.url) as library:
        with pytest.raises(LibraryUnreachable, match="What was taken in is safe, and the same command goes on"):
            for added in library.add_articles(list_until_it_dies()):  # type: ignore[arg-type]
                told.append(added.article_id)
        safe = library.count().articles
        assert len(told) <= safe
        with pytest.raises(LibraryUnreachable, match="Check that it runs"):
            library.search_vectors(VECTOR, 5)
    server.start()
    with open_library(tmp_path / "library", server.url) as library:
        assert sum(added.status == "unchanged" for added in library.add_articles(make_articles(0, 400))) == safe
        assert (library.count().articles, count_on_server(library)) == (400, library.count().passages)
        assert len(library.search_vectors(VECTOR, 5)) == 5
        server.kill()
        server.start()
        # Who has it open finds it again.
        assert len(library.search_vectors(VECTOR, 5)) == 5


def test_any_number_read_while_one_writes(tmp_path: Path, server: ChromaServer) -> None:
    problems: list[BaseException] = []
    searches = 0
    done = threading.Event()
    with open_library(tmp_path / "library", server.url) as library:
        list(library.add_articles(make_articles(0, 100)))

    def read() -> None:
        nonlocal searches
        try:
            with open_library(tmp_path / "library", server.url) as library:
                while not done.is_set():
                    hits = library.search_vectors(VECTOR, 10)
                    assert len(hits) == 10
                    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
                    searches += 1
        except BaseException as error:
            problems.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    with open_library(tmp_path / "library", server.url) as library:
        list(library.add_articles(make_articles(100, 400), batch_size=64))
        library.remove_articles([make_article(number).id for number in range(100, 110)])
        done.set()
        for reader in readers:
            reader.join()
        assert (problems, library.count().articles) == ([], 390)
        assert count_on_server(library) == library.count().passages
    assert searches > 4


def test_a_server_that_takes_few_at_once_gets_few_at_once(
    tmp_path: Path, server: ChromaServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb import Collection
    from chromadb.api.client import Client

    sizes: list[int] = []
    upsert = Collection.upsert

    def note(self: Collection, **given: Any) -> None:
        sizes.append(len(given["ids"]))
        upsert(self, **given)

    monkeypatch.setattr(Client, "get_max_batch_size", lambda self: 7)
    monkeypatch.setattr(Collection, "upsert", note)
    with open_library(tmp_path / "library", server.url) as library:
        list(library.add_articles(make_articles(0, 30)))
        assert max(sizes) <= 7
        assert count_on_server(library) == library.count().passages


def test_a_slow_server_only_takes_longer(tmp_path: Path, proxy: Proxy) -> None:
    proxy.delay = 0.05
    with open_library(tmp_path / "library", proxy.url) as library:
        list(library.add_articles(make_articles(0, 40)))
        assert len(library.search_vectors(VECTOR, 5)) == 5


@pytest.mark.parametrize("moment", ["before it is opened", "while it is open"])
def test_a_server_that_is_stuck_is_told_and_not_waited_for_forever(
    tmp_path: Path, proxy: Proxy, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setattr("qa.library.vectors.client._ANSWER_SECONDS", 0.6)
    with open_library(tmp_path / "library", proxy.url) as library:
        list(library.add_articles(make_articles(0, 20)))
        if moment == "while it is open":
            library.search_vectors(VECTOR, 5)
        proxy.stuck.set()
        with pytest.raises(LibraryUnreachable, match="it has not answered for 1 seconds"):
            library.search_vectors(VECTOR, 5)
        with pytest.raises(LibraryUnreachable, match="What was taken in is safe"):
            list(library.add_articles(make_articles(20, 30)))
        proxy.stuck.clear()
        assert len(list(library.add_articles(make_articles(20, 40)))) == 20
        assert count_on_server(library) == library.count().passages
