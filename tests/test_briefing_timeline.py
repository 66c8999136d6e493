"""The timeline of a topic, held against the starter corpus as read by hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from briefing_samples import NAMES, ROWS, score_timeline

from qa.briefing import Briefer, open_briefer
from qa.errors import InvalidQuestion
from qa.library import Filters
from qa.settings import Settings


@pytest.fixture(scope="module")
def briefer(library_of_seeds: Path) -> Iterator[Briefer]:
    with open_briefer(Settings(library=library_of_seeds, model="extractive")) as opened:
        yield opened


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_a_timeline_has_what_happened_on_its_day_and_nothing_else(briefer: Briefer, row: dict[str, Any]) -> None:
    score = score_timeline(briefer.make_timeline(row["topic"]), row)
    assert score.recall >= 0.8, score.missed
    assert score.precision >= 0.9, (score.unknown, score.never)
    assert not score.on_other_days


def test_every_event_is_the_words_of_an_article_and_cited(briefer: Briefer) -> None:
    timeline = briefer.make_timeline("Teln valley flood")
    articles = briefer.library.get_articles({citation.article.id for citation in timeline.citations})
    by_number = {citation.n: citation for citation in timeline.citations}
    for event in timeline.events:
        first = by_number[event.citations[0]]
        assert first.quote == articles[first.article.id].text[first.start : first.end]
        assert " ".join(first.quote.split()) == event.text
        assert event.first <= event.last
    assert [event.first for event in timeline.events] == sorted(event.first for event in timeline.events)


def test_what_several_outlets_tell_is_one_event(briefer: Briefer) -> None:
    timeline = briefer.make_timeline("Kuala Lumpur meeting")
    meeting = max(timeline.events, key=lambda event: len(event.outlets))
    assert meeting.first == "2025-10-31"
    assert len(meeting.outlets) >= 3
    assert len(meeting.citations) >= 2


def test_a_copy_of_a_report_counts_as_an_outlet_and_not_as_an_event(briefer: Briefer) -> None:
    timeline = briefer.make_timeline("interest rate cut in Ilmaria")
    assert any({"Ondra Times", "Karsavia Herald"} <= set(event.outlets) for event in timeline.events)
    texts = [event.text for event in timeline.events]
    assert len(texts) == len(set(texts))


def test_a_figure_that_a_later_one_replaced_is_marked_once(briefer: Briefer) -> None:
    timeline = briefer.make_timeline("Teln valley flood")
    marked = [later for event in timeline.events for later in event.later if later.counts == "dead"]
    assert [(later.figure, later.day, later.teller) for later in marked] == [
        ("26", "2024-08-20", "the interior ministry")
    ]


def test_the_least_important_events_are_left_out_and_counted(briefer: Briefer) -> None:
    whole = briefer.make_timeline("Teln valley flood", most=100)
    short = briefer.make_timeline("Teln valley flood", most=4)
    assert len(short.events) == 4
    assert short.left_out == len(whole.events) - 4
    assert [event.first for event in short.events] == sorted(event.first for event in short.events)


def test_filters_limit_the_articles(briefer: Briefer) -> None:
    timeline = briefer.make_timeline("Teln valley flood", filters=Filters(sources=("Karsavia Herald",)))
    assert {citation.article.source for citation in timeline.citations} == {"Karsavia Herald"}


def test_nothing_is_found_about_what_no_article_tells(briefer: Briefer) -> None:
    timeline = briefer.make_timeline("zebra migration in Botswana")
    assert (timeline.status, timeline.events, timeline.articles) == ("nothing_found", (), 0)


def test_a_misspelled_name_is_read_as_the_one_of_the_library(briefer: Briefer) -> None:
    timeline = briefer.make_timeline("Vantongerren")
    assert timeline.notices == ("Read “Vantongeren” for “Vantongerren”.",)
    assert timeline.events


@pytest.mark.parametrize("topic", ["", "   ", "?!"])
def test_what_is_no_topic_is_refused(briefer: Briefer, topic: str) -> None:
    with pytest.raises(InvalidQuestion):
        briefer.make_timeline(topic)
