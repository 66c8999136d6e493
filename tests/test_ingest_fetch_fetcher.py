import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from news_faults import make_rest
from news_site import HTML, Document, answer_later
from web_site import Reply, Site, make_article, make_bomb, make_page, run_site

from qa.ingest.fetch.fetcher import Fetched, Fetcher, FetchOptions, NotFetched, PageRequest

OPTIONS = FetchOptions(
    allow_private=True, pause=0, timeout=20, deadline=30, longest_wait=0.3, max_bytes=200_000, threads=4
)
# For sites that do not answer; on a busy machine others need more.
HASTY = replace(OPTIONS, timeout=0.8, deadline=1.2)


@pytest.fixture
def site() -> Iterator[Site]:
    with run_site() as site:
        yield site


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(OPTIONS) as fetcher:
        yield fetcher


@pytest.fixture
def hasty() -> Iterator[Fetcher]:
    with Fetcher(HASTY) as fetcher:
        yield fetcher


def fail(fetcher: Fetcher, url: str) -> NotFetched:
    found = fetcher.fetch(url)
    assert isinstance(found, NotFetched), found
    assert found.url == url
    return found


def succeed(fetcher: Fetcher, request: PageRequest | str) -> Fetched:
    found = fetcher.fetch(request)
    assert isinstance(found, Fetched), found
    return found


def test_a_page_is_fetched_with_what_is_needed_to_ask_for_it_again(site: Site, fetcher: Fetcher) -> None:
    headers = {"etag": '"one"', "last-modified": "Fri, 31 Oct 2025 11:40:00 GMT"}
    site.pages["/a"] = Reply(body=make_page().encode(), headers=headers, kind="text/html; charset=ISO-8859-1")
    found = succeed(fetcher, f"{site.url}/a#top")
    assert found == Fetched(
        url=f"{site.url}/a#top",
        final_url=f"{site.url}/a",
        status=200,
        etag='"one"',
        last_modified="Fri, 31 Oct 2025 11:40:00 GMT",
        kind="html",
        content=make_page().encode(),
        charset="iso-8859-1",
    )


