"""Fetch pages and feeds as a polite guest: by the rules of the site, one at a time, in bounded time and memory."""

import socket
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.ingest.fetch.answers import (
    BUSY,
    REDIRECTS,
    describe_status,
    find_site,
    follow_redirects,
    read_headers,
    read_location,
    read_wait,
)
from qa.ingest.fetch.content import Kind, find_charset, read_body, unpack
from qa.ingest.fetch.guard import Resolve, parse_url
from qa.ingest.fetch.pacing import Pacer
from qa.ingest.fetch.problem import FetchProblem
from qa.ingest.fetch.robots import MOST_BYTES, Robots
from qa.ingest.fetch.turns import Turns

if TYPE_CHECKING:
    from httpx import URL

ROBOT = "qa-news"

_ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1"
# In characters, chosen: what a site says of a page's state is shorter, and is sent back as it is.
_LONGEST_VALUE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """How pages are fetched.

    allow_private  addresses of this machine and its network may be asked too
    pause          seconds between the starts of two requests to one site; its robots.txt can make them more. With 0,
                   one site is asked by many threads at once
    timeout        seconds to wait for a connection and for each piece of an answer
    deadline       seconds for a whole answer
    longest_wait   seconds to wait for a site that asks for it (Retry-After); it is reported when it asks for more
    max_bytes      longest page, unpacked
    kinds          what counts as a page
    threads        how many sites are asked at the same time
    """

    allow_private: bool = False
    pause: float = 1.0
    timeout: float = 20.0
    deadline: float = 60.0
    longest_wait: float = 30.0
    max_bytes: int = 20_000_000
    kinds: frozenset[Kind] = frozenset({"html", "xml", "json", "text", "pdf"})
    threads: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """A page to fetch; with etag and last_modified of its last answer it is sent only if it has changed."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer of a site.

    url        as it was asked for
    final_url  where the answer is from, after redirects and in its normal form
    status     200, or 304 when the page is what it was last time and content is empty
    kind       what content is by its first bytes; None with 304
    content    the bytes of the page, unpacked
    charset    the encoding that the site names for it, which is sometimes wrong
    """

    url: str
    final_url: str
    status: int
    etag: str | None
    last_modified: str | None
    kind: Kind | None = None
    content: bytes = b""
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFetched:
    """A page that was not fetched, and why.

    retry   whether it may work later
    status  of the answer (404 and 410: the page is gone), or None when there was none
    """

    url: str
    reason: str
    retry: bool
    status: int | None = None


