"""Questions in German, Spanish and French are told by their kind, and by who is to have said something."""

import pytest

from qa.language.numbers import find_numbers
from qa.question import can_answer, classify_question, read_question

KINDS = {
    "Wie viele Menschen starben?": "number",
    "Wie hoch war der Schaden?": "number",
    "Was kostet die neue Brücke?": "number",
    "Was hat die neue Brücke gekostet?": "number",
    "Wann begann der Streik?": "date",
    "In welchem Jahr wurde die Brücke gebaut?": "date",
    "Warum trat der Minister zurück?": "reason",
    "Wo liegt Eschenau?": "place",
    "In welcher Stadt steht das Museum?": "place",
    "Wer gewann die Wahl?": "name",
    "Wie heißt der Richter?": "name",
    "Ist der Hafen geschlossen?": "yes_no",
    "Wurde Weller verurteilt?": "yes_no",
    "¿Cuántas personas murieron?": "number",
    "¿Qué porcentaje de votos obtuvo Dorna?": "number",
    "¿Cuándo empezó la huelga?": "date",
    "¿En qué año cayó el puente?": "date",
    "¿Por qué dimitió el ministro?": "reason",
    "¿Dónde está Echenar?": "place",
    "¿Quién ganó las elecciones?": "name",
    "¿Cómo se llama la jueza?": "name",
    "¿Está cerrado el puerto?": "yes_no",
    "¿Fue condenado Veller?": "yes_no",
    "Combien de personnes sont mortes ?": "number",
    "Quel pourcentage des voix a obtenu Dorn ?": "number",
    "Quand la grève a-t-elle commencé ?": "date",
    "En quelle année le pont est-il tombé ?": "date",
    "Pourquoi le ministre a-t-il démissionné ?": "reason",
    "Où se trouve Échenay ?": "place",
    "Dans quelle ville se trouve le musée ?": "place",
    "Qui a gagné l'élection ?": "name",
    "Comment s'appelle la juge ?": "name",
    "Est-ce que le port est fermé ?": "yes_no",
    "Le port est-il fermé ?": "yes_no",
    "Сколько человек погибло?": "number",
    "War in the Teln valley": "other",
}


@pytest.mark.parametrize("question", KINDS)
def test_the_kind_of_a_question_is_told_in_its_language(question: str) -> None:
    assert classify_question(question) == KINDS[question]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param("Was sagte Ilse Brandt zur Forderung?", {"ilse", "brandt"}, id="German"),
        pytest.param("Was hat Ilse Brandt zur Forderung gesagt?", {"ilse", "brandt"}, id="German perfect"),
        pytest.param("¿Qué dijo Irene Brandán sobre la huelga?", {"irene", "brandan"}, id="Spanish"),
        pytest.param("Qu'a dit Irène Brandt sur la grève ?", {"irene", "brandt"}, id="French"),
    ],
)
def test_who_is_to_have_said_something_is_told(question: str, asked: set[str]) -> None:
    assert read_question(question).asked == asked


@pytest.mark.parametrize(
    ("question", "sentence", "language", "can"),
    [
        pytest.param("Wie viele Menschen starben?", "Zwölf Arbeiter starben.", "de", True, id="a German number word"),
        pytest.param("Wie viele Menschen starben?", "Mehrere starben.", "de", False, id="no German number"),
        pytest.param("Wann begann der Streik?", "Er begann im März.", "de", True, id="a German month"),
        pytest.param("¿Cuántas personas murieron?", "Murieron doce obreros.", "es", True, id="a Spanish number word"),
        pytest.param("Quand la grève a-t-elle commencé ?", "Elle a commencé mardi.", "fr", True, id="a French weekday"),
    ],
)
def test_what_can_answer_is_told_in_the_language_of_the_sentence(
    question: str, sentence: str, language: str, can: bool
) -> None:
    assert can_answer(read_question(question), sentence, language=language) is can


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.200 Menschen", "de", 1200),
        ("2,3 Millionen Bücher", "de", 2_300_000),
        ("zweiundzwanzig Tote", "de", 22),
        ("dreihundertvierzig Euro", "de", 340),
        ("1,5 Mrd. Euro", "de", 1_500_000_000),
        ("veintidós muertos", "es", 22),
        ("mil quinientos millones de euros", "es", 1_500_000_000),
        ("84.000 millones", "es", 84_000_000_000),
        ("treinta y cinco", "es", 35),
        ("1 200 personnes", "fr", 1200),
        ("trois cent quarante euros", "fr", 340),
        ("quatre-vingt-dix", "fr", 90),
        ("soixante et onze", "fr", 71),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(text: str, language: str, value: float) -> None:
    assert [number.value for number in find_numbers(text, language)] == [value]
