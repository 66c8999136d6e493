"""Names are found without their titles, and a person is told from a place."""

import pytest

from qa.language.mentions import find_mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Where did Hegseth meet Dong Jun?", ["Hegseth", "Dong Jun"], id="two names"),
        pytest.param("US Defense Secretary Pete Hegseth left.", ["Pete Hegseth"], id="a title with its own name"),
        pytest.param("Did Trump and Xi Jinping meet?", ["Trump", "Xi Jinping"], id="names that are joined"),
        pytest.param("a word from China's Minister of Trade", ["China", "Trade"], id="a possessive"),
        pytest.param("Talks failed. They left Busan, and Busan slept.", ["Busan"], id="each once, no sentence's first"),
        pytest.param("PORT ALDINE – The FDA closed Busan.", ["FDA", "Busan"], id="the place of a dateline"),
        pytest.param("¿Y cuándo?", [], id="a letter is no name"),
    ],
)
def test_names_are_found(text: str, names: list[str]) -> None:
    found = find_mentions(text)
    assert [name.text for name in found] == names
    assert all(text[name.start : name.end] == name.text for name in found)


def test_the_first_word_counts_where_it_is_known_as_a_name() -> None:
    assert [name.text for name in find_mentions("Rovers won. They met Hegseth.", ["rovers"])] == ["Rovers", "Hegseth"]
    assert [name.text for name in find_mentions("Hegseth left. Dong told Hegseth so.")] == ["Hegseth"]


@pytest.mark.parametrize("text", ["did Hegseth go", "captain Enoch Varley said", "told Dong Jun"])
def test_a_person_may_be_one(text: str) -> None:
    assert [name.may_be_person for name in find_mentions(text)] == [True]


@pytest.mark.parametrize(
    "text", ["met in Busan", "won the Lakes Cup", "did China say", "the FDA said", "at Tarrow Lines"]
)
def test_a_place_or_a_thing_is_no_person(text: str) -> None:
    assert [name.may_be_person for name in find_mentions(text)] == [False]


def test_a_name_that_belongs_to_a_noun_is_told() -> None:
    assert [name.is_modifier for name in find_mentions("in the Teln valley flood")] == [True]
    assert [name.is_modifier for name in find_mentions("on the Lady Oriane?")] == [False]
