"""Who says something is read from both orders of a sentence, and has to be the one who says it in the article."""

import pytest

from qa.verify.attribution import find_speakers, keeps_speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("The ferry sank.", [], id="nobody says anything"),
        pytest.param("Dong Jun said so.", ["dong jun"], id="before the verb"),
        pytest.param("On Friday, Dong Jun said so.", ["dong jun"], id="after a comma"),
        pytest.param("“We won,” said Dong Jun.", ["dong jun"], id="after the verb"),
        pytest.param("“We won,” declared Dong Jun.", ["dong jun"], id="after a rarer verb"),
        pytest.param("“We won,” said the minister, Dong Jun.", ["dong jun minister"], id="an office after the verb"),
        pytest.param("“We won”, the minister told them.", ["minister"], id="between quote and verb"),
        pytest.param('Said Hegseth: "We won."', ["hegseth"], id="the verb first"),
        pytest.param("It was over, according to the FDA.", ["fda"], id="according to"),
        pytest.param("The plan was rejected by Dong Jun.", ["dong jun"], id="passive"),
        pytest.param(
            "The plan was strongly rejected by Dong Jun on Friday.", ["dong friday jun"], id="passive, stressed"
        ),
        pytest.param("The plan was announced on Friday.", [], id="passive without anybody"),
        pytest.param("Hegseth, who met Dong, said so.", ["dong hegseth"], id="a clause between"),
        pytest.param("“No,” Hegseth said, and Dong warned them.", ["hegseth", "dong"], id="two speakers"),
        pytest.param("He said so.", [""], id="a pronoun"),
        pytest.param("The so-called deal.", [], id="a compound"),
    ],
)
def test_speakers_are_found(text: str, speakers: list[str]) -> None:
    found = find_speakers(text)
    assert [" ".join(sorted(speaker.words)) for speaker in found] == speakers
    assert [speaker.pronoun for speaker in found] == [not name for name in speakers]


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
