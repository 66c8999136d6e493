"""Read what lists articles: RSS, Atom, JSON Feed, OPML lists of feeds, sitemaps; and find the feeds of a page."""

import hashlib
import io
import json
import re
from calendar import timegm
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.etree.ElementTree import ParseError

from qa.articles.dates import parse_date
from qa.articles.fields import read_line, read_url
from qa.errors import SourceProblem
from qa.ingest.fetch.markup import decode_markup, read_elements, strip_namespace
from qa.ingest.web.json_feed import is_json_feed, read_json_feed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What the protocol of sitemaps allows a file to have.
MOST_ENTRIES = 50_000

# Larger feeds than sitemaps are none, and reading one takes far more time.
_MOST_FEED = 10_000_000
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEAD = 20_000
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
_SHORTEST_TEXT = 600
_LEAST_GAIN = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One article that a feed or sitemap lists.

    key        what tells it from the others of its feed: its id, else its url
    text       html of the whole text where the entry holds it, None where it has a summary or nothing
    published  ISO 8601 date or date-time, or None; updated likewise
    feed       the address of the feed or sitemap
    outlet     the title of the feed, or the name of the outlet in a news sitemap
    """

    url: str
    feed: str
    key: str
    title: str = ""
    published: str | None = None
    updated: str | None = None
    text: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed or sitemap that another document names.

    updated  when it last changed, as a sitemap index tells, or None
    """

    url: str
    title: str = ""
    updated: str | None = None


def read_feed(content: bytes, *, address: str, charset: str | None = None) -> Iterator[FeedEntry | FeedLink]:
    """Yield the entries of a feed or a sitemap, or the feeds that an OPML list, a sitemap index or a page names.

    address  where the content is from, which relative addresses count from
    charset  what the site says that it is in

    At most 50,000 are read. Raises SourceProblem when content is none of these, is not valid, or declares entities.
    """
    try:
        text = decode_markup(content, charset=charset)
        root = _ROOT.search(_COMMENT.sub("", text[:_HEAD]))
        reader = _read_json if is_json_feed(text) else _READERS.get(root[1].lower() if root else "")
        if reader is None:
            raise SourceProblem("it is not RSS, Atom, a JSON Feed, OPML, a sitemap or a page that names a feed")
        yield from islice(reader(text, address), MOST_ENTRIES)
    except SourceProblem as problem:
        raise SourceProblem(f"The feed {address} can't be read: {problem}. Check the address.") from None
    except Exception as error:
        # Broken markup breaks parsers in more ways than they name.
        broken = "is not valid XML" if isinstance(error, ParseError) else "can't be taken apart"
        reason = f"it {broken} ({type(error).__name__})"
        raise SourceProblem(f"The feed {address} can't be read: {reason}. Check the address.") from None


def mark_entry(entry: FeedEntry) -> str:
    """Return 16 hex digits that change when an entry is another one or was updated."""
    return hashlib.sha256(json.dumps([entry.key, entry.updated]).encode()).hexdigest()[:16]


def _read_entries(text: str, address: str) -> Iterator[FeedEntry]:
    """Yield the entries of a feed; feedparser is given bytes of ours, which it can't take for a name of anything."""
    import feedparser  # type: ignore[import-untyped]  # it has no types of its own

    if len(text) > _MOST_FEED:
        raise SourceProblem("it is larger than a feed of 10 MB")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    found = feedparser.parse(io.BytesIO(text.encode()), response_headers=headers)
    if not found.version and not found.entries:
        raise SourceProblem("it is not a feed")
    yield from _list_entries(found.entries, found.feed, address)


def _read_json(text: str, address: str) -> Iterator[FeedEntry]:
    if len(text) > _MOST_FEED:
        raise SourceProblem("it is larger than a feed of 10 MB")
    feed, entries = read_json_feed(text)
    yield from _list_entries(entries, feed, address)


def _list_entries(entries: Iterable[Mapping[str, Any]], feed: Mapping[str, Any], address: str) -> Iterator[FeedEntry]:
    for entry in entries:
        url = _join(address, _find_link(entry))
        if url:
            yield _make_entry(entry, feed, url=url, address=address)


def _join(address: str, link: str) -> str | None:
    """Return the web address that a link in a document at address leads to; None where there is none."""
    try:
        return read_url(urljoin(address, link.strip())) if link.strip() else None
    except ValueError:
        return None


