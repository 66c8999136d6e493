import json
from typing import Any

import pytest
from trafilatura import load_html
from web_site import LINKED_DATA, make_page

from qa.articles.page.metadata import Fact, PageFacts, read_facts

ADDRESS = "https://www.meridian.example/2025/bridge?utm_source=rss"
OPEN_GRAPH = """
<meta property="og:title" content="Tom &amp;amp; Ann&#39;s bridge"><meta property="og:site_name" content="Open Wire">
<meta property="og:url" content="https://meridian.example/og"><meta property="og:locale" content="fr_FR">
<meta property="article:published_time" content="2025-10-30T10:00:00Z">
<meta property="article:modified_time" content="2025-10-30T11:00:00Z">
<meta property="article:author" content="https://meridian.example/people/7">
<meta property="article:section" content="Bridges">
"""
META = """
<meta name="twitter:title" content="A bridge"><meta name="author" content="By Cy Dell and Di Eck">
<meta name="application-name" content="Meta Wire"><meta name="parsely-link" content="https://meridian.example/meta">
<meta name="date" content="2025-10-29"><meta name="last-modified" content="2025-10-29T12:00:00Z">
<meta http-equiv="content-language" content="de"><meta name="parsely-section" content="Towns">
"""
MARKUP = """
<article><h1>The <b>old</b> bridge</h1><a rel="author" href="/e">Eve Fry</a>
<time itemprop="datePublished" datetime="2025-10-28T09:00:00+01:00">Tuesday</time>
<span itemprop="dateModified" content="2025-10-28T10:00:00+01:00">later</span></article>
"""


def read(html: str, address: str | None = None) -> PageFacts:
    tree = load_html(html)
    assert tree is not None
    return read_facts(tree, address=address)


def read_data(data: object, *, address: str | None = None, head: str = "") -> PageFacts:
    return read(make_page(data=data, head=head), address)


def test_linked_data_is_trusted_most() -> None:
    facts = read(make_page(head=OPEN_GRAPH + META, body=MARKUP))
    assert facts == PageFacts(
        title=Fact(value="Bridge closed for the winter", origin="JSON-LD headline"),
        authors=Fact(value=("Ann Lee", "Bo Ray"), origin="JSON-LD author"),
        outlet=Fact(value="Meridian Wire", origin="JSON-LD publisher"),
        published=Fact(value="2025-10-31T19:40:00+08:00", origin="JSON-LD datePublished"),
        updated=Fact(value="2025-11-01T08:00:00+00:00", origin="JSON-LD dateModified"),
        language=Fact(value="en", origin="JSON-LD inLanguage"),
        url=Fact(value="https://meridian.example/og", origin="OpenGraph og:url"),
        section=Fact(value="Transport", origin="JSON-LD articleSection"),
    )


def test_open_graph_is_trusted_next_where_it_says_something() -> None:
    facts = read(make_page(head=OPEN_GRAPH + META, body=MARKUP, data=None))
    assert facts == PageFacts(
        title=Fact(value="Tom & Ann's bridge", origin="OpenGraph og:title"),
        # An address is no name, so the meta tag has it.
        authors=Fact(value=("Cy Dell", "Di Eck"), origin="meta author"),
        outlet=Fact(value="Open Wire", origin="OpenGraph og:site_name"),
        published=Fact(value="2025-10-30T10:00:00+00:00", origin="OpenGraph article:published_time"),
        updated=Fact(value="2025-10-30T11:00:00+00:00", origin="OpenGraph article:modified_time"),
        language=Fact(value="fr", origin="OpenGraph og:locale"),
        url=Fact(value="https://meridian.example/og", origin="OpenGraph og:url"),
        section=Fact(value="Bridges", origin="OpenGraph article:section"),
    )


def test_meta_tags_are_trusted_next() -> None:
    facts = read(make_page(head=META, body=MARKUP, data=None))
    assert facts == PageFacts(
        title=Fact(value="A bridge", origin="meta twitter:title"),
        authors=Fact(value=("Cy Dell", "Di Eck"), origin="meta author"),
        outlet=Fact(value="Meta Wire", origin="meta application-name"),
        published=Fact(value="2025-10-29", origin="meta date"),
        updated=Fact(value="2025-10-29T12:00:00+00:00", origin="meta last-modified"),
        language=Fact(value="de", origin="meta content-language"),
        url=Fact(value="https://meridian.example/meta", origin="meta parsely-link"),
        section=Fact(value="Towns", origin="meta parsely-section"),
    )


