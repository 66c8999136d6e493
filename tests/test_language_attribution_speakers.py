"""Who says words in an article is found, or left open; somebody else is told apart only where both are named."""

from pathlib import Path

import pytest
from core_samples import SPOKEN

from qa.chain import open_library
from qa.language.attribution.speakers import (
    find_speaker,
    is_another,
    name_speaker,
    reads_as_quotation,
    widen_to_sentences,
)
from qa.settings import Settings


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


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("“The wall held,” said Ms Ode.", "Ms Ode"),
        ("The wall held, said Ms Ode.", "Ms Ode"),
        ("Ms Ode said the wall held.", "Ms Ode"),
        ("Ms Ode told reporters the wall held.", "Ms Ode"),
        ("Ms Ode, the harbour master, told reporters on Friday that the wall held.", "Ms Ode"),
        (
            "The harbour master, Ms Ode, said he met the builders of the wall twice in May.",
            "the harbour master, Ms Ode",
        ),
        ("It was reported by the Karsavia Herald that the wall held.", "the Karsavia Herald"),
        ("The plan was rejected by Tom Reck.", None),
        ("According to the port authority, the wall held.", "the port authority"),
        ("According to the port authority only 40 ships came.", "the port authority"),
        ("The wall held, according to the port authority.", "the port authority"),
        ("The wall held, according to Bea Lund, who built it.", "Bea Lund"),
        ("In a statement, the port authority said the wall held.", "the port authority"),
        ("The port authority said in a statement that the wall held.", "the port authority"),
        (
            "The authority's spokeswoman, Ilse Marn, said in a statement on Monday that ships could enter.",
            "the authority's spokeswoman, Ilse Marn",
        ),
        ("“We were lucky,” Marn added.", "Marn"),
        ("The firm said it would rebuild the wall.", "the firm"),
        ("Analysts say the wall is too low.", "Analysts"),
        ("Officials said 40 ships came.", "Officials"),
        ("Police believe there were 148.", None),
        ("The port lies behind Orrin as a port but has grown, figures show.", None),
        ("Behind Orrin as a port but ahead of Sel, Karsa said it would grow.", "Karsa"),
        ("The law says sheets must be set aside.", "the law"),
        ("Lund, 54, said he would stay.", "Lund"),
        ("Lund said she had met Ode, who denied it.", "Lund"),
        ("The minister denied that Ode had said no.", "the minister"),
        ("Neither Lund nor Ode said the wall held.", None),
        ("Nobody said the wall held.", None),
        ("Lund declined to say whether the wall held.", None),
        ("Lund did not say whether the wall held.", None),
        ("Asked about the wall, Lund said it held.", "Lund"),
        ("Speaking after the match, coach Annika Storr said the team was tired.", "coach Annika Storr"),
        ("The wall, Lund said, was built in 1963.", "Lund"),
        ("“I saw it,” recalled Jonas Rell, a fire brigade commander.", "Jonas Rell, a fire brigade commander"),
        ("The union claims that 4,000 joined the strike.", "the union"),
        ("The wall held, two officials said.", "two officials"),
        ("The wall held, people familiar with the matter said.", None),
        ("Lund's lawyer, Per Tacke, told the court that his client was abroad.", "Lund's lawyer, Per Tacke"),
        ("Prices rose, the bank said, while Strand warned of more.", "the bank"),
        ("The ministry announced on Tuesday that the road is closed.", "the ministry"),
        ("Rell insisted: “We never closed the road.”", "Rell"),
        ("A spokesman for the railway said trains would run again.", "a spokesman for the railway"),
        (
            "The head of the railway, Bea Lund of Sel, said trains would run again.",
            "the head of the railway, Bea Lund of Sel",
        ),
        ("The report by the commission says the door was open.", "the report by the commission"),
        ("KARSA (Wire) - The port authority said on Friday that 40 ships came.", "the port authority"),
        ("Ode wrote on X that the wall held.", "Ode"),
        ("What Ode said was true.", None),
        ("As Ode said, the wall held.", "Ode"),
    ],
)
def test_a_speaker_is_named_only_where_it_is_certain(sentence: str, speaker: str | None) -> None:
    found = name_speaker(sentence, "")
    assert (found and found.lower()) == (speaker and speaker.lower())


@pytest.mark.parametrize(
    ("sentence", "before", "speaker"),
    [
        ("“We were lucky,” she added.", "The mayor, Ilse Marn, said the wall held.", "the mayor, Ilse Marn"),
        ("“We were lucky,” he added.", "The mayor, Ilse Marn, said the wall held.", "the mayor, Ilse Marn"),
        (
            "He said that it would cost 6 million.",
            "Mayor Lorenz Reck cancelled the fair on Thursday.",
            "Mayor Lorenz Reck",
        ),
        ("He said that it would cost 6 million.", "Mayor Lorenz Reck met Karl Moss on Thursday.", None),
        ("The wall held.", "Ms Ode said the sea was calm.", None),
    ],
)
def test_a_pronoun_is_resolved_only_where_it_is_certain(sentence: str, before: str, speaker: str | None) -> None:
    assert name_speaker(sentence, before) == speaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("“It held. It held all night,” said Bea Lund. “Then it broke.”", "It held all night", "Bea Lund"),
        ("“It held. It held all night,” said Bea Lund. “Then it broke.”", "Then it broke", "Bea Lund"),
        ("Bea Lund said: “Ode told me ‘it held’.”", "it held", "Bea Lund"),
        ("The wall was old. It held, said Bea Lund.", "was old", None),
        ("Bea Lund said it held. The wall is 40 metres long.", "40 metres", None),
    ],
    ids=["of two sentences", "going on", "nested", "the outlet before", "the outlet after"],
)
def test_who_says_a_quotation_is_found_over_sentences(text: str, words: str, speaker: str | None) -> None:
    assert tell(text, words) == speaker


def test_who_is_named_behind_a_quotation_is_not_who_he_is() -> None:
    text = (
        "A delivery driver stopped at the lake. “Welcome to the coast,” he said.\n\n"
        "“We drove all night,” said Debbie Vale of Laurel."
    )
    start = text.index("“Welcome")
    assert find_speaker(text, start, start + len("“Welcome to the coast,” he said.")) is None
