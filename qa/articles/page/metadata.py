"""What a page says of itself, each fact with where it stands: linked data, then OpenGraph, meta tags, markup."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, Generic, TypeVar
from urllib.parse import urljoin, urlsplit

from qa.articles.dates import parse_date
from qa.articles.fields import read_authors, read_domain, read_language, read_line, read_source, read_url
from qa.articles.page.linked_data import Item, choose_article, find_articles, read_items
from qa.articles.page.titles import choose_title

Value = TypeVar("Value")
Candidate = tuple[str, object]

# Chosen: far more than pages have, and little enough that none keeps the program busy.
_MOST_METAS = 2_000

# Names in linked data, names in OpenGraph, names of meta tags, and XPaths of markup, each best first.
_PLACES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "title": (
        ("headline", "name"),
        ("og:title",),
        ("twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline", "title"),
        ("//*[@itemprop='headline']", "//article//h1", "//h1", "//head/title"),
    ),
    "authors": (
        ("author", "creator"),
        ("article:author", "og:article:author"),
        ("author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "citation_author"),
        ("//*[@itemprop='author']//*[@itemprop='name']", "//*[@itemprop='author']", "//*[@rel='author']"),
    ),
    "outlet": (
        ("publisher", "sourceOrganization"),
        ("og:site_name",),
        ("application-name", "dc.publisher", "dcterms.publisher", "publisher", "cre", "apple-mobile-web-app-title"),
        ("//*[@itemprop='publisher']//*[@itemprop='name']",),
    ),
    "published": (
        ("datePublished", "dateCreated", "uploadDate"),
        ("article:published_time", "og:article:published_time", "og:published_time", "article:published"),
        (
            "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publish-date", "publishdate", "date",
            "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued",
        ),
        ("//*[@itemprop='datePublished']", "//time[@pubdate]"),
    ),
    "updated": (
        ("dateModified",),
        ("article:modified_time", "og:article:modified_time", "og:updated_time", "article:modified"),
        ("datemodified", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified"),
        ("//*[@itemprop='dateModified']",),
    ),
    "language": (
        ("inLanguage",),
        ("og:locale",),
        ("content-language", "language", "dc.language", "dcterms.language"),
        ("//html/@lang", "//html/@*[name()='xml:lang']"),
    ),
    "url": (
        ("url", "mainEntityOfPage"),
        ("og:url",),
        ("twitter:url", "parsely-link"),
        ("//link[@rel='canonical']/@href",),
    ),
    "section": (
        ("articleSection",),
        ("article:section", "og:article:section"),
        ("section", "parsely-section", "sailthru.section", "dc.subject"),
        ("//*[@itemprop='articleSection']",),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[Value]):
    """A fact of a page.

    origin  where it stands: "JSON-LD headline", "OpenGraph og:title", "meta parsely-title", "html //head/title"
    """

    value: Value
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page says of itself; None for what it does not say.

    published  ISO 8601 date or date-time with offset; updated likewise
    language   ISO 639-1 code
    url        the canonical address
    body       the whole text, as linked data have it
    """

    title: Fact[str] | None = None
    authors: Fact[tuple[str, ...]] | None = None
    outlet: Fact[str] | None = None
    published: Fact[str] | None = None
    updated: Fact[str] | None = None
    language: Fact[str] | None = None
    url: Fact[str] | None = None
    section: Fact[str] | None = None
    body: Fact[str] | None = None