class Fetcher:
    """Fetches pages; remembers the rules and turns of each site while it is open. Close it, or use it in a with block.

    resolve  looks up names, as socket.getaddrinfo does
    """

    def __init__(self, options: FetchOptions | None = None, *, resolve: Resolve = socket.getaddrinfo) -> None:
        # Importing these takes as long as the rest of the program's start.
        from importlib.metadata import version

        from qa.ingest.fetch.connection import Connections

        self._options = options or FetchOptions()
        self._connections = Connections(
            allow_private=self._options.allow_private, timeout=self._options.timeout, resolve=resolve
        )
        self._closing = threading.Event()
        self._pacer = Pacer(
            pause=self._options.pause, longest_wait=self._options.longest_wait, sleep=self._closing.wait
        )
        self._robots = Robots(ROBOT, self._ask_robots)
        self._headers = {
            "user-agent": f"{ROBOT}/{version('qa-news')} (reads news for one person; follows robots.txt)",
            "accept": _ACCEPT,
            "accept-encoding": "gzip",
        }

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; what is being fetched in other threads ends as not fetched."""
        self._closing.set()
        self._connections.close()

    def fetch(self, request: PageRequest | str) -> Fetched | NotFetched:
        """Return the page, or why it can't be had. Waits for the turn of the site."""
        if isinstance(request, str):
            request = PageRequest(url=request)
        page = request
        try:
            return follow_redirects(page.url, lambda url: self._ask_page(url, page))
        except FetchProblem as problem:
            return NotFetched(url=request.url, reason=problem.reason, retry=problem.retry, status=problem.status)
        except Exception as error:
            # Whatever a broken site does to the libraries, the others are still fetched.
            return NotFetched(url=request.url, reason=f"can't be fetched ({type(error).__name__})", retry=False)

    def fetch_all(self, requests: Iterable[PageRequest | str]) -> Iterator[Fetched | NotFetched]:
        """Yield what fetch returns for each request, in the order in which the answers come.

        Requests are taken from the iterable as they are needed; sites are asked at the same time, pages of one site
        one after the other.
        """
        turns: Turns[PageRequest | str, Fetched | NotFetched] = Turns(
            work=self.fetch,
            find_group=_find_group,
            find_wait=self._pacer.find_wait,
            threads=self._options.threads,
            alone=self._options.pause > 0,
        )
        return turns.run(requests)

    def list_sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps that the robots.txt of the url's site names; asks for it if that was not done yet."""
        try:
            return self._robots.list_sitemaps(find_site(parse_url(url)))
        except FetchProblem:
            return []

    def _ask_page(self, url: "URL", request: PageRequest) -> "Fetched | URL":
        """Return the answer of a site to one request for a page, or where it redirects to."""
        site = find_site(url)
        wanted = self._robots.check_url(str(url), site=site)
        self._pacer.slow_down(site, wanted)
        for is_last in (False, True):
            self._pacer.take_turn(site)
            with self._connections.get(
                url, self._headers | _ask_if_new(request), seconds=self._options.deadline
            ) as answer:
                headers = read_headers(answer)
                if answer.status in REDIRECTS:
                    return read_location(url, headers)
                if answer.status in (200, 203):
                    return self._read_page(url, request, headers, answer.iter_stream())
            if answer.status not in BUSY or is_last:
                break
            # After this, the next turn is when the site said, or never.
            self._pacer.close_site(site, read_wait(headers))
        if answer.status == 304:
            return _make_fetched(url, request, headers, status=304)
        raise describe_status(answer.status)

    def _read_page(self, url: "URL", request: PageRequest, headers: dict[str, str], pieces: Iterable[bytes]) -> Fetched:
        content, kind = read_body(pieces, headers, max_bytes=self._options.max_bytes, kinds=self._options.kinds)
        return _make_fetched(url, request, headers, status=200, content=content, kind=kind)

    def _ask_robots(self, address: str) -> tuple[int, bytes]:
        """Return status and the first bytes of a robots.txt, after redirects."""

        def ask(url: "URL") -> "tuple[int, bytes] | URL":
            with self._connections.get(url, self._headers, seconds=self._options.deadline) as answer:
                headers = read_headers(answer)
                if answer.status in REDIRECTS:
                    return read_location(url, headers)
                body = bytearray()
                for piece in unpack(answer.iter_stream(), headers) if answer.status == 200 else ():
                    body += piece
                    if len(body) > MOST_BYTES:
                        break
                return answer.status, bytes(body[:MOST_BYTES])

        return follow_redirects(address, ask)


def _find_group(request: PageRequest | str) -> str:
    try:
        return find_site(parse_url(request if isinstance(request, str) else request.url))
    except FetchProblem:
        return ""


def _ask_if_new(request: PageRequest) -> dict[str, str]:
    """Return the headers that ask for a page only if it changed."""
    values = {"if-none-match": request.etag, "if-modified-since": request.last_modified}
    return {name: value for name, value in values.items() if value and value.isascii() and value.isprintable()}


def _make_fetched(
    url: "URL",
    request: PageRequest,
    headers: dict[str, str],
    *,
    status: int,
    content: bytes = b"",
    kind: Kind | None = None,
) -> Fetched:
    unchanged = status == 304
    return Fetched(
        url=request.url,
        final_url=str(url),
        status=status,
        etag=headers.get("etag", "")[:_LONGEST_VALUE] or (request.etag if unchanged else None),
        last_modified=headers.get("last-modified", "")[:_LONGEST_VALUE]
        or (request.last_modified if unchanged else None),
        kind=kind,
        content=content,
        charset=find_charset(headers),
    )
