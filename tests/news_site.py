"""A news site on loopback: pages and feeds are published, changed and taken down while it runs.

What is published has an ETag and a Last-Modified, and who names them again gets a 304 as long as nothing changed.
"""

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from itertools import pairwise
from typing import Literal

from news_feeds import render_atom, render_front, render_robots, render_rss, render_sitemap
from news_pages import Markup, NewsPage, render_page
from web_site import Page, Reply, Request, Site, serve_site

FeedForm = Literal["rss", "atom", "sitemap", "news sitemap"]

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"

_OPENED = datetime(2025, 11, 1, 8, tzinfo=UTC)
_KINDS: Mapping[FeedForm, str] = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is at a path, and since when; answers whoever has it already that it did not change."""

    body: bytes
    kind: str
    changed: datetime
    tells: frozenset[str] = frozenset({"etag", "last-modified"})

    def __call__(self, request: Request) -> Reply:
        """Return the answer to a request."""
        values = {"etag": self.etag, "last-modified": format_datetime(self.changed, usegmt=True)}
        headers = {name: value for name, value in values.items() if name in self.tells}
        if self._is_known(request.headers):
            return Reply(status=304, headers=headers)
        return Reply(body=self.body, kind=self.kind, headers=headers)

    @property
    def etag(self) -> str:
        """The mark of the body."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    def _is_known(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a request names this state; an ETag counts before a date (RFC 9110)."""
        if "etag" in self.tells and (tags := headers.get("if-none-match")):
            return self.etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        since = headers.get("if-modified-since")
        return "last-modified" in self.tells and bool(since) and parsedate_to_datetime(str(since)) >= self.changed


class NewsSite(Site):
    """A site whose clock goes on by a second with each change, so that no two states have the same date.

    tells  which of the headers "etag" and "last-modified" what is published from now on has
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.tells = frozenset({"etag", "last-modified"})
        self._clock = _OPENED
        self._publishing = threading.Lock()

    def publish(self, path: str, body: str | bytes, *, kind: str = HTML) -> str:
        """Put a document at a path, instead of what was there, and return its address; the same again is no change."""
        content = body.encode() if isinstance(body, str) else body
        with self._publishing:
            before = self.pages.get(path)
            if not (isinstance(before, Document) and (before.body, before.kind) == (content, kind)):
                self._clock += timedelta(seconds=1)
                self.pages[path] = Document(body=content, kind=kind, changed=self._clock, tells=self.tells)
        return f"{self.url}{path}"

    def publish_page(self, page: NewsPage, markup: Markup | None = None) -> str:
        """Publish an article, or change it, and return its address."""
        return self.publish(page.path, render_page(page, self.url, markup))

    def publish_feed(self, path: str, pages: Sequence[NewsPage], *, form: FeedForm = "rss", whole: bool = False) -> str:
        """Publish a list of articles, or change it, and return its address; whole entries hold the whole text."""
        body = {
            "rss": lambda: render_rss(pages, self.url, whole=whole),
            "atom": lambda: render_atom(pages, self.url, whole=whole),
            "sitemap": lambda: render_sitemap(pages, self.url),
            "news sitemap": lambda: render_sitemap(pages, self.url, news=True),
        }[form]()
        return self.publish(path, body, kind=_KINDS.get(form, XML))

    def publish_front(self, pages: Sequence[NewsPage], *, feed: str | None = None) -> str:
        """Publish a front page that lists articles and names a feed."""
        return self.publish("/", render_front(pages, self.url, feed=feed))

    def set_rules(
        self, *, refused: Sequence[str] = (), pause: float | None = None, sitemaps: Sequence[str] = ()
    ) -> None:
        """Publish a robots.txt."""
        self.publish("/robots.txt", render_robots(refused=refused, pause=pause, sitemaps=sitemaps), kind="text/plain")

    def take_down(self, path: str, *, status: int = 410) -> None:
        """Answer a path without a page from now on."""
        self.pages[path] = Reply(status=status, body=b"nothing here any more")

    def redirect_along(self, *paths: str, status: int = 301) -> None:
        """Let each path redirect to the next one; with the first again at the end, it is a loop."""
        for path, target in pairwise(paths):
            self.redirect(path, target, status=status)

    def count(self, path: str, *, status: int | None = None) -> int:
        """Return how often a path was asked for, or how often with this status."""
        return sum(r.path == path and status in (None, r.status) for r in list(self.requests))


def run_news_site(host: str = "127.0.0.1") -> AbstractContextManager[NewsSite]:
    """Run a news site on a free port until the block ends."""
    return serve_site(NewsSite, host)


def answer_later(first: Sequence[Reply], then: Page) -> Callable[[Request], Reply]:
    """Return what gives each of the first answers once, and then the other one."""
    waiting = list(first)

    def answer(request: Request) -> Reply:
        try:
            return waiting.pop(0)
        except IndexError:
            return then if isinstance(then, Reply) else then(request)

    return answer
