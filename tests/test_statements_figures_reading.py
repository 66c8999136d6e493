"""Figures of a sentence: what they count, and who gives them."""

import pytest

from qa.statements.figures.reading import read_figures


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        pytest.param(
            "The cold killed 78 people and 77,000 sheep.", [("78", "dead"), ("77,000", "")], id="animals are no people"
        ),
        pytest.param("The fire injured 12 people and 30 cows.", [("12", "injured"), ("30", "")], id="hurt"),
        pytest.param("The flood killed 12 farmers.", [("12", "dead")], id="people of a trade"),
    ],
)
def test_what_happened_to_people_counts_people(sentence: str, figures: list[tuple[str, str]]) -> None:
    assert [(figure.text, figure.tally) for figure in read_figures(sentence)] == figures


@pytest.mark.parametrize(
    ("sentence", "teller"),
    [
        pytest.param("The ministry sees 40 dead.", "the ministry", id="a ministry"),
        pytest.param("The police counted 34 dead.", "The police", id="who counted"),
        pytest.param("Prices are forecast to rise by 3%.", None, id="what is forecast to rise"),
        pytest.param("Inflation hit 9% in April and is forecast to peak at 10%.", None, id="what hit and is forecast"),
        pytest.param("Last week Spain saw a storm with 40 dead.", None, id="a place that only has it"),
    ],
)
def test_who_gives_a_figure_is_who_tells_it(sentence: str, teller: str | None) -> None:
    told = read_figures(sentence)[-1].teller
    assert (told or "").lower() == (teller or "").lower()


@pytest.mark.parametrize(
    ("sentence", "near"),
    [
        pytest.param("The flood killed 12 people.", True, id="the verb"),
        pytest.param("The number of people known to have died rose to 14.", True, id="what is measured"),
        pytest.param("The deaths of 78 people shook the town.", True, id="the noun above"),
        pytest.param("Twelve people have been confirmed dead.", True, id="what they are confirmed to be"),
        pytest.param("More than 2 million people face hunger and reports of deaths.", False, id="only in the sentence"),
        pytest.param("He faces four criminal cases.", False, id="a word that means something else"),
    ],
)
def test_what_a_figure_counts_stands_by_it(sentence: str, near: bool) -> None:
    assert read_figures(sentence)[0].is_told_near is near