def test_markup_is_what_is_left() -> None:
    head = '<title>Bridge | Wire</title><link rel="canonical" href="/canonical">'
    facts = read(make_page(head=head, body=MARKUP, data=None, language="it"), ADDRESS)
    assert facts == PageFacts(
        title=Fact(value="The old bridge", origin="html //article//h1"),
        authors=Fact(value=("Eve Fry",), origin="html //*[@rel='author']"),
        published=Fact(value="2025-10-28T09:00:00+01:00", origin="html //*[@itemprop='datePublished']"),
        updated=Fact(value="2025-10-28T10:00:00+01:00", origin="html //*[@itemprop='dateModified']"),
        language=Fact(value="it", origin="html //html/@lang"),
        url=Fact(value="https://www.meridian.example/canonical", origin="html //link[@rel='canonical']/@href"),
    )


def test_a_page_that_says_nothing_has_no_facts() -> None:
    assert read("<html><body><p>words</p></body></html>") == PageFacts()


def test_a_day_that_is_not_certain_gives_way_to_one_that_is() -> None:
    facts = read_data({**LINKED_DATA, "datePublished": "03/04/2025"}, head='<meta name="date" content="2025-04-03">')
    assert facts.published == Fact(value="2025-04-03", origin="meta date")


@pytest.mark.parametrize(
    ("address", "canonical", "url"),
    [
        pytest.param(ADDRESS, "https://meridian.example/b#part", "https://meridian.example/b", id="without www"),
        pytest.param(ADDRESS, "https://amp.www.meridian.example/b", "https://amp.www.meridian.example/b", id="part"),
        pytest.param(ADDRESS, "/b", "https://www.meridian.example/b", id="relative"),
        pytest.param(ADDRESS, "https://famous.example/b", None, id="another site"),
        pytest.param(ADDRESS, "https://notmeridian.example/b", None, id="a site that ends alike"),
        pytest.param(ADDRESS, "https://example/b", None, id="a domain of domains"),
        pytest.param(ADDRESS, "https://www.meridian.example/", None, id="front page"),
        pytest.param(ADDRESS, "javascript:alert(1)", None, id="script"),
        pytest.param(ADDRESS, "http://[broken/", None, id="broken"),
        pytest.param(None, "https://famous.example/b", "https://famous.example/b", id="a saved page"),
    ],
)
def test_a_page_can_not_pass_for_one_of_another_site(address: str | None, canonical: str, url: str | None) -> None:
    facts = read_data(None, head=f'<link rel="canonical" href="{canonical}">', address=address)
    assert (facts.url.value if facts.url else None) == url


@pytest.mark.parametrize(
    "data",
    [
        pytest.param([{"@type": "WebSite", "name": "x"}, LINKED_DATA], id="list"),
        pytest.param({"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"}, LINKED_DATA]}, id="graph"),
        pytest.param({"@type": "WebPage", "mainEntity": LINKED_DATA}, id="main entity"),
        pytest.param({**LINKED_DATA, "@type": ["Thing", "https://schema.org/ReportageNewsArticle"]}, id="types"),
        pytest.param(
            {
                "@graph": [
                    {**LINKED_DATA, "publisher": {"@id": "#wire"}, "author": [{"@id": "#ann"}, {"name": "Bo Ray"}]},
                    {"@type": "Organization", "@id": "#wire", "name": "Meridian Wire"},
                    {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
                ]
            },
            id="references",
        ),
    ],
)
def test_linked_data_is_found_however_it_is_nested(data: object) -> None:
    facts = read_data(data)
    assert facts.title and facts.title.value == "Bridge closed for the winter"
    assert facts.outlet and facts.outlet.value == "Meridian Wire"
    assert facts.authors and facts.authors.value == ("Ann Lee", "Bo Ray")
    assert facts.published and facts.published.value == "2025-10-31T19:40:00+08:00"


