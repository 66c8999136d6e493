from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from file_samples import make_pdf
from intake_runs import QUICK, open_new_library, refresh, take
from news_faults import EXTERNAL, FAULTS, HOSTILE_FEED, LAUGHS, ODD_PAGES, UNDECLARED_RUSSIAN, make_rest
from news_feeds import render_opml, render_sitemap_index
from news_others import OTHER_PAGES
from news_pages import NewsPage
from news_site import XML, NewsSite, answer_later, run_news_site
from web_site import SENTENCES, Reply

from qa.ingest import Found, WebSources, take_in_web
from qa.ingest.fetch.fetcher import FetchOptions
from qa.library import Library

BRIDGE = NewsPage()
FERRY = NewsPage(
    path="/2025/11/01/ferry",
    title="Ferry runs at night",
    paragraphs=tuple(f"On the night of 1 November the ferry made {n} trips over the sound." for n in range(9)),
    published="2025-11-01T08:00:00+00:00",
)
SCHOOL = replace(
    FERRY,
    path="/2025/11/02/school",
    title="School opens",
    paragraphs=tuple(f"The new school of Port Ellery has {n} rooms for its pupils on each floor." for n in range(9)),
    published="2025-11-02",
)


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with run_news_site() as running:
        yield running


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_new_library(tmp_path / "library") as opened:
        yield opened


def test_a_page_is_taken_in_with_what_it_says_of_itself(site: NewsSite, library: Library) -> None:
    url = site.publish_page(BRIDGE)
    assert take(library, pages=[url]) == {"new": [BRIDGE.path]}
    article = library.get_article(url)
    assert (article.title, article.source, article.section) == (BRIDGE.title, BRIDGE.outlet, BRIDGE.section)
    assert article.published == BRIDGE.published
    assert article.authors == BRIDGE.authors
    assert article.provenance["published"] == "JSON-LD datePublished"
    assert all(sentence in article.text for sentence in SENTENCES)


def test_the_same_page_again_costs_one_conditional_request(site: NewsSite, library: Library) -> None:
    url = site.publish_page(BRIDGE)
    take(library, pages=[url])
    assert take(library, pages=[url]) == {"unchanged": [BRIDGE.path]}
    assert site.paths == [BRIDGE.path, BRIDGE.path]
    assert site.count(BRIDGE.path, status=304) == 1


def test_a_changed_page_replaces_its_article_and_keeps_the_former_version(site: NewsSite, library: Library) -> None:
    url = site.publish_page(BRIDGE)
    take(library, pages=[url])
    first = library.get_article(url)
    changed = replace(BRIDGE, paragraphs=(*SENTENCES[:-1], "The mayor said that she would not resign over it."))
    site.publish_page(changed)
    assert refresh(library) == {"replaced": [BRIDGE.path]}
    current = library.get_article(url)
    assert "would not resign" in current.text
    assert [version.article.id for version in library.get_versions(current.id)] == [first.id]
    assert library.find_current(first.id) == current.id
    assert library.count().articles == 1


def test_a_page_that_is_gone_is_told_once_and_its_article_stays(site: NewsSite, library: Library) -> None:
    url = site.publish_page(BRIDGE)
    take(library, pages=[url])
    site.take_down(BRIDGE.path)
    assert refresh(library) == {"gone": [BRIDGE.path]}
    assert refresh(library) == {"unchanged": [BRIDGE.path]}
    assert library.count().articles == 1
    site.publish_page(replace(BRIDGE, title="Bridge closed after all"))
    assert refresh(library) == {"replaced": [BRIDGE.path]}


@pytest.mark.parametrize("form", ["rss", "atom", "sitemap", "news sitemap"])
def test_only_new_entries_of_a_feed_are_fetched(site: NewsSite, library: Library, form: str) -> None:
    for page in (BRIDGE, FERRY, SCHOOL):
        site.publish_page(page)
    feed = site.publish_feed("/feed", [BRIDGE, FERRY], form=form)  # type: ignore[arg-type]  # a name of the table
    assert take(library, feeds=[feed]) == {"read": ["/feed"], "new": [BRIDGE.path, FERRY.path]}
    site.requests.clear()
    site.publish_feed("/feed", [SCHOOL, BRIDGE, FERRY], form=form)  # type: ignore[arg-type]  # likewise
    found = refresh(library)
    assert found["new"] == [SCHOOL.path]
    assert site.count(SCHOOL.path) == 1
    assert all(site.count(page.path, status=200) == 0 for page in (BRIDGE, FERRY))


def test_a_feed_that_did_not_change_costs_one_conditional_request(site: NewsSite, library: Library) -> None:
    feed = site.publish_feed("/feed", [FERRY], whole=True)
    assert take(library, feeds=[feed]) == {"read": ["/feed"], "new": [FERRY.path]}
    site.requests.clear()
    assert refresh(library) == {"unchanged": ["/feed"]}
    assert site.paths == ["/feed"]


