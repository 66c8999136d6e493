"""The weights by which the signals of a statement become the chance that the articles say it."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.verify.decide import Signals


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A logistic regression over signals; `threshold` is the score from which a statement is supported."""

    bias: float
    coverage: float
    facts: float
    absent: float
    words: float
    doubts: float
    decisive: float
    margin: float = 0.0
    threshold: float = 0.5

    def score(self, signals: "Signals") -> float:
        """Return the chance, in 0..1, that a statement with such signals is supported."""
        total = (
            self.bias
            + self.coverage * signals.coverage
            + self.facts * signals.facts
            + self.absent * signals.absent
            + self.words * signals.words
            + self.doubts * signals.doubts
            + self.decisive * signals.decisive
            + self.margin * (signals.margin or 0.0)
        )
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 3)


RULES = Weights(bias=-2.0, coverage=5.0, facts=-0.7, absent=-2.5, words=-2.0, doubts=-2.0, decisive=-4.0)
LOCAL = Weights(bias=-2.0, coverage=3.0, facts=-0.5, absent=-2.0, words=-1.0, doubts=-1.5, decisive=-3.0, margin=1.0)
# Chosen, not fitted: a strong model's word counts more than all rules but the exact ones.
ENDPOINT = Weights(bias=0.0, coverage=0.0, facts=0.0, absent=-1.5, words=-0.5, doubts=-0.5, decisive=-2.0, margin=1.0)
