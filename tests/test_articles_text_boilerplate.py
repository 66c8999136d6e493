"""What stands around the news is told from it: by where a line stands and how it ends, and by a language's words."""

import pytest

from qa.articles.passages import split_evidence
from qa.articles.text.boilerplate import find_boilerplate
from qa.history.corrections import find_correction
from qa.language.sentences import split_sentences

BEFORE = "The council of Vessby approved a new harbour crane on Monday after a long debate."
AFTER = "The crane will be built by a firm from Port Ellery and is to be ready in spring."

# A paragraph of its own between two of a story, by language.
FURNITURE = {
    "en": [
        "READ MORE: WHAT WE KNOW ABOUT THE HARBOUR CRANE",
        "Read more: The quarrel over the pier",
        "MORE: Ferry Anselma back at sea",
        "HARBOUR CRISIS:Why the pier was closed twice",
        "Harbour vote:Council splits over the pier",
        "► Council: How each member voted on the crane",
        "For the latest news on the flooding, read our live blog.",
        "For more on the harbour, see our special page.",
        "Sign up for our morning newsletter and never miss a story.",
        "Not a subscriber? Subscribe today to read every story.",
        "Follow Edda Holm on X: @eddaholm",
        "Contact Edda Holm at edda.holm@harbourpost.example or 555-0199.",
        "Edda Holm is a reporter for the Harbour Post. Reach her at edda.holm@harbourpost.example.",
        "Click here to see the full list.",
        "Download the Harbour Post app for alerts.",
        "Listen to our podcast about the pier.",
        "Editor's note: This story is part of a series on the harbour.",
        "This story has been updated.",
        "This is a developing story and will be updated.",
        "Updated July 7, 10:52 a.m. ET",
        "Published 9:14 p.m. July 6, 2025",
        "Contributing: Edda Holm and Pauli Ranta",
        "The Associated Press contributed to this report.",
        "Edda Holm contributed reporting from Port Ellery to this story.",
        "Reporting by Edda Holm; Editing by Pauli Ranta",
        "(Photo by Edda Holm/Harbour Post)",
        "The pier of Vessby at dawn. (Image credit: Edda Holm/Getty Images)",
        "— Edda Holm, Harbour Post",
        "Advertisement",
        "Story continues below advertisement",
        "Share this article",
        "We use cookies to improve your experience.",
        "What does the crane cost?",
        "A quarrel about the pier",
        "'We will not move'",
        "Why the harbour needs a crane of its own",
        "Here's what we know about the crane.",
        "Here are the latest figures by county:",
        "______",
        "https://harbourpost.example/crane",
        "Thanks for signing up!",
    ],
    "de": [
        "Lesen Sie auch: Warum der Pier gesperrt wurde",
        "Mehr zum Thema: Die Fähre Anselma",
        "Abonnieren Sie unseren Newsletter und verpassen Sie nichts.",
        "Folgen Sie uns auf Instagram.",
        "Hinweis der Redaktion: Dieser Beitrag gehört zu einer Serie.",
        "Dieser Artikel wurde am Abend aktualisiert.",
        "Stand: 7. Juli 2025, 10:52 Uhr",
        "Mit Material von dpa",
        "Foto: Edda Holm",
        "Weiterlesen nach der Anzeige",
        "Streit um den Pier",
        "Was kostet der Kran?",
    ],
    "es": [
        "Lea también: Por qué se cerró el muelle",
        "Suscríbase a nuestro boletín para recibir las noticias.",
        "Síguenos en Instagram",
        "Nota de la redacción: este texto forma parte de una serie.",
        "Actualizado el 7 de julio de 2025 a las 10:52",
        "Con información de EFE",
        "Publicidad",
        "¿Cuánto cuesta la grúa?",
        "La disputa por el muelle",
    ],
    "fr": [
        "Lire aussi : Pourquoi le quai a été fermé",
        "Abonnez-vous à notre newsletter pour ne rien manquer.",
        "Suivez-nous sur Facebook.",
        "Cet article a été mis à jour dans la soirée.",
        "Publié le 7 juillet 2025 à 10h52",
        "Avec AFP",
        "La suite après cette publicité",
        "Combien coûte la grue ?",
        "La querelle du quai",
    ],
}
NEWS = {
    "en": [
        "Read the fine print, the mayor told the council.",
        "Follow the money, said the prosecutor of Port Ellery.",
        "He contributed 4,000 euros to the campaign.",
        "The new app of the port tells captains where to moor.",
        "The newsletter of the union had warned of the crane in May.",
        "More than 40 people watched the vote.",
        "More: that is what the dockers want, their leader said.",
        "For more than two decades, the harbour has been shaken by scandals, often read about far away.",
        "Also playing: Ellery Brass and the Vessby Choir",
        "Tuesday, Dec. 17 Time: 8:30 p.m. ET",
        "Sources in the ministry confirmed the price.",
        "She signed up for the course in July.",
        "The mayor said: “We will build it.”",
        "Farmers: 5 seats",
        "• The council will meet again on 3 May",
        "Ellery United 3, Vessby 1",
        "Correction: An earlier version of this article gave the wrong price; it is 4.1 million euros.",
        "The price is 4 million euros, the report says.",
        "Updated rules for the harbour will apply from July.",
        "The ferry line published its timetable on Friday.",
        "Police asked witnesses to call 555-0100.",
        "“Where is the money?” she asked.",
        "It did.",
    ],
    "de": [
        "Lesen lernen in Vessby nun alle Kinder vor der Schule.",
        "Der Newsletter der Gewerkschaft hatte im Mai gewarnt.",
        "Foto und Film seien Beweise, sagte die Anwältin.",
        "Die Bauern gewannen fünf Sitze.",
    ],
    "es": ["Ver el puerto cuesta dos euros.", "El boletín del sindicato lo advirtió en mayo."],
    "fr": ["Lire le contrat ne suffit pas, dit la maire.", "La newsletter du syndicat l’avait annoncé."],
}


