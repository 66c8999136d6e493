"""The day of a page is that of its article, never of what stands beside it; else it is its address that tells it."""

from datetime import UTC, datetime

import pytest

from qa.articles import Article
from qa.articles.build import ReadOptions, build_article
from qa.articles.page.pages import extract_page, parse_page

TEXT = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The council of Port Ellery approved a new harbour crane on Tuesday, the mayor told the town hall.",
        "The crane costs 4 million euros and will be built by a firm of the town before March, the mayor said.",
        "Opponents of the plan said that the money would be better spent on the school, which waits for a roof.",
    )
)
OTHERS = "<li><a href='/x'>An old story of the pier</a> <time datetime='2019-05-05'>5 May 2019</time></li>"
FETCHED = datetime(2025, 10, 28, 2, 0, tzinfo=UTC)


def write_page(head: str = "", beside: str = "", *, language: str = "en") -> str:
    return (
        f"<!doctype html><html lang='{language}'><head><title>Crane approved</title></head><body>"
        f"<article><h1>Crane approved</h1>{head}{TEXT}</article>{beside}"
        "<footer>© 2019 Port Ellery News</footer></body></html>"
    )


def read_day(html: str, address: str = "https://ellery.example/crane") -> tuple[str | None, str | None]:
    """Return the day of a page that was fetched, and where it stood."""
    page = parse_page(html, address=address, fetched=FETCHED)
    assert not isinstance(page, str)
    article = build_article({**page.found, "url": [address]}, origin=address, options=ReadOptions())
    assert isinstance(article, Article)
    return article.published, article.provenance.get("published")


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param(f"<aside><ul>{OTHERS}</ul></aside>", id="an aside"),
        pytest.param(f"<nav><ul>{OTHERS}</ul></nav>", id="a menu"),
        pytest.param(f"<div class='related-stories'><ul>{OTHERS}</ul></div>", id="related stories"),
        pytest.param(
            "<div id='most-read'><p>Old story</p><time datetime='2019-05-05'>5 May 2019</time></div>", id="most read"
        ),
        pytest.param(
            "<aside><div itemprop='datePublished' content='2019-05-05'>Old story</div></aside>",
            id="linked data of an aside",
        ),
    ],
)
def test_a_day_beside_the_article_is_not_its_day(beside: str) -> None:
    assert read_day(write_page(beside=beside)) == (None, None)
    address = "https://ellery.example/2025/10/28/crane"
    assert read_day(write_page(beside=beside), address) == ("2025-10-28", "its address")


@pytest.mark.parametrize(
    ("head", "language", "day"),
    [
        pytest.param("<p>Publié le 28 octobre 2025 à 14h05</p>", "fr", "2025-10-28", id="a French line"),
        pytest.param("<time>28 de octubre de 2025</time>", "es", "2025-10-28", id="a Spanish time"),
        pytest.param("<div class='post-date'>28. lokakuuta 2025</div>", "fi", "2025-10-28", id="a Finnish class"),
        pytest.param("<span class='updated'>Updated 3 hours ago</span>", "en", "2025-10-27", id="hours ago"),
        pytest.param("<time>il y a 3 heures</time>", "fr", "2025-10-27", id="hours ago in French"),
    ],
)
def test_a_day_at_the_head_of_the_article_is_its_day(head: str, language: str, day: str) -> None:
    published, _ = read_day(write_page(head, f"<aside><ul>{OTHERS}</ul></aside>", language=language))
    assert published is not None
    assert published[:10] == day


def test_what_a_saved_page_says_of_hours_ago_is_counted_from_nothing() -> None:
    article = extract_page(write_page("<time>3 hours ago</time>"), "page.html", ReadOptions())
    assert isinstance(article, Article)
    assert article.published is None


def test_a_day_is_given_only_where_nothing_tells_one() -> None:
    options = ReadOptions(default_day="2025-10-01")
    given = extract_page(write_page(), "page.html", options)
    told = extract_page(write_page("<time datetime='2025-10-28'>28 October 2025</time>"), "page.html", options)
    named = extract_page(write_page(), "2025-10-27-crane.html", options)
    assert isinstance(given, Article) and isinstance(told, Article) and isinstance(named, Article)
    assert [given.published, told.published, named.published] == ["2025-10-01", "2025-10-28", "2025-10-27"]
    assert given.provenance["published"] == "given for what has no day"


def test_a_day_ahead_in_the_markup_gives_way_to_the_next_place() -> None:
    head = "<meta itemprop='datePublished' content='2052-10-28'><time datetime='2025-10-28'>28 October 2025</time>"
    assert read_day(write_page(head))[0] == "2025-10-28"
