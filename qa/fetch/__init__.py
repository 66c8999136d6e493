"""Pages, feeds and sitemaps from the web: fetched politely and safely, and read for what they say of themselves."""

from qa.fetch.feeds import FeedEntry, FeedLink, read_feed
from qa.fetch.fetcher import Fetched, Fetcher, FetchOptions, NotFetched, PageRequest
from qa.fetch.metadata import Fact, PageFacts, read_facts
from qa.fetch.reading import Page, read_entry, read_fetched
from qa.fetch.state import Visit

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
    "Visit",
    "read_entry",
    "read_facts",
    "read_feed",
    "read_fetched",
]
