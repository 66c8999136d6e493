"""Each rule of the server's security, with a request that breaks it."""

import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import httpx
import pytest
from endpoint import KEY, RawReply, Request, ScriptedEndpoint
from serving import Serving, serve
from starlette.routing import Route

from qa.server import Face, ServerOptions
from qa.server.api import OPERATIONS
from qa.server.security import COOKIE, HEADERS
from qa.settings import Settings

TOKEN = "a-token-that-nobody-guesses"
MINISTER = "Which Chinese minister sat down with Hegseth in Kuala Lumpur?"
LIMIT = 20_000
OTHER_SITE = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}


@pytest.fixture(scope="module")
def serving(library_of_seeds: Path) -> Iterator[Serving]:
    with serve(Settings(library=library_of_seeds, model="extractive"), ServerOptions(body_limit=LIMIT)) as server:
        yield server


@pytest.fixture
def client(serving: Serving) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=serving.url, timeout=30) as opened:
        yield opened


@pytest.fixture(scope="module")
def elsewhere(library_of_seeds: Path) -> Iterator[Serving]:
    """Run a server as one that others reach: by a name, and with a token."""
    options = ServerOptions(host="0.0.0.0", names=("News.example",), token=TOKEN)
    with serve(Settings(library=library_of_seeds, model="extractive"), options) as server:
        yield server


@pytest.fixture
def stranger(elsewhere: Serving) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=elsewhere.url, timeout=30) as opened:
        yield opened


class HeldStream:
    """A question whose events nobody reads; the connection is held until it is closed."""

    def __init__(self, url: str, question: str, path: str = "/api/ask", *, begun: bool = True) -> None:
        body = json.dumps({"question": question, "stream": True}).encode()
        self._connection = socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=20)
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
        self._connection.sendall(head.encode() + body)
        assert not begun or self._connection.recv(12) == b"HTTP/1.1 200"

    def close(self) -> None:
        self._connection.close()


def send_raw(url: str, text: str) -> tuple[int, str]:
    """Send a request as it is, and return the status and all that came until the connection was closed."""
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(text.encode("latin-1"))
        received = b""
        while piece := connection.recv(65_536):
            received += piece
    return int(received.split(b" ", 2)[1]), received.decode("utf-8", "replace")


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "evil.example:8765", "", "[::", "0.0.0.0"],
    ids=repr,
)
@pytest.mark.parametrize("path", ["/", "/api/stats", "/v1/models"])
def test_a_name_that_was_bent_to_this_machine_is_refused(client: httpx.Client, host: str, path: str) -> None:
    answer = client.get(path, headers={"host": host})
    assert answer.status_code in (400, 421)
    assert "article" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1234", "LOCALHOST", "[::1]:8765"])
def test_the_names_of_this_machine_are_taken(client: httpx.Client, host: str) -> None:
    assert client.get("/api/stats", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost", "https://evil.example#127.0.0.1"],
)
@pytest.mark.parametrize(
    "path", ["/api/ask", "/api/ingest", "/api/check", "/v1/chat/completions", "/v1/responses", "/ask"]
)
def test_a_request_of_a_page_elsewhere_is_refused(client: httpx.Client, origin: str, path: str) -> None:
    answer = client.post(path, headers={"origin": origin}, json={"question": MINISTER})
    assert answer.status_code == 403
    assert "other sites" in answer.text
    assert "access-control-allow-origin" not in answer.headers


