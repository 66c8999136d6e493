import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cli_runs import Home
from news_pages import NewsPage
from news_site import NewsSite, run_news_site
from web_site import Reply

BRIDGE = NewsPage()
FERRY = NewsPage(path="/2025/11/01/ferry", title="Ferry runs at night", published="2025-11-01T08:00:00+00:00")
QUICK = ("--allow-private", "--pause", "0")


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with run_news_site() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_pages_and_feeds_are_taken_in_followed_and_looked_at_again(site: NewsSite, home: Home) -> None:
    page, feed = site.publish_page(BRIDGE), site.publish_feed("/feed", [])
    begun = home.run("ingest", page, "--feed", feed, *QUICK)
    assert (begun.returncode, begun.stderr) == (0, "")
    assert begun.stdout.startswith("1 article in: 1 new, 0 unchanged, 0 replaced; 0 skipped;")

    shown = home.run("articles", "show", page).stdout
    assert f"published {BRIDGE.published}  (JSON-LD datePublished)\n" in shown
    assert "section   Transport  (JSON-LD articleSection)\n" in shown

    site.publish_page(replace(BRIDGE, title="Bridge closed until May"))
    site.publish_page(FERRY)
    site.publish_feed("/feed", [FERRY])
    refreshed = home.run("refresh", *QUICK)
    assert (refreshed.returncode, refreshed.stderr) == (0, "")
    *rows, summary = refreshed.stdout.splitlines()
    assert sorted(rows) == [
        f"changed\tBridge closed until May\t{page}",
        f"new\tFerry runs at night\t{site.url}{FERRY.path}",
    ]
    assert summary.startswith("1 new, 1 changed, 0 gone, 0 failed; 0 unchanged, 0 skipped;")

    site.take_down(FERRY.path)
    assert home.run("refresh", *QUICK).stdout.startswith(f"gone\tthe page is gone (410)\t{site.url}{FERRY.path}\n0 new")
    site.take_down(BRIDGE.path)
    values = json.loads(home.run("refresh", "--json", *QUICK).stdout)
    assert values["gone"] == [{"origin": page, "reason": "the page is gone (410)"}]
    assert values["unchanged"] == 2


def test_for_cron_nothing_is_said_unless_something_failed(site: NewsSite, home: Home) -> None:
    page = site.publish_page(BRIDGE)
    home.run("ingest", page, "--feed", site.publish_feed("/feed", []), *QUICK)
    site.publish_page(FERRY)
    site.publish_feed("/feed", [FERRY])
    quiet = home.run("refresh", "--quiet", *QUICK)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    site.pages[BRIDGE.path] = Reply(status=500)
    failed = home.run("refresh", "--quiet", *QUICK)
    assert (failed.returncode, failed.stdout) == (0, "")
    assert failed.stderr == f"qa: failed {page}: the site has an error (500)\n"


def test_this_machine_is_not_asked_without_leave(site: NewsSite, home: Home) -> None:
    finished = home.run("ingest", site.publish_page(BRIDGE))
    assert finished.returncode == 1
    assert "is at an address of this machine or its network; --allow-private permits that" in finished.stderr
    assert not site.requests


def test_a_library_that_follows_nothing_says_what_to_do(home: Home) -> None:
    home.run("ingest", "seeds/articles/kuala-lumpur/meridian-wire.md")
    finished = home.run("refresh")
    assert finished.returncode == 1
    assert finished.stderr.endswith("follows no page or feed. Give one: qa ingest --feed ADDRESS\n")


def test_feeds_are_listed_and_removed(site: NewsSite, home: Home) -> None:
    feed = site.publish_feed("/feed?a=1&b=2", [])
    site.pages["/feed"] = site.pages["/feed?a=1&b=2"]
    home.run("ingest", "--feed", feed, *QUICK)
    assert home.run("feeds", "list").stdout.split("\t")[0] == feed
    (home.folder / "feeds.opml").write_text(home.run("feeds", "list", "--opml").stdout)
    assert home.run("feeds", "remove", feed).stdout == "Removed 1 feed.\n"
    missing = home.run("feeds", "remove", feed)
    assert (missing.returncode, missing.stderr.count("\n")) == (4, 1)
    assert home.run("ingest", "--feed", "feeds.opml", *QUICK).returncode == 0
    assert home.run("feeds", "list").stdout.split("\t")[0] == str(home.folder / "feeds.opml")


def test_a_second_refresh_at_the_same_time_is_refused(site: NewsSite, home: Home) -> None:
    page = site.publish_page(BRIDGE)
    home.run("ingest", page, *QUICK)
    site.pages[BRIDGE.path] = Reply(silent=True)
    command = [sys.executable, "-m", "qa", "refresh", *QUICK]
    with subprocess.Popen(
        command, cwd=home.folder, env=home.write_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as first:
        _wait_for(site, BRIDGE.path, 2)
        second = home.run("refresh", *QUICK)
        first.send_signal(signal.SIGINT)
        first.wait(timeout=30)
    assert (second.returncode, "is being refreshed by another process" in second.stderr) == (1, True)
    assert first.returncode == 130


def test_what_was_in_when_it_was_interrupted_is_not_fetched_again(site: NewsSite, home: Home) -> None:
    pages = [replace(FERRY, path=f"/{n}", title=f"Ferry {n}", paragraphs=_write_text(n)) for n in range(30)]
    for page in pages:
        site.publish_page(page)
    site.pages["/29"] = Reply(silent=True)
    feed = site.publish_feed("/feed", pages)
    command = [sys.executable, "-m", "qa", "ingest", "--feed", feed, *QUICK]
    with subprocess.Popen(
        command, cwd=home.folder, env=home.write_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as first:
        _wait_for(site, "/29", 1)
        while not home.run("articles", "list").stdout:
            assert first.poll() is None
        first.send_signal(signal.SIGINT)
        _, told = first.communicate(timeout=30)
    assert b"Stopped; what is in stays in." in told
    site.requests.clear()
    site.publish_page(pages[29])
    assert home.run("refresh", *QUICK).returncode == 0
    assert 0 < sum(site.count(page.path, status=200) for page in pages) < len(pages)
    assert len(home.run("articles", "list").stdout.splitlines()) == len(pages)


def _write_text(n: int) -> tuple[str, ...]:
    return tuple(f"Ferry number {n} made its trip {i} over the sound of Port Ellery before noon." for i in range(40))


def _wait_for(site: NewsSite, path: str, times: int) -> None:
    end = time.monotonic() + 60
    while site.count(path) < times:
        assert time.monotonic() < end, f"{path} was not asked for"
        time.sleep(0.05)
