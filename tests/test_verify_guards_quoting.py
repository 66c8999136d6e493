"""A literal quotation is given to who says it, and to nobody that only stands beside it."""

import pytest
from guard_samples import make_premise

from qa.verify.hypothesis import Hypothesis
from qa.verify.verifier import Verifier

REVIEW = (
    "The farmers welcomed the review; Tollmark called it “a farce”. The mayor of Brell, Hanna Voit, said she was "
    "“relieved and tired”. Her deputy, Jon Harrow, left early. Minister Ola Ruud called Harrow “a coward of sorts”. "
    "The strikers praised the plan, but Denholm called it “reckless”."
)
MATCH = "Die Trainerin, Jana Kolb, nannte das Spiel „eine reine Qual“. Präsident Ulf Berg schwieg."
CUTS = "La directora, Pilar Ríos, calificó el recorte de «golpe mortal». El consejero Andrés Mena no respondió."
FAULT = "Le maire, Luc Morin, a affirmé que c'était « une faute grave ». La préfète, Anne Duret, a promis une enquête."


def judge(statement: str, article: str, language: str) -> str:
    hypothesis = Hypothesis(text=statement, premises=(make_premise(article, language=language),))
    return Verifier().verify([hypothesis]).verdicts[0].name


@pytest.mark.parametrize(
    ("statement", "article", "language"),
    [
        pytest.param("The farmers called the review “a farce”.", REVIEW, "en", id="another clause after a semicolon"),
        pytest.param("The strikers called the plan “reckless”.", REVIEW, "en", id="another clause after but"),
        pytest.param("Jon Harrow called the plan “reckless”.", REVIEW, "en", id="one word between marks"),
        pytest.param("Jon Harrow was “relieved and tired”.", REVIEW, "en", id="glued of two sentences"),
        pytest.param("Her deputy Jon Harrow was “relieved and tired”.", REVIEW, "en", id="glued, with an office"),
        pytest.param(
            "Hinds was “relieved and tired”.",
            f"{REVIEW} Inspector Mara Hinds of the port police left.",
            "en",
            id="a surname that looks like a plural",
        ),
        pytest.param("Ulf Berg nannte das Spiel „eine reine Qual“.", MATCH, "de", id="German"),
        pytest.param("Andrés Mena calificó el recorte de «golpe mortal».", CUTS, "es", id="Spanish"),
        pytest.param("Anne Duret a affirmé que c'était « une faute grave ».", FAULT, "fr", id="French"),
    ],
)
def test_a_quotation_of_somebody_else_is_contradicted(statement: str, article: str, language: str) -> None:
    assert judge(statement, article, language) == "contradicted"


@pytest.mark.parametrize(
    ("statement", "article", "language"),
    [
        pytest.param("Tollmark called the review “a farce”.", REVIEW, "en", id="the one who says it"),
        pytest.param("Hanna Voit was “relieved and tired”.", REVIEW, "en", id="said of oneself"),
        pytest.param("The mayor was “relieved and tired”.", REVIEW, "en", id="by the office"),
        pytest.param("Jon Harrow was “a coward of sorts”.", REVIEW, "en", id="whom the words are about"),
        pytest.param("Die Trainerin nannte das Spiel „eine reine Qual“.", MATCH, "de", id="German, by the office"),
        pytest.param("Pilar Ríos calificó el recorte de «golpe mortal».", CUTS, "es", id="Spanish"),
        pytest.param("Le maire a affirmé que c'était « une faute grave ».", FAULT, "fr", id="French, by the office"),
    ],
)
def test_a_quotation_of_its_own_speaker_is_supported(statement: str, article: str, language: str) -> None:
    assert judge(statement, article, language) == "supported"
