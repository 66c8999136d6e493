"""What an answer costs: seconds by stage, tokens, and money by a table of prices."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from qa.errors import InvalidSetting
from qa.evals.cases.case import Case
from qa.evals.metrics.metric import Aggregate, AnswerJson, Metric, is_answered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STAGES = ("retrieve", "answer", "verify")
SIDES = ("prompt_tokens", "completion_tokens")


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a model costs, in US dollars per million tokens."""

    prompt: float
    completion: float


def parse_prices(text: str, place: str = "qa-prices.toml") -> dict[str, Price]:
    """Return the prices of a table in TOML, by the name of the model, with or without its provider.

        ["openai:gpt-4.1-mini"]
        prompt = 0.40
        completion = 1.60

    Raises InvalidSetting.
    """
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidSetting(f"{place} can't be read as TOML: {error}. Correct it or remove it.") from None
    return {model: _read_price(model, row, place) for model, row in table.items()}


def make_cost_metric(prices: Mapping[str, Price]) -> Metric:
    """Return the metric of what an answer costs by these prices; extractive and local answers cost nothing."""
    return Metric(
        name="cost",
        description="Mean price of an answer in US dollars: its tokens at the prices of qa-prices.toml.",
        higher_is_better=False,
        measure=partial(_measure_cost, prices=prices),
        needs="a price of the model in qa-prices.toml",
    )


def measure_seconds(case: Case, answer: AnswerJson, stage: str | None = None) -> float | None:
    """Return how long an answer took, in all or in one stage; None where it was not measured, or models were loaded."""
    if answer.get("cold"):
        return None
    seconds = answer.get("seconds") or {}
    chosen = [float(value) for name, value in seconds.items() if stage in (None, name)]
    return sum(chosen) if chosen else None


def measure_tokens(case: Case, answer: AnswerJson, side: str) -> float | None:
    """Return how many tokens went to the model, or came from it; None where the model did not say."""
    usage = answer.get("usage") or {}
    asked = is_answered(answer) and not _is_model(answer, "extractive")
    return None if side not in usage or (asked and not any(usage.values())) else float(usage[side])


def _measure_cost(case: Case, answer: AnswerJson, prices: Mapping[str, Price]) -> float | None:
    if _is_model(answer, "extractive") or _is_model(answer, "local"):
        return 0.0
    model = str(answer.get("model") or "")
    price = prices.get(model) or prices.get(model.partition(":")[2])
    prompt, completion = (measure_tokens(case, answer, side) for side in SIDES)
    if price is None or prompt is None or completion is None:
        return None
    return (prompt * price.prompt + completion * price.completion) / 1_000_000


def _is_model(answer: AnswerJson, kind: str) -> bool:
    return str(answer.get("model") or "").partition(":")[0] == kind


def _read_price(model: str, row: object, place: str) -> Price:
    values = [row.get(side) for side in ("prompt", "completion")] if isinstance(row, dict) else []
    numbers = [float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if len(numbers) != 2 or not all(0 <= number < math.inf for number in numbers):
        raise InvalidSetting(
            f"{place} has no price of {model} that can be used. Give prompt and completion, in US dollars per million "
            "tokens."
        )
    return Price(prompt=numbers[0], completion=numbers[1])


def _take_percentile(percent: int, values: "NDArray[np.float64]") -> float:
    """Return a percentile by linear interpolation: numpy's own takes ten times as long for so few values."""
    import numpy as np

    ordered = np.sort(values[:, 0])
    below, part = divmod((len(ordered) - 1) * percent / 100, 1)
    low, high = ordered[int(below)], ordered[min(int(below) + 1, len(ordered) - 1)]
    return float(low + part * (high - low))


def _make_seconds_metric(stage: str | None, percent: int) -> Metric:
    measure = partial(measure_seconds, stage=stage)

    def extract(case: Case, answer: AnswerJson) -> tuple[float] | None:
        seconds = measure(case, answer)
        return None if seconds is None else (seconds,)

    return Metric(
        name=f"seconds_{stage}_p{percent}" if stage else f"seconds_p{percent}",
        description=f"The seconds within which {percent} % of the answers were done"
        + (f" with the stage {stage}." if stage else "."),
        higher_is_better=False,
        measure=measure,
        needs="seconds in the answers, after the first",
        aggregate=Aggregate(extract=extract, combine=partial(_take_percentile, percent)),
    )


def _make_tokens_metric(side: str) -> Metric:
    return Metric(
        name=side,
        description=f"Mean number of {side.replace('_', ' ')} of an answer, as the model reports them.",
        higher_is_better=False,
        measure=partial(measure_tokens, side=side),
        needs="usage in the answers",
    )


COST_METRICS = (
    *(_make_seconds_metric(stage, percent) for stage in (None, *STAGES) for percent in (50, 95)),
    *(_make_tokens_metric(side) for side in SIDES),
    make_cost_metric({}),
)
