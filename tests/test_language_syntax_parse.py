"""Who does what to whom is read alike from every way of telling it."""

import json
import subprocess
import sys

import pytest

from qa.language.syntax.frames import Frame, read_frames
from qa.language.syntax.grammar import find_grammar
from qa.language.syntax.parse import can_parse, parse_text


def read(text: str) -> list[Frame]:
    parsed, grammar = parse_text(text), find_grammar("en")
    assert parsed and grammar
    return list(read_frames(parsed, grammar))


def read_one(text: str, lemma: str) -> Frame:
    return next(frame for frame in read(text) if frame.lemma == lemma)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Initech bought Acme in March.", id="active"),
        pytest.param("Acme was bought by Initech in March.", id="passive"),
        pytest.param("Initech, which bought Acme in March, makes cranes.", id="relative clause"),
        pytest.param("Acme, bought by Initech in March, makes cranes.", id="participle"),
        pytest.param("Initech raised its offer and bought Acme in March.", id="shared subject"),
    ],
)
def test_every_way_to_tell_it_gives_the_same_sides(text: str) -> None:
    frame = read_one(text, "buy")
    assert frame.agent and frame.patient
    assert (frame.agent.text, frame.patient.text) == ("Initech", "Acme")


def test_a_noun_that_stands_for_a_deed_has_sides() -> None:
    frame = read_one("The sale of Acme to Initech by its owners was approved.", "sell")
    assert frame.agent and frame.patient
    assert (frame.agent.text, frame.patient.text) == ("its owners", "Acme")
    assert ("to", "Initech") in [(name, phrase.text) for name, phrase in frame.arguments]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Philippa Strand is the chief executive of Tarrow Electric.", id="copula"),
        pytest.param("Philippa Strand, the chief executive of Tarrow Electric, resigned.", id="name first"),
        pytest.param("The chief executive of Tarrow Electric, Philippa Strand, resigned.", id="office first"),
    ],
)
def test_an_apposition_tells_who_is_what(text: str) -> None:
    frame = read_one(text, "be")
    assert frame.agent and frame.patient
    assert frame.agent.text == "Philippa Strand"
    assert frame.patient.lemma == "executive"


@pytest.mark.parametrize(
    ("text", "lemma", "modes"),
    [
        pytest.param("The bank may cut rates.", "cut", {"possible"}, id="may"),
        pytest.param("The bank will cut rates.", "cut", {"future"}, id="will"),
        pytest.param("The bank plans to cut rates.", "cut", {"planned"}, id="plans to"),
        pytest.param("The bank is expected to cut rates.", "cut", {"planned"}, id="is expected to"),
        pytest.param("Rates fall if the bank cuts taxes.", "cut", {"conditional"}, id="if"),
        pytest.param("He was accused of killing a guard.", "kill", {"alleged"}, id="accused of"),
        pytest.param("The bank cut rates.", "cut", set(), id="a fact"),
    ],
)
def test_what_makes_it_no_plain_fact_is_read(text: str, lemma: str, modes: set[str]) -> None:
    assert read_one(text, lemma).modes == modes


@pytest.mark.parametrize(
    ("text", "lemma", "negated"),
    [
        pytest.param("The council did not pay.", "pay", True, id="not"),
        pytest.param("The council never paid.", "pay", True, id="never"),
        pytest.param("The council refused to pay.", "pay", True, id="refused to"),
        pytest.param("Nobody paid the council.", "pay", True, id="nobody"),
        pytest.param("The council did not refuse to pay.", "pay", False, id="twice"),
        pytest.param("The council did not vote, and paid.", "pay", False, id="another verb's"),
        pytest.param("The council paid.", "pay", False, id="none"),
    ],
)
def test_a_negation_is_that_of_its_own_verb(text: str, lemma: str, negated: bool) -> None:
    assert read_one(text, lemma).negated is negated


def test_who_tells_it_is_read() -> None:
    frame = read_one("Koll denied that the ministry had taken bribes.", "take")
    report = frame.reports[0]
    assert report.owner
    assert (report.verb, report.owner.text) == ("deny", "Koll")


def test_according_to_tells_who_says_it() -> None:
    frame = read_one("According to the police, twelve people died.", "die")
    assert frame.reports[0].owner
    assert frame.reports[0].owner.text == "the police"


def test_there_is_a_parser_for_english_only() -> None:
    assert can_parse("en-GB") and can_parse(None)
    assert not can_parse("de")
    assert parse_text("Die Preise steigen.", "de") is None


def test_importing_loads_no_parser() -> None:
    code = "import json, sys, qa.verify.guards; print(json.dumps('spacy' in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(run.stdout) is False
