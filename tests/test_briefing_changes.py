"""What changed about a topic since a day: new, revised, corrected and gone articles, and figures that moved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from qa.articles import Article
from qa.briefing import Briefer, open_briefer
from qa.library import Library
from qa.library.catalogue.visits import Visit
from qa.settings import Settings


def make_report(day: str, text: str, *, title: str, source: str = "Meridian Wire") -> Article:
    name = title.lower().replace(" ", "-")
    return Article(
        title=title,
        source=source,
        published=f"{day}T09:00:00+00:00",
        language="en",
        url=f"https://{source.lower().replace(' ', '-')}.example/{name}",
        origin=f"https://{source.lower().replace(' ', '-')}.example/{name}",
        text=text,
        retrieved=f"{day}T10:00:00+00:00",
    )


FIRST = make_report(
    "2025-11-01",
    "The flood in Port Ellery killed 48 people on Friday, the mayor of Port Ellery, Ada Thorne, said.\n\n"
    "The old bridge over the sound of Port Ellery was closed on Saturday. Ada Thorne said help would come.",
    title="Flood in Port Ellery",
)
SECOND = make_report(
    "2025-11-04",
    "The number of people killed by the flood in Port Ellery rose to 52 on Monday, the coastguard said.\n\n"
    "The bridge of Port Ellery will be opened again on 20 November, the mayor, Ada Thorne, said.",
    title="Toll of Port Ellery flood rises",
    source="Harbour Post",
)
OTHER = make_report(
    "2025-11-05", "Orrin Rovers won the Lakes Cup on Tuesday after extra time in Sedge.", title="Rovers win the cup"
)
NOTICE = "Correction: An earlier version of this article misspelled the name of the mayor of Port Ellery."


@pytest.fixture
def briefer(tmp_path: Path) -> Iterator[Briefer]:
    with open_briefer_of(tmp_path, FIRST, SECOND, OTHER) as opened:
        yield opened


def open_briefer_of(folder: Path, *articles: Article) -> Briefer:
    settings = Settings(library=folder / "library", model="extractive")
    add_articles(settings, *articles)
    return open_briefer(settings)


def add_articles(settings: Settings, *articles: Article) -> None:
    from qa.chain import open_library

    with open_library(settings, create=True) as library:
        for article in articles:
            list(library.add_articles([article]))


def test_new_reports_and_events_and_the_figures_that_moved_are_told(briefer: Briefer) -> None:
    changes = briefer.find_changes("Port Ellery flood", since=date(2025, 11, 3))
    assert changes.status == "changed"
    assert [article.title for article in changes.articles] == ["Toll of Port Ellery flood rises"]
    assert [(event.first, event.planned) for event in changes.events] == [("2025-11-03", False), ("2025-11-20", True)]
    [moved] = changes.figures
    assert (moved.counts, moved.before.text, moved.now.text) == ("dead", "48", "52")
    assert (moved.before.as_of, moved.now.as_of) == ("2025-11-01", "2025-11-04")


def test_nothing_changed_is_said(briefer: Briefer) -> None:
    changes = briefer.find_changes("Port Ellery flood", since=date(2025, 12, 1))
    assert (changes.status, changes.articles, changes.events) == ("nothing_changed", (), ())


def test_a_topic_that_no_article_is_about_is_told_from_one_that_did_not_change(briefer: Briefer) -> None:
    assert briefer.find_changes("zebra migration", since=date(2025, 1, 1)).status == "nothing_found"


def test_a_revised_article_tells_what_it_said_before(tmp_path: Path) -> None:
    revised = replace(FIRST, text=FIRST.text.replace("48", "50"), retrieved="2025-11-08T10:00:00+00:00")
    with open_briefer_of(tmp_path, FIRST, SECOND, revised) as briefer:
        changes = briefer.find_changes("Port Ellery flood", since=date(2025, 11, 7))
        [item] = changes.revised
        assert item.at.startswith("2025-11-08")
        [change] = item.changes
        assert "48" in change.before
        assert "50" in change.after
        assert briefer.find_changes("Port Ellery flood", since=date(2025, 11, 9)).revised == ()


def test_an_article_is_corrected_since_the_version_that_has_the_notice(tmp_path: Path) -> None:
    corrected = replace(FIRST, text=f"{FIRST.text}\n\n{NOTICE}", retrieved="2025-11-08T10:00:00+00:00")
    with open_briefer_of(tmp_path, FIRST, SECOND, corrected) as briefer:
        [item] = briefer.find_changes("Port Ellery flood", since=date(2025, 11, 7)).corrected
        assert (item.notice, (item.at or "")[:10]) == (NOTICE, "2025-11-08")
        assert briefer.find_changes("Port Ellery flood", since=date(2025, 11, 9)).corrected == ()


def test_a_page_that_is_gone_is_told(tmp_path: Path) -> None:
    settings = Settings(library=tmp_path / "library", model="extractive")
    add_articles(settings, FIRST, SECOND)
    from qa.chain import open_library

    with open_library(settings) as library:
        mark_gone(library, FIRST, "2025-11-09T10:00:00+00:00")
    with open_briefer(settings) as briefer:
        [item] = briefer.find_changes("Port Ellery flood", since=date(2025, 11, 9)).gone
        assert item.article.title == "Flood in Port Ellery"
        assert briefer.find_changes("Port Ellery flood", since=date(2025, 11, 10)).gone == ()


def mark_gone(library: Library, article: Article, at: str) -> None:
    library.visits.remember([Visit(url=article.url or "", kind="page", checked=at, gone=at)])


def test_a_timeline_marks_what_was_changed_and_corrected(tmp_path: Path) -> None:
    changed = replace(
        FIRST, text=FIRST.text.replace("48", "50") + "\n\nCorrection: An earlier version of this article said the "
        "flood in Port Ellery killed 48 people on Friday.", retrieved="2025-11-08T10:00:00+00:00",
    )  # fmt: skip
    with open_briefer_of(tmp_path, FIRST, changed) as briefer:
        event = next(e for e in briefer.make_timeline("Port Ellery flood").events if "killed" in e.text)
        assert event.first == "2025-10-31"
        assert event.changed is not None
        assert "48" in event.changed
        assert event.corrected is not None
