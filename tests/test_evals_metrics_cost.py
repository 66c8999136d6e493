"""Seconds, tokens and money are what the answer and the table of prices say, and unknown where they don't."""

import pytest
from evals_samples import make_answer, make_case, measure

from qa.errors import InvalidSetting
from qa.evals.metrics import METRICS, Price, make_cost_metric, parse_prices

CASE = make_case()
PRICES = {"fake": Price(prompt=2.0, completion=10.0)}


def test_seconds_are_those_of_all_stages_or_of_one() -> None:
    assert measure("seconds_p50", CASE, make_answer("x")) == 1.75
    assert measure("seconds_retrieve_p95", CASE, make_answer("x")) == 0.5
    assert measure("seconds_p50", CASE, make_answer("x", seconds={})) is None
    assert measure("seconds_p95", CASE, make_answer("x") | {"cold": True}) is None
    assert measure("seconds_verify_p50", CASE, make_answer("x", seconds={"retrieve": 1.0})) is None


@pytest.mark.parametrize(("name", "score"), [("seconds_answer_p50", 6.0), ("seconds_answer_p95", 10.5)])
def test_percentiles_lie_between_two_values(name: str, score: float) -> None:
    answers = [make_answer("x", seconds={"answer": float(n)}) for n in (11, 1, 2, 10, 3, 4, 5, 9, 8, 7, 6)]
    aggregate = METRICS[name].aggregate
    assert aggregate is not None
    assert aggregate([(CASE, answer) for answer in answers]) == pytest.approx(score)
    assert aggregate([(CASE, make_answer("x", seconds={}))]) is None


def test_tokens_are_those_that_the_model_reports() -> None:
    assert measure("prompt_tokens", CASE, make_answer("x")) == 100.0
    assert measure("completion_tokens", CASE, make_answer("x")) == 20.0


@pytest.mark.parametrize("name", ["prompt_tokens", "completion_tokens"])
def test_tokens_that_a_model_does_not_report_are_not_zero(name: str) -> None:
    nothing = {"prompt_tokens": 0, "completion_tokens": 0}
    assert measure(name, CASE, make_answer("x", usage=nothing)) is None
    assert measure(name, CASE, make_answer(usage=nothing)) == 0.0
    assert measure(name, CASE, make_answer("x", usage=nothing, model="extractive")) == 0.0


@pytest.mark.parametrize(
    ("model", "cost"),
    [
        pytest.param("openai:fake", (100 * 2 + 20 * 10) / 1_000_000, id="by its name without the provider"),
        pytest.param("fake", (100 * 2 + 20 * 10) / 1_000_000, id="by its name"),
        pytest.param("extractive", 0.0, id="no model"),
        pytest.param("local:Qwen", 0.0, id="a local model"),
        pytest.param("openai:other", None, id="no price"),
        pytest.param("", None, id="no name"),
    ],
)
def test_cost_is_tokens_at_their_prices(model: str, cost: float | None) -> None:
    assert make_cost_metric(PRICES).measure(CASE, make_answer("x", model=model)) == (cost and pytest.approx(cost))


def test_cost_is_unknown_where_the_tokens_or_the_prices_are() -> None:
    usage = {"prompt_tokens": 0, "completion_tokens": 0}
    assert make_cost_metric(PRICES).measure(CASE, make_answer("x", usage=usage)) is None
    assert measure("cost", CASE, make_answer("x")) is None
    assert "qa-prices.toml" in METRICS["cost"].needs


def test_prices_are_read_from_toml() -> None:
    text = '["openai:gpt-4.1-mini"]\nprompt = 0.4\ncompletion = 1.6\n[mine]\nprompt = 0\ncompletion = 0\n'
    assert parse_prices(text) == {
        "openai:gpt-4.1-mini": Price(prompt=0.4, completion=1.6),
        "mine": Price(prompt=0.0, completion=0.0),
    }
    assert parse_prices("") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[mine", "p.toml can't be read as TOML", id="not TOML"),
        pytest.param("mine = 3", "no price of mine", id="not a table"),
        pytest.param("[mine]\nprompt = 1", "no price of mine", id="half a price"),
        pytest.param('[mine]\nprompt = "a"\ncompletion = 1', "no price of mine", id="not a number"),
        pytest.param("[mine]\nprompt = -1\ncompletion = 1", "no price of mine", id="below zero"),
        pytest.param("[mine]\nprompt = nan\ncompletion = 1", "no price of mine", id="not a number of numbers"),
        pytest.param("[mine]\nprompt = inf\ncompletion = 1", "no price of mine", id="without end"),
        pytest.param("[mine]\nprompt = true\ncompletion = 1", "no price of mine", id="true"),
    ],
)
def test_prices_that_can_not_be_used_are_refused(text: str, message: str) -> None:
    with pytest.raises(InvalidSetting, match=message):
        parse_prices(text, "p.toml")
