"""Look at all that a library follows again: what is new in its feeds, what changed on its pages, what is gone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from qa.articles import ReadOptions
from qa.errors import LibraryBusy
from qa.ingest.fetch.fetcher import Fetcher, FetchOptions
from qa.ingest.found import Found
from qa.ingest.gather import Gatherer, GatherOptions
from qa.ingest.taking import OnFound, take_in
from qa.library import Library
from qa.library.catalogue.lock import hold_lock

_LOCK = "refresh.lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSources:
    """What to look at on the web, and how.

    pages, feeds  addresses; for feeds paths of files too
    """

    pages: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    fetch: FetchOptions = field(default_factory=FetchOptions)
    gather: GatherOptions = field(default_factory=GatherOptions)
    read: ReadOptions = field(default_factory=ReadOptions)


def take_in_web(
    library: Library,
    sources: WebSources,
    *,
    on_found: OnFound,
    on_fetch: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Take in the articles of pages and of what feeds list that is new; follow them from now on.

    on_found  called with each thing found once it is dealt with, and the number of its passages
    on_fetch  called with the number of addresses that were fetched, and of those known so far

    Raises what Library.add_articles raises; the next run goes on where this one was.
    """
    with Fetcher(sources.fetch) as fetcher:
        gatherer = Gatherer(fetcher=fetcher, visits=library.visits, options=sources.gather, read=sources.read)

        def tell(found: Found, passages: int) -> None:
            on_found(found, passages)
            on_fetch(gatherer.work.done, gatherer.work.total)

        take_in(library, gatherer.gather(pages=sources.pages, feeds=sources.feeds), on_found=tell)
        library.visits.remember(gatherer.list_feed_visits())


def list_followed(library: Library, *, fetch: FetchOptions, gather: GatherOptions) -> WebSources:
    """Return the feeds that a library follows, and the pages of its articles that the options do not leave out."""
    return WebSources(
        feeds=tuple(visit.url for visit in library.visits.list_feeds()),
        pages=tuple(visit.url for visit in library.visits.list_pages(since=gather.since)),
        fetch=fetch,
        gather=gather,
    )


@contextmanager
def hold_refresh(library: Library) -> Iterator[None]:
    """Be the only process that refreshes the library. Raises LibraryBusy at once when another one does."""
    try:
        with hold_lock(library.path, timeout=0, name=_LOCK):
            yield
    except LibraryBusy as error:
        raise LibraryBusy(
            f"{library.path} is being refreshed by another process. Try again when it is done."
        ) from error
