"""Texts are compared by the rules of SQuAD, in any language, and gold answers are found as whole words."""

import pytest

from qa.evals.metrics.text import count_words, holds_answer, match_exactly, normalize_squad, overlap_tokens, split_squad


@pytest.mark.parametrize(
    ("text", "lang", "normalized"),
    [
        pytest.param("The  Denver\tBroncos!", "en", "denver broncos", id="case, article, marks and white space"),
        pytest.param("an apple a day, the end", "en", "apple day end", id="every article"),
        pytest.param("theatre, Anna, bath", "en", "theatre anna bath", id="no article inside of a word"),
        pytest.param("U.S. 84-82", "en", "us 8482", id="marks go without a space, as in the script"),
        pytest.param("$1,200 + 5%", None, "1200 5", id="symbols; English where nothing is said"),
        pytest.param("“Yes” – ‘no’…", "en", "yes no", id="typographic marks"),
        pytest.param("«À la carte» ¿qué?", "fr", "à la carte qué", id="an à is no article"),
        pytest.param("a casa", "pt", "a casa", id="an a that is not English"),
        pytest.param("El Niño y la mar", "es", "niño y mar", id="Spanish articles; accents stay"),
        pytest.param("Der Bär und das Ei", "de-AT", "bär und ei", id="German articles, with a country"),
        pytest.param("الكتاب", "ar", "كتاب", id="the Arabic article on its word"),
        pytest.param("東京。", "ja", "東京", id="wide marks"),
        pytest.param("the", "en", "", id="nothing but an article"),
    ],
)
def test_a_text_is_normalized(text: str, lang: str | None, normalized: str) -> None:
    assert normalize_squad(text, lang) == normalized


def test_characters_of_scripts_without_spaces_are_tokens() -> None:
    assert split_squad("東京で2025年 Tokyo", "ja") == ["東", "京", "で", "2025", "年", "tokyo"]
    assert split_squad("a cat", "en") == ["cat"]


@pytest.mark.parametrize(
    ("text", "golds", "lang", "exact", "f1"),
    [
        pytest.param("the Denver Broncos.", ["Denver Broncos"], "en", 1.0, 1.0, id="the same"),
        pytest.param("Broncos", ["Denver Broncos"], "en", 0.0, 2 / 3, id="one of two: 2 x 1 / 3"),
        pytest.param("It was the cat cat", ["cat"], "en", 0.0, 0.4, id="a word counts as often as both have it"),
        pytest.param("cat cat", ["cat cat dog"], "en", 0.0, 0.8, id="two of three"),
        pytest.param("Levi", ["Denver", "Levi Stadium", "Levi"], "en", 1.0, 1.0, id="the best of several"),
        pytest.param("dog", ["cat"], "en", 0.0, 0.0, id="nothing shared"),
        pytest.param("", ["cat"], "en", 0.0, 0.0, id="no text"),
        pytest.param("the", ["a"], "en", 1.0, 1.0, id="nothing left of either"),
        pytest.param("cat", [], "en", 0.0, 0.0, id="no gold"),
        pytest.param("東京都", ["東京"], "ja", 0.0, 0.8, id="characters: 2 x 2 / 5"),
        pytest.param("Sao Tome", ["São Tomé"], "pt", 0.0, 0.0, id="accents count"),
        pytest.param("Sa\u0303o", ["São"], "pt", 1.0, 1.0, id="an accent of its own"),
    ],
)
def test_exact_match_and_f1(text: str, golds: list[str], lang: str, exact: float, f1: float) -> None:
    assert match_exactly(text, golds, lang) == exact
    assert overlap_tokens(text, golds, lang) == pytest.approx(f1)


@pytest.mark.parametrize(
    ("text", "gold", "lang"),
    [
        pytest.param("Dong Jun met HEGSETH.", "hegseth", "en", id="case and marks"),
        pytest.param("They paid 1,200 crowns", "1200", "en", id="commas of numbers"),
        pytest.param("It rose by 5%.", "5 percent", "en", id="per cent as a mark"),
        pytest.param("the U.S. Navy", "US navy", "en", id="points of initials"),
        pytest.param("São Tomé", "Sao Tome", "pt", id="accents"),
        pytest.param("Levi's Stadium", "Levi", "en", id="without the possessive"),
        pytest.param("Levi's Stadium", "Levis stadium", "en", id="without the apostrophe"),
        pytest.param("won 84-82 at home", "84–82", "en", id="another dash"),
        pytest.param("He went to the office", "to office", "en", id="English articles"),
        pytest.param("会议在东京举行", "东京", "zh", id="inside of a text without spaces"),
        pytest.param("وقال الرئيس", "رئيس", "ar", id="a part of an Arabic word"),
        pytest.param("ﬁne ２０２５", "fine 2025", "en", id="ligatures and wide figures"),
        pytest.param("Hali\u00adfax\u200b won", "Halifax", "en", id="invisible characters"),
    ],
)
def test_a_gold_answer_is_found(text: str, gold: str, lang: str) -> None:
    assert holds_answer(text, [gold], lang)


@pytest.mark.parametrize(
    ("text", "gold", "lang"),
    [
        pytest.param("161 people", "61", "en", id="a part of a number"),
        pytest.param("Iranian", "Iran", "en", id="a part of a word"),
        pytest.param("6.4 million", "4", "en", id="a decimal"),
        pytest.param("Dong met Jun", "Dong Jun", "en", id="not next to each other"),
        pytest.param("", "x", "en", id="no text"),
        pytest.param("a b", "the", "en", id="a gold answer without a word of its own"),
        pytest.param("a b", "—", "en", id="a gold answer of marks"),
    ],
)
def test_what_is_not_there_is_not_found(text: str, gold: str, lang: str) -> None:
    assert not holds_answer(text, [gold], lang)


def test_words_numbers_and_characters_are_counted() -> None:
    assert count_words("On Friday, 1,200 didn't go.") == 5
    assert count_words("東京2025") == 3
    assert count_words("… –") == 0
