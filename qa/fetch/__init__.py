"""Pages, feeds and sitemaps from the web: fetched politely and safely, and read for what they say of themselves."""

from qa.fetch.feeds import FeedEntry, FeedLink, mark_entry, read_feed
from qa.fetch.fetcher import Fetched, Fetcher, FetchOptions, NotFetched, PageRequest
from qa.fetch.reading import list_facts, read_entry, read_fetched

__all__ = [
    "FeedEntry",
    "FeedLink",
    "FetchOptions",
    "Fetched",
    "Fetcher",
    "NotFetched",
    "PageRequest",
    "list_facts",
    "mark_entry",
    "read_entry",
    "read_feed",
    "read_fetched",
]
