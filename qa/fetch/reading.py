"""Make an article of a page that was fetched: its text, and what it says of itself."""

import io
from dataclasses import dataclass, replace
from typing import Any

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions, build_article
from qa.articles.clean import decode_bytes
from qa.articles.pages import NO_TEXT, find_charset, read_page
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
    return _complete(article, text, fetched)


def _open_stream(text: str) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(text.encode("utf-8-sig")))  # type: ignore[arg-type]  # BytesIO is raw enough


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
