import gzip
import json

import pytest
from news_faults import EXTERNAL, LAUGHS
from web_site import SENTENCES, Reply, run_site

from qa.articles.addresses import strip_tracking
from qa.errors import SourceProblem
from qa.ingest.fetch.content import sniff_kind
from qa.ingest.fetch.fetcher import Fetched, Fetcher, FetchOptions
from qa.ingest.fetch.markup import repair_references
from qa.ingest.web.feeds import FeedEntry, FeedLink, read_feed

NO_FEED = "it is not RSS, Atom, a JSON Feed, OPML, a sitemap or a page that names a feed"
ADDRESS = "https://meridian.example/feeds/all"
WHOLE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES * 2)
RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Meridian &amp; Wire</title><language>en-gb</language><link>https://meridian.example/</link>
<item><title>Bridge &lt;b&gt;closed&lt;/b&gt;</title><link>https://meridian.example/bridge</link>
<guid isPermaLink="false">m-1</guid>
<pubDate>Fri, 31 Oct 2025 19:40:00 +0800</pubDate><dc:creator>Ann Lee</dc:creator>
<description>In short.</description><content:encoded><![CDATA[{WHOLE}]]></content:encoded></item>
<item><title>Ferries</title><link>../ferries</link><description>Ferries run every twenty minutes.</description></item>
<item><title>No address</title></item><item><link>http://[broken/</link></item>
<item><title>Bad address</title><link>file:///etc/passwd</link></item>
<item><title>Only an id</title><guid>https://meridian.example/id</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Meridian</title>
<entry><title>Bridge</title><id>tag:m,1</id><link rel="self" href="/self"/><link href="/bridge"/>
<published>2025-10-31T19:40:00+08:00</published><updated>2025-11-01T08:00:00Z</updated>
<author><name>Ann Lee</name></author><author><name>Bo Ray</name></author><summary>In short.</summary></entry></feed>"""
OPML = """<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="World"><outline text="Inner"><outline type="rss" text="One" xmlUrl="https://one.example/rss"/></outline>
<outline title="Two" text="2" xmlurl="https://two.example/rss"/></outline>
<outline text="bad" xmlUrl="file:///etc/passwd"/><outline text="three" xmlUrl="/three"/></body></opml>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image>
<image:loc>https://meridian.example/a.png</image:loc><image:title>A picture</image:title></image:image>
<loc> https://meridian.example/bridge </loc><lastmod>2025-11-01T08:00:00Z</lastmod>
<news:news><news:publication><news:name>Meridian Wire</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2025-10-31T19:40:00+08:00</news:publication_date>
<news:title>Bridge closed</news:title></news:news></url>
<url><loc>https://meridian.example/plain</loc></url><url><loc>ftp://meridian.example/x</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://meridian.example/1.xml.gz</loc><lastmod>2025-11-01</lastmod></sitemap>
<sitemap><loc>/2.xml</loc></sitemap></sitemapindex>"""


def read(text: str | bytes, *, charset: str | None = None) -> list[FeedEntry | FeedLink]:
    content = text if isinstance(text, bytes) else text.encode()
    return list(read_feed(content, address=ADDRESS, charset=charset))


def test_rss_is_read() -> None:
    bridge, ferries, only_id = read(RSS)
    assert bridge == FeedEntry(
        url="https://meridian.example/bridge", feed=ADDRESS, key="m-1", title="Bridge closed",
        published="2025-10-31T19:40:00+08:00", text=WHOLE, authors=("Ann Lee",), outlet="Meridian & Wire",
        language="en-gb",
    )  # fmt: skip
    assert isinstance(ferries, FeedEntry)
    assert (ferries.url, ferries.text, ferries.published) == ("https://meridian.example/ferries", None, None)
    assert only_id.url == "https://meridian.example/id"


def test_atom_is_read() -> None:
    assert read(ATOM) == [
        FeedEntry(
            url="https://meridian.example/bridge", feed=ADDRESS, key="tag:m,1", title="Bridge", outlet="Meridian",
            published="2025-10-31T19:40:00+08:00", updated="2025-11-01T08:00:00+00:00", authors=("Ann Lee", "Bo Ray"),
        )
    ]  # fmt: skip


def test_an_opml_list_gives_its_feeds_however_they_are_nested() -> None:
    assert read(OPML) == [
        FeedLink(url="https://one.example/rss", title="One"),
        FeedLink(url="https://two.example/rss", title="Two"),
        FeedLink(url="https://meridian.example/three", title="three"),
    ]


def test_a_news_sitemap_is_read() -> None:
    assert read(SITEMAP) == [
        FeedEntry(
            url="https://meridian.example/bridge", feed=ADDRESS, key="https://meridian.example/bridge", language="en",
            title="Bridge closed", published="2025-10-31T19:40:00+08:00", updated="2025-11-01T08:00:00+00:00",
            outlet="Meridian Wire",
        ),
        FeedEntry(url="https://meridian.example/plain", feed=ADDRESS, key="https://meridian.example/plain"),
    ]  # fmt: skip


def test_a_sitemap_index_gives_its_sitemaps() -> None:
    assert read(INDEX) == [
        FeedLink(url="https://meridian.example/1.xml.gz", updated="2025-11-01"),
        FeedLink(url="https://meridian.example/2.xml"),
    ]


def test_a_page_gives_the_feeds_that_it_names() -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="All" href="/rss">'
    assert read(f"<!doctype html><html><head>{link}</head></html>") == [
        FeedLink(url="https://meridian.example/rss", title="All")
    ]


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        pytest.param("utf-8", "iso-8859-1", id="the site is wrong"),
        pytest.param("cp1252", "windows-1252", id="the document is wrong"),
        pytest.param("utf-16", None, id="a mark"),
    ],
)
def test_a_wrong_encoding_does_not_spoil_a_feed(encoding: str, charset: str | None) -> None:
    entry = read(RSS.replace("Bridge", "“Brücke”").encode(encoding), charset=charset)[0]
    assert entry.title == "“Brücke” closed"


@pytest.mark.parametrize("root", ["rss", "feed", "opml", "urlset", "sitemapindex"])
@pytest.mark.parametrize("document", [LAUGHS, EXTERNAL], ids=["billion laughs", "file"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_entities_are_refused(document: str, root: str, encoding: str) -> None:
    text = document.replace("{root}", root)
    with pytest.raises(SourceProblem, match="it declares XML entities, which are not read"):
        read(text.encode(encoding), charset=encoding)


def test_an_external_document_type_is_not_fetched() -> None:
    with run_site() as site:
        doctype = f'<!DOCTYPE rss SYSTEM "{site.url}/rss.dtd">'
        assert len(read(RSS.replace("<rss", doctype + "<rss"))) == 3
        assert site.requests == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", NO_FEED, id="nothing"),
        pytest.param(b"words", NO_FEED, id="words"),
        pytest.param(b"<svg></svg>", NO_FEED, id="other"),
        pytest.param(b"\0\1\2\3", "it is not a text", id="binary"),
        pytest.param(b"<urlset><url>", "it is not valid XML (ParseError)", id="cut off"),
        pytest.param(b"<html><p>x</p></html>", "it is a page that names no feed", id="page"),
        pytest.param(b"<opml>" * 200, "its elements are nested more than 100 deep", id="deep"),
        pytest.param(b"<rss>" + b" " * 50_000_000, "it is larger than 50 MB", id="large"),
        pytest.param(b"<rss>" + b" " * 10_000_000, "it is larger than a feed of 10 MB", id="large feed"),
    ],
)
def test_what_is_no_feed_is_named(content: bytes, reason: str) -> None:
    with pytest.raises(SourceProblem) as caught:
        read(content)
    assert str(caught.value) == f"The feed {ADDRESS} can't be read: {reason}. Check the address."


def test_a_broken_feed_is_read_as_far_as_it_goes() -> None:
    assert [entry.url for entry in read(RSS.replace("</channel></rss>", "<item><title>&nbsp;x"))][:1] == [
        "https://meridian.example/bridge"
    ]


def test_an_endless_sitemap_is_read_to_the_fifty_thousandth_entry() -> None:
    urls = "".join(f"<url><loc>https://a.example/{n}</loc></url>" for n in range(50_010))
    assert len(read(f"<urlset>{urls}</urlset>")) == 50_000


def test_a_packed_sitemap_is_read_from_its_site() -> None:
    with run_site() as site, Fetcher(FetchOptions(allow_private=True, pause=0)) as fetcher:
        site.pages["/1.xml.gz"] = Reply(body=gzip.compress(SITEMAP.encode()), kind="application/gzip")
        found = fetcher.fetch(f"{site.url}/1.xml.gz")
    assert isinstance(found, Fetched)
    assert len(read(found.content)) == 2


def test_control_codes_and_markup_stay_out_of_titles() -> None:
    entry = read(RSS.replace("Ferries</title>", "Fer\x1b[31mries &amp;lt;script&amp;gt;\x07</title>"))[1]
    assert entry.title == "Ferries <script>"


WARNING = "<br />\n<b>Warning</b>: Undefined variable $x in <b>/srv/feed.php</b> on line <b>3</b><br />\n"


@pytest.mark.parametrize("preface", [WARNING, "Notice: x is undefined\n\n", "<!-- cached --> ok\n", "\n\n \ufeff"])
@pytest.mark.parametrize("document", [RSS, ATOM, OPML, SITEMAP, INDEX], ids=["rss", "atom", "opml", "sitemap", "index"])
def test_what_a_program_wrote_before_a_feed_is_passed_over(preface: str, document: str) -> None:
    assert read(preface + document) == read(document)


def test_a_page_that_shows_a_feed_is_a_page() -> None:
    page = f"<!doctype html><html><body><pre>{RSS}</pre></body></html>"
    with pytest.raises(SourceProblem, match="a page that names no feed"):
        read(page)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("<opml><outline text='a & b' xmlUrl='https://a.example/f?x=1&y=2'/></opml>", id="opml"),
        pytest.param("<urlset><url><loc>https://a.example/f?x=1&y=2</loc></url></urlset>", id="sitemap"),
        pytest.param(
            "<sitemapindex><sitemap><loc>https://a.example/f?x=1&amp;y=2&nbsp;</loc></sitemap></sitemapindex>",
            id="index",
        ),
        pytest.param("<rss><channel><item><link>https://a.example/f?x=1&y=2</link></item></channel></rss>", id="rss"),
    ],
)
def test_a_bare_ampersand_stands_for_itself(document: str) -> None:
    [found] = read(document)
    assert found.url.strip("\u00a0") == "https://a.example/f?x=1&y=2"


def test_references_that_xml_knows_and_sections_that_it_does_not_read_stay() -> None:
    text = "&amp; &lt; &#38; &#x26; <![CDATA[a & b &nbsp;]]>"
    assert repair_references(text) == text
    assert repair_references("&eacute; AT&T &x; &") == "é AT&amp;T &amp;x; &amp;"


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Meridian Wire",
    "language": "en",
    "items": [
        {
            "id": "m-1", "url": "/bridge", "title": "Bridge", "content_html": WHOLE, "summary": "In short.",
            "date_published": "2025-10-31T19:40:00+08:00", "authors": [{"name": "Ann Lee"}],
        },
        {"id": "https://meridian.example/id", "content_text": "Ferries & boats run.", "author": {"name": "Bo Ray"}},
        {"id": 3, "external_url": "https://meridian.example/x"},
        {"id": "no address"},
        "no item",
    ],
}  # fmt: skip


def test_a_json_feed_is_read_like_the_others() -> None:
    bridge, by_id, link = read(json.dumps(JSON_FEED))
    assert bridge == FeedEntry(
        url="https://meridian.example/bridge", feed=ADDRESS, key="m-1", title="Bridge",
        published="2025-10-31T19:40:00+08:00", text=WHOLE, authors=("Ann Lee",), outlet="Meridian Wire", language="en",
    )  # fmt: skip
    assert isinstance(by_id, FeedEntry) and (by_id.url, by_id.text) == ("https://meridian.example/id", None)
    assert by_id.authors == ("Bo Ray",)
    assert link.url == "https://meridian.example/x"


@pytest.mark.parametrize("text", ['{"version": "https://jsonfeed.org/version/1"', '{"items": {}, "version": "x"}'])
def test_a_json_feed_that_is_none_is_an_error(text: str) -> None:
    with pytest.raises(SourceProblem, match=r"not valid JSON|not a feed"):
        read(text)


def test_a_page_names_its_json_feed() -> None:
    link = "<link rel='alternate' type='application/feed+json' href='/feed.json' title='Mine'>"
    [found] = read(f"<html><head>{link}</head><body><p>Words.</p></body></html>")
    assert found == FeedLink(url="https://meridian.example/feed.json", title="Mine")


@pytest.mark.parametrize(
    ("content", "declared", "kind"),
    [
        (json.dumps(JSON_FEED), "application/feed+json", "json"),
        (json.dumps(JSON_FEED), "application/json", "json"),
        (WARNING + RSS, "text/html", "xml"),
        (WARNING + RSS, "application/xml", "xml"),
        ('{"a": 1}', "application/json", None),
    ],
)
def test_feeds_are_told_by_their_beginning(content: str, declared: str, kind: str | None) -> None:
    assert sniff_kind(content.encode()[:2_000], declared=declared) == kind


def test_one_page_is_one_article_whatever_parameters_led_to_it() -> None:
    document = "<rss><channel>{}</channel></rss>"
    item = "<item><link>https://a.example/x?id=3{}</link></item>"
    ends = ["&amp;utm_source=rss&amp;utm_medium=feed", "&amp;fbclid=abc", "#xtor=RSS-1", ""]
    found = read(document.format("".join(item.format(end) for end in ends)))
    assert {entry.url for entry in found} == {"https://a.example/x?id=3"}


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/x",
        "https://a.example/x?id=3&page=2#top",
        "https://a.example/x?cid=4&ref=home&source=a&campaign=b",
        "https://a.example/search?q=utm_source",
        "http://[broken?utm_source=x",
    ],
)
def test_what_belongs_to_an_address_stays(url: str) -> None:
    assert strip_tracking(url) == url