@pytest.mark.parametrize("wrapping", ["<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "/* data */ {};", "\n{}\n"])
def test_linked_data_is_unwrapped(wrapping: str) -> None:
    script = f'<script type="application/ld+json">{wrapping.format(json.dumps(LINKED_DATA))}</script>'
    facts = read(f"<html><head>{script}</head><body><p>x</p></body></html>")
    assert facts.outlet == Fact(value="Meridian Wire", origin="JSON-LD publisher")


def test_another_article_on_the_page_lends_it_nothing() -> None:
    other: dict[str, Any] = {"@type": "NewsArticle", "headline": "Other", "author": "Zed", "url": "https://a.example/b"}
    own = {"@type": "NewsArticle", "headline": "Own", "url": "https://a.example/a"}
    for data in ([own, other], [other, own]):
        facts = read_data(data, address="https://a.example/a")
        assert facts.title == Fact(value="Own", origin="JSON-LD headline")
        assert facts.authors is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"@type": ', id="broken"),
        pytest.param("[" * 100_000, id="deep"),
        pytest.param('[1, null, {"@type": 5, "@graph": "x", "@id": []}]', id="odd"),
        pytest.param(
            '{"@type": "Article", "headline": {}, "author": 5, "publisher": [[]], "url": {}}', id="odd values"
        ),
        pytest.param('{"@type": "Article", "@id": "#a", "author": {"@id": "#a"}}', id="in itself"),
        pytest.param("[" + '{"@type": "Article"},' * 20_000 + "{}]", id="many"),
    ],
)
def test_broken_linked_data_says_nothing(text: str) -> None:
    facts = read(f'<html><head><script type="application/ld+json">{text}</script></head><body><p>x</p></body></html>')
    assert (facts.title, facts.outlet, facts.url) == (None, None, None)


def test_control_codes_and_markup_stay_out_of_facts() -> None:
    facts = read_data({**LINKED_DATA, "headline": "Bridge \x1b[31mclosed\x07\n\n for &lt;b&gt; \u009bnow"})
    assert facts.title and facts.title.value == "Bridge closed for <b> now"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"@type": "NewsArticle", "headline": "Own", "keywords": ["a", "b",],}', id="commas at the end"),
        pytest.param(
            "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;headline&quot;: &quot;Own&quot;}", id="escaped"
        ),
        pytest.param('{"@type": "WebSite"}\n{"@type": "NewsArticle", "headline": "Own"}', id="one after the other"),
        pytest.param('{"@type": "WebSite"};\n{"@type": "NewsArticle", "headline": "Own"};', id="as statements"),
        pytest.param('{"@type": "NewsArticle", "headline": "Own"} {"@type": broken', id="broken after it"),
        pytest.param('{"@type": "NewsArticle", "headline": {"@value": "Own", "@language": "en"}}', id="a typed value"),
        pytest.param('{"@type": "NewsArticle", "headline": ["Own", "Other"]}', id="a list"),
        pytest.param(
            '{"@type": "NewsArticle", "headline": "Own",\n "description": "two\nlines\tand tabs"}', id="raw breaks"
        ),
    ],
)
@pytest.mark.parametrize("kind", ["application/ld+json", "application/ld+json; charset=utf-8", "Application/LD+JSON"])
def test_linked_data_is_read_as_sites_write_it(text: str, kind: str) -> None:
    facts = read(f'<html><head><script type="{kind}">{text}</script></head><body><p>x</p></body></html>')
    assert facts.title == Fact(value="Own", origin="JSON-LD headline")


def test_a_time_in_a_list_is_its_first() -> None:
    facts = read_data({"@type": "NewsArticle", "datePublished": ["2025-10-28T10:00:00+01:00", "2025-10-29"]})
    assert facts.published and facts.published.value == "2025-10-28T10:00:00+01:00"


HEADLINE = "Crane approved in Vessby"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        pytest.param(
            f"<title>{HEADLINE} | Vessby Herald</title>",
            f"<h1>Vessby Herald</h1><h1>{HEADLINE}</h1>",
            id="two headings",
        ),
        pytest.param(
            f"<title>Vessby Herald - {HEADLINE}</title>",
            f"<h1>Vessby Herald</h1><h1>{HEADLINE}</h1>",
            id="outlet first",
        ),
        pytest.param(
            f"<title>{HEADLINE}</title><meta property='og:site_name' content='Vessby Herald'>",
            f"<h1>VESSBY HERALD</h1><article><h1>News</h1><h1>{HEADLINE}</h1></article>",
            id="three headings",
        ),
        pytest.param(
            f"<title>{HEADLINE} | Vessby Herald</title><meta property='og:title' content='Vessby Herald'>",
            f"<h1>{HEADLINE}</h1>",
            id="the outlet in OpenGraph",
        ),
        pytest.param(
            "<title>x</title><meta property='og:title' content='vessby-herald.example'>",
            f"<h1>{HEADLINE}</h1>",
            id="a domain",
        ),
    ],
)
def test_the_name_of_the_outlet_is_no_title(head: str, body: str) -> None:
    facts = read(make_page(head=head, body=body, data=None), "https://www.vessby-herald.example/2025/crane")
    assert facts.title and facts.title.value == HEADLINE


def test_a_page_that_has_no_other_title_has_that_of_the_outlet() -> None:
    facts = read("<html><head><title>Vessby Herald</title></head><body><h1>Vessby Herald</h1></body></html>")
    assert facts.title and facts.title.value == "Vessby Herald"
