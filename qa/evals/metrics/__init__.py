"""The metrics of a run, by name, each a pure function of a case and its answer."""

from collections.abc import Mapping

from qa.evals.metrics.abstention import ABSTENTION_METRICS
from qa.evals.metrics.answers import ANSWER_METRICS
from qa.evals.metrics.calibration import ScoreBin, score_bins
from qa.evals.metrics.checks import CHECK_METRICS
from qa.evals.metrics.citations import CITATION_METRICS
from qa.evals.metrics.cost import COST_METRICS, Price, make_cost_metric, parse_prices
from qa.evals.metrics.metric import Aggregate, AnswerJson, Metric, Pair, Task, match_article
from qa.evals.metrics.ranking import RANKING_METRICS

METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        *ANSWER_METRICS,
        *ABSTENTION_METRICS,
        *CITATION_METRICS,
        *RANKING_METRICS,
        *COST_METRICS,
        *CHECK_METRICS,
    )
}

__all__ = [
    "METRICS",
    "Aggregate",
    "AnswerJson",
    "Metric",
    "Pair",
    "Price",
    "ScoreBin",
    "Task",
    "make_cost_metric",
    "match_article",
    "parse_prices",
    "score_bins",
]