def read_facts(tree: Any, *, address: str | None = None) -> PageFacts:
    """Return the facts of a page.

    tree     of lxml
    address  where the page is from, if that is known. A canonical address on another site, or one that is only the
             front page, is then left out: a page can't pass for one that it is not
    """
    articles = choose_article(find_articles(read_items(tree)), address)
    metas = _collect_metas(tree)

    def choose(name: str, read: Callable[[object], Value | None]) -> Fact[Value] | None:
        for origin, candidate in _find_candidates(tree, articles, metas, name):
            value = read(unescape(candidate) if isinstance(candidate, str) else candidate)
            if value is not None:
                return Fact(value=value, origin=origin)
        return None

    outlet = choose("outlet", lambda value: read_source(_take_first(value)))
    url = choose("url", lambda value: _read_canonical(value, address))
    known = [address, outlet.value if outlet else None, url.value if url else None]
    title = choose_title(
        _read_titles(_find_candidates(tree, articles, metas, "title")), outlets=[name for name in known if name]
    )
    return PageFacts(
        title=Fact(value=title[1], origin=title[0]) if title else None,
        authors=choose("authors", _read_names),
        outlet=outlet,
        published=choose("published", lambda value: parse_date(_take_first(value))),
        updated=choose("updated", lambda value: parse_date(_take_first(value))),
        language=choose("language", lambda value: read_language(_read_code(_take_first(value)))),
        url=url,
        section=choose("section", lambda value: read_line(_take_first(value))),
        body=_read_body(articles),
    )


def _read_titles(candidates: Iterator[Candidate]) -> list[tuple[str, str]]:
    found = ((origin, _take_first(value)) for origin, value in candidates)
    lines = ((origin, read_line(unescape(value) if isinstance(value, str) else value)) for origin, value in found)
    return [(origin, line) for origin, line in lines if line]


def _read_body(articles: list[Item]) -> Fact[str] | None:
    """Return the text of the first article that gives one."""
    for article in articles:
        body = article.get("articleBody")
        text = "\n\n".join(map(str, body)) if isinstance(body, list) else body
        if isinstance(text, str) and text.strip():
            return Fact(value=unescape(text), origin="JSON-LD articleBody")
    return None


def _find_candidates(tree: Any, articles: list[Item], metas: Mapping[str, list[str]], name: str) -> Iterator[Candidate]:
    """Yield where a fact may stand and what stands there, most trusted first."""
    linked, graph, plain, paths = _PLACES[name]
    for key in linked:
        yield from ((f"JSON-LD {key}", article[key]) for article in articles if key in article)
    for key in graph:
        yield from ((f"OpenGraph {key}", content) for content in metas.get(key, ()))
    for key in plain:
        yield from ((f"meta {key}", content) for content in metas.get(key, ()))
    for path in paths:
        yield from ((f"html {path}", _read_node(node)) for node in tree.xpath(path) if not _is_beside(node))


def _is_beside(node: Any) -> bool:
    """Tell whether an element belongs to what stands beside the article: other articles, menus."""
    return not isinstance(node, str) and any(True for _ in node.iterancestors("aside", "nav"))


def _collect_metas(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.xpath("//meta[@content][@property or @name or @itemprop or @http-equiv]")[:_MOST_METAS]:
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name:
                found.setdefault(name, []).append(element.get("content"))
                break
    return found


def _read_node(node: Any) -> str:
    """Return what an element says: a value made for machines where there is one, else its text."""
    if isinstance(node, str):
        return str(node)
    return node.get("datetime") or node.get("content") or " ".join(" ".join(node.itertext()).split())


def _take_first(value: object) -> object:
    return next(iter(value), None) if isinstance(value, list) else value


def _read_names(value: object) -> tuple[str, ...] | None:
    """Return the names of authors; a list of names in one is read as well: {"name": ["Ann Lee", "Bo Ray"]}."""
    if isinstance(value, Mapping) and isinstance(value.get("name"), list):
        value = value["name"]
    return read_authors(value)


def _read_code(value: object) -> object:
    return value.get("alternateName") or value.get("name") if isinstance(value, Mapping) else value


def _read_canonical(value: object, address: str | None) -> str | None:
    value = value.get("@id") or value.get("url") if isinstance(value, Mapping) else value
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        url = read_url(urljoin(address or "", value.strip()))
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if url is None or address is None:
        return url
    is_front = parts.path in ("", "/") and not parts.query
    return None if is_front or not _is_same_site(url, address) else parts._replace(fragment="").geturl()


def _is_same_site(url: str, address: str) -> bool:
    """Tell whether one host is the other or a part of it: news.example, m.news.example."""
    one, other = read_domain(url) or "", read_domain(address) or ""
    return "." in one and (one == other or one.endswith(f".{other}") or other.endswith(f".{one}"))
