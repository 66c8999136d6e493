from dataclasses import replace

import pytest
from web_site import Reply, Site, make_article, run_site

from qa.ingest.fetch.fetcher import Fetched, Fetcher, FetchOptions, NotFetched
from qa.ingest.fetch.problem import FetchProblem
from qa.ingest.fetch.robots import Robots

OPTIONS = FetchOptions(allow_private=True, pause=0, timeout=20)
# For a site that does not answer; on a busy machine others need more.
HASTY = replace(OPTIONS, timeout=0.4)
DISALLOWED = "robots.txt of the site does not allow it"


def fetch(site: Site, path: str = "/a", *, options: FetchOptions = OPTIONS) -> Fetched | NotFetched:
    site.pages.setdefault(path, make_article())
    with Fetcher(options) as fetcher:
        return fetcher.fetch(site.url + path)


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        pytest.param("User-agent: *\nDisallow: /", False, id="all robots"),
        pytest.param("User-agent: *\nDisallow: /\n\nUser-agent: QA-News\nDisallow: /b", True, id="this one may"),
        pytest.param("User-agent: *\nDisallow:\n\nUser-agent: qa-news\nDisallow: /a", False, id="this one may not"),
        pytest.param("User-agent: *\nDisallow: /\nAllow: /a", True, id="the longer rule"),
        pytest.param("User-agent: *\nDisallow: /*.html$", True, id="pattern"),
        pytest.param("User-agent: another\nDisallow: /", True, id="another one"),
        pytest.param("<html><body>no such page</body></html>", True, id="a page"),
        pytest.param("\x00\xff" * 100, True, id="noise"),
        pytest.param("", True, id="nothing"),
    ],
)
def test_the_rules_of_a_site_are_followed(rules: str, allowed: bool) -> None:
    with run_site() as site:
        site.pages["/robots.txt"] = Reply(body=rules.encode("latin-1"), kind="text/plain")
        found = fetch(site)
        assert site.paths == (["/a"] if allowed else [])
    assert isinstance(found, Fetched) if allowed else found == NotFetched(url=found.url, reason=DISALLOWED, retry=False)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_rules_allows_all(status: int) -> None:
    with run_site() as site:
        site.pages["/robots.txt"] = Reply(status=status, body=b"User-agent: *\nDisallow: /")
        assert isinstance(fetch(site), Fetched)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_whose_rules_can_not_be_had_now_is_not_asked_now(status: int) -> None:
    with run_site() as site:
        site.pages["/robots.txt"] = Reply(status=status)
        found = fetch(site)
        assert site.paths == []
    assert found == NotFetched(
        url=found.url, reason=f"no robots.txt to be had now ({status})", retry=True, status=status
    )


def test_rules_that_do_not_come_in_time_are_not_to_be_had_now() -> None:
    with run_site() as site:
        site.pages["/robots.txt"] = Reply(silent=True)
        found = fetch(site, options=HASTY)
    assert found == NotFetched(url=found.url, reason="robots.txt: 127.0.0.1 did not answer in time", retry=True)


def test_rules_are_asked_for_once_and_may_be_elsewhere() -> None:
    with run_site() as site, Fetcher(OPTIONS) as fetcher:
        site.redirect("/robots.txt", "/rules.txt", status=301)
        site.pages["/rules.txt"] = Reply(body=b"User-agent: *\nDisallow: /b", kind="text/plain")
        site.pages["/a"] = site.pages["/b"] = make_article()
        found = list(fetcher.fetch_all([f"{site.url}/{name}" for name in "abab"]))
        assert sorted(request.path for request in site.requests) == ["/a", "/a", "/robots.txt", "/rules.txt"]
    assert sum(isinstance(page, Fetched) for page in found) == 2


def test_only_the_beginning_of_endless_rules_is_read() -> None:
    with run_site() as site:
        site.pages["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /a\n" * 100, kind="text/plain", endless=True)
        assert fetch(site) == NotFetched(url=f"{site.url}/a", reason=DISALLOWED, retry=False)


def test_a_site_can_ask_for_longer_pauses() -> None:
    robots = Robots("qa-news", lambda url: (200, b"User-agent: *\nCrawl-delay: 7.5"))
    assert robots.check_url("https://a.example/b", site="https://a.example") == 7.5


def test_a_problem_is_told_for_each_page() -> None:
    def ask(url: str) -> tuple[int, bytes]:
        raise FetchProblem("refused")

    robots = Robots("qa-news", ask)
    problems = []
    for _ in range(2):
        with pytest.raises(FetchProblem, match="refused") as caught:
            robots.check_url("https://a.example/b", site="https://a.example")
        problems.append(caught.value)
    assert problems[0] is not problems[1]
