"""A web site on loopback whose pages and faults a test writes down beforehand."""

import gzip
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar

SENTENCES = [
    "The council of Port Ellery voted on Friday to close the old bridge for the whole of the winter.",
    "Engineers found cracks in four of its eleven pillars, a report published this week says.",
    "“We can’t wait for spring,” said Mara Quint, who heads the town’s works department.",
    "Ferries will run every twenty minutes, and those who live on the island travel for nothing.",
    "The town has set aside three million for the repair, which is to begin in the second week of March.",
]
TEXT = "\n".join(SENTENCES)
BODY = "<article>" + "".join(f"<p>{sentence}</p>" for sentence in SENTENCES) + "</article>"
LINKED_DATA = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge closed for the winter",
    "datePublished": "2025-10-31T19:40:00+08:00",
    "dateModified": "2025-11-01T08:00:00Z",
    "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ray"}],
    "publisher": {"@type": "Organization", "name": "Meridian Wire"},
    "articleSection": "Transport",
    "inLanguage": "en-GB",
}

_PIECE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request as the site got it; status is that of the answer, None while it is made."""

    path: str
    headers: Mapping[str, str]
    status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the site answers.

    headers   beside content-type and content-length
    length    the content-length that it claims; None for the true one
    drips     seconds between two bytes of a header that never ends; None for an answer with an end
    pace      seconds after each 64 bytes of the body; None sends all at once
    endless   sends the body again and again until the reader leaves
    silent    sends nothing at all
    garbage   sends the body without any HTTP around it
    leaves    closes the connection after the answer without a word, though it seems to be kept
    """

    status: int = 200
    body: bytes = b""
    kind: str | None = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    drips: float | None = None
    pace: float | None = None
    endless: bool = False
    silent: bool = False
    garbage: bool = False
    leaves: bool = False


Page = Reply | Callable[[Request], Reply]


class Site:
    """The pages of a site by path; change them at any time. A path that is not there is a 404.

    requests  all that were made, in their order
    sent      bytes of endless bodies that went out
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.pages: dict[str, Page] = {}
        self.requests: list[Request] = []
        self.sent = 0
        self.closing = threading.Event()
        self._recording = threading.Lock()

    @property
    def paths(self) -> list[str]:
        """The paths asked for, but for robots.txt."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def redirect(self, path: str, target: str, *, status: int = 302) -> None:
        """Let a path redirect."""
        self.pages[path] = Reply(status=status, headers={"location": target})

    def answer(self, request: Request) -> Reply:
        """Record the request and return the answer."""
        with self._recording:
            number = len(self.requests)
            self.requests.append(request)
        page = self.pages.get(request.path.partition("?")[0], Reply(status=404, body=b"nothing here"))
        reply = page if isinstance(page, Reply) else page(request)
        self.requests[number] = replace(request, status=reply.status)
        return reply


AnySite = TypeVar("AnySite", bound=Site)


def make_page(*, head: str = "", body: str = BODY, data: object = LINKED_DATA, language: str = "en") -> str:
    """Return an html page with linked data."""
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>' if data else ""
    return f'<!doctype html><html lang="{language}"><head>{script}{head}</head><body>{body}</body></html>'


def make_article(**parts: str) -> Reply:
    """Return the answer that is an article."""
    return Reply(body=make_page(**parts).encode())


def make_bomb(megabytes: int) -> bytes:
    """Return so many zeros, gzipped: a thousandth of that."""
    return gzip.compress(bytes(megabytes * 1_000_000))


def run_site(host: str = "127.0.0.1") -> AbstractContextManager[Site]:
    """Run a site on a free port until the block ends; every host that starts with 127 is loopback."""
    return serve_site(Site, host)


@contextmanager
def serve_site(make: Callable[[str], AnySite], host: str) -> Iterator[AnySite]:
    """Run the site that is made with its address until the block ends."""

    class Handler(_Handler):
        pass

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    site = make(f"http://{host}:{server.server_port}")
    Handler.site = site
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    site: Site

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        reply = self.site.answer(Request(path=self.path, headers=headers))
        try:
            self._send(reply)
        except OSError:
            self.close_connection = True

    def _send(self, reply: Reply) -> None:
        if reply.silent or reply.garbage:
            self.close_connection = True
            self.wfile.write(b"" if reply.silent else reply.body)
            self.site.closing.wait(30 if reply.silent else 0)
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.kind and reply.status != 304:
            self.send_header("content-type", reply.kind)
        if reply.endless or reply.length is not None or reply.leaves:
            self.close_connection = True
        if not reply.endless and reply.status != 304:
            self.send_header("content-length", str(len(reply.body) if reply.length is None else reply.length))
        if reply.drips is not None:
            self._drip(reply)
            return
        self.end_headers()
        self._write_body(reply)
        while reply.endless and not self.site.closing.is_set():
            self.wfile.write(reply.body)
            self.site.sent += len(reply.body)

    def _write_body(self, reply: Reply) -> None:
        size = _PIECE if reply.pace else max(1, len(reply.body))
        for start in range(0, len(reply.body), size):
            self.wfile.write(reply.body[start : start + size])
            if reply.pace and self.site.closing.wait(reply.pace):
                self.close_connection = True
                return

    def _drip(self, reply: Reply) -> None:
        """Send a header that never ends, byte by byte."""
        self.close_connection = True
        self.flush_headers()
        while not self.site.closing.wait(reply.drips):
            self.wfile.write(b"x")
            self.wfile.flush()
