"""What the speakers of a topic are called: by the fullest form that is theirs, and never by somebody else's."""

import pytest

from qa.briefing.topic.speakers import name_fully


@pytest.mark.parametrize(
    ("speaker", "others", "text", "name"),
    [
        pytest.param(
            "Tolliver", ["the union’s secretary, Maren Tolliver"], "", "the union’s secretary, Maren Tolliver",
            id="what they are, before the name",
        ),
        pytest.param(
            "Maren Tolliver", ["Maren Tolliver, the secretary"], "", "Maren Tolliver, the secretary",
            id="what they are, after the name",
        ),
        pytest.param("Tolliver", [], "Then Deputy Secretary Maren Tolliver spoke.", "Deputy Secretary Maren Tolliver",
            id="the whole title of the text, without the word that opens the sentence"),
        pytest.param("Tolliver", [], "On Monday Secretary of Trade Maren Tolliver spoke.",
            "Secretary of Trade Maren Tolliver", id="a title of several words"),
        pytest.param("Vale", ["Tolliver, Director Emil Vale’s lawyer"], "", "Vale", id="somebody else's lawyer"),
        pytest.param("Vale", ["a friend of Emil Vale"], "", "Vale", id="a friend"),
        pytest.param("Vale", ["A Vale adviser", "Vale’s invitation"], "", "Vale", id="who works for them"),
        pytest.param("Vale", ["Vale cited the delay he"], "", "Vale", id="a clause"),
        pytest.param("Gordon", ["Major General Gordon Granger"], "", "Gordon", id="the first name of another"),
    ],
)  # fmt: skip
def test_a_speaker_is_called_by_their_own_name(speaker: str, others: list[str], text: str, name: str) -> None:
    assert name_fully(speaker, others, text, "en") == name
