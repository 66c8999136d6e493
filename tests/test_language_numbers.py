"""Numbers are compared by what they are worth."""

import pytest

from qa.language.numbers import find_numbers


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


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        pytest.param("de", "3,5 Prozent", 3.5, id="German decimals"),
        pytest.param("de", "2.500.000 Menschen", 2_500_000, id="German groups"),
        pytest.param("de", "2,5 Mrd. Euro", 2.5e9, id="German scale, short"),
        pytest.param("de", "drei Millionen", 3e6, id="German words"),
        pytest.param("de", "zweihundertfünfundzwanzig Menschen", 225, id="German, in one word"),
        pytest.param("es", "2 500 000 euros", 2_500_000, id="blanks between groups"),
        pytest.param("es", "tres millones", 3e6, id="Spanish words"),
        pytest.param("es", "tres mil millones de dólares", 3e9, id="a thousand millions"),
        pytest.param("es", "treinta y cinco", 35, id="Spanish tens"),
        pytest.param("fr", "trois millions", 3e6, id="French words"),
        pytest.param("fr", "quatre-vingt-dix-sept", 97, id="French twenties"),
        pytest.param("fr", "3,5 pour cent", 3.5, id="French percent"),
        pytest.param("en", "3 lakh", 300_000, id="lakh"),
        pytest.param("en", "2 crore rupees", 20_000_000, id="crore"),
        pytest.param("en", "1,25,000", 125_000, id="Indian groups"),
        pytest.param("en", "$1.6-billion", 1.6e9, id="a hyphen before the scale"),
        pytest.param("xx", "2.500.000", 2_500_000, id="unknown language, groups"),
        pytest.param("xx", "3,5", 3.5, id="unknown language, decimals"),
    ],
)
def test_numbers_are_read_as_their_language_writes_them(language: str, text: str, value: float) -> None:
    (number,) = find_numbers(text, language)
    assert number.value == value


@pytest.mark.parametrize(("language", "text"), [("de", "eine Frau"), ("es", "un hombre"), ("fr", "une ville")])
def test_an_article_is_no_number(language: str, text: str) -> None:
    assert find_numbers(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "currency"),
    [
        ("de", "20 Euro", "€"),
        ("es", "3 millones de dólares", "$"),
        ("fr", "2 milliards d’euros", "€"),
        ("en", "£5", "£"),
    ],
)
def test_money_is_told_by_its_name_or_sign(language: str, text: str, currency: str) -> None:
    (number,) = find_numbers(text, language)
    assert number.currency == currency
