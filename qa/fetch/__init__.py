"""Pages, feeds and sitemaps from the web: fetched politely and safely, and read for what they say of themselves."""

from qa.fetch.fetcher import Fetched, Fetcher, FetchOptions, NotFetched, PageRequest

__all__ = ["FetchOptions", "Fetched", "Fetcher", "NotFetched", "PageRequest"]
