"""Fetch pages, and what feeds list, and read the articles in them; what is known of the last visit saves the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path

from qa.articles import Article, ReadOptions, Skipped
from qa.articles.addresses import strip_tracking
from qa.errors import SourceProblem
from qa.ingest.fetch.fetcher import Fetched, Fetcher, NotFetched
from qa.ingest.found import Found, Mark, Status
from qa.ingest.web.feeds import FeedEntry, FeedLink, mark_entry, read_feed
from qa.ingest.web.reading import list_facts, read_entry, read_fetched
from qa.ingest.worklist import Task, Worklist, is_address
from qa.library import Visit, VisitKind, Visits
from qa.urls import show_url

# Codes of HTTP; and, chosen: lists that name lists are a few deep, and larger files are no feeds.
_GONE = (404, 410)
_MOST_DEPTH = 3
_LARGEST_FILE = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GatherOptions:
    """What is taken of feeds.

    since  only entries that were published, or else updated, from this day on; those without a day are taken
    limit  at most so many entries in all, those that a feed lists first; the next run goes on with the others
    """

    since: date | None = None
    limit: int | None = None


@dataclass(slots=True, kw_only=True)
class _Feed:
    """A feed that was read in this run.

    answer    what the site sent, None for a file
    is_whole  nothing of it is left for the next run
    """

    visit: Visit
    answer: Fetched | None
    is_whole: bool = True


@dataclass(slots=True, kw_only=True)
class Gatherer:
    """Gathers the articles of pages and feeds.

    visits  of the library, or None where there is none yet
    read    how pages are read
    """

    fetcher: Fetcher
    visits: Visits | None
    options: GatherOptions = field(default_factory=GatherOptions)
    read: ReadOptions = field(default_factory=ReadOptions)
    work: Worklist = field(default_factory=Worklist)
    _feeds: dict[str, _Feed] = field(default_factory=dict)
    _taken: int = 0

    def gather(self, *, pages: Iterable[str] = (), feeds: Iterable[str] = ()) -> Iterator[Found]:
        """Yield what is found at pages and feeds: addresses, and for feeds paths of files too."""
        for url in pages:
            self.work.add(self._make_page(url))
        for url in feeds:
            if is_address(url):
                self.work.add(self._make_feed(url))
            else:
                yield from self._read_file(url)
        for result in self.fetcher.fetch_all(self.work):
            task = self.work.finish(result.url)
            if isinstance(result, NotFetched):
                yield self._tell_failure(task, result)
            elif task.kind == "page":
                yield self._read_page(task, result)
            else:
                yield from self._read_feed(task, result)

    def list_feed_visits(self) -> list[Visit]:
        """Return the visits to the feeds of this run, once all that it found is dealt with."""
        return [
            replace(feed.visit, etag=feed.answer.etag, last_modified=feed.answer.last_modified)
            for feed in self._feeds.values()
            if feed.answer and feed.is_whole
        ]

    def _make_page(self, url: str, *, entry: FeedEntry | None = None, done: tuple[Mark, ...] = ()) -> Task:
        url = strip_tracking(url)
        return Task(url=url, kind="page", visit=self._find_visit(url, "page"), entry=entry, done=done)

    def _make_feed(self, url: str, *, parent: str | None = None, depth: int = 0) -> Task:
        visit = self._find_visit(url, "feed")
        return Task(url=url, kind="feed", visit=visit, parent=visit.parent if visit else parent, depth=depth)

    def _find_visit(self, url: str, kind: VisitKind) -> Visit | None:
        return self.visits.get_visit(url, kind) if self.visits else None

    def _tell_failure(self, task: Task, result: NotFetched) -> Found:
        """Return why something was not fetched; what may work later is left for the next run."""
        is_gone = result.status in _GONE and task.visit is not None
        if result.retry:
            self._leave_for_later(task.done)
            return Found(origin=show_url(task.url), status="failed", reason=result.reason)
        visit = _note_gone(task.visit) if is_gone and task.visit else None
        if is_gone and task.visit and task.visit.gone:
            return Found(origin=task.url, status="unchanged", visit=visit, done=task.done)
        status: Status = "gone" if is_gone else "skipped"
        return Found(origin=show_url(task.url), status=status, reason=result.reason, visit=visit, done=task.done)

    def _leave_for_later(self, done: Iterable[Mark]) -> None:
        for feed, _ in done:
            self._feeds[feed].is_whole = False

    def _read_page(self, task: Task, answer: Fetched) -> Found:
        visit = Visit(
            url=task.url, kind="page", etag=answer.etag, last_modified=answer.last_modified, checked=read_clock()
        )
        if answer.status == 304:
            return Found(origin=task.url, status="unchanged", visit=visit, done=task.done)
        article = read_fetched(answer, _add_entry(self.read, task.entry))
        if isinstance(article, Skipped):
            return Found(origin=task.url, status="skipped", reason=article.reason, done=task.done)
        return Found(origin=task.url, article=article, visit=visit, done=task.done)

    def _read_feed(self, task: Task, answer: Fetched) -> Iterator[Found]:
        if answer.status == 304:
            self._add_feed(task, answer)
            for inner in self.visits.list_feeds(parent=task.url) if self.visits else ():
                self.work.add(self._make_feed(inner.url, parent=task.url, depth=task.depth + 1))
            yield Found(origin=task.url, status="unchanged")
            return
        yield from self._read_list(task, answer, answer.content, address=answer.final_url)

    def _read_file(self, path: str) -> Iterator[Found]:
        """Yield what a feed in a file lists; it is followed like any other, by its path."""
        file = Path(path).absolute()
        task = self._make_feed(str(file))
        try:
            with file.open("rb") as stream:
                content = stream.read(_LARGEST_FILE + 1)
        except OSError as error:
            yield Found(origin=task.url, status="failed", reason=(error.strerror or "can't be read").lower())
            return
        yield from self._read_list(task, None, content, address=task.url)

    def _read_list(self, task: Task, answer: Fetched | None, content: bytes, *, address: str) -> Iterator[Found]:
        """Yield the articles that the entries of a feed hold; have their pages, and the feeds it names, fetched."""
        done = self.visits.select_done(task.url) if self.visits else frozenset()
        try:
            items = self._list_items(task, content, address=address, charset=answer.charset if answer else None)
            first = list(islice(items, 1))
            yield Found(origin=task.url, status="read", visit=self._add_feed(task, answer))
            for item in chain(first, items):
                if isinstance(item, FeedLink):
                    self._follow(item.url, task)
                elif mark_entry(item) not in done and self._is_wanted(item, task.url):
                    yield from self._read_entry(item, (task.url, mark_entry(item)))
        except SourceProblem as problem:
            if task.url in self._feeds:
                self._feeds[task.url].is_whole = False
            yield Found(origin=task.url, status="failed", reason=str(problem))

    def _list_items(
        self, task: Task, content: bytes, *, address: str, charset: str | None
    ) -> Iterator[FeedEntry | FeedLink]:
        """Yield what a feed lists; of a page without a feed, the sitemaps that its site names."""
        items = read_feed(content, address=address, charset=charset)
        try:
            yield from islice(items, 1)
        except SourceProblem:
            sitemaps = self.fetcher.list_sitemaps(address) if is_address(address) and not task.depth else []
            if not sitemaps:
                raise
            yield from (FeedLink(url=url) for url in sitemaps)
        yield from items

    def _follow(self, url: str, task: Task) -> None:
        if task.depth < _MOST_DEPTH:
            self.work.add(self._make_feed(url, parent=task.url, depth=task.depth + 1))

    def _add_feed(self, task: Task, answer: Fetched | None) -> Visit:
        """Keep a feed that could be read; until the run has ended, its visit does not say that it is dealt with."""
        visit = Visit(url=task.url, kind="feed", parent=task.parent, checked=read_clock())
        self._feeds[task.url] = _Feed(visit=visit, answer=answer)
        return visit

    def _is_wanted(self, entry: FeedEntry, feed: str) -> bool:
        """Tell whether an entry is to be taken now; what is not stays for a run with other options."""
        day = entry.published or entry.updated
        is_early = bool(day and self.options.since and day[:10] < self.options.since.isoformat())
        if is_early or (self.options.limit is not None and self._taken >= self.options.limit):
            self._feeds[feed].is_whole = False
            return False
        self._taken += 1
        return True

    def _read_entry(self, entry: FeedEntry, mark: Mark) -> Iterator[Found]:
        page = self._make_page(entry.url, entry=replace(entry, text=None), done=(mark,))
        if entry.text and page.visit is None:
            article = read_entry(entry, self.read)
            if isinstance(article, Article):
                yield Found(origin=entry.url, article=article, done=(mark,))
                return
        self.work.add(page)


def read_clock() -> str:
    """Return the time in ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _note_gone(visit: Visit) -> Visit:
    return replace(visit, checked=read_clock(), gone=visit.gone or read_clock())


def _add_entry(options: ReadOptions, entry: FeedEntry | None) -> ReadOptions:
    """Return options with what the feed says of a page for what the page itself leaves out."""
    if entry is None:
        return options
    said = {name: [*options.fallback.get(name, ()), fact] for name, fact in list_facts(entry)}
    return replace(options, fallback={**options.fallback, **said})
