"""Article pages as outlets publish them: the text amid what surrounds it, and the facts in four layers of markup."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Literal
from urllib.parse import urljoin

from web_site import SENTENCES

# In the order in which they are trusted.
Layer = Literal["linked_data", "open_graph", "meta", "html"]
LAYERS: tuple[Layer, ...] = ("linked_data", "open_graph", "meta", "html")

_SECTIONS = ("World", "Politics", "Business", "Science", "Sport", "Culture")
_RELATED = (
    "Harbour festival moves to June",
    "Second school gets a new roof",
    "How the ferries came to Port Ellery",
    "Council publishes its budget",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsPage:
    """What an outlet says in an article and of it; None and empty values are not said.

    path       where the page is, or a whole address
    published  ISO 8601 date or date-time with offset; updated likewise
    canonical  path or address that the page names as its own; None for where it is
    """

    path: str = "/2025/10/31/bridge"
    title: str = "Bridge closed for the winter"
    paragraphs: Sequence[str] = tuple(SENTENCES)
    published: str | None = "2025-10-31T19:40:00+08:00"
    updated: str | None = None
    authors: tuple[str, ...] = ("Ann Lee", "Bo Ray")
    section: str | None = "Transport"
    language: str | None = "en"
    outlet: str | None = "Meridian Wire"
    canonical: str | None = None

    def find_url(self, base: str) -> str:
        """Return the address of the page on a site."""
        return urljoin(base, self.path)

    def find_canonical(self, base: str) -> str:
        """Return the address that the page names as its own."""
        return urljoin(base, self.canonical or self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """How a page says its facts.

    without  layers that say nothing
    others   what a layer says instead, by layer: {"open_graph": replace(page, title="Another")}
    extra    html in the head after all layers
    around   navigation, teasers, forms and a footer around the text, as real pages have
    """

    without: frozenset[Layer] = frozenset()
    others: Mapping[Layer, NewsPage] = field(default_factory=dict)
    extra: str = ""
    around: bool = True


def render_page(page: NewsPage, base: str, markup: Markup | None = None) -> str:
    """Return the html of an article.

    base  address of the site
    """
    markup = markup or Markup()
    said = {layer: markup.others.get(layer, page) for layer in LAYERS if layer not in markup.without}
    html = said.get("html")
    text = "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in page.paragraphs)
    article = f'<article itemscope itemtype="https://schema.org/NewsArticle">\n{_render_top(html)}\n' + (
        f'<div class="article-body">\n{text}\n</div>\n</article>'
    )
    head = "".join(_HEADS[layer](facts, base) for layer, facts in said.items()) + markup.extra
    body = _surround(article, page) if markup.around else article
    return render_document(head, body, language=html.language if html else None)


def render_document(head: str, body: str, *, language: str | None = "en") -> str:
    """Return an html document."""
    lang = f' lang="{escape(language)}"' if language else ""
    return f"""<!doctype html>
<html{lang}>
<head>
<meta charset="utf-8">
{head}</head>
<body>
{body}
</body>
</html>
"""


def render_linked_data(data: object) -> str:
    """Return the script element with linked data; nothing in it can end the script."""
    content = json.dumps(data).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{content}</script>\n'


def describe_article(page: NewsPage, base: str, **more: object) -> dict[str, object]:
    """Return the linked data of an article, without what is not said of it."""
    data = {
        "@type": "NewsArticle",
        "headline": page.title,
        "datePublished": page.published,
        "dateModified": page.updated,
        "author": [{"@type": "Person", "name": name} for name in page.authors],
        "publisher": {"@type": "Organization", "name": page.outlet} if page.outlet else None,
        "articleSection": page.section,
        "inLanguage": page.language,
        "url": page.find_canonical(base),
        **more,
    }
    return {"@context": "https://schema.org", **{name: value for name, value in data.items() if value}}


def _render_linked(page: NewsPage, base: str) -> str:
    return render_linked_data(describe_article(page, base))


def _render_open_graph(page: NewsPage, base: str) -> str:
    values = [
        ("og:type", "article"),
        ("og:title", page.title),
        ("og:site_name", page.outlet),
        ("og:url", page.find_canonical(base)),
        ("og:locale", page.language),
        ("article:published_time", page.published),
        ("article:modified_time", page.updated),
        ("article:section", page.section),
        *(("article:author", name) for name in page.authors),
    ]
    return _render_metas("property", values)


def _render_meta(page: NewsPage, base: str) -> str:
    values = [
        ("twitter:title", page.title),
        ("application-name", page.outlet),
        ("parsely-link", page.find_canonical(base)),
        ("language", page.language),
        ("parsely-pub-date", page.published),
        ("lastmod", page.updated),
        ("section", page.section),
        ("author", ", ".join(page.authors)),
    ]
    return _render_metas("name", values)


def _render_metas(attribute: str, values: Sequence[tuple[str, str | None]]) -> str:
    return "".join(f'<meta {attribute}="{name}" content="{escape(value)}">\n' for name, value in values if value)


def _render_html_head(page: NewsPage, base: str) -> str:
    title = escape(f"{page.title} | {page.outlet}" if page.outlet else page.title)
    return f'<title>{title}</title>\n<link rel="canonical" href="{escape(page.find_canonical(base))}">\n'


_HEADS = {
    "linked_data": _render_linked,
    "open_graph": _render_open_graph,
    "meta": _render_meta,
    "html": _render_html_head,
}


def _render_top(page: NewsPage | None) -> str:
    """Return what stands above the text."""
    if page is None:
        return ""
    names = ", ".join(f'<span itemprop="name">{escape(name)}</span>' for name in page.authors)
    parts = [f'<h1 itemprop="headline">{escape(page.title)}</h1>']
    if page.authors:
        parts.append(f'<div class="byline">By <span itemprop="author" itemscope>{names}</span></div>')
    for name, moment in (("datePublished", page.published), ("dateModified", page.updated)):
        if moment:
            parts.append(f'<time itemprop="{name}" datetime="{moment}">{moment[:10]}</time>')
    if page.section:
        parts.append(f'<a href="/section" itemprop="articleSection">{escape(page.section)}</a>')
    if page.outlet:
        outlet = f'<span itemprop="name">{escape(page.outlet)}</span>'
        parts.append(f'<div itemprop="publisher" itemscope>{outlet}</div>')
    return f'<header class="article-header">{"".join(parts)}</header>'


def _surround(article: str, page: NewsPage) -> str:
    sections = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in _SECTIONS)
    related = "".join(f'<li><a href="/related/{n}">{title}</a></li>' for n, title in enumerate(_RELATED))
    outlet = escape(page.outlet or "News")
    return f"""<header class="site-header"><a href="/">{outlet}</a><nav><ul>{sections}</ul></nav>
<form action="/search"><input name="q" placeholder="Search"><button>Search</button></form></header>
<nav class="breadcrumbs"><a href="/">Home</a> &gt; <a href="/section">{escape(page.section or "News")}</a></nav>
<main>
{article}
<div class="share-buttons"><a href="#">Share on Bluebird</a> <a href="#">Copy link</a></div>
<aside class="related"><h2>Read more</h2><ul>{related}</ul></aside>
<div class="newsletter"><h3>Sign up for our newsletter</h3>
<form><input name="mail"><button>Sign up</button></form></div>
</main>
<footer><nav><ul><li><a href="/imprint">Imprint</a></li><li><a href="/privacy">Privacy</a></li></ul></nav>
<p>© 2025 {outlet}. All rights reserved.</p></footer>
<script>window.tracking = {{"page": 1}};</script>"""
