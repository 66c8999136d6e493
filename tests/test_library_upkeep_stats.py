from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from library_fakes import HashEmbedder, make_article

from qa.articles.article import Article
from qa.library import Filters, Library
from qa.library.catalogue.visits import Visit
from qa.library.upkeep.stats import Count, Statistics, collect_statistics, measure_files


def collect(folder: Path, articles: Iterator[Article] | list[Article], filters: Filters | None = None) -> Statistics:
    with Library.open(folder, embedder=HashEmbedder(), create=True) as library:
        list(library.add_articles(articles))
        return collect_statistics([library._catalogue], filters)


def make_days(*days: str) -> list[Article]:
    return [make_article(n, published=day or None) for n, day in enumerate(days)]


def test_everything_is_counted(tmp_path: Path) -> None:
    old = make_article(1, retrieved="2025-01-01T00:00:00+00:00")
    new = replace(old, text="Other.", retrieved="2025-01-02T00:00:00+00:00")
    articles = [old, new, make_article(2, language="de"), make_article(3, published=None, source=None, url=None)]
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True) as library:
        list(library.add_articles(articles))
        library.visits.remember(
            [
                Visit(url="https://a.example/feed", kind="feed"),
                Visit(url="https://a.example/1", kind="page"),
                Visit(url="https://a.example/2", kind="page", gone="2025-01-01"),
            ]
        )
        found = collect_statistics([library._catalogue])
        assert (found.articles, found.passages) == (3, library.count().passages)
        assert found.sizes == measure_files(tmp_path)
    assert (found.undated, found.first, found.last, found.versions) == (1, "2025-03-02", "2025-03-03", 1)
    assert (found.stories, found.copies, found.feeds, found.pages) == (3, 0, 1, 1)
    assert found.languages == (Count(name="en", articles=2), Count(name="de", articles=1))
    assert found.outlets == (
        Count(name="Example Wire", articles=1),
        Count(name="The Daily Example", articles=1),
        Count(name="", articles=1),
    )
    assert (found.outlet_count, found.embedder) == (2, "fake:hash")
    assert min(found.sizes.catalogue, found.sizes.chroma) > 10_000


def test_a_filter_limits_what_is_counted(tmp_path: Path) -> None:
    articles = [make_article(n) for n in range(6)]
    found = collect(tmp_path, articles, Filters(sources=("example wire",), since=date(2025, 3, 3)))
    assert (found.articles, [count.articles for count in found.outlets]) == (2, [2])
    assert [(count.name, count.articles) for count in found.times] == [
        ("2025-03-03", 1),
        ("2025-03-04", 0),
        ("2025-03-05", 1),
    ]


def test_copies_are_counted_by_their_story(tmp_path: Path) -> None:
    with Library.open(tmp_path, embedder=HashEmbedder(), create=True) as library:
        list(library.add_articles(make_article(n) for n in range(4)))
        library._catalogue.query("UPDATE articles SET story = 1 WHERE row < 4")
        found = collect_statistics([library._catalogue])
    assert (found.stories, found.copies) == (2, 2)


def test_an_empty_library_has_nothing_to_count(tmp_path: Path) -> None:
    found = collect(tmp_path, [])
    assert (found.articles, found.passages, found.first, found.times, found.outlets) == (0, 0, None, (), ())


@pytest.mark.parametrize(
    ("first", "days", "unit", "bars", "names"),
    [
        pytest.param("2025-03-01", 0, "day", 1, ("2025-03-01", "2025-03-01"), id="one day"),
        pytest.param("2025-02-26", 23, "day", 24, ("2025-02-26", "2025-03-21"), id="as many days as fit"),
        pytest.param("2025-02-26", 24, "week", 4, ("2025-02-24", "2025-03-17"), id="weeks begin on Monday"),
        pytest.param("2024-12-30", 7 * 24 - 1, "week", 24, ("2024-12-30", "2025-06-09"), id="as many weeks as fit"),
        pytest.param("2024-12-30", 7 * 24, "month", 7, ("2024-12", "2025-06"), id="months over a year's end"),
        pytest.param("2023-01-31", 700, "month", 24, ("2023-01", "2024-12"), id="as many months as fit"),
        pytest.param("2023-01-31", 701, "year", 3, ("2023", "2025"), id="years"),
        pytest.param("2001-05-05", 24 * 365, "year", 24, ("to 2002", "2025"), id="all before the last years in one"),
        pytest.param("0001-01-01", 2_000 * 366, "year", 24, ("to 1982", "2005"), id="from the first day there is"),
    ],
)
def test_time_is_cut_into_few_enough_pieces_without_a_gap(
    tmp_path: Path, first: str, days: int, unit: str, bars: int, names: tuple[str, str]
) -> None:
    last = (date.fromisoformat(first) + timedelta(days=days)).isoformat()
    found = collect(tmp_path, make_days(first, last, ""))
    assert (found.unit, len(found.times)) == (unit, bars)
    assert (found.times[0].name, found.times[-1].name) == names
    assert sum(count.articles for count in found.times) == 2


def test_outlets_after_the_tenth_are_one_row(tmp_path: Path) -> None:
    sources = [f"Outlet {n}" for n in range(12) for _ in range(20 - n)]
    found = collect(tmp_path, [make_article(n, source=source, url=None) for n, source in enumerate(sources)])
    assert found.outlets[0] == Count(name="Outlet 0", articles=20)
    assert (len(found.outlets), found.outlets[-1], found.outlet_count) == (11, Count(name="", articles=19), 12)