def test_its_own_pages_may_ask(client: httpx.Client, serving: Serving) -> None:
    own = {"origin": serving.url, "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}
    assert client.post("/api/search", headers=own, json={"query": "Lakes Cup"}).status_code == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("mode", ["no-cors", "cors", "navigate"])
def test_nothing_of_the_api_is_fetched_by_other_sites(client: httpx.Client, site: str, mode: str) -> None:
    headers = {"sec-fetch-site": site, "sec-fetch-mode": mode}
    for path in ("/api/stats", "/api/articles", "/api/ask?question=Who", "/v1/models"):
        assert client.get(path, headers=headers).status_code == 403
    assert client.post("/api/ask", headers=headers, json={"question": "Who?"}).status_code == 403
    page = client.get("/", headers=headers)
    assert page.status_code == (200 if mode == "navigate" else 403)


def test_a_link_elsewhere_may_open_a_page_and_changes_nothing(client: httpx.Client) -> None:
    assert client.get("/", headers=OTHER_SITE).status_code == 200
    assert client.post("/ask", headers=OTHER_SITE, data={"q": MINISTER}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/api/stats", "/v1/models", "/article/none", "/nowhere", "/article/x"])
def test_without_the_token_nothing_is_told(stranger: httpx.Client, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 401
    assert TOKEN not in answer.text
    assert "Meridian" not in answer.text


def test_the_token_in_an_address_becomes_a_cookie_and_leaves_the_address(stranger: httpx.Client) -> None:
    answer = stranger.get("/", params={"q": "Lakes Cup", "token": TOKEN, "outlet": "A & B"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/?q=Lakes+Cup&outlet=A+%26+B"
    cookie = SimpleCookie(answer.headers["set-cookie"])[COOKIE]
    assert (cookie["httponly"], cookie["samesite"].lower(), cookie["path"]) == (True, "strict", "/")
    assert stranger.get("/api/stats").status_code == 200
    assert TOKEN not in stranger.get("/").text


def test_the_token_is_read_among_the_cookies_of_others(stranger: httpx.Client) -> None:
    cookies = f'theme=dark mode; odd; {{"a": 1}}; {COOKIE}={TOKEN}; last="'
    assert stranger.get("/api/stats", headers={"cookie": cookies}).status_code == 200


def test_programs_show_the_token_as_a_key(stranger: httpx.Client) -> None:
    assert stranger.get("/v1/models", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert stranger.get("/v1/models", headers={"authorization": f"bearer  {TOKEN}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer wrong"},
        {"authorization": TOKEN},
        {"authorization": f"Basic {TOKEN}"},
        {"authorization": f"Bearer {TOKEN}x"},
        {"authorization": "Bearer"},
        {"authorization": b"Bearer \xff\xfe"},
        {"cookie": f"{COOKIE}=wrong"},
        {"cookie": f"other={TOKEN}"},
    ],
    ids=str,
)
def test_another_token_is_none(stranger: httpx.Client, headers: Any) -> None:
    assert stranger.get("/api/stats", headers=headers).status_code == 401


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], "%ff", f"{TOKEN}%00"])
def test_another_token_in_an_address_is_none(stranger: httpx.Client, token: str) -> None:
    answer = stranger.get(f"/?token={token}")
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_a_token_in_the_address_of_a_form_is_none(stranger: httpx.Client) -> None:
    assert stranger.post(f"/api/search?token={TOKEN}", json={"query": "x"}).status_code == 401


def test_the_address_with_a_token_leads_nowhere_else(elsewhere: Serving) -> None:
    status, received = send_raw(
        elsewhere.url, f"GET //evil.example/?token={TOKEN} HTTP/1.1\r\nHost: news.example\r\nConnection: close\r\n\r\n"
    )
    assert status == 303
    assert "location: /evil.example/\r\n" in received.lower()


def test_it_is_called_by_the_names_that_were_given(stranger: httpx.Client) -> None:
    bearer = {"authorization": f"Bearer {TOKEN}"}
    for host, status in {"news.example": 200, "NEWS.example:443": 200, "0.0.0.0": 200, "other.example": 421}.items():
        assert stranger.get("/api/stats", headers={**bearer, "host": host}).status_code == status


def test_a_declared_length_above_the_limit_is_refused_before_it_is_sent(serving: Serving) -> None:
    for length in (str(LIMIT + 1), "-1", "many", "9" * 40):
        status, received = send_raw(
            serving.url,
            f"POST /api/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n",
        )
        assert status in (400, 413), received


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("path", ["/api/ask", "/api/check", "/api/ingest", "/v1/chat/completions", "/ask"])
def test_a_length_that_was_not_declared_is_counted(client: httpx.Client, path: str, kind: str) -> None:
    lead = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n' if "x" in kind[-1:] else b""
    pieces = iter([lead, *([b"a" * 1_000] * (LIMIT // 1_000 + 1))])
    answer = client.post(path, content=pieces, headers={"content-type": kind})
    assert answer.status_code == 413
    assert f"{LIMIT:,} bytes" in answer.text


@pytest.mark.parametrize("field", ["Content-Type: application/json", "Content-Type: multipart/form-data"])
def test_a_request_that_breaks_off_harms_nobody(client: httpx.Client, serving: Serving, field: str) -> None:
    with socket.create_connection(("127.0.0.1", int(serving.url.rpartition(":")[2])), timeout=10) as connection:
        head = f"POST /api/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n{field}\r\n\r\n"
        connection.sendall(head.encode() + b'{"text": "')
    assert client.get("/api/stats").status_code == 200


def test_a_websocket_is_not_opened(serving: Serving) -> None:
    upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    status, _ = send_raw(serving.url, f"GET /api/ask HTTP/1.1\r\nHost: localhost\r\n{upgrade}{key}\r\n")
    assert status in (400, 403, 404)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/?q=Who+won+the+Lakes+Cup"),
        ("GET", "/nowhere"),
        ("GET", "/article/nothing"),
        ("GET", "/api/stats"),
        ("GET", "/api/nothing"),
        ("GET", "/api/ask?question=Who+won+the+Lakes+Cup&stream=1"),
        ("GET", "/api/openapi.json"),
        ("GET", "/v1/models"),
        ("DELETE", "/api/ask"),
        ("POST", "/v1/chat/completions"),
        ("OPTIONS", "/api/ask"),
        ("TRACE", "/"),
    ],
)
def test_every_answer_tells_browsers_what_it_may_do(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "access-control-allow-origin" not in answer.headers
    policy = dict(part.partition(" ")[::2] for part in answer.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == "'self'"


@pytest.mark.parametrize("headers", [{"host": "evil.example"}, {"origin": "https://evil.example"}, {"host": ""}])
def test_refusals_say_the_same(client: httpx.Client, headers: Mapping[str, str]) -> None:
    answer = client.post("/api/ask", headers=headers, json={})
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_what_goes_wrong_unforeseen_is_a_sentence_without_a_trace(library_of_seeds: Path) -> None:
    async def fail(request: object) -> None:
        raise RuntimeError("a secret of the inside")

    face = Face(routes=[Route("/api/fail", fail)], run=nullcontext)
    with serve(Settings(library=library_of_seeds, model="extractive"), faces=[face]) as server:
        answer = httpx.get(f"{server.url}/api/fail", timeout=60)
    assert answer.status_code == 500
    assert "log" in answer.json()["error"]["message"]
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_files_of_pages_are_kept_and_asked_for_again(client: httpx.Client) -> None:
    answer = client.get("/static/app.css")
    assert answer.headers["cache-control"] == "no-cache"
    assert client.get("/static/../security.py").status_code == 404
    assert client.get("/static/%2e%2e/security.py").status_code == 404


def list_pages(serving: Serving) -> list[str]:
    """Return the addresses of all that can be looked at without anything being asked."""
    own = [operation.path for operation in OPERATIONS if "GET" in operation.methods and "{" not in operation.path]
    pages = ["/", "/brief", "/timeline", "/changes", "/check", "/library", "/evaluations", "/v1/models", "/api/nothing"]
    return [*pages, *own]


def test_no_page_tells_a_key_or_the_token(
    library_of_seeds: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    endpoint.fault = "401"
    settings = Settings(library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url, timeout=10)
    bearer = {"authorization": f"Bearer {TOKEN}"}
    with (
        serve(settings, ServerOptions(token=TOKEN)) as server,
        httpx.Client(base_url=server.url, headers=bearer, timeout=30) as client,
    ):
        told = [client.get(path, params={"topic": "x", "q": "Lakes Cup"}).text for path in list_pages(server)]
        told.append(client.post("/api/ask", json={"question": MINISTER}).text)
        told.append(client.post("/api/ask", json={"question": MINISTER, "stream": True}).text)
        chat = {"messages": [{"role": "user", "content": MINISTER}]}
        told += [client.post("/v1/chat/completions", json={**chat, "stream": each}).text for each in (True, False)]
    assert endpoint.requests
    assert "refused" in told[-1]
    assert not [text for text in told if KEY in text or TOKEN in text]


def test_more_than_can_wait_are_sent_away_with_a_time(
    library_of_seeds: Path, endpoint: ScriptedEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    begun = threading.Semaphore(0)

    def wait(request: Request) -> RawReply:
        begun.release()
        return RawReply(body=[20.0], kind="text/event-stream")

    endpoint.answer = wait
    settings = Settings(library=library_of_seeds, model="openai:scripted-model", base_url=endpoint.url, timeout=30)
    with serve(settings, ServerOptions(jobs=1, queue=1)) as server:
        held = [HeldStream(server.url, MINISTER), HeldStream(server.url, MINISTER, begun=False)]
        try:
            assert begun.acquire(timeout=20)
            while server.services.waiting < len(held):
                time.sleep(0.02)
            for path, body in (
                ("/api/ask", {"question": MINISTER}),
                ("/api/ask", {"question": MINISTER, "stream": True}),
                ("/v1/chat/completions", {"messages": [{"role": "user", "content": MINISTER}], "stream": True}),
            ):
                answer = httpx.post(f"{server.url}{path}", json=body, timeout=10)
                assert (answer.status_code, answer.headers.get("retry-after")) == (503, "30")
                assert answer.json()["error"]["type"] == "ServerBusy"
            # What needs no model is told all the same, and at once.
            asked = time.monotonic()
            for path in ("/", "/api/stats", "/api/articles", "/api/search?query=Lakes+Cup"):
                assert httpx.get(f"{server.url}{path}", timeout=10).status_code == 200
            assert time.monotonic() - asked < 8
        finally:
            for each in held:
                each.close()