def tell(line: str, language: str | None) -> list[bool]:
    """Return what is found of the sentences of a line that stands between two paragraphs."""
    before, after = {"de": DE, "es": ES, "fr": FR}.get(language or "en", (BEFORE, AFTER))
    text = f"{before}\n\n{line}\n\n{after}"
    sentences = split_sentences(text, language)
    found = find_boilerplate(text, sentences, language)
    start = len(before)
    assert not found[0]
    assert not found[-1]
    return [mark for mark, (begin, _) in zip(found, sentences, strict=True) if start < begin < start + len(line) + 3]


DE = (
    "Der Rat von Vessby hat am Montag nach langer Debatte einen neuen Kran gebilligt.",
    "Der Kran wird von einer Firma aus Port Ellery gebaut und soll im Frühjahr fertig sein.",
)
ES = (
    "El concejo de Vessby aprobó el lunes una nueva grúa tras un largo debate.",
    "La grúa será construida por una empresa de Port Ellery y estará lista en primavera.",
)
FR = (
    "Le conseil de Vessby a approuvé lundi une nouvelle grue après un long débat.",
    "La grue sera construite par une entreprise de Port Ellery et sera prête au printemps.",
)


@pytest.mark.parametrize(("language", "line"), [(code, line) for code, lines in FURNITURE.items() for line in lines])
def test_what_stands_around_the_news_is_found(language: str, line: str) -> None:
    marks = tell(line, language)
    assert all(marks) or line.endswith(":")


@pytest.mark.parametrize(("language", "line"), [(code, line) for code, lines in NEWS.items() for line in lines])
def test_a_sentence_of_news_is_kept(language: str, line: str) -> None:
    assert not any(tell(line, language))


@pytest.mark.parametrize("language", [None, "it"])
def test_a_text_of_no_known_language_is_read_with_the_words_of_all(language: str | None) -> None:
    assert all(tell("Lesen Sie auch: Warum der Pier gesperrt wurde", language))
    assert not any(tell("The newsletter of the union had warned of the crane in May.", language))


def test_items_of_a_list_are_no_headings() -> None:
    text = f"{BEFORE}\n\nThe members are:\n\nEdda Holm\n\nPauli Ranta\n\nOtto Frisch\n\n{AFTER}"
    spans = split_evidence(text, "en")
    assert [text[slice(*span)] for span in spans] == [
        BEFORE,
        "The members are:\n\nEdda Holm\n\nPauli Ranta\n\nOtto Frisch",
        AFTER,
    ]


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        pytest.param("Korrin County: 95\n\nTavis County: 5", "Korrin County: 95\n\nTavis County: 5", id="figures"),
        pytest.param("- 95 in Korrin.\n- 5 in Tavis.", "- 95 in Korrin.\n- 5 in Tavis.", id="bullets"),
        pytest.param("“They died on Monday. We mourn.”", "“They died on Monday. We mourn.”", id="a quotation"),
    ],
)
def test_a_line_that_announces_is_evidence_only_with_what_it_announces(below: str, kept: str) -> None:
    stub = "Here's a breakdown of the death toll, according to county officials:"
    text = f"{BEFORE}\n\n{stub}\n\n{below}\n\n{AFTER}"
    assert [text[slice(*span)] for span in split_evidence(text, "en")] == [BEFORE, f"{stub}\n\n{kept}", AFTER]
    alone = f"{BEFORE}\n\n{stub}"
    assert [alone[slice(*span)] for span in split_evidence(alone, "en")] == [BEFORE]


def test_titles_below_a_label_are_links() -> None:
    text = f"{BEFORE}\n\nRead more:\n\nWhy the pier was closed\n\nWho pays for the ferry\n\n{AFTER}"
    assert [text[slice(*span)] for span in split_evidence(text, "en")] == [BEFORE, AFTER]


def test_the_header_of_an_article_is_found_only_where_it_begins() -> None:
    text = f"Edda Holm\n\nHarbour Post\n\n{BEFORE}\n\n{AFTER}"
    assert [text[slice(*span)] for span in split_evidence(text, "en")] == [BEFORE, AFTER]
    within = split_evidence(text, "en", opens=False)
    assert len(within) > 2


def test_a_correction_is_evidence_and_is_found_as_a_notice() -> None:
    notice = "Correction: An earlier version of this article gave the wrong price; it is 4.1 million euros."
    text = f"{BEFORE}\n\n{notice}\n\n{AFTER}"
    found = find_correction(text)
    assert found and found.text == notice
    kept = [text[slice(*span)] for span in split_evidence(text, "en")]
    assert "".join(kept).replace(" ", "").count(notice.replace(" ", "")) == 1


def test_a_text_without_marks_at_the_ends_of_its_sentences_is_all_kept() -> None:
    text = "สภาเมืองเวสส์บีอนุมัติเครนใหม่\n\nเครนมีราคาสี่ล้านยูโร\n\nจะแล้วเสร็จในฤดูใบไม้ผลิ"
    assert len(split_evidence(text, "th")) == 3