def test_an_entry_with_the_whole_text_needs_no_page(site: NewsSite, library: Library) -> None:
    feed = site.publish_feed("/feed", [FERRY, SCHOOL], whole=True)
    take(library, feeds=[feed])
    assert site.paths == ["/feed"]
    article = library.get_article(f"{site.url}{FERRY.path}")
    assert article.text == "\n".join(FERRY.paragraphs)
    assert article.title == FERRY.title


def test_a_list_of_feeds_is_followed_and_so_is_a_page_that_names_its_feed(site: NewsSite, library: Library) -> None:
    for page in (BRIDGE, FERRY, SCHOOL):
        site.publish_page(page)
    one, two = site.publish_feed("/one", [BRIDGE]), site.publish_feed("/two", [FERRY], form="atom")
    opml = site.publish("/list.opml", render_opml([one, two]), kind=XML)
    front = site.publish_front([SCHOOL], feed=site.publish_feed("/three", [SCHOOL]))
    found = take(library, feeds=[opml, front])
    assert found["new"] == [BRIDGE.path, FERRY.path, SCHOOL.path]
    assert {visit.url for visit in library.visits.list_feeds()} == {opml, front}
    site.publish_feed("/two", [replace(FERRY, path="/late"), FERRY], form="atom")
    site.publish_page(replace(FERRY, path="/late", title="Late ferry", paragraphs=SCHOOL.paragraphs[:5]))
    assert refresh(library)["new"] == ["/late"]


def test_sitemaps_that_only_the_rules_of_the_site_name_are_found(site: NewsSite, library: Library) -> None:
    site.publish_page(BRIDGE)
    index = site.publish(
        "/index.xml", render_sitemap_index([site.publish_feed("/map.xml", [BRIDGE], form="sitemap")]), kind=XML
    )
    site.set_rules(sitemaps=[index])
    front = site.publish_front([])
    assert take(library, feeds=[front])["new"] == [BRIDGE.path]


def test_entries_before_a_day_and_over_a_limit_are_left(site: NewsSite, library: Library) -> None:
    for page in (BRIDGE, FERRY, SCHOOL):
        site.publish_page(page)
    feed = site.publish_feed("/feed", [SCHOOL, FERRY, BRIDGE])
    assert take(library, feeds=[feed], since=date(2025, 11, 1), limit=1)["new"] == [SCHOOL.path]
    assert take(library, feeds=[feed], since=date(2025, 11, 1))["new"] == [FERRY.path]
    assert take(library, feeds=[feed])["new"] == [BRIDGE.path]


def test_what_failed_for_now_is_tried_again_and_what_was_skipped_is_not(site: NewsSite, library: Library) -> None:
    site.publish_page(BRIDGE)
    site.pages[FERRY.path] = Reply(status=500)
    stub = OTHER_PAGES["paywall"]
    site.pages[stub.path] = stub.reply
    feed = site.publish_feed("/feed", [BRIDGE, FERRY, replace(SCHOOL, path=stub.path)])
    found = take(library, feeds=[feed])
    assert (found["new"], found["failed"], found["skipped"]) == ([BRIDGE.path], [FERRY.path], [stub.path])
    site.publish_page(FERRY)
    site.requests.clear()
    assert refresh(library)["new"] == [FERRY.path]
    assert site.count(stub.path) == 0


def test_a_feed_in_a_file_is_read_and_followed(site: NewsSite, library: Library, tmp_path: Path) -> None:
    site.publish_page(BRIDGE)
    site.publish_feed("/feed", [BRIDGE])
    file = tmp_path / "feeds.opml"
    file.write_text(render_opml([f"{site.url}/feed"]))
    assert take(library, feeds=[str(file)])["new"] == [BRIDGE.path]
    assert [visit.url for visit in library.visits.list_feeds()] == [str(file)]
    assert refresh(library)["unchanged"] == sorted(["/feed", BRIDGE.path])


def test_a_removed_article_does_not_come_back_by_itself(site: NewsSite, library: Library) -> None:
    url = site.publish_page(BRIDGE)
    feed = site.publish_feed("/feed", [BRIDGE])
    take(library, feeds=[feed])
    library.remove_articles([library.get_article(url).id])
    site.publish_page(FERRY)
    site.publish_feed("/feed", [FERRY, BRIDGE])
    assert refresh(library)["new"] == [FERRY.path]
    library.remove_articles([library.get_article(f"{site.url}{FERRY.path}").id])
    assert library.count().articles == 0
    assert take(library, pages=[url]) == {"new": [BRIDGE.path]}


