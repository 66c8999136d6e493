"""A statement that is to be checked, and what it may rest on."""

from dataclasses import dataclass
from datetime import date

from qa.question import Question
from qa.verify.premise import Premise


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A sentence of an answer or of a draft, with the premises that were found for it, the best first.

    cited     numbers of the premises that it says it rests on; they are looked at first
    question  what it answers, or None for a text that stands alone
    before    the sentences before it in its own text: they say who "he" is
    written   the day that its own "on Friday" is counted from, or None where it means the article's
    """

    text: str
    premises: tuple[Premise, ...]
    cited: tuple[int, ...] = ()
    question: Question | None = None
    before: str = ""
    written: date | None = None