def test_the_program_says_who_it_is(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = make_article()
    succeed(fetcher, f"{site.url}/a")
    assert [request.headers["user-agent"].partition("/")[0] for request in site.requests] == ["qa-news", "qa-news"]


def test_a_second_visit_costs_one_conditional_request(site: Site) -> None:
    moment = datetime(2025, 10, 31, 11, 40, tzinfo=UTC)
    document = Document(body=make_page().encode(), kind=HTML, changed=moment)
    site.pages["/a"] = document
    with Fetcher(OPTIONS) as fetcher:
        first = succeed(fetcher, f"{site.url}/a")
    with Fetcher(OPTIONS) as fetcher:
        again = PageRequest(url=first.url, etag=first.etag, last_modified=first.last_modified)
        second = succeed(fetcher, again)
    assert (second.status, second.content, second.etag) == (304, b"", document.etag)
    assert site.requests[-1].headers["if-modified-since"] == "Fri, 31 Oct 2025 11:40:00 GMT"
    assert site.paths == ["/a", "/a"]


def test_what_a_site_does_not_repeat_with_304_is_kept(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Reply(status=304)
    found = succeed(fetcher, PageRequest(url=f"{site.url}/a", etag='"one"', last_modified="yesterday"))
    assert (found.status, found.etag, found.last_modified) == (304, '"one"', "yesterday")


@pytest.mark.parametrize("value", ['"a"\r\nx-evil: 1', '"ä"'])
def test_a_remembered_value_can_not_forge_headers(site: Site, fetcher: Fetcher, value: str) -> None:
    site.pages["/a"] = make_article()
    succeed(fetcher, PageRequest(url=f"{site.url}/a", etag=value))
    assert {"if-none-match", "x-evil"}.isdisjoint(site.requests[-1].headers)


@pytest.mark.parametrize(
    ("status", "reason", "retry"),
    [
        (204, "the site answers without a page (204)", False),
        (401, "the page wants a password (401)", False),
        (402, "the page is behind a paywall (402)", False),
        (403, "the site refuses it (403)", False),
        (404, "no such page (404)", False),
        (408, "the site answers without a page (408)", True),
        (410, "the page is gone (410)", False),
        (451, "the page is withheld for legal reasons (451)", False),
        (500, "the site has an error (500)", True),
        (502, "the site has an error (502)", True),
    ],
)
def test_an_answer_without_a_page_is_named(site: Site, fetcher: Fetcher, status: int, reason: str, retry: bool) -> None:
    site.pages["/a"] = Reply(status=status)
    url = f"{site.url}/a"
    assert fetcher.fetch(url) == NotFetched(url=url, reason=reason, retry=retry, status=status)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, fetcher: Fetcher, status: int) -> None:
    site.redirect("/a", "b/../b?q=ä", status=status)
    site.pages["/b"] = make_article()
    found = succeed(fetcher, f"{site.url}/a")
    assert (found.url, found.final_url) == (f"{site.url}/a", f"{site.url}/b?q=%C3%A4")


def test_five_redirects_are_followed_and_no_more(site: Site, fetcher: Fetcher) -> None:
    for n in range(7):
        site.redirect(f"/{n}", f"/{n + 1}")
    site.pages["/7"] = make_article()
    assert succeed(fetcher, f"{site.url}/2").final_url == f"{site.url}/7"
    assert fail(fetcher, f"{site.url}/1").reason == "more than 5 redirects"


def test_a_loop_of_redirects_is_named(site: Site, fetcher: Fetcher) -> None:
    site.redirect("/a", "/b")
    site.redirect("/b", "/c")
    site.redirect("/c", "/b#again")
    reason = f"redirects in a loop: {site.url}/b > {site.url}/c > {site.url}/b"
    assert fail(fetcher, f"{site.url}/a").reason == reason
    assert site.paths == ["/a", "/b", "/c"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        pytest.param("file:///etc/passwd", "not an http or https address", id="file"),
        pytest.param("http://a@127.0.0.1/", "an address with a name or password in it", id="user"),
        pytest.param("http://[::/", "a redirect to what is not a web address", id="broken"),
        pytest.param("", "a redirect that does not say where to", id="nowhere"),
    ],
)
def test_a_redirect_to_what_is_no_page_is_refused(site: Site, fetcher: Fetcher, target: str, reason: str) -> None:
    site.redirect("/a", target)
    assert fail(fetcher, f"{site.url}/a").reason == reason


def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # No test may leave this machine, so one of its addresses passes for a public one.
    monkeypatch.setattr("qa.ingest.fetch.guard._is_global", lambda address: str(address) == "127.0.0.1")
    with run_site() as outside, run_site("127.0.0.2") as inside, Fetcher(FetchOptions(pause=0)) as fetcher:
        outside.redirect("/a", f"{inside.url}/latest/meta-data")
        inside.pages["/latest/meta-data"] = make_article()
        reason = fail(fetcher, f"{outside.url}/a").reason
    assert reason == "127.0.0.2 is at an address of this machine or its network; --allow-private permits that"
    assert (outside.paths, inside.requests) == (["/a"], [])


def test_the_rules_of_the_site_that_is_redirected_to_count(site: Site, fetcher: Fetcher) -> None:
    with run_site() as other:
        other.pages["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /", kind="text/plain")
        site.redirect("/a", f"{other.url}/b")
        assert fail(fetcher, f"{site.url}/a").reason == "robots.txt of the site does not allow it"
        assert other.paths == []


def test_a_slow_site_is_given_up(site: Site, hasty: Fetcher) -> None:
    site.pages["/a"] = Reply(silent=True)
    found = fail(hasty, f"{site.url}/a")
    assert (found.reason, found.retry) == ("127.0.0.1 did not answer in time", True)


