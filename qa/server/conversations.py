"""Conversations over a server that keeps none: each request brings what was said before its question."""

from collections.abc import Sequence
from dataclasses import dataclass

from qa.models import Usage
from qa.server.services import Services

# Chosen: a question leans on the last few; what is longer tells no more about what is meant.
_MOST_EXCHANGES = 8
_LONGEST_ANSWER = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PastExchange:
    """A question as it was put or asked, and the words of its answer, "" where there was none."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletedQuestion:
    """A question as it is asked.

    Attributes:
        question: The full question.
        is_open: Words of it that it stays open what they mean; "" where there are none.
        usage: The tokens that a model took to complete it.
    """

    question: str
    is_open: str = ""
    usage: Usage


def complete_question(
    services: Services, question: str, past: Sequence[PastExchange], *, model: str | None = None
) -> CompletedQuestion:
    """Return a question as it is asked after what was said, the oldest first. Raises QAError."""
    if not past:
        return CompletedQuestion(question=question, usage=Usage())
    conversation = services.make_conversation(model)
    for exchange in past[-_MOST_EXCHANGES:]:
        conversation.recall(exchange.question, exchange.answer[:_LONGEST_ANSWER])
    rewriting, usage = conversation.complete(question)
    return CompletedQuestion(question=rewriting.question, is_open=rewriting.is_open, usage=usage)
