from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpcore
import pytest
from web_site import make_article, run_site

from qa.errors import SourceProblem
from qa.ingest.fetch.connection import GuardedBackend, load_certificates
from qa.ingest.fetch.fetcher import Fetched, Fetcher, FetchOptions, NotFetched
from qa.ingest.fetch.problem import FetchProblem

PUBLIC = "93.184.216.34"


class Names:
    """A name server whose answers are written down; each is given once, the last again and again."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, **options: object) -> list[tuple[Any, ...]]:
        self.asked.append(host)
        address = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(0, 0, 0, "", (address, port))]


class Wire(httpcore.NetworkBackend):
    """Records what is connected to; those that do not answer fail."""

    def __init__(self, *silent: str) -> None:
        self.silent = silent
        self.hosts: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        self.hosts.append(host)
        if host in self.silent:
            raise httpcore.ConnectError("refused")
        return httpcore.MockStream([b"HTTP/1.1 200 OK\r\n\r\n"])


def test_the_connection_goes_to_the_address_that_was_checked_even_if_the_name_changes_its_mind() -> None:
    names, wire = Names(PUBLIC, "127.0.0.1"), Wire()
    GuardedBackend(wire, allow_private=False, resolve=names).connect_tcp("rebinding.example", 80)
    assert (wire.hosts, names.asked) == ([PUBLIC], ["rebinding.example"])


def test_each_new_connection_is_checked_again() -> None:
    wire = Wire()
    backend = GuardedBackend(wire, allow_private=False, resolve=Names(PUBLIC, "127.0.0.1"))
    backend.connect_tcp("rebinding.example", 80)
    with pytest.raises(FetchProblem, match="of this machine or its network"):
        backend.connect_tcp("rebinding.example", 80)
    assert wire.hosts == [PUBLIC]


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    def resolve(host: str, port: int, **options: object) -> list[tuple[Any, ...]]:
        return [(0, 0, 0, "", (address, port)) for address in (PUBLIC, "127.0.0.1", "8.8.8.8")]

    wire = Wire(PUBLIC)
    GuardedBackend(wire, allow_private=False, resolve=resolve).connect_tcp("news.example", 80)
    assert wire.hosts == [PUBLIC, "8.8.8.8"]


def test_sockets_of_files_are_never_connected_to() -> None:
    with pytest.raises(FetchProblem, match="not a network address"):
        GuardedBackend(Wire(), allow_private=True, resolve=Names(PUBLIC)).connect_unix_socket("/run/docker.sock")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "LOCALHOST", "[::1]"])
def test_a_site_on_this_machine_is_not_reached(host: str) -> None:
    with run_site() as site, Fetcher(FetchOptions(pause=0)) as fetcher:
        site.pages["/a"] = make_article()
        found = fetcher.fetch(f"http://{host}:{site.url.rpartition(':')[2]}/a")
    assert isinstance(found, NotFetched)
    assert "at an address of this machine or its network; --allow-private permits that" in found.reason
    assert not found.retry
    assert site.requests == []


def test_a_site_that_a_name_leads_to_is_asked_by_that_name() -> None:
    names = Names("127.0.0.1")
    with run_site() as site, Fetcher(FetchOptions(pause=0, allow_private=True), resolve=names) as fetcher:
        site.pages["/a"] = make_article()
        port = site.url.rpartition(":")[2]
        found = fetcher.fetch(f"http://news.example:{port}/a")
    assert isinstance(found, Fetched)
    assert {request.headers["host"] for request in site.requests} == {f"news.example:{port}"}


def set_proxy(monkeypatch: pytest.MonkeyPatch, url: str, *, direct: str = "") -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, direct)
    monkeypatch.setenv("http_proxy", url)


def find_nothing(*_: object, **__: object) -> list[tuple[Any, ...]]:
    raise OSError


def test_a_page_is_asked_for_through_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with run_site() as proxy:
        set_proxy(monkeypatch, proxy.url)
        proxy.pages["http://news.example/a"] = make_article()
        with Fetcher(FetchOptions(pause=0), resolve=find_nothing) as fetcher:
            found = fetcher.fetch("http://news.example/a")
    assert isinstance(found, Fetched), found
    assert [request.path for request in proxy.requests][-1] == "http://news.example/a"


def test_a_site_that_the_environment_excepts_is_asked_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    with run_site() as site, run_site() as proxy:
        set_proxy(monkeypatch, proxy.url, direct="127.0.0.1")
        site.pages["/a"] = make_article()
        with Fetcher(FetchOptions(pause=0, allow_private=True)) as fetcher:
            assert isinstance(fetcher.fetch(f"{site.url}/a"), Fetched)
    assert proxy.requests == []


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "[::1]", "localhost", "printer", "inside.example"])
def test_a_proxy_is_not_asked_for_addresses_of_this_machine_or_its_network(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    with run_site() as proxy:
        set_proxy(monkeypatch, proxy.url)
        with Fetcher(FetchOptions(pause=0), resolve=Names("10.0.0.5")) as fetcher:
            found = fetcher.fetch(f"http://{host}/a")
    assert isinstance(found, NotFetched)
    assert "of this machine or its network; --allow-private permits that" in found.reason
    assert proxy.requests == []


def test_a_proxy_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    set_proxy(monkeypatch, "http://127.0.0.1:9")
    with Fetcher(FetchOptions(pause=0), resolve=find_nothing) as fetcher:
        found = fetcher.fetch("http://news.example/a")
    assert isinstance(found, NotFetched)
    assert "through the proxy 127.0.0.1" in found.reason


def test_a_proxy_that_is_not_spoken_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    set_proxy(monkeypatch, "socks5://127.0.0.1:9")
    with Fetcher(FetchOptions(pause=0), resolve=find_nothing) as fetcher:
        found = fetcher.fetch("http://news.example/a")
    assert isinstance(found, NotFetched)
    assert "(socks5); set NO_PROXY" in found.reason


def test_a_kept_connection_that_the_site_has_closed_loses_no_page() -> None:
    with run_site() as site, Fetcher(FetchOptions(allow_private=True, pause=0.0, threads=4)) as fetcher:
        for n in range(100):
            site.pages[f"/{n}"] = replace(make_article(), leaves=True)
        found = list(fetcher.fetch_all(f"{site.url}/{n}" for n in range(100)))
    assert [item for item in found if isinstance(item, NotFetched)] == []


@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_certificates_that_cannot_be_read_are_named_by_their_variable(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None
) -> None:
    path = tmp_path / "certificates.pem"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    load_certificates.cache_clear()
    with pytest.raises(SourceProblem, match=r"SSL_CERT_FILE is .* Correct it or unset it"):
        load_certificates()
    load_certificates.cache_clear()
