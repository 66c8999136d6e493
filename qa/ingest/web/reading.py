"""Make an article of a page that was fetched: its text, and what it says of itself."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from qa.articles.article import Article, Skipped
from qa.articles.build import Candidates, ReadOptions, build_article
from qa.articles.fields import read_domain
from qa.articles.page.metadata import Fact
from qa.articles.page.pages import NO_TEXT, extract_page, find_declared_charset, parse_page
from qa.articles.readers.printed.pdf import read_pdf
from qa.articles.text.clean import decode_bytes
from qa.ingest.fetch.fetcher import Fetched
from qa.ingest.web.feeds import FeedEntry
from qa.ingest.web.recognition import find_obstacle


def read_fetched(fetched: Fetched, options: ReadOptions | None = None) -> Article | Skipped:
    """Return the article of a fetched page (status 200), or why there is none. Its origin is the url asked for."""
    options = options or ReadOptions()
    try:
        article = _read(fetched, options)
    except Exception as error:
        # Whatever a broken page does, the others are still read.
        return Skipped(origin=fetched.url, reason=f"the page can't be taken apart ({type(error).__name__})")
    return article if isinstance(article, Skipped) else replace(article, retrieved=_read_clock())


def read_entry(entry: FeedEntry, options: ReadOptions | None = None) -> Article | Skipped:
    """Return the article that a feed's entry holds as a whole, or why it holds none. Its origin is its url."""
    if not entry.text:
        return Skipped(origin=entry.url, reason="no whole text in the feed")
    options = options or ReadOptions()
    page = f"<html><body><article>{entry.text}</article></body></html>"
    said: dict[str, list[object]] = {name: [fact] for name, fact in list_facts(entry)}
    known: Candidates = {**said, "url": [entry.url], **options.known}
    article = extract_page(page, entry.url, replace(options, known=known))
    if isinstance(article, Skipped):
        return article
    return replace(
        article,
        text=article.text.removeprefix(f"{entry.title}\n"),
        source=article.source or read_domain(entry.url),
        retrieved=_read_clock(),
    )


def list_facts(entry: FeedEntry) -> Iterator[tuple[str, Fact[object]]]:
    """Yield what a feed says of an article, by field of the article."""
    said: Mapping[str, object] = {
        "title": entry.title,
        "source": entry.outlet,
        "authors": list(entry.authors),
        "published": entry.published,
        "updated": entry.updated,
        "language": entry.language,
    }
    for name, value in said.items():
        if value:
            yield name, Fact(value=value, origin=f"feed {name}")


def _read(fetched: Fetched, options: ReadOptions) -> Article | Skipped:
    if fetched.kind == "pdf":
        address = {**options.known, "url": [fetched.final_url]}
        stream = io.BytesIO(fetched.content)
        return next(read_pdf(io.BufferedReader(stream), fetched.url, replace(options, known=address)))
    if fetched.kind not in ("html", "text"):
        return Skipped(origin=fetched.url, reason="a feed or a sitemap, not a page; read it with --feed")
    text = decode_bytes(fetched.content, declared=fetched.charset or find_declared_charset(fetched.content))
    if text is None:
        return Skipped(origin=fetched.url, reason="not a text")
    if fetched.kind == "html":
        return _read_page(text, fetched, options)
    return build_article({"text": [text], "url": [fetched.final_url]}, origin=fetched.url, options=options)


def _read_page(html: str, fetched: Fetched, options: ReadOptions) -> Article | Skipped:
    page = parse_page(html, address=fetched.final_url, fetched=datetime.now(UTC))
    if isinstance(page, str):
        return Skipped(origin=fetched.url, reason=page)
    if hindrance := find_obstacle(page.tree, page.facts, text=page.text, address=fetched.final_url):
        return Skipped(origin=fetched.url, reason=hindrance)
    # What the page names was checked to be of its own site; without that its address is where it was found.
    url = [page.facts.url or Fact(value=fetched.final_url, origin="its address")]
    return build_article({**page.found, "url": url}, origin=fetched.url, options=options, no_text=NO_TEXT)


def _read_clock() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
