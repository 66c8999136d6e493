"""Whoever says something has to be the one who says it in the article."""

import pytest

from qa.verify.speakers import keeps_speakers


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        pytest.param("Dong said they won.", "“We won,” said Dong Jun.", id="another order"),
        pytest.param("The plan was rejected by Dong.", "Dong rejected the plan.", id="passive for active"),
        pytest.param("Dong rejected the plan.", "The plan was rejected by Dong Jun.", id="active for passive"),
        pytest.param("According to Dong, they won.", "Dong said they won.", id="according to"),
        pytest.param("They won.", "Dong said they won.", id="a sentence without a speaker"),
        pytest.param("He said they won.", "Dong said they won.", id="a pronoun in the sentence"),
        pytest.param("Dong said they won.", "They won.", id="a quote without a speaker"),
        pytest.param("Dong said so and Hegseth warned them.", "Hegseth warned them and Dong said so.", id="both"),
    ],
)
def test_the_same_speaker_is_kept(sentence: str, quote: str) -> None:
    assert keeps_speakers(sentence, quote, before="")


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        pytest.param("Hegseth said they won.", "Dong said they won.", id="before the verb"),
        pytest.param("“We won,” said Hegseth.", "“We won,” said Dong.", id="after the verb"),
        pytest.param("Hegseth told Dong that they won.", "Dong told Hegseth that they won.", id="told whom"),
        pytest.param("According to Hegseth, they won.", "Dong said they won.", id="according to"),
        pytest.param("The plan was rejected by Hegseth.", "The plan was rejected by Dong.", id="passive"),
        pytest.param("Hegseth said so and Dong warned them.", "Dong warned them.", id="one too many"),
        pytest.param("The union claimed 1,850 dockers.", "The port claimed 1,850 dockers.", id="no names"),
    ],
)
def test_another_speaker_is_not(sentence: str, quote: str) -> None:
    assert not keeps_speakers(sentence, quote, before="")


def test_a_pronoun_in_the_quote_may_be_anyone_named_before_it() -> None:
    quote = "He said they won."
    assert keeps_speakers("Dong said they won.", quote, before="Dong Jun came to Lisbon.")
    assert not keeps_speakers("Hegseth said they won.", quote, before="Dong Jun came to Lisbon.")
