"""`qa ingest`: take articles into the library, with a bar while it runs and a summary at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.cli.groups import FETCH, GATHER, READ, STORE, command
from qa.cli.library.reembed import re_embed_library
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_library
from qa.errors import QAError, SourceProblem, UsageProblem

if TYPE_CHECKING:
    from qa.articles import ReadOptions
    from qa.ingest import GatherOptions, IngestTally, Status, WebSources
    from qa.ingest.fetch.fetcher import FetchOptions
    from qa.library import Library
    from qa.settings import Settings

# Passages written at once: few enough for a bar that moves, and not slower than more.
BATCH = 64
MOST_REASONS = 20
EXAMPLES = (
    "qa ingest seeds/articles",
    "qa ingest https://meridian-wire.example/2025/10/31/hegseth-dong-kuala-lumpur",
    "qa ingest --feed https://harbour-post.example/rss.xml --since 2025-10-01",
    "qa ingest news.jsonl --field title=headline --field published=date --source-name Reuters",
    "cat page.html | qa ingest -",
    "qa ingest --re-embed --embedder multilingual",
)


@command(settings=(*STORE, "base_url"), read=READ, gather=GATHER, fetch=FETCH)
def ingest_sources(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE", help="Files, folders, web addresses, or - for standard input."),
    ] = None,
    feed: Annotated[
        list[str] | None,
        typer.Option(
            "--feed",
            metavar="SOURCE",
            help="RSS, Atom, OPML, a sitemap or a page that names its feed, by address or file; followed. Repeatable.",
        ),
    ] = None,
    *,
    settings: "Settings",
    read: "ReadOptions",
    gather: "GatherOptions",
    fetch: "FetchOptions",
    re_embed: Annotated[
        bool, typer.Option("--re-embed", help="Embed the whole library anew, with --embedder or as before.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Take articles into the library.

    They are txt, md with front matter, html, mhtml, json, jsonl, csv, parquet, pdf, docx, eml, warc, or zips of these,
    as files or folders of them; shards of qa embed, whose vectors are taken over; pages of the web; and what feeds and
    sitemaps list. Pages and feeds are followed: qa refresh looks at them again. The rules of a site (robots.txt) are
    kept, and it is asked once a second.

    What is there already costs nothing; a changed file or page replaces its article, whose former versions are kept.
    What can't be read is skipped and told on stderr, and never stops the rest. When it is interrupted, what is in stays
    in, and the same command goes on.

    Exit code: 0 the articles are in, some may have been skipped; 1 nothing could be read; 130 interrupted.
    """
    if not sources and not feed and not re_embed:
        raise UsageProblem("Nothing to ingest. Give files, folders or addresses: qa ingest FOLDER")
    from qa.ingest import WebSources, is_address

    summary: dict[str, Any] = {}
    with Reporter() as reporter:
        if re_embed:
            summary["re_embedded"] = re_embed_library(settings, reporter)
        if sources or feed:
            web = WebSources(
                pages=tuple(source for source in sources or () if is_address(source)),
                feeds=tuple(feed or ()),
                fetch=fetch,
                gather=gather,
                read=read,
            )
            files = [source for source in sources or () if source not in web.pages]
            tally = read_sources(files, settings, reporter, read=read, web=web)
            summary |= tally.to_json()
    if json:
        open_output().write_json(summary)
    else:
        if re_embed:
            open_output().write_text(f"{summary['re_embedded']:,} passages embedded anew.\n")
        if sources or feed:
            open_output().write_text(tally.write_summary() + "\n")
    if (sources or feed) and not tally.articles and not tally.statuses["read"]:
        raise SourceProblem("Nothing could be read, so nothing was taken in.")


def read_sources(
    sources: list[str],
    settings: "Settings",
    reporter: Reporter,
    *,
    read: "ReadOptions | None" = None,
    web: "WebSources | None" = None,
) -> "IngestTally":
    """Take the articles of files, and then of the web, into the library and tell what was skipped; return the counts.

    The library is made only when there is an article or a feed for it.
    """
    from qa.articles import ReadOptions
    from qa.ingest import IngestTally

    tally = IngestTally()
    with report_end(tally, reporter):
        if sources:
            _read_files(sources, settings, reporter, tally, read or ReadOptions())
        if web and (web.pages or web.feeds):
            with open_library(settings, create=True) as library:
                read_web(library, web, reporter, tally)
    return tally


def read_web(library: "Library", web: "WebSources", reporter: Reporter, tally: "IngestTally") -> None:
    """Take the articles of pages and feeds into the library."""
    from qa.ingest import take_in_web

    def show(done: int, total: int) -> None:
        reporter.advance("Fetching", done, total + 1, tally.write_rate())

    take_in_web(library, web, on_found=tally.add, on_fetch=show)


@contextmanager
def report_end(tally: "IngestTally", reporter: Reporter, *, told: "tuple[Status, ...] | None" = None) -> Iterator[None]:
    """Tell at the end of the block what was not taken in and, when it was stopped, how far it has come."""
    try:
        yield
    except (KeyboardInterrupt, QAError):
        reporter.notify(f"Stopped; what is in stays in. {tally.write_summary()}")
        raise
    finally:
        reporter.stop()
        report_missed(tally, reporter, told=told)


def report_missed(tally: "IngestTally", reporter: Reporter, *, told: "tuple[Status, ...] | None" = None) -> None:
    """Tell what was not taken in and why, the first twenty of it; told limits that to some kinds."""
    missed = [found for found in tally.missed if told is None or found.status in told]
    for found in missed[:MOST_REASONS]:
        reporter.notify(f"{found.status} {found.origin}: {found.reason}")
    if len(missed) > MOST_REASONS:
        reporter.notify(f"and {len(missed) - MOST_REASONS:,} more skipped. See all: --json")


def _read_files(
    sources: list[str], settings: "Settings", reporter: Reporter, tally: "IngestTally", options: "ReadOptions"
) -> None:
    from qa.articles import count_bytes
    from qa.ingest import Found, find_in_files, take_in
    from qa.library.identity import name_own_embedder
    from qa.models.embeddings import open_embedder

    settings = name_own_embedder(settings)
    # One more than there is: the bar stays until the last article is safe, which is after the last byte is read.
    total = (count_bytes(sources) or -1) + 1

    def show(found: Found, passages: int) -> None:
        tally.add(found, passages)
        reporter.advance("Ingesting", tally.bytes_done, total, tally.write_rate())

    reporter.advance("Ingesting", 0, total)
    items = find_in_files(sources, options, embedder=open_embedder(settings))
    for item in items:
        if item.article:
            with open_library(settings, create=True) as library:
                take_in(library, chain([item], items), on_found=show, batch_size=BATCH)
        else:
            show(item, 0)
