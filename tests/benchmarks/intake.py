"""Measure taking in the pages of a site on loopback: how many a second, where the time goes, how much memory it takes.

    cd tests && uv run python -m benchmarks.intake ARTICLES.jsonl [--limit 2000] [--embedder builtin]

The pages are fetched alone, then fetched and read, then taken in as `qa ingest` does it; the passages are embedded
alone as well. What the whole takes, as a share of what its parts take one after the other, tells how far they overlap:
1.00 is not at all, and on few processors the longest part is the least there can be.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from library_fakes import HashEmbedder
from news_site import run_news_site

from benchmarks.pages import make_page, read_rows
from qa.articles import Article
from qa.ingest import WebSources, take_in_web
from qa.ingest.fetch.fetcher import Fetched, Fetcher, FetchOptions
from qa.ingest.web.reading import read_fetched
from qa.library import Library
from qa.library.adding import PassageEmbedder, batch_articles, embed_articles
from qa.models.embeddings import open_embedder
from qa.settings import Settings

OPTIONS = FetchOptions(allow_private=True, pause=0.0)


def main() -> None:
    """Print pages a second of each part and of the whole, the share that overlaps, and the most memory taken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--limit", type=int, default=2_000)
    parser.add_argument("--embedder", choices=["builtin", "none"], default="builtin", help="none: a quick stand-in")
    arguments = parser.parse_args()
    embedder = open_embedder(Settings()) if arguments.embedder == "builtin" else HashEmbedder()
    with serve_pages(arguments.path, arguments.limit) as urls:
        print(f"{len(urls):,} pages; memory before: {read_memory():.0f} MB")
        whole, statuses = measure("whole", len(urls), take_in_pages, urls, embedder)
        print(f"{statuses}; memory after: {read_memory():.0f} MB")
    with serve_pages(arguments.path, arguments.limit) as urls:
        fetching, pages = measure("fetch", len(urls), fetch_pages, urls)
    reading, articles = measure("read", len(pages), read_pages, pages)
    embedding, _ = measure("embed", len(articles), embed, articles, embedder)
    parts = fetching + reading + embedding
    print(f"whole / parts one after the other: {whole / parts:.2f}")
    print(f"whole / longest part: {whole / max(fetching, reading, embedding):.2f}")


@contextmanager
def serve_pages(path: Path, limit: int) -> Iterator[Sequence[str]]:
    """Serve the articles as pages from a process of its own; give their addresses."""
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=serve, args=(path, limit, theirs))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send(None)
        process.join()


def serve(path: Path, limit: int, pipe: Connection) -> None:
    """Serve the articles until something comes through the pipe; more than there are are the same ones again."""
    rows = list(read_rows(path, limit).items())
    with run_news_site() as site:
        urls = []
        for n in range(limit):
            name, row = rows[n % len(rows)]
            again = n // len(rows)
            text = "\n\n".join(f"{paragraph} {again or ''}".strip() for paragraph in row["text"].split("\n\n"))
            urls.append(site.publish_page(make_page(f"{name}/{again}", {**row, "text": text})))
        pipe.send(urls)
        pipe.recv()


def measure(name: str, count: int, work: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    """Do a part of the work and print how fast it was; return its seconds and what it gave."""
    begun = time.perf_counter()
    result = work(*arguments)
    seconds = time.perf_counter() - begun
    print(f"{name}: {seconds:.1f} s, {count / seconds:.1f} pages/s")
    return seconds, result


def fetch_pages(urls: Sequence[str]) -> list[Fetched]:
    """Fetch all pages."""
    with Fetcher(OPTIONS) as fetcher:
        return [page for page in fetcher.fetch_all(urls) if isinstance(page, Fetched)]


def read_pages(pages: Sequence[Fetched]) -> list[Article]:
    """Return the articles of the pages."""
    return [article for article in map(read_fetched, pages) if isinstance(article, Article)]


def embed(articles: Sequence[Article], embedder: PassageEmbedder) -> None:
    """Split and embed the articles as the library does."""
    for batch in batch_articles(articles, size=64, passage_size=1000):
        embed_articles(batch, embedder=embedder, passage_size=1000)


def take_in_pages(urls: Sequence[str], embedder: PassageEmbedder) -> dict[str, int]:
    """Take all pages into a new library; return how many became what."""
    statuses: dict[str, int] = {}
    with TemporaryDirectory() as folder, Library.open(Path(folder), embedder=embedder, create=True) as library:
        take_in_web(
            library,
            WebSources(pages=tuple(urls), fetch=OPTIONS),
            on_found=lambda found, _: statuses.update({found.status: statuses.get(found.status, 0) + 1}),
        )
    return statuses


def read_memory() -> float:
    """Return the most memory that this process has taken, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1e3


if __name__ == "__main__":
    main()
