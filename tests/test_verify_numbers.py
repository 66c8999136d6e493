"""Numbers are compared by what they are worth."""

import pytest

from qa.verify.numbers import find_numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("7 million people", "seven million people"),
        ("7,000,000", "7m"),
        ("$7bn", "7 billion dollars"),
        ("87%", "87 percent"),
        ("twenty-one days", "21 days"),
        ("two hundred and five", "205"),
        ("a dozen", "12"),
        ("the third", "the 3rd"),
        ("1.9 billion crowns", "1,900 million crowns"),
        ("6½ sacks", "6.5 sacks"),
    ],
)
def test_the_same_amount_is_equal_however_it_is_written(one: str, other: str) -> None:
    (first,), (second,) = find_numbers(one), find_numbers(other)
    assert first.equals(second)


@pytest.mark.parametrize(
    ("one", "other"),
    [("7 million", "7 billion"), ("$5", "€5"), ("5%", "5"), ("three", "third"), ("84", "48"), ("1,700", "1.7")],
)
def test_another_amount_is_not(one: str, other: str) -> None:
    (first,), (second,) = find_numbers(one), find_numbers(other)
    assert not first.equals(second)


def test_a_score_is_two_numbers_at_their_offsets() -> None:
    text = "They won 84–82."
    assert [(n.value, text[n.start : n.end]) for n in find_numbers(text)] == [(84, "84"), (82, "82")]


@pytest.mark.parametrize("text", ["", "no figures here", "someone", "tenant"])
def test_a_text_without_numbers_has_none(text: str) -> None:
    assert find_numbers(text) == []
