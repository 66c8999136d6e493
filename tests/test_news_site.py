import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from news_faults import (
    EXTERNAL,
    FAULTS,
    HOSTILE_FEED,
    LAUGHS,
    ODD_PAGES,
    PAGE,
    RUSSIAN,
    UNDECLARED_RUSSIAN,
)
from news_feeds import render_opml, render_sitemap_index
from news_others import OTHER_PAGES, OtherPage
from news_pages import LAYERS, Layer, Markup, NewsPage
from news_site import XML, FeedForm, NewsSite, run_news_site
from web_site import SENTENCES, TEXT, Reply

from qa.articles import Article, Skipped
from qa.errors import SourceProblem
from qa.ingest.fetch.fetcher import Fetched, Fetcher, FetchOptions, NotFetched, PageRequest
from qa.ingest.web.feeds import FeedEntry, FeedLink, read_feed
from qa.ingest.web.reading import read_entry, read_fetched

OPTIONS = FetchOptions(
    allow_private=True, pause=0, timeout=20, deadline=30, longest_wait=0.3, max_bytes=200_000, threads=4
)
# For sites that do not answer; on a busy machine others need more.
HASTY = replace(OPTIONS, timeout=0.8, deadline=1.2)
TOO_LATE = "127.0.0.1 did not answer in time"
BRIDGE = NewsPage(updated="2025-11-01T08:00:00+00:00")
FERRY = NewsPage(path="/2025/11/01/ferry", title="Ferries run twice as often", paragraphs=SENTENCES * 2)


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with run_news_site() as site:
        yield site


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(OPTIONS) as fetcher:
        yield fetcher


def fetch(fetcher: Fetcher, request: PageRequest | str) -> Fetched:
    found = fetcher.fetch(request)
    assert isinstance(found, Fetched), found
    return found


def read(fetcher: Fetcher, url: str) -> Article:
    page = read_fetched(fetch(fetcher, url))
    assert isinstance(page, Article), page
    return page


def list_entries(fetcher: Fetcher, url: str) -> list[FeedEntry | FeedLink]:
    return list(read_feed(fetch(fetcher, url).content, address=url))


def ask_again(page: Fetched) -> PageRequest:
    return PageRequest(url=page.url, etag=page.etag, last_modified=page.last_modified)


@pytest.mark.parametrize("around", [True, False], ids=["amid all the rest", "alone"])
def test_an_article_is_read_as_it_was_published(site: NewsSite, fetcher: Fetcher, around: bool) -> None:
    url = site.publish_page(BRIDGE, Markup(around=around))
    assert read(fetcher, url) == Article(
        text=TEXT, title=BRIDGE.title, source="Meridian Wire", authors=BRIDGE.authors, published=BRIDGE.published,
        updated=BRIDGE.updated, language="en", origin=url, url=url, section=BRIDGE.section,
    )  # fmt: skip


@pytest.mark.parametrize("trusted", range(len(LAYERS)), ids=LAYERS)
def test_layers_that_contradict_each_other_or_are_left_out(site: NewsSite, fetcher: Fetcher, trusted: int) -> None:
    said: dict[Layer, NewsPage] = {
        layer: replace(
            BRIDGE, title=f"Title {n}", outlet=f"Outlet {n}", section=f"Section {n}", authors=(f"Ann No{'o' * n}",),
            published=f"2025-10-0{n + 1}T10:00:00+00:00", updated=f"2025-10-1{n}T10:00:00+00:00",
            language=("en", "de", "fr", "es")[n],
        )
        for n, layer in enumerate(LAYERS)
    }  # fmt: skip
    article = read(fetcher, site.publish_page(BRIDGE, Markup(without=frozenset(LAYERS[:trusted]), others=said)))
    expected = said[LAYERS[trusted]]
    assert (article.title, article.authors, article.published, article.updated, article.language) == (
        expected.title, expected.authors, expected.published, expected.updated, expected.language,
    )  # fmt: skip
    assert (article.source, article.section) == (expected.outlet, expected.section)
    place = ("JSON-LD", "OpenGraph", "meta", "html")[trusted]
    assert {article.provenance[name].split()[0] for name in ("title", "published", "section")} == {place}
    assert article.text == TEXT


