"""Words are folded and stemmed as the search index does it."""

import pytest

from qa.language.folding import drop_invisible, fold_words
from qa.language.words import STOP_WORDS, split_words, stem_each, stem_words
from qa.library import fold_for_search


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("–—…!?", [], id="only marks"),
        pytest.param("Dong Jun met HEGSETH.", ["dong", "jun", "met", "hegseth"], id="case and stops"),
        pytest.param("São Tomé, Škoda", ["sao", "tome", "skoda"], id="accents"),
        pytest.param("Sa\u0303o", ["sao"], id="an accent of its own"),
        pytest.param("snake_case", ["snake", "case"], id="an underscore parts words"),
        pytest.param("China’s", ["china", "s"], id="an apostrophe parts words"),
        pytest.param("1,700 in 2025", ["1", "700", "in", "2025"], id="figures"),
        pytest.param("ﬁne ２０２５", ["fine", "2025"], id="ligatures and wide figures"),
        pytest.param("東京2025", ["東", "京", "2025"], id="characters without spaces are words"),
        pytest.param("Москва и Киев", ["москва", "и", "киев"], id="another alphabet"),
    ],
)
def test_a_text_is_split_into_its_folded_words(text: str, words: list[str]) -> None:
    assert split_words(text) == words


@pytest.mark.parametrize("text", ["Plain words.", "São Tomé", "東京 Tokyo", "ИВАН", ""])
def test_folding_twice_changes_no_word(text: str) -> None:
    assert split_words(fold_words(text)) == split_words(text)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        pytest.param("elections", "election", None, id="English where no language is known"),
        pytest.param("voted", "voting", "en", id="English"),
        pytest.param("voted", "voting", "xx", id="English rules where there are no others"),
        pytest.param("elecciones", "elección", "es", id="Spanish"),
        pytest.param("Regierungen", "Regierung", "de-AT", id="German, with its country"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(one: str, other: str, language: str | None) -> None:
    assert stem_words(one, language) == stem_words(other, language)


def test_other_words_keep_other_stems() -> None:
    assert len(set(stem_words("China Chile Austria Australia minister ministry"))) == 6


def test_stems_of_folded_words_are_those_of_the_text() -> None:
    text = "The ministers agreed in São Tomé."
    assert stem_each(split_words(text)) == stem_words(text)


def test_stop_words_are_folded() -> None:
    assert all(split_words(word) == [word] for word in STOP_WORDS)


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"], ids=ascii)
def test_what_is_not_seen_parts_no_word(mark: str) -> None:
    assert split_words(f"harbour{mark}master") == ["harbourmaster"]
    assert fold_for_search(f"harbour{mark}master") == "harbourmaster"


def test_joiners_stay_where_they_shape_letters() -> None:
    assert drop_invisible("می\u200cخواهم") == "می\u200cخواهم"