def test_headers_that_never_end_are_given_up(site: Site, hasty: Fetcher) -> None:
    site.pages["/a"] = Reply(drips=0.05)
    assert fail(hasty, f"{site.url}/a").reason == "127.0.0.1 did not answer in time"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        pytest.param(
            Reply(body=b"hello, is it me?\n\n", garbage=True), "what 127.0.0.1 answered is not valid HTTP", id="no http"
        ),
        pytest.param(Reply(body=b"<p>x", length=500), "what 127.0.0.1 answered is not valid HTTP", id="cut off"),
        pytest.param(
            Reply(body=gzip.compress(make_page().encode())[:-9], headers={"content-encoding": "gzip"}),
            "packed content that is cut off",
            id="packed and cut off",
        ),
        pytest.param(
            Reply(body=b"<p>not packed</p>", headers={"content-encoding": "gzip"}),
            "packed content that is broken",
            id="not packed",
        ),
        pytest.param(
            Reply(body=b"<p>x", headers={"content-encoding": "gzip, gzip"}),
            "packed in a way that was not asked for (gzip, gzip)",
            id="packed twice",
        ),
        pytest.param(
            Reply(body=b"<p>x", headers={"content-encoding": "br"}),
            "packed in a way that was not asked for (br)",
            id="packed otherwise",
        ),
    ],
)
def test_a_broken_answer_is_named(site: Site, fetcher: Fetcher, reply: Reply, reason: str) -> None:
    site.pages["/a"] = reply
    assert fail(fetcher, f"{site.url}/a").reason == reason


def test_nobody_at_the_door_may_be_there_later(fetcher: Fetcher) -> None:
    with run_site() as site:
        url = f"{site.url}/a"
    found = fail(fetcher, url)
    assert (found.reason, found.retry) == ("robots.txt: no connection to 127.0.0.1", True)


