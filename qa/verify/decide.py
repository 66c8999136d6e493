"""Decide: from what was found of a statement to its verdict and a calibrated score."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qa.verify.judge.case import Opinion
from qa.verify.locate import Located
from qa.verify.verdict import Flag, VerdictName
from qa.verify.weights import ENDPOINT, LOCAL, RULES

# Two thirds of the true statements that recast an article's words have more.
_USUAL_COVERAGE = 0.65
_SUPPORTED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What speaks for and against a statement, as the fitted weights take it.

    coverage   share of its elements, by weight, that the quotes hold, in 0..1
    absent     hard facts and quoted words that stand nowhere near
    words      share of its other words that no quote holds, in 0..1
    doubts     objections of the guards that do not decide
    decisive   objections of the guards that do
    margin     log-odds of support by the judge, or None where none judged
    """

    coverage: float
    absent: int
    words: float
    doubts: int
    decisive: int
    margin: float | None = None

    @property
    def shortfall(self) -> float:
        """How far the coverage is below what statements in other words than the article's mostly have."""
        return max(0.0, _USUAL_COVERAGE - self.coverage)


def read_signals(located: Located, flags: Sequence[Flag], opinion: Opinion | None) -> Signals:
    """Return the signals of a statement."""
    near = {id(element) for element in located.near}
    facts = [element for element in located.missing if element.kind != "word" and not element.asked]
    words = [element for element in located.elements if element.kind == "word" and not element.asked]
    missing = [element for element in located.missing if element.kind == "word" and not element.asked]
    # Where somebody judges the meaning, that is who tells whether another verb says the same.
    judged = "words" if opinion else ""
    guarded = [flag for flag in flags if (flag.against or flag.kind == "instruction") and flag.kind != judged]
    return Signals(
        coverage=located.coverage,
        absent=sum(id(element) not in near for element in facts),
        words=len(missing) / max(1, len(words)),
        doubts=sum(not flag.decides for flag in guarded),
        decisive=sum(flag.decides for flag in guarded),
        margin=None if opinion is None else _find_log_odds(opinion.support),
    )


def decide_verdict(
    located: Located, flags: Sequence[Flag], opinion: Opinion | None, *, calibrated: bool
) -> tuple[VerdictName, float]:
    """Return the verdict on a statement and its score.

    calibrated  the judge's support is a probability by log-probabilities, and not only a word
    """
    if located.verbatim:
        return "supported", 0.99
    weights = RULES if opinion is None else LOCAL if calibrated else ENDPOINT
    score = weights.score(read_signals(located, flags, opinion))
    # That the facts are there does not tell that the words between them mean the same.
    if located.foreign and opinion is None:
        return "not_confirmed", min(score, 0.49)
    if score >= _SUPPORTED and not any(flag.decides and not flag.against for flag in flags):
        return "supported", score
    score = min(score, 0.49)
    contradicts = any(flag.against and flag.decides for flag in flags) or (opinion is not None and opinion.contradicts)
    return ("contradicted" if contradicts else "not_confirmed"), score


def _find_log_odds(chance: float) -> float:
    bounded = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))
