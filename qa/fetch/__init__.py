"""Pages, feeds and sitemaps from the web: fetched politely and safely, and read for what they say of themselves."""

from qa.fetch.feeds import FeedEntry, FeedLink, mark_entry, read_feed
from qa.fetch.fetcher import Fetched, Fetcher, FetchOptions, NotFetched, PageRequest
from qa.fetch.metadata import Fact, PageFacts, read_facts
from qa.fetch.reading import Page, read_entry, read_fetched

__all__ = [
    "Fact",
    "FeedEntry",
    "FeedLink",
    "FetchOptions",
    "Fetched",
    "Fetcher",
    "NotFetched",
    "Page",
    "PageFacts",
    "PageRequest",
    "mark_entry",
    "read_entry",
    "read_facts",
    "read_feed",
    "read_fetched",
]
