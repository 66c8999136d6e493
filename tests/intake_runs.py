"""Take a site's pages and feeds into a library, as the commands do, and see what became of each."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from library_fakes import HashEmbedder

from qa.ingest import Found, GatherOptions, WebSources, list_followed, take_in_web
from qa.ingest.fetch.fetcher import FetchOptions
from qa.library import Library

QUICK = FetchOptions(allow_private=True, pause=0.0, timeout=2.0, deadline=5.0, longest_wait=2.0)


@contextmanager
def open_new_library(folder: Path) -> Iterator[Library]:
    """Give a library whose embedder needs no model."""
    with Library.open(folder, embedder=HashEmbedder(), create=True) as library:
        yield library


def take(
    library: Library,
    *,
    pages: Sequence[str] = (),
    feeds: Sequence[str] = (),
    fetch: FetchOptions = QUICK,
    **gather: Any,
) -> dict[str, list[str]]:
    """Take pages and feeds in; return the ends of their addresses by what became of them."""
    web = WebSources(pages=tuple(pages), feeds=tuple(feeds), fetch=fetch, gather=GatherOptions(**gather))
    return sort_found(_run(library, web))


def refresh(library: Library, *, fetch: FetchOptions = QUICK, **gather: Any) -> dict[str, list[str]]:
    """Look at all that the library follows again; return the same."""
    return sort_found(_run(library, list_followed(library, fetch=fetch, gather=GatherOptions(**gather))))


def sort_found(found: Sequence[Found]) -> dict[str, list[str]]:
    """Return the paths of what was found by what became of it."""
    sorted_: dict[str, list[str]] = {}
    for item in found:
        sorted_.setdefault(item.status, []).append("/" + item.origin.split("/", 3)[-1])
    return {status: sorted(paths) for status, paths in sorted_.items()}


def _run(library: Library, web: WebSources) -> list[Found]:
    seen: list[Found] = []
    take_in_web(library, web, on_found=lambda found, passages: seen.append(found))
    return seen
