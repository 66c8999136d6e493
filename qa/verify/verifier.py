"""The check of statements against articles: locate the words that carry each, guard, judge, and come to a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from qa.models import Usage
from qa.verify.hypothesis import Hypothesis
from qa.verify.judge.case import Judge
from qa.verify.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The verdicts on some statements, in their order, and the tokens that the judge took."""

    verdicts: tuple[Verdict, ...]
    usage: Usage = field(default_factory=Usage)


class Verifier:
    """Checks statements; answers and drafts go through the same one."""

    def __init__(self, judge: Judge | None = None) -> None:
        """Take who decides about the meaning; None leaves it to the rules, and the verdicts say so."""
        self._judge = judge

    @property
    def judge_name(self) -> str:
        """Who decides about the meaning: the name of a model, or "rules"."""
        return self._judge.name if self._judge else "rules"

    def verify(self, hypotheses: Sequence[Hypothesis]) -> Verification:
        """Return a verdict on each statement, in one call of the judge for all of them."""
        raise NotImplementedError
