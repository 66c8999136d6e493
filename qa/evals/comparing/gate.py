"""Hold a run to bounds: rules on its scores, and on how far they may fall behind an earlier run."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qa.errors import RunProblem, UsageProblem
from qa.evals.comparing.compare import ScoreChange, compare_runs
from qa.evals.metrics import METRICS
from qa.evals.runs.folder import Run
from qa.evals.scores import Scores, find_metric

Bound = Literal["min", "max", "drop"]

# What a rule calls the number of questions that failed.
ERRORS = "errors"
# What must not drop where no rule names a metric.
DROP_METRICS = (
    "contains", "token_f1", "choice_accuracy", "passage_hit_at_5", "hit_at_5", "abstention_f1", "gold_support",
    "balanced_accuracy", "true_kept", "false_passed",
)  # fmt: skip
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A bound on a metric: the least score, the highest, or by how much it may be worse than in the baseline."""

    metric: str
    bound: Bound
    limit: float

    @property
    def name(self) -> str:
        """The rule as it is read: "contains >= 0.8"."""
        if self.bound == "drop":
            return f"{self.metric} at most {self.limit:g} worse" if self.limit else f"{self.metric} no worse"
        return f"{self.metric} {'>=' if self.bound == 'min' else '<='} {self.limit:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GateVerdict:
    """What became of a rule.

    value   the score, or by how much it is worse than in the baseline; None where it can't be told, which fails
    reason  why it can't be told, or None
    """

    rule: Rule
    passed: bool
    value: float | None
    reason: str | None = None

    @property
    def detail(self) -> str:
        """The value, or why there is none."""
        if self.value is None:
            return f"n/a: {self.reason}"
        if self.rule.bound != "drop":
            return f"{self.value:.4f}"
        return f"{abs(self.value):.4f} {'worse' if self.value > 0 else 'better'}" if self.value else "as before"


def read_rules(
    scores: Scores, *, least: Sequence[str] = (), most: Sequence[str] = (), drops: Sequence[str] = ()
) -> list[Rule]:
    """Return the rules that options give.

    scores       those of the run
    least, most  "NAME=X"
    drops        "NAME=X", or "X" for the metrics that least and most name, and where they name none for the main ones
                 that the run has a score of

    Raises UsageProblem for what is no rule, or a metric that does not exist.
    """
    rules = [_read_rule(text, "min") for text in least] + [_read_rule(text, "max") for text in most]
    named = list(dict.fromkeys(rule.metric for rule in rules if rule.metric != ERRORS))
    named = named or [name for name in DROP_METRICS if name in scores.scores and scores.scores[name].n]
    for text in drops:
        if "=" in text:
            rules.append(_read_rule(text, "drop"))
        else:
            limit = _read_limit(text, f"--allow-drop can't be {text!r}. Give a number, or NAME=X.")
            rules += [Rule(metric=name, bound="drop", limit=limit) for name in named]
    return rules


def check_rules(
    run: Run, scores: Scores, rules: Sequence[Rule], *, baseline: Run | None = None, seed: int = 0
) -> list[GateVerdict]:
    """Return what becomes of each rule.

    scores    those of the run
    baseline  the run that drops are counted from, over the questions that both have answered

    Raises RunProblem for a run that is not finished, or a baseline of other questions, and UsageProblem where there is
    nothing to check.
    """
    drops = list(dict.fromkeys(rule.metric for rule in rules if rule.bound == "drop"))
    if bool(drops) != bool(baseline):
        raise UsageProblem("A baseline and how far scores may drop belong together: --baseline RUN --allow-drop 0.02")
    if not rules:
        raise UsageProblem("There is no rule to hold the run to. Give one, such as --min contains=0.8.")
    for each in (run, baseline):
        if each and not each.info.finished:
            raise RunProblem(f"The run {each.path} is not finished. Go on with it: qa eval run with -o {each.path}")
    changes = compare_runs(baseline, run, metrics=drops, seed=seed).changes if baseline else {}
    return [
        _judge_drop(rule, changes[rule.metric]) if rule.bound == "drop" else _judge_score(rule, scores)
        for rule in rules
    ]


def _judge_score(rule: Rule, scores: Scores) -> GateVerdict:
    if rule.metric == ERRORS:
        return _judge(rule, float(scores.errors))
    score = scores.scores.get(rule.metric)
    if score is None or score.value is None:
        reason = score.reason if score else "it was not computed; use: qa eval score"
        return GateVerdict(rule=rule, passed=False, value=None, reason=reason)
    return _judge(rule, score.value)


def _judge_drop(rule: Rule, change: ScoreChange) -> GateVerdict:
    """Return the verdict on how much worse a metric is, which is less where lower is better."""
    if change.difference is None:
        return GateVerdict(rule=rule, passed=False, value=None, reason=change.reason)
    gain = change.difference.value if METRICS[rule.metric].higher_is_better else -change.difference.value
    return _judge(rule, 0.0 - gain)


def _judge(rule: Rule, value: float) -> GateVerdict:
    beyond = rule.limit - value if rule.bound == "min" else value - rule.limit
    return GateVerdict(rule=rule, passed=beyond <= _ROUNDING, value=value)


def _read_rule(text: str, bound: Bound) -> Rule:
    option = "--allow-drop" if bound == "drop" else f"--{bound}"
    name, _, number = text.partition("=")
    limit = _read_limit(number, f"{option} can't be {text!r}. Give NAME=X, such as contains=0.8.")
    if name != ERRORS or bound == "drop":
        find_metric(name)
    return Rule(metric=name, bound=bound, limit=limit)


def _read_limit(text: str, problem: str) -> float:
    try:
        limit = float(text)
    except ValueError:
        limit = math.nan
    if not math.isfinite(limit):
        raise UsageProblem(problem)
    return limit