@pytest.mark.parametrize("name", OTHER_PAGES)
def test_what_is_no_article_is_skipped_with_the_reason(site: NewsSite, library: Library, name: str) -> None:
    other = OTHER_PAGES[name]
    site.pages[other.path] = other.reply
    assert take(library, pages=[f"{site.url}{other.path}"]) == {"skipped": [other.path]}
    assert not library.visits.list_pages()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_never_stops_the_rest(site: NewsSite, library: Library, name: str) -> None:
    site.pages["/fault"] = FAULTS[name]()
    # On another host: a site that asks for a rest gets it for all of its pages.
    good = site.publish_page(FERRY).replace("127.0.0.1", "localhost")
    found = take(library, pages=[f"{site.url}/fault", good], fetch=replace(QUICK, timeout=1.5, deadline=1.5))
    assert found["new"] == ([FERRY.path] if name != "longer than it says" else found["new"])
    assert FERRY.path in found["new"]
    assert sum(map(len, found.values())) == 2


@pytest.mark.parametrize("name", ODD_PAGES)
def test_a_page_that_is_described_wrongly_is_read(site: NewsSite, library: Library, name: str) -> None:
    site.pages["/odd"] = ODD_PAGES[name]
    assert take(library, pages=[f"{site.url}/odd"]) == {"new": ["/odd"]}


def test_a_pdf_is_read_whatever_the_site_calls_it(site: NewsSite, library: Library) -> None:
    lines = [f"Line {n} of the report on the old bridge of Port Ellery ends here." for n in range(12)]
    site.pages["/report"] = Reply(body=make_pdf([lines, lines[::-1]], title="Report on the bridge"))
    assert take(library, pages=[f"{site.url}/report"]) == {"new": ["/report"]}
    article = library.get_article(f"{site.url}/report")
    assert (article.title, len(article.pages), article.url) == ("Report on the bridge", 2, f"{site.url}/report")


def test_a_page_in_an_encoding_that_nobody_names_is_read(site: NewsSite, library: Library) -> None:
    site.pages["/ru"] = UNDECLARED_RUSSIAN
    take(library, pages=[f"{site.url}/ru"])
    assert "Марина Квинт" in library.get_article(f"{site.url}/ru").text


def test_a_site_that_asks_to_wait_a_little_is_waited_for(site: NewsSite, library: Library) -> None:
    url = site.publish_page(BRIDGE)
    site.pages[BRIDGE.path] = answer_later([make_rest(seconds=1)], site.pages[BRIDGE.path])
    assert take(library, pages=[url]) == {"new": [BRIDGE.path]}


def test_redirects_are_followed_but_not_in_circles(site: NewsSite, library: Library) -> None:
    site.publish_page(BRIDGE)
    site.redirect_along("/old", "/older", BRIDGE.path)
    site.redirect_along("/round", "/and", "/round")
    found = take(library, pages=[f"{site.url}/old", f"{site.url}/round"])
    assert found == {"new": ["/old"], "skipped": ["/round"]}


@pytest.mark.parametrize("document", [LAUGHS, EXTERNAL])
@pytest.mark.parametrize("root", ["rss", "urlset", "opml"])
def test_a_feed_with_entities_is_refused(site: NewsSite, library: Library, document: str, root: str) -> None:
    feed = site.publish("/feed", document.replace("{root}", root), kind=XML)
    assert take(library, feeds=[feed]) == {"failed": ["/feed"]}
    assert not library.visits.list_feeds()


def test_addresses_in_a_feed_never_lead_to_this_machine(site: NewsSite, library: Library, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    # The tests let nobody look up what is not plainly a name of this machine; tests/test_fetch_guard.py has those.
    file.write_text(HOSTILE_FEED.replace("2130706433", "127.1").replace("169.254.169.254", "127.0.0.2"))
    found = take(library, feeds=[str(file)], fetch=FetchOptions(pause=0.0))
    assert set(found) == {"read", "skipped"}
    assert not site.requests


def test_a_redirect_never_leads_to_this_machine_without_leave(site: NewsSite, library: Library) -> None:
    url = site.publish_page(BRIDGE)
    assert take(library, pages=[url], fetch=FetchOptions(pause=0.0)) == {"skipped": [BRIDGE.path]}
    assert not site.requests


@pytest.mark.parametrize("kind", ["pages", "feeds"])
@pytest.mark.parametrize("userinfo", ["reader:s3cret@", ":s3cret@", "s3cret@"])
def test_name_and_password_of_an_address_are_neither_shown_nor_kept(
    site: NewsSite, library: Library, kind: str, userinfo: str
) -> None:
    url = site.publish_page(BRIDGE).replace("://", f"://{userinfo}")
    seen: list[Found] = []
    web = WebSources(**{kind: (url,)}, fetch=QUICK)  # type: ignore[arg-type]
    take_in_web(library, web, on_found=lambda found, passages: seen.append(found))
    [found] = seen
    assert (found.status, found.reason) == ("skipped", "an address with a name or password in it")
    assert "s3cret" not in found.origin
    assert not library.visits.list_feeds()
