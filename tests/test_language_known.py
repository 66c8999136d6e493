"""A language is found by its code, and told by the words of a text."""

import pytest

from qa.language import detect_language, get_language
from qa.language.known import CODES


@pytest.mark.parametrize("code", ["de", "DE", "de-AT", "de_CH"])
def test_a_code_may_name_a_region(code: str) -> None:
    assert get_language(code).name == "German"


@pytest.mark.parametrize("code", ["xx", "ja", "", None])
def test_a_language_without_a_profile_says_so_and_knows_no_words(code: str | None) -> None:
    language = get_language(code)
    assert not language.is_known
    assert not language.negations
    assert not language.sayings
    assert not language.numerals.values


@pytest.mark.parametrize("code", CODES)
def test_a_profile_is_made_once(code: str) -> None:
    assert get_language(code) is get_language(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(
            "The council of Maren Bay voted on Tuesday to close the old harbour bridge, which carries a third of the "
            "traffic into the town.",
            "en",
            id="English",
        ),
        pytest.param(
            "Der Stadtrat von Sohlhausen hat am Dienstag beschlossen, die alte Brücke zu sperren, über die ein Drittel "
            "des Verkehrs fließt.",
            "de",
            id="German",
        ),
        pytest.param(
            "El ayuntamiento de Villamar decidió el martes cerrar el viejo puente del puerto, por el que pasa un "
            "tercio del tráfico.",
            "es",
            id="Spanish",
        ),
        pytest.param(
            "Le conseil municipal de Portvieux a décidé mardi de fermer le vieux pont, par lequel passe un tiers de la "
            "circulation.",
            "fr",
            id="French",
        ),
        pytest.param("Wie viele Menschen starben bei dem Brand?", "de", id="a German question"),
        pytest.param("¿Cuántas personas murieron en el incendio?", "es", id="a Spanish question"),
        pytest.param("Combien de personnes sont mortes dans l'incendie ?", "fr", id="a French question"),
        pytest.param("How many people died in the fire?", "en", id="an English question"),
        pytest.param("The firm Müller & Söhne of Köln said it will sell its plant in Lyon.", "en", id="foreign names"),
    ],
)
def test_the_language_of_a_text_is_told(text: str, code: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("Yes.", id="a word"),
        pytest.param("Acme 3, Initech 1", id="a score"),
        pytest.param("Il consiglio comunale ha deciso martedì di chiudere il vecchio ponte della città.", id="Italian"),
        pytest.param("A câmara municipal decidiu na terça-feira fechar a velha ponte do porto.", id="Portuguese"),
        pytest.param("De gemeenteraad heeft dinsdag besloten om de oude brug bij de haven te sluiten.", id="Dutch"),
        pytest.param("Kommunstyrelsen beslutade på tisdagen att stänga den gamla bron vid hamnen.", id="Swedish"),
        pytest.param("Rada miasta zdecydowała we wtorek o zamknięciu starego mostu w porcie.", id="Polish"),
        pytest.param("市議会は火曜日に古い橋を閉鎖することを決めた。", id="Japanese"),
        pytest.param("Городской совет решил закрыть старый мост.", id="Russian"),
    ],
)
def test_where_the_words_do_not_tell_there_is_none(text: str) -> None:
    assert detect_language(text) is None
