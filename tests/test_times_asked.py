"""A time in a question, through the whole chain without a model: what is left out, what now is, what stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from library_fakes import make_article

from qa.chain import Chain, open_chain, open_library
from qa.settings import Settings

REPORTS = (
    (
        "2025-10-28",
        "Petrol engines barred",
        "Velmora will allow no new petrol engines after 2031, the transport ministry said on Monday. Buses are to"
        " follow in 2034. The car makers had asked for ten more years.",
    ),
    (
        "2025-11-03",
        "Tram drivers strike",
        "The tram drivers of Port Aldine walked out on Monday. Their union wants eight per cent more pay. No tram"
        " left the depot in Hask Street.",
    ),
    (
        "2025-11-04",
        "Keeper has bone cancer",
        "Goalkeeper Mila Strand was diagnosed with bone cancer on 3 May, her club said on Tuesday. She had played with"
        " pain since the winter. Her brother Jon replaced her.",
    ),
    (
        "2025-06-02",
        "Club turns a hundred",
        "Ondra Athletic was founded in 1925 by dockers and bakers. A hundred years later it has 40,000 members, and its"
        " ground at the old brewery is to be rebuilt.",
    ),
)
EVENTS = (
    (
        "2025-10-28",
        "Ferry Aldora sinks",
        "The ferry Aldora sank on Monday off Cape Merrin. All 40 on board were saved by fishing boats.",
    ),
    (
        "2025-10-31",
        "Mayor gives up after the ferry Aldora",
        "Mayor Lena Orrin resigned on Thursday, as the anger about the ferry Aldora grew. Nobody may follow her.",
    ),
)
FAR = ("2052-10-01", "The weather", "Rain is expected in the valley. The river is calm. Nobody has to leave a house.")


@pytest.fixture
def chain(tmp_path: Path) -> Iterator[Chain]:
    settings = Settings(library=tmp_path / "library", model="extractive")
    with open_library(settings, create=True) as library:
        reports = [
            make_article(n, published=day, title=title, text=text)
            for n, (day, title, text) in enumerate((*REPORTS, *EVENTS, FAR), start=1)
        ]
        list(library.add_articles(reports))
    with open_chain(settings) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "words"),
    [
        pytest.param("Which engines will Velmora no longer allow after 2031?", "no new petrol engines", id="to come"),
        pytest.param("Who was diagnosed with bone cancer on 3 May?", "Mila Strand", id="a day of the matter"),
        pytest.param("Which club was founded in 1925?", "Ondra Athletic", id="a year of the matter"),
        pytest.param("Who walked out this week?", "tram drivers", id="now, though an article is of 2052"),
    ],
)
def test_a_time_in_a_question_hides_no_answer(chain: Chain, question: str, words: str) -> None:
    answer = chain.ask(question)
    assert words in answer.text


def test_the_latest_is_not_what_is_dated_in_the_far_future(chain: Chain) -> None:
    assert "tram drivers" in chain.search("What is the latest on the tram drivers?")[0].passage.text


def test_now_is_the_day_of_the_newest_article_of_a_day_that_has_come_and_it_is_told(chain: Chain) -> None:
    [notice] = chain.ask("Who walked out this week?").notices
    assert notice == (
        "Preferring articles of 3 to 9 November 2025"
        " (“this week”, counted from the newest article, of 4 November 2025)."
    )


def test_the_time_of_reports_leaves_out_others(chain: Chain) -> None:
    answer = chain.ask("Which articles about engines are there since 1 November 2025?")
    assert "petrol" not in answer.text


def test_the_day_stays_in_the_answer_to_when(chain: Chain) -> None:
    answer = chain.ask("When was Mila Strand diagnosed?")
    assert "on 3 May" in answer.text


def test_the_time_between_two_events_is_worked_out_and_told_with_both_days(chain: Chain) -> None:
    answer = chain.ask("How many days after the ferry Aldora sank did Mayor Lena Orrin resign?")
    assert answer.text == "3 days: from 27 October 2025 to 30 October 2025. [1][2]"
    assert [citation.quote.split()[0] for citation in answer.citations] == ["The", "Mayor"]
