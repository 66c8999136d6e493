"""What lists the articles of a news site: RSS, Atom, OPML, sitemaps and the rules for robots."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from news_pages import NewsPage, render_document

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


def render_rss(pages: Sequence[NewsPage], base: str, *, whole: bool = False) -> str:
    """Return an RSS 2.0 feed.

    whole  each entry holds the whole text; otherwise its first paragraph
    """
    items = "\n".join(_render_item(page, base, whole) for page in pages)
    return f"""{_DECLARATION}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{escape(_name_outlet(pages))}</title>
<link>{base}/</link><description>The latest</description><language>en</language>
{items}
</channel></rss>"""


def _render_item(page: NewsPage, base: str, whole: bool) -> str:
    url = escape(page.find_url(base))
    return f"""<item><title>{escape(page.title)}</title><link>{url}</link><guid>{url}</guid>
{_element("pubDate", format_datetime(_read_moment(page.published)) if page.published else None)}
{"".join(_element("dc:creator", name) for name in page.authors)}
<description>{escape(page.paragraphs[0])}</description>
{_element("content:encoded", _render_text(page) if whole else None)}</item>"""


def render_atom(pages: Sequence[NewsPage], base: str, *, whole: bool = False) -> str:
    """Return an Atom feed; whole as for RSS."""
    entries = "\n".join(_render_entry(page, base, whole) for page in pages)
    changed = max((_read_moment(page.updated or page.published) for page in pages), default=_read_moment(None))
    return f"""{_DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>{escape(_name_outlet(pages))}</title><id>{base}/</id><updated>{changed.isoformat()}</updated>
<link rel="self" href="{base}/atom.xml"/>
{entries}
</feed>"""


def _render_entry(page: NewsPage, base: str, whole: bool) -> str:
    url = escape(page.find_url(base))
    return f"""<entry><title>{escape(page.title)}</title><id>{url}</id><link rel="alternate" href="{url}"/>
{_element("published", _read_moment(page.published).isoformat() if page.published else None)}
<updated>{_read_moment(page.updated or page.published).isoformat()}</updated>
{"".join(f"<author><name>{escape(name)}</name></author>" for name in page.authors)}
<summary>{escape(page.paragraphs[0])}</summary>
{f'<content type="html">{escape(_render_text(page))}</content>' if whole else ""}</entry>"""


def render_opml(urls: Sequence[str]) -> str:
    """Return a list of feeds, in a folder."""
    outlines = "\n".join(f'<outline type="rss" text="Feed {n}" xmlUrl="{escape(url)}"/>' for n, url in enumerate(urls))
    return f"""{_DECLARATION}<opml version="2.0"><head><title>Feeds</title></head><body><outline text="News">
{outlines}
</outline></body></opml>"""


def render_sitemap(pages: Sequence[NewsPage], base: str, *, news: bool = False) -> str:
    """Return a sitemap.

    news  with what Google News asks for: outlet, language, time and title
    """
    urls = "\n".join(
        f"<url><loc>{escape(page.find_url(base))}</loc>{_element('lastmod', page.updated or page.published)}"
        f"{_render_news(page) if news else ''}</url>"
        for page in pages
    )
    return f"{_DECLARATION}<urlset {_SITEMAP} {_NEWS}>\n{urls}\n</urlset>"


def _render_news(page: NewsPage) -> str:
    outlet = f"{_element('news:name', page.outlet)}{_element('news:language', page.language)}"
    return (
        f"<news:news><news:publication>{outlet}</news:publication>"
        f"{_element('news:publication_date', page.published)}{_element('news:title', page.title)}</news:news>"
    )


def render_sitemap_index(urls: Sequence[str]) -> str:
    """Return the list of a site's sitemaps."""
    sitemaps = "\n".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls)
    return f"{_DECLARATION}<sitemapindex {_SITEMAP}>\n{sitemaps}\n</sitemapindex>"


def render_robots(*, refused: Sequence[str] = (), pause: float | None = None, sitemaps: Sequence[str] = ()) -> str:
    """Return the rules of a site.

    refused  beginnings of paths that no robot may ask for
    pause    seconds between two requests
    """
    delay = [f"Crawl-delay: {pause}"] if pause is not None else []
    rules = [f"Disallow: {path}" for path in refused] or ["Disallow:"]
    return "\n".join(["User-agent: *", *delay, *rules, *(f"Sitemap: {url}" for url in sitemaps), ""])


def render_front(pages: Sequence[NewsPage], base: str, *, feed: str | None = None) -> str:
    """Return a front page: a list of teasers that names a feed."""
    kind = "atom" if feed and "atom" in feed else "rss"
    link = f'<link rel="alternate" type="application/{kind}+xml" title="All" href="{escape(feed)}">\n' if feed else ""
    teasers = "\n".join(
        f'<section><h2><a href="{escape(page.find_url(base))}">{escape(page.title)}</a></h2>'
        f"<p>{escape(page.paragraphs[0])}</p></section>"
        for page in pages
    )
    outlet = escape(_name_outlet(pages))
    return render_document(f"<title>{outlet}</title>\n{link}", f"<h1>{outlet}</h1>\n<main>{teasers}</main>")


def _name_outlet(pages: Sequence[NewsPage]) -> str:
    return next((page.outlet for page in pages if page.outlet), "News")


def _read_moment(moment: str | None) -> datetime:
    read = datetime.fromisoformat(moment or "2025-11-01")
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _element(name: str, value: str | None) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _render_text(page: NewsPage) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in page.paragraphs)
