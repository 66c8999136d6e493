"""A name is found in whatever form an article has it, and never taken for another one."""

import pytest

from qa.language.names import find_names, holds_name, join_initials
from qa.language.words import split_words


def holds(name: str, near: str, far: str = "") -> bool:
    (found, *_) = find_names(name)
    words = frozenset(split_words(f"{near} {join_initials(near)}"))
    return holds_name(found, words, words | frozenset(split_words(far)), near)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("they met in the morning", [], id="no capitals"),
        pytest.param("On Friday they met.", [], id="a weekday"),
        pytest.param("He said so. However, she left.", [], id="words that open a sentence"),
        pytest.param("Then Dong Jun met Pete Hegseth.", ["dong jun", "pete hegseth"], id="two"),
        pytest.param("President Xi Jinping spoke", ["xi jinping"], id="a title"),
        pytest.param("the US Defense Secretary", ["defense"], id="an office"),
        pytest.param("the Bank of England’s rate", ["bank england"], id="a name with a joint"),
        pytest.param("Lai Ching-te’s words", ["lai ching te"], id="a hyphen and a genitive"),
        pytest.param("the F.D.A. in the U.S. today", ["fda"], id="initials with stops"),
        pytest.param("with J.D. Vance", ["jd vance"], id="initials of a person"),
        pytest.param("in São Tomé", ["sao tome"], id="accents"),
        pytest.param("Élodie left", ["elodie"], id="an accent on the capital"),
        pytest.param("встретил Ивана Петрова", ["ивана петрова"], id="another alphabet"),
    ],
)
def test_names_are_runs_of_capitals_without_titles(text: str, names: list[str]) -> None:
    assert [" ".join(name.words) for name in find_names(text)] == names


@pytest.mark.parametrize(
    ("text", "initial"),
    [
        ("Officials met.", [True]),
        ("They left. Officials met.", [True]),
        ("“Officials met.”", [True]),
        ("They met Hegseth.", [False]),
        ("Dong Jun met.", [False]),
    ],
)
def test_a_lone_capital_that_opens_a_sentence_may_be_no_name(text: str, initial: list[bool]) -> None:
    assert [name.initial for name in find_names(text)] == initial


def test_a_name_knows_where_it_stands() -> None:
    text = "Then Dong Jun met Pete Hegseth."
    assert all(text[name.start :].startswith(name.text) for name in find_names(text))


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Dong Jun", "Dong Jun met him"),
        ("Defence Minister Tomé", "minister Tome, of defence"),
        ("President Xi", "Xi Jinping"),
        ("China", "the Chinese side"),
        ("Chinese", "China said"),
        ("Russians", "Russia said"),
        ("Russia", "the Russians"),
        ("Iran", "an Iranian ship"),
        ("Israel", "the Israelis"),
        ("Canada", "Canadian troops"),
        ("Ukraine", "Ukrainian troops"),
        ("Germany", "the Germans"),
        ("German", "in Germany"),
        ("France", "French police"),
        ("Spain", "the Spanish king"),
        ("Dutch", "in the Netherlands"),
        ("Turkey", "Turkish lira"),
        ("FDA", "the Food and Drug Administration"),
        ("FDA", "the F.D.A."),
        ("F.D.A.", "the FDA"),
        ("J.D. Vance", "JD Vance"),
        ("JD Vance", "J.D. Vance"),
        ("United States", "US officials"),
        ("United States", "the U.S. officials"),
        ("European Union", "the EU"),
    ],
)
def test_a_name_is_held_in_another_form(name: str, near: str) -> None:
    assert holds(name, near)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Austria", "Australia"),
        ("Australia", "Austria"),
        ("Austria", "the Australians"),
        ("Iraq", "Iran"),
        ("Iraqi", "Iran"),
        ("Iranian", "Iraq"),
        ("Slovakia", "Slovenia"),
        ("Niger", "Nigeria"),
        ("Georgia", "George"),
        ("Victor", "Victoria"),
        ("Martin", "Martinez"),
        ("China", "Chile"),
        ("Germany", "the French"),
        ("Dong Jun", "Dong Li"),
        ("Dong Jun", "Jun"),
        ("FDA", "the Federal Aviation Administration"),
        ("United States", "join us today"),
        ("Hegseth", ""),
    ],
)
def test_another_name_is_not(name: str, near: str) -> None:
    assert not holds(name, near)


def test_the_last_word_has_to_be_near_and_the_others_may_be_far() -> None:
    assert holds("Pete Hegseth", "Hegseth said so", far="Defense Secretary Pete Hegseth came")
    assert not holds("Pete Hegseth", "He said so", far="Defense Secretary Pete Hegseth came")
    assert not holds("Paul Hegseth", "Hegseth said so", far="Defense Secretary Pete Hegseth came")


def test_initials_stand_for_a_name_that_the_article_spells_out() -> None:
    assert holds("Food and Drug Administration", "the FDA said", far="the Food and Drug Administration (FDA)")
    assert not holds("Food and Drug Administration", "the FDA said")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("the U.S. said", "the US said"),
        ("J.D. Vance", "JD Vance"),
        ("They left. He came.", "They left. He came."),
        ("", ""),
    ],
)
def test_initials_are_joined_and_sentences_are_not(text: str, joined: str) -> None:
    assert join_initials(text) == joined
