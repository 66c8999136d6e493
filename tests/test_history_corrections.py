import pytest
from story_samples import read_seeds

from qa.history.corrections import concerns_quote, find_correction

BODY = "The council of Port Ellery voted on Friday to close the bridge.\n\nThe mayor said that it was old."


@pytest.mark.parametrize(
    "notice",
    [
        "Correction: An earlier version of this article gave the wrong sum. It is 48 million crowns.",
        "CORRECTION (3 Nov): The bridge was built in 1911.",
        "Corrections & clarifications: The mayor's name is Marina Quint.",
        "Clarification, 3 May 2024: The vote was held in private.",
        "An earlier version of this story said the captain had been arrested. He has not been.",
        "This article was amended on 3 May 2024 to remove a name.",
        "(This story has been updated to correct the year.)",
        "Editor's note: This report was updated to clarify who voted.",
        "This story was updated because an earlier version included an inaccuracy.",
        "Anmerkung der Redaktion: In einer früheren Version dieses Artikels hieß es, die Brücke sei 1912 gebaut.",
        "Rectificatif : le pont date de 1911.",
        "Une version précédente de cet article indiquait 1912.",
        "Fe de errores: el puente es de 1911.",
        "Una versión anterior de este artículo decía 1912.",
        "Errata corrige: il ponte è del 1911.",
        "Een eerdere versie van dit artikel noemde 1912.",
        "Anm. d. Red.: In einer früheren Version hieß es 1912.",
        "An earlier version misstated his age.",
        "We have corrected this article: the bridge is from 1911.",
    ],
)
@pytest.mark.parametrize("text", ["{body}\n\n{notice}", "{notice}\n\n{body}"], ids=["at the end", "at the beginning"])
def test_a_notice_of_correction_is_found_as_it_stands(notice: str, text: str) -> None:
    whole = text.format(body=BODY, notice=notice)
    found = find_correction(whole)
    assert found is not None
    assert found.text == notice == whole[found.start : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "Correction officers found the prisoner on Friday.",
        "Analysts called it a market correction: shares fell by 8 per cent.",
        "The newspaper issued a correction on Monday.",
        "An earlier version of the bill would have allowed the sale.",
        "Editor's note: A version of this story first appeared in our newsletter.",
        "Editor's note: This page reflects the news of Monday, 11 March.",
        "This story has been updated with additional details.",
        "This article was updated at 1.40 p.m. to add the minister's order.",
        "The committee said this report was amended on Tuesday to remove names.",
        "He told reporters an earlier version of this report was leaked.",
        "Correction: what a 10 per cent drop means for savers",
        "(This story was updated to accurately reflect the most current information.)",
        "The error was corrected within a day, the company said.",
        "",
    ],
)
def test_what_only_speaks_of_corrections_or_updates_is_no_notice(text: str) -> None:
    assert find_correction(f"{BODY}\n\n{text}") is None


def test_a_long_notice_is_cut_after_a_sentence() -> None:
    notice = "Correction: " + "The sum was given wrongly in the second paragraph of this report. " * 20
    found = find_correction(f"{BODY}\n{notice}")
    assert found is not None
    assert 300 < len(found.text) <= 400
    assert found.text.endswith("report.")


def test_the_corrected_articles_of_the_starter_corpus_are_found() -> None:
    names = {article.origin.rpartition("articles/")[2] for article in read_seeds() if find_correction(article.text)}
    assert names == {
        "aldine-docks-strike/aldine-courier.md",
        "hallam-quarry-ruling/aldine-courier-correction.md",
        "lady-oriane-ferry/meridian-wire.md",
        "norvane-pelham-merger/ledger-and-coin.md",
    }


def test_a_notice_of_one_long_sentence_is_cut_too() -> None:
    found = find_correction("Correction: The sum" + " and the other sum" * 100 + " were wrong.")
    assert found is not None
    assert len(found.text) <= 400


MILL = (
    "The two mills want to merge, their owners said on Monday.\n\nTogether the mills would grind 46 per cent of the"
    " flour. The mills have 900 workers.\n\nThe minister for trade said that the mills may not close a site. The mills"
    " of the south are older.\n\n{notice}"
)
GERMAN = (
    "Die Brücke über die Quell ist seit Montag gesperrt. Zwölf Risse fanden Gutachter im Pfeiler. Der Bürgermeister"
    " bat um Geduld.\n\nIn einer früheren Version dieses Artikels war die Zahl der Risse falsch."
)


@pytest.mark.parametrize(
    ("text", "quote", "concerned"),
    [
        (
            MILL.format(notice="Correction: The share of flour was wrong. It is 46 per cent."),
            "46 per cent of the flour",
            True,
        ),
        (
            MILL.format(notice="Correction: The share of flour was wrong. It is 46 per cent."),
            "The mills have 900 workers.",
            False,
        ),
        (
            MILL.format(notice="Correction: The number of workers of the mills was wrong."),
            "The mills have 900 workers.",
            True,
        ),
        (
            MILL.format(notice="Correction: The number of workers of the mills was wrong."),
            "may not close a site",
            False,
        ),
        (MILL.format(notice="Correction: A typing error was removed."), "The mills have 900 workers.", False),
        (GERMAN, "Zwölf Risse fanden Gutachter im Pfeiler.", True),
        (GERMAN, "Der Bürgermeister bat um Geduld.", False),
    ],
    ids=["figure", "other sentence", "topic beside", "topic only", "names nothing", "German", "German, other"],
)
def test_a_notice_is_about_the_words_that_it_names_and_not_about_its_topic(
    text: str, quote: str, concerned: bool
) -> None:
    notice = find_correction(text)
    assert notice is not None and quote in text
    assert concerns_quote(notice, quote, text, "de" if text == GERMAN else "en") is concerned