def _find_link(entry: Mapping[str, Any]) -> str:
    """Return the address of an entry; a feed of links to elsewhere may have its own page only as its id."""
    link = entry.get("feedburner_origlink") or entry.get("link") or ""
    if link:
        return str(link)
    links = [other.get("href", "") for other in entry.get("links", ()) if other.get("rel") in (None, "alternate")]
    return str(next(filter(None, links), "") or (entry.get("id", "") if read_url(entry.get("id")) else ""))


def _make_entry(entry: Mapping[str, Any], feed: Mapping[str, Any], *, url: str, address: str) -> FeedEntry:
    names = (read_line(author.get("name")) for author in entry.get("authors", ()))
    return FeedEntry(
        url=url,
        feed=address,
        key=str(entry.get("id") or url)[:1_000],
        title=_read_title(entry.get("title")) or "",
        published=_read_time(entry, "published"),
        updated=_read_time(entry, "updated"),
        text=_find_text(entry),
        authors=tuple(dict.fromkeys(name for name in names if name)),
        outlet=_read_title(feed.get("title")),
        language=read_line(feed.get("language")),
    )


def _read_time(entry: Mapping[str, Any], name: str) -> str | None:
    """Return a time with the offset it is written with; feedparser understands more ways, but only keeps UTC."""
    parsed = entry.get(f"{name}_parsed") if name in entry else None
    moment = parse_date(entry.get(name) if name in entry else None)
    if moment or not parsed:
        return moment
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _find_text(entry: Mapping[str, Any]) -> str | None:
    """Return the longest content of an entry that is more than a summary."""
    summary = str(entry.get("summary") or "")
    contents = [str(content.get("value") or "") for content in entry.get("content", ())]
    longest = max(contents, key=len, default="")
    is_whole = len(_strip_tags(longest)) >= max(_SHORTEST_TEXT, _LEAST_GAIN * len(_strip_tags(summary)))
    is_same = longest == summary and len(_strip_tags(longest)) >= _SHORTEST_TEXT
    return longest if longest and (is_whole or is_same) else None


def _read_title(html: object) -> str | None:
    return read_line(unescape(_strip_tags(str(html or ""))))


def _strip_tags(html: str) -> str:
    return re.sub(r"<[^<>]*>", " ", html)


def _read_list(text: str, address: str) -> Iterator[FeedLink]:
    """Yield the feeds of an OPML list, from its folders too."""
    for _, outline in read_elements(text, ("outline",)):
        attributes = {name.lower(): value for name, value in outline.attrib.items()}
        url = _join(address, attributes.get("xmlurl", ""))
        if url:
            yield FeedLink(url=url, title=read_line(attributes.get("title") or attributes.get("text")) or "")


def _read_sitemap(text: str, address: str) -> Iterator[FeedEntry]:
    for _, element in read_elements(text, ("url",)):
        values = _collect_values(element)
        url = _join(address, values.get("loc", ""))
        if url:
            yield FeedEntry(
                url=url,
                feed=address,
                key=url,
                title=read_line(values.get("title")) or "",
                published=parse_date(values.get("publication_date")),
                updated=parse_date(values.get("lastmod")),
                outlet=read_line(values.get("name")),
                language=read_line(values.get("language")),
            )


def _read_sitemap_index(text: str, address: str) -> Iterator[FeedLink]:
    for _, element in read_elements(text, ("sitemap",)):
        values = _collect_values(element)
        url = _join(address, values.get("loc", ""))
        if url:
            yield FeedLink(url=url, updated=parse_date(values.get("lastmod")))


def _collect_values(element: "Element") -> dict[str, str]:
    """Return the texts in an element by name; of pictures and videos, which have titles too, only what comes first."""
    values: dict[str, str] = {}
    for inner in element.iter():
        if "image" not in str(inner.tag) and "video" not in str(inner.tag):
            values.setdefault(strip_namespace(inner), (inner.text or "").strip())
    return values


def _read_page(text: str, address: str) -> Iterator[FeedLink]:
    """Yield the feeds that a page names."""
    from trafilatura import load_html

    tree = load_html(text)
    links = tree.xpath("//link[@href][@type]") if tree is not None else []
    found = 0
    for link in links:
        url = _join(address, link.get("href"))
        if url and link.get("type").strip().lower() in _FEED_TYPES and "alternate" in (link.get("rel") or ""):
            found += 1
            yield FeedLink(url=url, title=read_line(link.get("title")) or "")
    if not found:
        raise SourceProblem("it is a page that names no feed")


_READERS = {
    "rss": _read_entries,
    "feed": _read_entries,
    "rdf": _read_entries,
    "opml": _read_list,
    "urlset": _read_sitemap,
    "sitemapindex": _read_sitemap_index,
    "html": _read_page,
}
