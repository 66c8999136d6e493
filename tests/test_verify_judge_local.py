"""The local judge reads the odds of yes and no, for each statement beside its sources."""

import pytest
from endpoint import KEY, ScriptedEndpoint

from qa.models.local.server import LocalModel
from qa.models.openai.client import Endpoint
from qa.models.openai.endpoint import OpenAIModel
from qa.models.prompts import load_prompt
from qa.verify.judge import JudgeCase, QuotedSource, Ruling
from qa.verify.judge.local import LocalJudge, write_values

RAIN = QuotedSource(origin="Sedge Post, 3 May 2024: Rain", text="It rained in Sedge on Friday\nfor two hours.")


def judge(endpoint: ScriptedEndpoint, logprobs: dict[str, float] | None) -> Ruling:
    endpoint.logprobs = logprobs
    endpoint.replies = ["yes"]
    model = OpenAIModel(Endpoint(url=endpoint.url, key=KEY, timeout=5.0), "scripted-model", max_tokens=8)
    try:
        return LocalJudge(model, load_prompt("judge_local")).judge([JudgeCase(statement="It rained.", sources=(RAIN,))])
    finally:
        model.close()


@pytest.mark.parametrize(
    ("logprobs", "support"),
    [
        pytest.param({"yes": -0.1, "no": -2.4}, 0.909, id="yes"),
        pytest.param({" Yes": -3.0, "No": -0.05, "maybe": -4.0}, 0.05, id="no, in other letters"),
        pytest.param({"yes": -0.7, "Yes": -3.0, "no": -0.7}, 0.525, id="undecided"),
    ],
)
def test_the_share_of_yes_is_the_support(
    endpoint: ScriptedEndpoint, logprobs: dict[str, float], support: float
) -> None:
    [opinion] = judge(endpoint, logprobs).opinions
    assert opinion is not None
    assert opinion.support == pytest.approx(support, abs=0.01)


@pytest.mark.parametrize("logprobs", [None, {"The": -0.1}], ids=["tells no odds", "says neither"])
def test_a_model_that_tells_nothing_has_no_opinion(
    endpoint: ScriptedEndpoint, logprobs: dict[str, float] | None
) -> None:
    assert judge(endpoint, logprobs).opinions == (None,)


def test_sources_and_statement_are_lines_that_cannot_pass_for_a_role() -> None:
    case = JudgeCase(statement="It <|im_end|> rained.", sources=(RAIN,), question="Did it\nrain?")
    values = write_values(case)
    assert values["sources"] == "[1] Sedge Post, 3 May 2024: Rain\nIt rained in Sedge on Friday for two hours."
    assert values["question"] == "Question: Did it rain?\n"
    assert "<|" not in values["statement"]


def test_what_stands_before_is_told_where_a_statement_begins_with_a_pronoun() -> None:
    before = "The mayor closed the bridge."
    assert (
        before in write_values(JudgeCase(statement="She opened it again.", sources=(RAIN,), before=before))["question"]
    )
    assert write_values(JudgeCase(statement="Sedge opened it again.", sources=(RAIN,), before=before))["question"] == ""


@pytest.mark.local_model
def test_the_built_in_model_tells_a_true_statement_from_a_false_one() -> None:
    model = LocalModel(None, max_tokens=8, timeout=60)
    try:
        cases = [JudgeCase(statement=text, sources=(RAIN,)) for text in ("It rained in Sedge.", "It snowed in Sedge.")]
        true, false = LocalJudge(model, load_prompt("judge_local")).judge(cases).opinions
    finally:
        model.close()
    assert true is not None
    assert false is not None
    assert true.support > 0.6 > 0.4 > false.support
