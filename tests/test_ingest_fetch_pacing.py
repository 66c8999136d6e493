import pytest
from web_site import Reply, make_article, run_site

from qa.ingest.fetch.fetcher import Fetcher, FetchOptions
from qa.ingest.fetch.pacing import Pacer
from qa.ingest.fetch.problem import FetchProblem


class Clock:
    """A clock that only sleeping moves on."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def make_pacer(clock: Clock, *, pause: float = 2.0) -> Pacer:
    return Pacer(pause=pause, longest_wait=30, clock=clock, sleep=clock.sleep)


def test_there_is_a_pause_between_requests_to_one_site_only() -> None:
    clock = Clock()
    pacer = make_pacer(clock)
    for site in ("a", "b", "a", "a"):
        pacer.take_turn(site)
    assert clock.slept == [2.0, 2.0]


def test_a_site_can_make_the_pause_longer_but_not_endless() -> None:
    clock = Clock()
    pacer = make_pacer(clock)
    for pause in (5.0, 1.0, 86_400.0):
        pacer.slow_down("a", pause)
        pacer.take_turn("a")
        clock.now += 0.0
    pacer.take_turn("a")
    assert clock.slept == [5.0, 60.0, 60.0]


def test_a_site_that_wants_a_rest_gets_it() -> None:
    clock = Clock()
    pacer = make_pacer(clock)
    pacer.take_turn("a")
    pacer.close_site("a", 20)
    assert pacer.find_wait("a") == 20
    pacer.take_turn("a")
    assert clock.slept == [20.0]


def test_a_site_that_wants_a_long_rest_is_given_up_until_then() -> None:
    clock = Clock()
    pacer = make_pacer(clock)
    pacer.close_site("a", 3_600)
    assert pacer.find_wait("a") == 0
    with pytest.raises(FetchProblem, match="the site asks to come back in 3,600 seconds"):
        pacer.take_turn("a")
    clock.now += 3_600
    pacer.take_turn("a")
    assert clock.slept == []


def test_the_pages_of_one_site_wait_for_each_other_and_let_others_pass() -> None:
    with run_site() as one, run_site() as other:
        one.pages["/robots.txt"] = Reply(body=b"User-agent: *\nCrawl-delay: 0.2", kind="text/plain")
        for number in range(3):
            one.pages[f"/{number}"] = other.pages[f"/{number}"] = make_article()
        urls = [f"{site.url}/{number}" for site in (one, other) for number in range(3)]
        with Fetcher(FetchOptions(allow_private=True, pause=0.01)) as fetcher:
            order = [page.url for page in fetcher.fetch_all(urls)]
    assert [url for url in order if url.startswith(one.url)] == urls[:3]
    assert order[-1] == urls[2]
