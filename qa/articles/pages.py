"""Read an article from a saved web page: text and metadata by trafilatura, times of publication from the markup."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from qa.articles.article import Article, Skipped
from qa.articles.build import ReadOptions, build_article
from qa.articles.documents import load_text

NO_TEXT = "no article text in the page"

_HEAD = 4_096
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
# Where extraction takes time that grows with the square; articles have a tenth of it.
_MOST_ELEMENTS = 30_000
_MOST_ATTRIBUTES = 1_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_DEPTH = 20

_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "date",
    "dc.date",
    "dcterms.date",
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified")
_ARTICLE_TYPES = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report|Review)$")


def read_page(stream: io.BufferedReader, origin: str, options: ReadOptions) -> Iterator[Article | Skipped]:
    """Yield the article of a page, or why there is none."""
    text = load_text(stream, origin, options, declared=find_charset(stream.peek()))
    if isinstance(text, Skipped):
        yield text
        return
    yield extract_page(text, origin, options)


def find_charset(beginning: bytes) -> str | None:
    """Return the encoding that a page names in its first bytes."""
    match = _CHARSET.search(beginning[:_HEAD])
    name = match[1].decode("ascii", errors="replace") if match else ""
    # A page whose declaration can be read as ASCII is not in UTF-16: https://html.spec.whatwg.org/#prescan-a-byte-stream
    return None if not name or name.lower().startswith("utf-16") else name


def extract_page(html: str, origin: str, options: ReadOptions) -> Article | Skipped:
    """Return the article of a page; whatever a broken page does to the extractor, the other files are still read."""
    try:
        return _extract_article(html, origin, options)
    except Exception as error:
        return Skipped(origin=origin, reason=f"the page can't be taken apart ({type(error).__name__})")


def _extract_article(html: str, origin: str, options: ReadOptions) -> Article | Skipped:
    from trafilatura import bare_extraction, load_html
    from trafilatura.settings import Document

    if any(len(_QUOTED.sub("", tag).split()) > _MOST_ATTRIBUTES for tag in _LONG_TAG.findall(html)):
        return Skipped(origin=origin, reason=f"a page with more than {_MOST_ATTRIBUTES:,} attributes in a tag")
    tree = load_html(html)
    if tree is None:
        return Skipped(origin=origin, reason=NO_TEXT)
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return Skipped(origin=origin, reason=f"a page with more than {_MOST_ELEMENTS:,} elements")
    times = _find_times(tree)
    language = _find_language(tree)
    # An extensive search takes the year of a copyright line for a date; no date is better than that one.
    dates = {"original_date": True, "extensive_search": False}
    page = bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=dates)
    values = page.as_dict() if isinstance(page, Document) else {}
    title = unescape(values.get("title") or "")
    text, day = (values.get("text") or "").removeprefix(f"{title}\n"), values.get("date") or ""
    found: dict[str, list[object]] = {
        "text": [text],
        "title": [title],
        "source": [values.get("sitename")],
        "authors": [values.get("author")],
        # A day that the text itself writes so is one that the article tells of.
        "published": [*times["published"], *_refine_day(tree, "" if day in text else day)],
        "updated": times["updated"],
        "language": language,
        "url": [values.get("url")],
    }
    return build_article(found, origin=origin, options=options, no_text=NO_TEXT)


def _find_language(tree: Any) -> list[object]:
    """Return the languages that a page says it is in, best first."""
    named = tree.xpath("//html/@lang | //html/@*[name()='xml:lang']")
    metas = tree.xpath("//meta[@http-equiv='content-language' or @property='og:locale']/@content")
    return [*map(str, named), *map(str, metas)]


def _find_times(tree: Any) -> dict[str, list[object]]:
    """Return the times of publication and of change in the markup, best first; trafilatura only keeps the day."""
    found: dict[str, list[object]] = {"published": [], "updated": []}
    for element in tree.xpath("//meta[@content][@property or @name or @itemprop]"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        field = "published" if name in _PUBLISHED else "updated" if name in _UPDATED else None
        if field:
            found[field].append(element.get("content"))
    for script in tree.xpath("//script[@type='application/ld+json']"):
        for item in _find_articles(_parse_linked_data(script.text or ""), depth=0):
            found["published"].append(item.get("datePublished"))
            found["updated"].append(item.get("dateModified"))
    found["published"] += tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime")
    found["updated"] += tree.xpath("//time[@itemprop='dateModified']/@datetime")
    return found


def _refine_day(tree: Any, day: str) -> list[object]:
    """Return a day preceded by the times of that day in the markup."""
    return [*(time for time in tree.xpath("//time/@datetime") if time.startswith(day)), day] if day else []


def _parse_linked_data(text: str) -> object:
    try:
        value: object = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return value


def _find_articles(value: object, *, depth: int) -> Iterator[Mapping[str, object]]:
    """Yield the objects of linked data (JSON-LD) that are articles, in their order."""
    if depth > _MOST_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _find_articles(item, depth=depth + 1)
    elif isinstance(value, Mapping):
        kinds = value.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names):
            yield value
        yield from _find_articles(value.get("@graph"), depth=depth + 1)
