"""Words that no article has become those that articles have, and no word that one has is ever touched."""

from collections.abc import Iterator, Sequence

import pytest

from qa.question.spelling import SpellingCorrection, correct_question

ARTICLES = {
    "hegseth": 9, "met": 40, "dong": 9, "minister": 30, "ministers": 12, "iran": 7, "iraq": 5, "taiwan": 20, "kuala": 4,
    "lumpur": 4, "ukraine": 6, "strand": 3, "strands": 1, "quaye": 2, "solheim": 2, "bellmere": 6, "perez": 2,
    "quarry": 5, "union": 9, "unions": 2, "syria": 3, "serbia": 1, "election": 8, "selection": 1, "maule": 2,
}  # fmt: skip


def count(words: Sequence[str]) -> dict[str, int]:
    return {word: ARTICLES.get(word, 0) for word in words}


def list_words(prefix: str) -> Iterator[tuple[str, int]]:
    return ((word, number) for word, number in sorted(ARTICLES.items()) if word.startswith(prefix))


def correct(text: str) -> str:
    return correct_question(text, count, list_words)[0]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param("Hegsteh", "Hegseth", id="two letters swapped"),
        pytest.param("Hegseeth", "Hegseth", id="a letter too many"),
        pytest.param("Hegeth", "Hegseth", id="a letter too few"),
        pytest.param("Hegsath", "Hegseth", id="a wrong letter"),
        pytest.param("HEGSTEH", "HEGSETH", id="in capitals"),
        pytest.param("hegsteh", "hegseth", id="in small letters"),
        pytest.param("miinsterss", "ministers", id="two edits in a long word"),
        pytest.param("Perezz", "Perez", id="a short word with a letter too many"),
        pytest.param("Muale", "Maule", id="a short word with two letters swapped"),
        pytest.param("Pérezz", "Perez", id="an accent in a misspelled word"),
    ],
)
def test_a_misspelled_word_is_read_as_the_nearest_of_the_articles(typed: str, read: str) -> None:
    text, corrections = correct_question(f"Who met {typed} in May?", count, list_words)
    assert text == f"Who met {read} in May?"
    assert [(correction.typed, correction.read) for correction in corrections] == [(typed, read)]


@pytest.mark.parametrize("word", sorted(ARTICLES))
def test_a_word_that_the_articles_have_stays(word: str) -> None:
    for text in (word, word.capitalize(), word.upper()):
        assert correct_question(f"Who is {text}?", count, list_words) == (f"Who is {text}?", [])


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("Mets", id="four letters"),
        pytest.param("Syrie", id="a wrong letter in a short word"),
        pytest.param("Nairobi", id="nothing near"),
        pytest.param("egseth", id="another first letter"),
        pytest.param("Hgsteeh", id="too many edits"),
        pytest.param("Hegseth's", id="a possessive"),
        pytest.param("c0vid19", id="digits"),
        pytest.param("東京東京東京", id="another script"),
    ],
)
def test_what_may_mean_something_else_stays(word: str) -> None:
    assert correct(f"Who is {word}?") == f"Who is {word}?"


@pytest.mark.parametrize(("one", "other"), [("Iran", "iraq"), ("iraq", "iran"), ("Niger", "nigel"), ("Syrie", "syria")])
def test_a_short_name_never_becomes_another_with_one_letter_changed(one: str, other: str) -> None:
    known = {other: 99}

    def list_known(prefix: str) -> Iterator[tuple[str, int]]:
        return iter(known.items())

    text, corrections = correct_question(f"Who won in {one}?", lambda words: dict.fromkeys(words, 0), list_known)
    assert (text, corrections) == (f"Who won in {one}?", [])


def test_of_words_equally_near_the_more_frequent_is_read() -> None:
    known = {"strand": 3, "strang": 8}
    text, _ = correct_question("stranx", lambda words: {}, lambda prefix: iter(known.items()))
    assert text == "strang"


def test_a_nearer_word_goes_before_a_more_frequent_one() -> None:
    known = {"ministries": 99, "ministers": 1}
    text, _ = correct_question("minissters", lambda words: {}, lambda prefix: iter(known.items()))
    assert text == "ministers"


def test_a_word_typed_twice_is_told_once() -> None:
    assert correct_question("Hegsteh or Hegsteh?", count, list_words) == (
        "Hegseth or Hegseth?",
        [SpellingCorrection(typed="Hegsteh", read="Hegseth")],
    )


@pytest.mark.parametrize("text", ["", "?!", "Who is it?", "\x00", "‘’"], ids=repr)
def test_a_question_without_long_words_stays(text: str) -> None:
    assert correct_question(text, count, list_words) == (text, [])


def test_an_empty_library_corrects_nothing() -> None:
    assert correct_question("Who met Hegsteh?", lambda words: {}, lambda prefix: iter(())) == ("Who met Hegsteh?", [])
