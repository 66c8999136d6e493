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
        pytest.param("en", "12'500 people", 12_500, id="apostrophes"),
        pytest.param("de", "12’500 Menschen", 12_500, id="curly apostrophes"),
        pytest.param("en", "2 500 000 kroner", 2_500_000, id="blanks in English"),
        pytest.param("en", "12\u00a0500 people", 12_500, id="blanks that do not break"),
        pytest.param("en", "Rs 1.5 lakh crore", 1.5e12, id="lakh crore"),
        pytest.param("fr", "3 Md€", 3e9, id="French, short"),
        pytest.param("it", "2,5 milioni di euro", 2.5e6, id="Italian"),
        pytest.param("pt", "3 mil milhões de euros", 3e9, id="Portuguese of Europe"),
        pytest.param("pt", "R$ 1,2 bi", 1.2e9, id="Portuguese of Brazil"),
        pytest.param("nl", "2,5 miljoen euro", 2.5e6, id="Dutch"),
        pytest.param("sv", "2,5 miljoner kronor", 2.5e6, id="Swedish"),
        pytest.param("pl", "35 tys. osób", 35_000, id="Polish, short"),
        pytest.param("ru", "1,5 млрд рублей", 1.5e9, id="Russian, short"),
        pytest.param("id", "12 ribu orang", 12_000, id="Indonesian"),
        pytest.param("xx", "2.500.000", 2_500_000, id="unknown language, groups"),
        pytest.param("xx", "3,5", 3.5, id="unknown language, decimals"),
    ],
)
def test_numbers_are_read_as_their_language_writes_them(language: str, text: str, value: float) -> None:
    (number,) = find_numbers(text, language)
    assert number.value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("In 1945 200 people stayed.", [1945, 200], id="a year before a number"),
        pytest.param("They won 6 4, 7 6.", [6, 4, 7, 6], id="a score"),
        pytest.param("It has 12 50-watt lamps.", [12, 50], id="no group of three"),
        pytest.param("The '90s, 3 '5000s", [90, 3, 5000], id="apostrophes that stand for figures"),
    ],
)
def test_figures_beside_each_other_are_several_numbers(text: str, values: list[float]) -> None:
    assert [number.value for number in find_numbers(text)] == values


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
