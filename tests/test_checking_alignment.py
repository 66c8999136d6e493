"""Words lie beside a text exactly or nearly, and what differs is told word by word."""

import pytest

from qa.checking.alignment import WordDifference, align_words, cut_pieces

TEXT = (
    "He sat down. The bank was charged with fraud on Monday, if the court agrees. It cost 3.1 million crowns, Ann said."
)


@pytest.mark.parametrize(
    ("quoted", "words"),
    [
        pytest.param("the bank was charged", "The bank was charged", id="another case"),
        pytest.param("“cost 3.1 million”", "cost 3.1 million", id="marks"),
        pytest.param("The bank … on Monday", "The bank was charged with fraud on Monday", id="an ellipsis"),
        pytest.param("The bank (...) on Monday", "The bank was charged with fraud on Monday", id="dots in brackets"),
        pytest.param("[The bank] was charged", "was charged", id="words of an editor"),
        pytest.param("charged with [tax] fraud", "charged with fraud", id="a word of an editor inside"),
    ],
)
def test_words_stand_exactly(quoted: str, words: str) -> None:
    found = align_words(quoted, TEXT)
    assert found is not None and found.is_exact and found.share == 1.0
    assert TEXT[found.start : found.end] == words


@pytest.mark.parametrize(
    ("quoted", "differences"),
    [
        pytest.param("the bank was convicted of fraud", [("convicted of", "charged with")], id="other words"),
        pytest.param("the bank was charged on Monday", [("", "with fraud")], id="words left out"),
        pytest.param("the bank was never charged with fraud", [("never", "")], id="a word added"),
        pytest.param("It cost 3.2 million crowns", [("3.2", "3.1")], id="another number"),
        pytest.param("bank was charged for fraud on Sunday", [("for", "with"), ("Sunday", "Monday")], id="two places"),
    ],
)
def test_what_differs_is_told(quoted: str, differences: list[tuple[str, str]]) -> None:
    found = align_words(quoted, TEXT)
    assert found is not None and not found.is_exact
    assert [(difference.quoted, difference.said) for difference in found.differences] == differences


@pytest.mark.parametrize(
    "quoted",
    ["he stood up", "on Monday … The bank", "snow fell on the hills", "charged him", "", "…"],
    ids=["few words with one other", "another order", "another sentence", "two words", "nothing", "an ellipsis alone"],
)
def test_what_is_not_there_is_not_found(quoted: str) -> None:
    assert align_words(quoted, TEXT) is None


def test_only_a_stretch_of_the_text_is_looked_at() -> None:
    text = "The road is open. The road is open."
    found = align_words("the road is open", text, (18, len(text)))
    assert found is not None and found.start == 18


def test_each_character_of_a_script_without_spaces_is_a_word() -> None:
    text = "大臣は「予算は増える」と述べた。"
    found = align_words("予算は増える", text)
    assert found is not None and text[found.start : found.end] == "予算は増える"
    other = align_words("予算は減える", text)
    assert other is not None and other.differences == (WordDifference(quoted="減", said="増"),)


def test_accents_and_apostrophes_make_no_difference() -> None:
    found = align_words("l'ete a Besançon", "C’était l’été à Besancon.")
    assert found is not None and found.is_exact


@pytest.mark.parametrize(
    ("difference", "told"),
    [
        (WordDifference(quoted="bike", said="bicycle"), "“bike” for “bicycle”"),
        (WordDifference(quoted="very", said=""), "adds “very”"),
        (WordDifference(quoted="", said="not"), "leaves out “not”"),
    ],
    ids=["changed", "added", "left out"],
)
def test_a_difference_is_told_in_a_few_words(difference: WordDifference, told: str) -> None:
    assert difference.describe() == told


def test_a_quotation_is_cut_where_an_editor_was() -> None:
    pieces = cut_pieces("[We] saw it … and left . . . at once")
    assert [[word.folded for word in piece] for piece in pieces] == [["saw", "it"], ["and", "left"], ["at", "once"]]


def test_a_long_quotation_in_a_long_text_takes_no_time() -> None:
    text = " ".join(f"word{n % 90} of {n}" for n in range(4_000))
    found = align_words(" ".join(f"word{n % 90} of it" for n in range(400)), text)
    assert found is not None and found.share < 0.8
