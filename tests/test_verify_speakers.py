"""Who says words in an article is found, or left open; somebody else is told apart only where both are named."""

from pathlib import Path

import pytest
from core_samples import SPOKEN

from qa.chain import open_library
from qa.settings import Settings
from qa.verify.speakers import find_speaker, is_another, name_speaker, reads_as_quotation, widen_to_sentences


def tell(text: str, words: str) -> str | None:
    start = text.index(words)
    return find_speaker(text, start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("“We won. We were lucky,” said Ann Tolle.", "We won", "Ann Tolle"),
        ("“We won,” said Ann Tolle. “We were lucky.”", "were lucky", "Ann Tolle"),
        ("Ann Tolle said that they won.", "they won", "Ann Tolle"),
        ("They won on Friday.", "They won", None),
        ("“We won.”\nThe mayor, Orla Denn, said so.", "We won", None),
    ],
    ids=["told where it ends", "going on", "without marks", "the outlet", "another paragraph"],
)
def test_who_says_it_is_found(text: str, words: str, speaker: str | None) -> None:
    found = tell(text, words)
    assert found == speaker if speaker is None else found is not None and speaker in found


@pytest.mark.parametrize(
    ("claimed", "speaker", "another"),
    [
        ("Orla Denn", "Ann Tolle", True),
        ("Denn", "the mayor, Orla Denn", False),
        ("the mayor", "Ann Tolle", False),
        ("Orla Denn", "the mayor", False),
        ("Orla Denn", "Norvane’s chief executive", False),
        ("Orla Denn", None, False),
        ("", "Ann Tolle", False),
    ],
)
def test_another_is_told_only_where_both_are_named(claimed: str, speaker: str | None, another: bool) -> None:
    assert is_another(claimed, speaker) is another


def test_the_speakers_of_the_starter_corpus_are_hardly_ever_taken_for_others(library_of_seeds: Path) -> None:
    told, wrong = 0, []
    with open_library(Settings(library=library_of_seeds)) as library:
        articles = {summary.url.rpartition("/")[2]: summary.id for summary in library.list_articles() if summary.url}
        for name, spoken in SPOKEN.items():
            text = library.get_article(articles[name]).text
            for words, speaker in spoken.items():
                found = tell(text, words)
                told += found is not None
                wrong += [(name, words, found)] if is_another(speaker, found) else []
    assert told >= 90
    assert len(wrong) <= 2


def test_sentences_are_widened_within_their_paragraph() -> None:
    text = "It rained. It snowed.\nIt froze."
    start, end = widen_to_sentences(text, text.index("snowed"), text.index("snowed") + 4)
    assert text[start:end] == "It snowed."
    start, end = widen_to_sentences(text, 3, 14)
    assert text[start:end] == "It rained. It snowed."


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“a b", True),
        ("“a” b", False),
        ('"a b', True),
        ('"a" b', False),
        ("“a\nb", False),
    ],
)
def test_what_stands_between_marks_is_told(text: str, quoted: bool) -> None:
    assert reads_as_quotation(text, len(text) - 1) is quoted


@pytest.mark.parametrize(
    ("sentence", "before", "speaker"),
    [
        pytest.param("Dong said it rained.", "Hegseth said it snowed.", "Dong", id="named here"),
        pytest.param(
            "“Ask anybody,” she told reporters.",
            "The mayor, Katrin Sohl, said no siren was heard.",
            "the mayor, Katrin Sohl",
            id="named in the sentence before",
        ),
        pytest.param(
            "He said it rained.", "Dong spoke. Moss said it was hot. It was late.", "Moss", id="two sentences before"
        ),
        pytest.param(
            "He said it rained.", "Moss said it was hot. It was late. It was cold.", None, id="too far before"
        ),
        pytest.param("He said it rained.", "He said it snowed. She said nothing fell.", None, id="only pronouns"),
        pytest.param("He said it rained.", "", None, id="nothing before"),
        pytest.param("He said it rained.", "It was a hot day.", None, id="nobody spoke before"),
        pytest.param("It rained.", "Moss said it was hot.", None, id="no claim here"),
        pytest.param(
            "He denied that it rained.",
            "Holt said: “The mayor told me so.”",
            "Holt",
            id="not who speaks in a quotation",
        ),
    ],
)
def test_a_pronoun_is_whoever_last_spoke_by_name(sentence: str, before: str, speaker: str | None) -> None:
    assert name_speaker(sentence, before) == speaker
