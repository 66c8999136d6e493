"""Sentences end alike in articles and in what a model writes, in whatever language."""

import pytest

from qa.drafting import read_reply
from qa.language.sentences import split_sentences

TEXTS = [
    pytest.param("de", "Die Fähre sank am 3. Oktober vor Port Ellery.", "Niemand starb.", id="German day"),
    pytest.param("de", "Der 1. FC Vessby sagte das Spiel ab.", "Es regnete.", id="German club"),
    pytest.param("de", "Im 19. Jahrhundert war die Brücke aus Holz.", "Heute ist sie aus Stahl.", id="German century"),
    pytest.param("da", "Færgen sank den 3. oktober ud for Port Ellery.", "Ingen omkom.", id="Danish"),
    pytest.param("no", "Fergen sank 3. oktober utenfor Port Ellery.", "Ingen omkom.", id="Norwegian"),
    pytest.param("cs", "Trajekt se potopil 3. října u Port Ellery.", "Nikdo nezemřel.", id="Czech"),
    pytest.param("fi", "Lautta upposi 3. lokakuuta lähellä Port Elleryä.", "Kukaan ei kuollut.", id="Finnish"),
    pytest.param("hu", "A komp október 3. napján elsüllyedt.", "Senki sem halt meg.", id="Hungarian"),
    pytest.param("hr", "Trajekt je potonuo 3. listopada kod luke.", "Nitko nije poginuo.", id="Croatian"),
    pytest.param("fr", "Le ministre M. Tarn est arrivé à midi.", "Mme. Okafor est partie.", id="French titles"),
    pytest.param("es", "El Sr. Tarn llegó a las 5 p.m. del viernes.", "La Sra. Okafor se fue.", id="Spanish hour"),
    pytest.param("en", "The U.S. Senate voted at 5 p.m. on Friday.", "Mr. Tarn lost.", id="English"),
    pytest.param("de", "Die Zahl der Boote stieg auf 12.", "Viele Fischer blieben an Land.", id="a figure at the end"),
]


@pytest.mark.parametrize(("language", "one", "other"), TEXTS)
def test_sentences_end_alike_in_articles_and_replies(language: str, one: str, other: str) -> None:
    text = f"{one} {other}"
    assert [text[start:end] for start, end in split_sentences(text, language)] == [one, other]
    reply = read_reply(f"{one} [1] {other} [2]", language=language)
    assert [(draft.text, draft.cited) for draft in reply.drafts] == [(one, (1,)), (other, (2,))]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param(
            'She criticized it. “We will act," she said. It did.',
            ["She criticized it.", '“We will act," she said.', "It did."],
            id="its other half is straight",
        ),
        pytest.param("Er ging. „Wir gehen“, sagte er.", ["Er ging.", "„Wir gehen“, sagte er."], id="low"),
        pytest.param("She criticized it. “\nWe will act.", ["She criticized it.", "We will act."], id="a line ends"),
        pytest.param("“Two.” “Three,” he said.", ["“Two.”", "“Three,” he said."], id="two quotations"),
    ],
)
def test_a_mark_that_opens_a_quotation_stands_before_it(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("They won by 3. May said so.", "They won by 3.", id="a name like a month"),
        pytest.param("They met at 5 p.m. The talks went on.", "They met at 5 p.m.", id="an hour at the end"),
        pytest.param("They met Ola Berg Jr. Then they left.", "They met Ola Berg Jr.", id="a title at the end"),
        pytest.param("Ask Mr. Tarn. He knows.", "Ask Mr. Tarn.", id="a name after a title"),
    ],
)
def test_what_ends_a_sentence_in_english_still_does(text: str, first: str) -> None:
    (start, end), _ = split_sentences(text, "en")
    assert text[start:end] == first
