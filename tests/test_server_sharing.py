"""Many share one server: readers beside a writer, a slow model beside pages; who leaves ends what is done for him."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from endpoint import KEY, RawReply, Request, ScriptedEndpoint
from serving import Serving, serve

from qa.errors import ModelUnavailable
from qa.server import ServerOptions, Services
from qa.settings import Settings

MINISTER = "Which Chinese minister sat down with Hegseth in Kuala Lumpur?"
CUP = "Who won the Lakes Cup?"
# What a client of a chat sends, and what the others do.
CHAT = {"messages": [{"role": "user", "content": MINISTER}]}
DRAFT = "Strenn Rovers won the Lakes Cup after extra time in the final."


class SlowReply:
    """A reply that says a word now and then, for ever; it tells when it has begun and when its reader is gone."""

    def __init__(self) -> None:
        self.begun, self.left = threading.Event(), threading.Event()

    def __call__(self, request: Request) -> RawReply:
        self.begun.set()
        return RawReply(body=_Words(self), kind="text/event-stream")


class _Words(list[Any]):
    """Pieces of a reply; the reader of them is told by the failure to send one."""

    def __init__(self, reply: SlowReply) -> None:
        super().__init__()
        self._reply = reply

    def __iter__(self) -> Iterator[Any]:
        chunk = {"choices": [{"index": 0, "delta": {"content": "Hegseth "}}]}
        try:
            for _ in range(200):
                yield f"data: {json.dumps(chunk)}\n\n"
                yield 0.1
        finally:
            self._reply.left.set()


@pytest.fixture
def slow(endpoint: ScriptedEndpoint) -> SlowReply:
    reply = SlowReply()
    endpoint.answer = reply
    return reply


@pytest.fixture
def scripted(library_of_seeds: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    settings = Settings(library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url, timeout=60)
    with serve(settings) as server:
        yield server


def open_request(url: str, path: str, body: dict[str, Any]) -> socket.socket:
    """Send a request and return its connection; nothing is read of the answer."""
    data = json.dumps(body).encode()
    connection = socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=20)
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(data)}\r\n\r\n"
    connection.sendall(head.encode() + data)
    return connection


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/ask", {"question": MINISTER}),
        ("/api/ask", {"question": MINISTER, "stream": True}),
        ("/api/chat", {"question": MINISTER, "stream": True}),
        ("/api/brief", {"topic": "Lakes Cup"}),
        ("/api/brief", {"topic": "Lakes Cup", "stream": True}),
        ("/v1/chat/completions", CHAT),
        ("/v1/chat/completions", {**CHAT, "stream": True}),
        ("/v1/responses", {"input": MINISTER}),
        ("/v1/responses", {"input": MINISTER, "stream": True}),
    ],
    ids=lambda value: value if isinstance(value, str) else "streamed" if value.get("stream") else "whole",
)
def test_a_connection_that_is_closed_ends_the_call_of_the_model(
    scripted: Serving, slow: SlowReply, path: str, body: dict[str, Any]
) -> None:
    connection = open_request(scripted.url, path, body)
    assert slow.begun.wait(20)
    time.sleep(0.2)
    assert not slow.left.is_set()
    connection.close()
    assert slow.left.wait(5)
    assert wait_until(lambda: scripted.services.waiting == 0)


@pytest.mark.parametrize("calls_before", [0, 1], ids=["a new connection", "one that was kept"])
def test_a_call_that_nothing_has_come_of_ends_too(
    library_of_seeds: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch, calls_before: int
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    begun, over = threading.Event(), threading.Event()

    def wait(request: Request) -> RawReply:
        begun.set()
        over.wait(20)
        return RawReply(body=[], kind="text/event-stream")

    settings = Settings(library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url, timeout=60)
    with serve(settings, ServerOptions(jobs=1)) as server:
        endpoint.replies = ["Hegseth met Dong Jun in Kuala Lumpur. [1]"] * 9
        for _ in range(calls_before):
            httpx.post(f"{server.url}/api/ask", json={"question": MINISTER}, timeout=20)
        endpoint.answer = wait
        connection = open_request(server.url, "/api/ask", {"question": MINISTER})
        try:
            assert begun.wait(20)
            endpoint.answer = lambda request: None
            connection.close()
            # The one thread for models is free at once, though the endpoint still says nothing.
            assert httpx.post(f"{server.url}/api/ask", json={"question": CUP}, timeout=8).status_code == 200
        finally:
            over.set()


def wait_until(holds: Callable[[], bool], seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


def test_slow_models_keep_nobody_from_pages_and_searches(
    library_of_seeds: Path, endpoint: ScriptedEndpoint, slow: SlowReply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    settings = Settings(library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url, timeout=60)
    with serve(settings, ServerOptions(jobs=2)) as server:
        held = [open_request(server.url, "/api/ask", {"question": MINISTER, "stream": True}) for _ in range(3)]
        try:
            assert slow.begun.wait(20)
            with httpx.Client(base_url=server.url, timeout=20) as client:
                [row] = client.get("/api/articles?limit=1").json()
                for path in ("/", f"/article/{row['id']}", "/api/stats", "/api/search?query=Lakes+Cup", "/v1/models"):
                    assert client.get(path).status_code == 200
            assert server.services.waiting == 3
        finally:
            for connection in held:
                connection.close()
        assert wait_until(lambda: server.services.waiting == 0)


def test_an_answer_that_needs_no_model_waits_for_none_and_nobody_waits_for_ever(
    library_of_seeds: Path, endpoint: ScriptedEndpoint, slow: SlowReply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    settings = Settings(library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url, timeout=60)
    with serve(settings, ServerOptions(jobs=1, patience=0.3)) as server:
        held = open_request(server.url, "/api/ask", {"question": MINISTER})
        try:
            assert slow.begun.wait(20)
            with httpx.Client(base_url=server.url, timeout=20) as client:
                quoted = client.post("/api/ask", json={"question": CUP, "model": "extractive"})
                assert quoted.json()["status"] == "answered"
                late = client.post("/api/ask", json={"question": CUP})
                assert (late.status_code, late.headers["retry-after"]) == (503, "30")
        finally:
            held.close()


def test_what_only_reads_has_a_bound_on_waiting_too(library_of_seeds: Path) -> None:
    free, begun = threading.Event(), threading.Semaphore(0)
    with (
        serve(Settings(library=library_of_seeds, model="extractive"), ServerOptions(jobs=1, queue=0)) as server,
        ThreadPoolExecutor(1) as pool,
        httpx.Client(base_url=server.url, timeout=20) as client,
    ):
        services, list_models = server.services, server.services.list_models

        def wait() -> list[str]:
            begun.release()
            free.wait(20)
            return list_models()

        services.list_models = wait  # type: ignore[method-assign]
        held = pool.submit(httpx.get, f"{server.url}/v1/models", timeout=20)
        try:
            assert begun.acquire(timeout=10)
            answer = client.get("/api/articles")
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
        finally:
            free.set()
        assert held.result().status_code == 200
        assert client.get("/api/articles").status_code == 200


def test_readers_are_answered_while_one_writes(copy_of_seeds: Path) -> None:
    stop = threading.Event()
    failures: list[str] = []

    def read(path: str, url: str) -> int:
        count = 0
        with httpx.Client(base_url=url, timeout=30) as client:
            while not stop.is_set():
                answer = client.get(path)
                count += 1
                if answer.status_code != 200:
                    failures.append(f"{path}: {answer.status_code} {answer.text[:200]}")
        return count

    def write(url: str, n: int) -> int:
        text = f"# Ferry {n}\n\nFerry number {n} of Port Ellery sails every {n + 20} minutes, the council said.\n"
        answer = httpx.post(f"{url}/api/ingest", files={"file": (f"ferry-{n}.md", text.encode())}, timeout=30)
        return int(answer.json()["new"])

    paths = [f"/api/ask?question={CUP}", "/api/search?query=Lakes+Cup", "/api/articles?limit=5", "/api/stats"]
    with serve(Settings(library=copy_of_seeds, model="extractive")) as server, ThreadPoolExecutor(8) as pool:
        before = httpx.get(f"{server.url}/api/stats", timeout=30).json()["articles"]
        reading = [pool.submit(read, path, server.url) for path in paths]
        writing = [pool.submit(write, server.url, n) for n in range(4)]
        added = sum(each.result() for each in writing)
        stop.set()
        assert all(each.result() for each in reading)
        assert failures == []
        after = httpx.get(f"{server.url}/api/stats", timeout=30).json()["articles"]
        found = httpx.get(f"{server.url}/api/search?query=ferry+number+3", timeout=30).json()
    assert (added, after - before) == (4, 4)
    assert "Ferry 3" in [hit["title"] for hit in found]


def test_a_model_that_can_not_be_opened_harms_no_other(
    library_of_seeds: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    endpoint.fault = "500"
    # Without a name the first model that the endpoint lists is asked for, and it lists none.
    settings = Settings(library=library_of_seeds, model="extractive", base_url=endpoint.url, timeout=5)
    with serve(settings) as server, httpx.Client(base_url=server.url, timeout=30) as client:
        failed = client.post("/api/ask", json={"question": MINISTER, "model": "openai"})
        assert failed.status_code in (502, 503)
        assert failed.json()["error"]["type"] in (ModelUnavailable.__name__, "ModelFailed")
        assert client.post("/api/ask", json={"question": MINISTER}).json()["status"] == "answered"
        assert client.get("/api/stats").status_code == 200


def test_a_chain_is_opened_once_however_many_ask_for_it(
    library_of_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with serve(Settings(library=library_of_seeds, model="extractive")) as server:
        services: Services = server.services
        with ThreadPoolExecutor(8) as pool:
            chains = list(pool.map(services.get_chain, [None, "extractive", "openai"] * 6))
    assert len(set(map(id, chains))) == 2
