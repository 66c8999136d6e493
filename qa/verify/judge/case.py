"""What a judge is asked and what it replies, whichever backend it is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from qa.models import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedSource:
    """Sentences of an article as a judge reads them: the quote and its neighbours.

    origin  the line that says where they are from: outlet, day, title
    text    the sentences
    """

    origin: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeCase:
    """One statement beside the sources that it is to be judged by.

    before  the sentences before it in its own text: they say who "he" is
    """

    statement: str
    sources: tuple[QuotedSource, ...]
    question: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a judge says of one statement.

    support       how likely the sources say it, in 0..1, as the backend gives it; calibrated further on
    contradicts   the sources say otherwise
    words         the words of the statement that the judge objects to, "" where it names none
    """

    support: float
    contradicts: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The opinions on some cases, in their order; None where the judge gave none."""

    opinions: tuple[Opinion | None, ...]
    usage: Usage = field(default_factory=Usage)


class Judge(Protocol):
    """Decides whether sources say what statements say."""

    @property
    def name(self) -> str:
        """The model that decides, such as "openai:gpt-5-mini"."""

    def judge(self, cases: Sequence[JudgeCase]) -> Ruling:
        """Return an opinion on each case. Raises what the model raises."""
