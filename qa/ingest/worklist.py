"""What is still to be fetched: pages first, then the feeds that name more of them."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from qa.ingest.fetch.fetcher import PageRequest
from qa.ingest.found import Mark
from qa.ingest.web.feeds import FeedEntry
from qa.library import Visit


def is_address(source: str) -> bool:
    """Tell whether a source is a web address, and not a file."""
    return source.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An address to fetch.

    visit   the last one, or None
    parent  the list of feeds that a feed was found in
    depth   how many lists lie above a feed
    entry   what the feed says of a page
    done    the entries that are dealt with when the page is
    """

    url: str
    kind: Literal["page", "feed"]
    visit: Visit | None = None
    parent: str | None = None
    depth: int = 0
    entry: FeedEntry | None = None
    done: tuple[Mark, ...] = ()

    def make_request(self) -> PageRequest:
        """Return the request, for an answer only if something changed since the last visit."""
        visit = self.visit
        return PageRequest(
            url=self.url,
            etag=visit.etag if visit else None,
            last_modified=visit.last_modified if visit else None,
        )


@dataclass(slots=True)
class Worklist(Iterator[PageRequest]):
    """The requests to make, each address once; it ends when nothing is left, and goes on when more was added.

    Pages go first, so that of a site's thousand sitemaps one is in memory at a time.
    """

    _waiting: dict[str, deque[Task]] = field(default_factory=lambda: {"page": deque(), "feed": deque()})
    _tasks: dict[tuple[str, str], Task] = field(default_factory=dict)
    _asked: dict[str, deque[Task]] = field(default_factory=dict)
    done: int = 0

    @property
    def total(self) -> int:
        """How many requests there are so far, those that are done among them."""
        return len(self._tasks)

    def add(self, task: Task) -> None:
        """Have a task done; one whose address is waited for already only adds its entries to that one."""
        known = self._tasks.get((task.url, task.kind))
        self._tasks[task.url, task.kind] = task if known is None else replace(known, done=known.done + task.done)
        if known is None:
            self._waiting[task.kind].append(task)

    def __next__(self) -> PageRequest:
        tasks = self._waiting["page"] or self._waiting["feed"]
        if not tasks:
            raise StopIteration
        task = tasks.popleft()
        self._asked.setdefault(task.url, deque()).append(task)
        return task.make_request()

    def finish(self, url: str) -> Task:
        """Return the task whose answer has come."""
        self.done += 1
        task = self._asked[url].popleft()
        return self._tasks[task.url, task.kind]
