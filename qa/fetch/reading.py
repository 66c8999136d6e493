"""Make an article of a page that was fetched: its text, and what it says of itself."""

import io
from dataclasses import dataclass, replace
from typing import Any

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions, build_article
from qa.articles.clean import decode_bytes
from qa.articles.fields import read_domain, read_language
from qa.articles.pages import NO_TEXT, find_charset, read_page
from qa.fetch.feeds import FeedEntry
from qa.fetch.fetcher import Fetched
from qa.fetch.metadata import PageFacts, read_facts
from qa.fetch.recognition import find_hindrance


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An article and where each of its facts was found on its page; what only the text tells has no entry there."""

    article: Article
    facts: PageFacts


def read_fetched(fetched: Fetched, options: ReadOptions | None = None) -> Page | Skipped:
    """Return the article of a fetched page (status 200), or why there is none. Its origin is the url asked for."""
    options = options or ReadOptions()
    if fetched.kind not in ("html", "text"):
        return Skipped(origin=fetched.url, reason="a feed or a sitemap, not a page; read it with --feed")
    text = decode_bytes(fetched.content, declared=fetched.charset or find_charset(fetched.content))
    if text is None:
        return Skipped(origin=fetched.url, reason="not a text")
    if fetched.kind == "text":
        found = {"text": [text], "url": [fetched.final_url]}
        plain = build_article(found, origin=fetched.url, options=options)
        return plain if isinstance(plain, Skipped) else Page(article=plain, facts=PageFacts())
    # With a mark, UTF-8 is what the page is in, whatever its markup still says.
    article = next(iter(read_page(_open_stream(text), fetched.url, options)))
    if isinstance(article, Skipped) and article.reason != NO_TEXT:
        return article
    try:
        return _complete(article, text, fetched)
    except Exception as error:
        # As with its text: whatever a broken page does, the others are still read.
        return Skipped(origin=fetched.url, reason=f"the page can't be taken apart ({type(error).__name__})")


def read_entry(entry: FeedEntry, options: ReadOptions | None = None) -> Article | Skipped:
    """Return the article that a feed's entry holds as a whole, or why it holds none. Its origin is its url."""
    if not entry.text:
        return Skipped(origin=entry.url, reason="no whole text in the feed")
    page = f"<html><body><article>{entry.text}</article></body></html>"
    article = next(iter(read_page(_open_stream(page), entry.url, options or ReadOptions())))
    if isinstance(article, Skipped):
        return article
    return replace(
        article,
        text=article.text.removeprefix(f"{entry.title}\n"),
        title=entry.title or article.title,
        source=entry.outlet or article.source or read_domain(entry.url),
        authors=entry.authors,
        published=entry.published or article.published,
        updated=entry.updated,
        language=read_language(entry.language) or article.language,
        url=entry.url,
    )


def _open_stream(text: str) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(text.encode("utf-8-sig")))


def _complete(article: Article | Skipped, html: str, fetched: Fetched) -> Page | Skipped:
    tree = _load_tree(html)
    if tree is None:
        return Skipped(origin=fetched.url, reason=NO_TEXT)
    facts = read_facts(tree, address=fetched.final_url)
    text = article.text if isinstance(article, Article) else ""
    hindrance = find_hindrance(tree, facts, text=text, address=fetched.final_url)
    if hindrance or isinstance(article, Skipped):
        return Skipped(origin=fetched.url, reason=hindrance or NO_TEXT)
    return Page(article=_apply_facts(article, facts, fetched), facts=facts)


def _load_tree(html: str) -> Any:
    from trafilatura import load_html

    return load_html(html)


def _apply_facts(article: Article, facts: PageFacts, fetched: Fetched) -> Article:
    title = facts.title.value if facts.title else article.title
    return replace(
        article,
        text=article.text.removeprefix(f"{title}\n"),
        title=title,
        source=facts.outlet.value if facts.outlet else article.source,
        authors=facts.authors.value if facts.authors else article.authors,
        published=facts.published.value if facts.published else article.published,
        updated=facts.updated.value if facts.updated else article.updated,
        language=facts.language.value if facts.language else article.language,
        # What the page names was checked to be of its own site; without that its address is where it was found.
        url=facts.url.value if facts.url else fetched.final_url,
    )
