"""What a reader is told of what speaks against a statement."""

import pytest

from qa.verify.verdict import Flag, choose_flags

WIDE = Flag(kind="scope", words="At least 30 people", against="At least 11 people")
NUMBER = Flag(kind="number", words="30", against="11", decides=True)
MISSING = Flag(kind="number", words="30")
NAME = Flag(kind="name", words="Port Aldine")
STANCE = Flag(kind="stance", words="admitted", against="denied")
REST = Flag(kind="words", words="dock, strike")
MEANING = Flag(kind="meaning", words="At least 30 people")


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        pytest.param([NUMBER, MISSING, WIDE], [WIDE], id="a figure within words that are told"),
        pytest.param([MISSING, NUMBER], [NUMBER], id="a figure that is missing and another that is there"),
        pytest.param(
            [STANCE, Flag(kind="stance", words="admit", against="deny")],
            [STANCE],
            id="the same words in another form",
        ),
        pytest.param([NAME, NUMBER], [NUMBER, NAME], id="what the articles have instead is told first"),
        pytest.param([REST, NAME, NAME], [NAME, REST], id="twice the same, and words that are no fact last"),
        pytest.param([MEANING, NUMBER], [NUMBER], id="what the judge objects to, where a rule says more"),
        pytest.param([MEANING, REST], [MEANING, REST], id="what the judge objects to, where words are missing"),
        pytest.param(
            [Flag(kind="number", words="30", against="12"), WIDE],
            [Flag(kind="number", words="30", against="12"), WIDE],
            id="the same figure, against other words",
        ),
        pytest.param(
            [Flag(kind="speaker", words="30"), WIDE],
            [WIDE, Flag(kind="speaker", words="30")],
            id="a part of the words, for another reason",
        ),
    ],
)
def test_a_reader_is_told_what_says_most_and_nothing_that_it_has(flags: list[Flag], told: list[Flag]) -> None:
    assert choose_flags(flags) == told


def test_words_that_are_missing_are_missing_from_what_comes_nearest() -> None:
    assert NAME.describe() == "“Port Aldine”: not in the nearest words"