def test_a_page_changes_and_goes_while_the_site_runs(site: NewsSite, fetcher: Fetcher) -> None:
    first = fetch(fetcher, site.publish_page(BRIDGE))
    site.publish_page(BRIDGE)
    same = fetch(fetcher, ask_again(first))
    site.publish_page(replace(BRIDGE, title="Bridge closed for good"))
    changed = fetch(fetcher, ask_again(first))
    site.take_down(BRIDGE.path)
    gone = fetcher.fetch(ask_again(changed))
    assert (same.status, changed.status, isinstance(gone, NotFetched) and gone.status) == (304, 200, 410)
    assert [request.status for request in site.requests if request.path == BRIDGE.path] == [200, 304, 200, 410]
    assert (site.count(BRIDGE.path), site.count(BRIDGE.path, status=200), site.count("/robots.txt")) == (4, 2, 1)


@pytest.mark.parametrize("tells", [("etag", "last-modified"), ("etag",), ("last-modified",), ()], ids=str)
def test_what_the_site_tells_of_a_page_is_all_that_it_knows_it_by(
    site: NewsSite, fetcher: Fetcher, tells: tuple[str, ...]
) -> None:
    site.tells = frozenset(tells)
    first = fetch(fetcher, site.publish_page(BRIDGE))
    assert (first.etag is not None, first.last_modified is not None) == ("etag" in tells, "last-modified" in tells)
    again = PageRequest(url=first.url, etag=first.etag or '"x"', last_modified=first.last_modified)
    assert fetch(fetcher, again).status == (304 if tells else 200)
    site.publish_page(replace(BRIDGE, title="Bridge closed for good"))
    assert fetch(fetcher, ask_again(first)).status == 200


@pytest.mark.parametrize("form", ["rss", "atom", "news sitemap", "sitemap"])
def test_a_feed_lists_articles(site: NewsSite, fetcher: Fetcher, form: FeedForm) -> None:
    bridge, ferry = list_entries(fetcher, site.publish_feed("/all", [BRIDGE, FERRY], form=form))
    assert isinstance(bridge, FeedEntry)
    assert isinstance(ferry, FeedEntry)
    assert (bridge.url, ferry.url) == (site.url + BRIDGE.path, site.url + FERRY.path)
    if form != "sitemap":
        told = (bridge.title, bridge.published, bridge.outlet)
        assert told == (BRIDGE.title, BRIDGE.published, BRIDGE.outlet)
    assert bridge.text is None


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_feed_with_whole_texts_holds_the_articles(site: NewsSite, fetcher: Fetcher, form: FeedForm) -> None:
    [entry] = list_entries(fetcher, site.publish_feed("/all", [FERRY], form=form, whole=True))
    assert isinstance(entry, FeedEntry)
    article = read_entry(entry)
    assert isinstance(article, Article)
    assert article.text == "\n".join(FERRY.paragraphs)


def test_lists_of_feeds_and_the_front_page_lead_to_feeds(site: NewsSite, fetcher: Fetcher) -> None:
    feed = site.publish_feed("/rss", [BRIDGE])
    lists = [
        site.publish("/list.opml", render_opml([feed]), kind="text/x-opml+xml"),
        site.publish("/sitemap.xml", render_sitemap_index([feed]), kind=XML),
        site.publish_front([BRIDGE, FERRY], feed=feed),
    ]
    for url in lists:
        [link] = list_entries(fetcher, url)
        assert isinstance(link, FeedLink)
        assert link.url == feed


def test_rules_refuse_paths_and_name_sitemaps(site: NewsSite, fetcher: Fetcher) -> None:
    site.set_rules(refused=["/2025/11"], sitemaps=[f"{site.url}/sitemap.xml"])
    assert fetch(fetcher, site.publish_page(BRIDGE)).status == 200
    refused = fetcher.fetch(site.publish_page(FERRY))
    assert isinstance(refused, NotFetched)
    assert refused.reason == "robots.txt of the site does not allow it"
    assert fetcher.list_sitemaps(site.url) == [f"{site.url}/sitemap.xml"]
    assert site.paths == [BRIDGE.path]


