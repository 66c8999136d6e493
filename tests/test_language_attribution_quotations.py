"""Quoted words are found between any marks and have to stand in the article exactly."""

import pytest

from qa.language.attribution.quotations import find_quotations, holds_quotation


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("He said so.", []),
        ("He said “we won,” and left.", ["we won"]),
        ('He said "we won".', ["we won"]),
        ('"One," he said, "and two."', ["One", "and two"]),
        ("Il a dit «oui».", ["oui"]),
        ("Er sagte „nein“.", ["nein"]),
        ("It was ‘good’ for him.", ["good"]),
        ("‘It’s over’, he said.", ["It’s over"]),
        ("“It’s ‘over’”", ["It’s ‘over’"]),
        ("the boss’s and the players’ words", []),
        ("“unclosed", []),
        ("“”", []),
        ("“…”", []),
    ],
)
def test_quoted_words_come_without_their_marks(text: str, found: list[str]) -> None:
    assert find_quotations(text) == found


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("He said “stoutly defend its interests”.", "stoutly defend its interests"),
        ("It’s over", "It's over"),
        ("a  broken\nline", "a broken line"),
        ("win – or lose", "win - or lose"),
        ("“a ‘good’ day”", 'a "good" day'.replace('"', "'")),
        ("10\u00a0000 people", "10 000 people"),
    ],
)
def test_marks_dashes_and_spaces_may_differ(text: str, quotation: str) -> None:
    assert holds_quotation(text, quotation)


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("stoutly defend its interests", "strongly defend its interests"),
        ("stoutly defend its interests", "defend stoutly its interests"),
        ("We won", "we won"),
        ("we have not won", "we have won"),
        ("", "we won"),
    ],
    ids=["another word", "another order", "another case", "a word left out", "an empty text"],
)
def test_words_may_not(text: str, quotation: str) -> None:
    assert not holds_quotation(text, quotation)
