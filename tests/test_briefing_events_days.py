"""On which day a sentence of an article tells an event, and when it tells none."""

from datetime import date

import pytest
from core_samples import make_summary

from qa.briefing.events.days import find_event_day
from qa.briefing.topic.reporting import ReportedSentence

# 12 March 2025 is a Wednesday.
PUBLISHED = "2025-03-12T09:00:00+00:00"


def make_sentence(
    text: str, *, place: int = 3, published: str | None = PUBLISHED, language: str = "en"
) -> ReportedSentence:
    article = make_summary(published=published, language=language)
    return ReportedSentence(article=article, source=text, start=0, end=len(text), place=place)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("The dam at Orrin broke on Monday.", "2025-03-10", "2025-03-10", id="a weekday"),
        pytest.param("The cranes of Sedge stopped yesterday.", "2025-03-11", "2025-03-11", id="yesterday"),
        pytest.param("In May 2021 the town sold the mill.", "2021-05-01", "2021-05-31", id="a month"),
        pytest.param("The mill was built in 1989.", "1989-01-01", "1989-12-31", id="a year of background"),
        pytest.param(
            "The dam broke on Monday, the ministry said on Tuesday.", "2025-03-10", "2025-03-10", id="the deed"
        ),
        pytest.param(
            "The light had been wired wrongly in 2021, the inquiry said on Tuesday.", "2025-03-11", "2025-03-11",
            id="of the word",
        ),
        pytest.param("The flood of 7 March killed 26 people.", "2025-03-07", "2025-03-07", id="of the subject"),
        pytest.param(
            "Nine people died when the ferry sank on Sunday.", "2025-03-09", "2025-03-09", id="of a clause"
        ),
        pytest.param(
            "The ministry put the number of dead at 23 on Monday.", "2025-03-10", "2025-03-10", id="behind a number"
        ),
    ],
)  # fmt: skip
def test_an_event_is_on_the_day_that_it_is_told_of(text: str, first: str, last: str) -> None:
    day = find_event_day(make_sentence(text))
    assert day is not None
    assert (day.first.isoformat(), day.last.isoformat(), day.planned, day.basis) == (first, last, False, "said")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("The inquiry will begin on 16 June.", "2025-06-16", id="will"),
        pytest.param("The result is to be announced on 4 April.", "2025-04-04", id="is to be"),
        pytest.param(
            "The union has called a rally in Sedge for Saturday, 15 March.", "2025-03-15", id="called for a day"
        ),
        pytest.param("The ships may sail again on Friday.", "2025-03-14", id="may"),
    ],
)
def test_what_is_still_to_come_is_planned(text: str, first: str) -> None:
    day = find_event_day(make_sentence(text))
    assert day is not None
    assert (day.first.isoformat(), day.planned) == (first, True)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The siren has belonged to the town since 2019.", id="since"),
        pytest.param("The filter had not been changed since the opening on 14 January.", id="since a thing of a day"),
        pytest.param("Emil Vale, who resigned in October, knew of the audit.", id="an aside"),
        pytest.param("The feast planned for Saturday has been called off.", id="the day of a plan that fell through"),
        pytest.param("More rain fell than in the whole of February.", id="a comparison"),
        pytest.param("The town has a bakery and two mills.", id="no day at all"),
        pytest.param("The vote was due on Monday if the budget had passed.", id="a condition"),
    ],
)
def test_a_day_that_is_not_that_of_the_event_is_not_taken(text: str) -> None:
    assert find_event_day(make_sentence(text)) is None


def test_the_opening_of_an_article_is_on_its_day_where_it_names_none() -> None:
    day = find_event_day(make_sentence("The council of Sedge has bought 40 trams from Orrin Works.", place=0))
    assert day is not None
    assert (day.first, day.basis) == (date(2025, 3, 12), "published")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The siren did not sound on the night of the flood.", id="it has a time of its own"),
        pytest.param("Sedge is the town of the trams.", id="a state"),
        pytest.param("The council could buy 40 trams.", id="only possible"),
    ],
)
def test_the_opening_of_an_article_is_not_always_its_news(text: str) -> None:
    assert find_event_day(make_sentence(text, place=0)) is None


def test_an_article_without_a_day_places_only_what_says_its_year() -> None:
    assert find_event_day(make_sentence("The dam broke on Monday.", published=None)) is None
    assert find_event_day(make_sentence("The dam broke on 3 May 1998.", published=None)) is not None
