"""Which sentences of an article can be understood without those before them."""

import pytest
from test_briefing_events_days import make_sentence

from qa.briefing.topic.reporting import reports, strip_joint
from qa.briefing.topic.standing import is_mostly_quoted, says_enough, stands_alone


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Sedge, Tom Alder, said he would not resign.",
        "After his trial Tom Alder left Sedge on Monday.",
        "This week the council of Sedge met twice.",
        "It was clear on Monday that the dam of Orrin had broken.",
        "Residents of Sedge said they had heard no siren.",
    ],
)
def test_a_sentence_that_names_what_it_speaks_of_stands_alone(text: str) -> None:
    assert stands_alone(make_sentence(text))


@pytest.mark.parametrize(
    "text",
    [
        "He was arrested on Monday.",
        "It was sold in October.",
        "The two had spoken by telephone in May.",
        "That is the final figure.",
        "They did not know of the audit.",
        "A label inside the door said they had been tested in March.",
        "Asked why he would not do that in writing, Alder said nothing.",
        "We were told on Monday that the dam had broken.",
        "One is headed “said”, on Monday there was nothing in it.",
    ],
)
def test_a_sentence_that_points_back_does_not(text: str) -> None:
    assert not stands_alone(make_sentence(text))


def test_a_pronoun_may_be_the_speaker_who_is_named_beside_it() -> None:
    sentence = make_sentence("“The light was green when we left,” he told reporters.")
    assert not stands_alone(sentence)
    assert stands_alone(sentence, speaker="Enoch Vale")


def test_a_but_is_left_out_and_the_offset_moves_with_it() -> None:
    text, start = strip_joint(make_sentence("But the dam of Orrin held."))
    assert (text, start) == ("The dam of Orrin held.", 4)


@pytest.mark.parametrize(
    "text",
    ["Read more", "FLOOD IN ORRIN: WHAT WE KNOW.", "The dead by county, as of Monday:", "(Updated on Monday at noon.)"],
)
def test_what_is_no_sentence_of_news_reports_nothing(text: str) -> None:
    assert not reports(text)


def test_a_sentence_that_is_a_quotation_tells_no_deed() -> None:
    assert is_mostly_quoted("“We heard the water before we saw it,” said Hanna Vale.")
    assert not is_mostly_quoted(
        "Alder called the plan “bold” and signed it on Monday in front of the council of Sedge."
    )


def test_a_sentence_has_to_say_something() -> None:
    assert not says_enough(make_sentence("There was some movement."))
    assert says_enough(make_sentence("Two men were charged in May with fraud."))