def test_an_endless_page_is_stopped_early(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Reply(body=b"<p>more</p>" * 1_000, endless=True)
    assert fail(fetcher, f"{site.url}/a").reason == "larger than 200 kB"
    # What the sockets of both sides hold was sent before the reader left.
    assert site.sent < 20_000_000


@pytest.mark.parametrize("headers", [{"content-encoding": "gzip"}, {}], ids=["encoding", "file"])
def test_a_bomb_is_stopped_early(site: Site, headers: dict[str, str]) -> None:
    site.pages["/a"] = Reply(body=make_bomb(20), headers=headers)
    # Zeros are no page; all that counts is that not all of them are unpacked to see that.
    with Fetcher(OPTIONS) as fetcher:
        assert fail(fetcher, f"{site.url}/a").reason == "not a page but binary data"
    site.pages["/a"] = Reply(body=gzip.compress(b"<p>" + b"x" * 20_000_000, 1), headers=headers)
    with Fetcher(OPTIONS) as fetcher:
        assert fail(fetcher, f"{site.url}/a").reason == "larger than 200 kB"


@pytest.mark.parametrize(
    ("body", "kind", "found"),
    [
        pytest.param(make_page().encode(), "application/octet-stream", "html", id="page as bytes"),
        pytest.param(make_page().encode(), "image/png", "html", id="page as picture"),
        pytest.param(make_page().encode("utf-16"), "text/plain", "html", id="page in utf-16 as text"),
        pytest.param(b"<?xml version='1.0'?><rss></rss>", "text/html", "xml", id="feed as page"),
        pytest.param(b"plain words", None, "text", id="text as nothing"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0", "text/html", "binary data", id="picture as page"),
        pytest.param(b"%PDF-1.7 \0", "text/html", "pdf", id="pdf as page"),
        pytest.param(b'{"a": 1}', "text/html", "json", id="json as page"),
        pytest.param(b"p {color: red}", "text/css", "text/css", id="style"),
        pytest.param(b"\0\0\0", "video/mp4", "video/mp4", id="film"),
    ],
)
def test_a_content_type_that_lies_is_found_out(
    site: Site, fetcher: Fetcher, body: bytes, kind: str | None, found: str
) -> None:
    site.pages["/a"] = Reply(body=body, kind=kind)
    page = fetcher.fetch(f"{site.url}/a")
    if isinstance(page, Fetched):
        assert page.kind == found
    else:
        assert page.reason == f"not a page but {found}"


def test_a_film_is_left_after_its_first_bytes(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Reply(body=bytes(range(256)) * 16, kind="video/mp4", endless=True)
    assert fail(fetcher, f"{site.url}/a").reason == "not a page but video/mp4"


def test_other_kinds_are_pages_where_they_are_asked_for(site: Site) -> None:
    site.pages["/a"] = Reply(body=b"%PDF-1.7 \0", kind="application/pdf")
    with Fetcher(FetchOptions(allow_private=True, kinds=frozenset({"pdf"}))) as fetcher:
        assert succeed(fetcher, f"{site.url}/a").kind == "pdf"


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("as_date", [False, True], ids=["seconds", "date"])
def test_a_site_that_wants_a_short_rest_gets_it(site: Site, status: int, as_date: bool) -> None:
    site.pages["/a"] = answer_later([make_rest(status, as_date=as_date)], make_article())
    with Fetcher(OPTIONS) as fetcher:
        assert succeed(fetcher, f"{site.url}/a").status == 200
    assert site.paths == ["/a", "/a"]


def test_a_site_that_stays_busy_is_asked_twice(site: Site, fetcher: Fetcher) -> None:
    site.pages["/a"] = Reply(status=503, headers={"retry-after": "0"})
    assert fail(fetcher, f"{site.url}/a").reason == "the site is not available (503)"
    assert site.paths == ["/a", "/a"]


@pytest.mark.parametrize("rest", [{"retry-after": "3600"}, {"retry-after": "soon"}, {}], ids=["hour", "odd", "untold"])
def test_a_site_that_wants_a_long_rest_is_left_alone(site: Site, fetcher: Fetcher, rest: dict[str, str]) -> None:
    site.pages["/a"] = Reply(status=429, headers=rest)
    site.pages["/b"] = make_article()
    for path in ("/a", "/b"):
        found = fail(fetcher, f"{site.url}{path}")
        assert found.reason.startswith("the site asks to come back in ")
        assert (found.retry, found.status) == (True, 429)
    assert site.paths == ["/a"]


def test_all_pages_of_many_sites_are_fetched(site: Site, fetcher: Fetcher) -> None:
    with run_site() as other:
        for number in range(30):
            site.pages[f"/{number}"] = other.pages[f"/{number}"] = make_article()
        urls = [f"{one.url}/{number}" for one in (site, other) for number in range(30)]
        found = list(fetcher.fetch_all([*urls, "file:///etc/passwd", PageRequest(url=f"{site.url}/none")]))
    assert sorted(page.url for page in found if isinstance(page, Fetched)) == sorted(urls)
    assert sorted(page.reason for page in found if isinstance(page, NotFetched)) == [
        "no such page (404)",
        "not an http or https address",
    ]


def test_a_fast_site_does_not_wait_for_a_slow_one(site: Site, hasty: Fetcher) -> None:
    site.pages["/a"] = make_article()
    with run_site() as slow:
        slow.pages["/robots.txt"] = Reply(silent=True)
        order = [page.url for page in hasty.fetch_all([f"{slow.url}/a", f"{site.url}/a"])]
    assert order == [f"{site.url}/a", f"{slow.url}/a"]


def test_the_sitemaps_of_a_site_are_known_from_its_rules(site: Site, fetcher: Fetcher) -> None:
    rules = f"User-agent: *\nDisallow: /\nSitemap: {site.url}/news.xml\nSitemap: /relative.xml"
    site.pages["/robots.txt"] = Reply(body=rules.encode(), kind="text/plain")
    assert fetcher.list_sitemaps(f"{site.url}/some/page")[0] == f"{site.url}/news.xml"
    assert fetcher.list_sitemaps("file:///etc/passwd") == []


def test_closing_ends_what_is_being_fetched() -> None:
    patient = FetchOptions(allow_private=True, pause=0, timeout=25, deadline=25, threads=2)
    with run_site() as site:
        site.pages["/a"] = make_article()
        site.pages["/silent"] = Reply(silent=True)
        with Fetcher(patient) as fetcher:
            found = fetcher.fetch_all([f"{site.url}/silent", f"{site.url}/a"])
            assert next(found).url == f"{site.url}/a"
        # A connection that is shut down under its reader looks like one that the site has cut off.
        [silent] = found
    assert isinstance(silent, NotFetched)
    assert silent.reason != "127.0.0.1 did not answer in time"