@pytest.mark.parametrize("other", OTHER_PAGES.values(), ids=OTHER_PAGES)
def test_what_is_no_article_is_left_out(site: NewsSite, fetcher: Fetcher, other: OtherPage) -> None:
    site.pages[other.path] = other.reply
    found = fetcher.fetch(f"{site.url}{other.path}")
    skipped = read_fetched(found) if isinstance(found, Fetched) else found
    assert isinstance(skipped, Skipped | NotFetched), skipped
    assert skipped.reason == other.reason


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("slow", TOO_LATE),
        ("slow header", TOO_LATE),
        ("silent", TOO_LATE),
        ("hangs in the middle", TOO_LATE),
        ("cut off", "what 127.0.0.1 answered is not valid HTTP"),
        ("no http", "what 127.0.0.1 answered is not valid HTTP"),
        ("broken gzip", "packed content that is broken"),
        ("cut off gzip", "packed content that is cut off"),
        ("not gzip", "packed content that is broken"),
        ("endless", "larger than 200 kB"),
        ("bomb of zeros", "not a page but binary data"),
        ("bomb", "larger than 200 kB"),
        ("not found", "no such page (404)"),
        ("gone", "the page is gone (410)"),
        ("broken", "the site has an error (500)"),
        ("busy", "the site asks to come back in 3,600 seconds"),
        ("busy until", "the site asks to come back in"),
        ("redirect to nowhere", "a redirect that does not say where to"),
        ("redirect to a file", "not an http or https address"),
        ("png as html", "not a page but binary data"),
        ("film", "not a page but video/mp4"),
    ],
)
def test_a_fault_is_what_its_name_says(site: NewsSite, fault: str, reason: str) -> None:
    site.pages["/a"] = FAULTS[fault]()
    with Fetcher(HASTY if reason == TOO_LATE else OPTIONS) as fetcher:
        found = fetcher.fetch(f"{site.url}/a")
    assert isinstance(found, NotFetched), found
    assert found.reason.startswith(reason)


def test_no_page_can_tell_that_its_length_was_too_short(site: NewsSite, fetcher: Fetcher) -> None:
    site.pages["/a"] = FAULTS["longer than it says"]()
    assert fetch(fetcher, f"{site.url}/a").content == PAGE.encode()[:900]


@pytest.mark.parametrize("reply", ODD_PAGES.values(), ids=ODD_PAGES)
def test_what_a_site_says_of_a_page_may_be_wrong(site: NewsSite, fetcher: Fetcher, reply: Reply) -> None:
    site.pages["/a"] = reply
    assert read(fetcher, f"{site.url}/a").text == TEXT


def test_a_page_in_an_encoding_that_nobody_names_is_read(site: NewsSite, fetcher: Fetcher) -> None:
    site.pages["/a"] = UNDECLARED_RUSSIAN
    assert read(fetcher, f"{site.url}/a").text == "\n".join(RUSSIAN.paragraphs)


def test_redirects_lead_along_or_round(site: NewsSite, fetcher: Fetcher) -> None:
    site.redirect_along("/1", "/2", "/3", site.publish_page(BRIDGE))
    site.redirect_along("/a", "/b", "/a")
    assert fetch(fetcher, f"{site.url}/1").final_url == f"{site.url}{BRIDGE.path}"
    looped = fetcher.fetch(f"{site.url}/a")
    assert isinstance(looped, NotFetched)
    assert looped.reason.startswith("redirects in a loop")


def resolve(host: str, port: int, **options: object) -> list[tuple[Any, ...]]:
    """Return the address that a host is written as, without asking anybody; a name gets that of this machine."""
    try:
        address = socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        address = "::1"
    return [(0, 0, 0, "", (address, port))]


def test_hostile_feeds_lead_nowhere(site: NewsSite, fetcher: Fetcher) -> None:
    urls = [entry.url for entry in list_entries(fetcher, site.publish("/feed", HOSTILE_FEED))]
    with Fetcher(FetchOptions(pause=0), resolve=resolve) as careful:
        assert urls
        assert all(isinstance(found, NotFetched) for found in careful.fetch_all(urls))
    for feed in (LAUGHS, EXTERNAL):
        with pytest.raises(SourceProblem, match="declares XML entities"):
            list_entries(fetcher, site.publish("/feed", feed.replace("{root}", "rss")))
