"""Answer a question that may lean on those before it; what was said before comes with each request."""

import re
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from typing import Any

from qa.answer import EXPLANATIONS, Answer
from qa.chain import AnswerEvent, name_event, write_event
from qa.chain import Request as Question
from qa.conversation.rewrite.rewrite import Rewriting
from qa.errors import InvalidQuestion
from qa.models import Usage
from qa.server.services import Services

# Chosen: what a follow-up leans on is rarely further back.
_KEPT_EXCHANGES = 8
_MARKS = re.compile(r"\s*(?:\[\d{1,3}\])+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FullQuestion:
    """How a question is asked after those before it: the first event of its answer.

    Attributes:
        question: As it was put.
        asked_as: The full question.
        is_open: Words of it that it is open what they mean, so that it is asked as it was put; "" where there are none.
    """

    question: str
    asked_as: str
    is_open: str = ""


async def stream_turn(
    services: Services, asked: Question, *, model: str | None, history: Sequence[tuple[str, str]]
) -> AsyncGenerator[FullQuestion | AnswerEvent, None]:
    """Yield how a question is asked, what happens on the way to its answer, and the answer.

    Args:
        services: What answers.
        asked: The question as it was put, and what holds for it.
        model: One of the models that the services offer.
        history: The questions before it with their answers as text, the oldest first.
    """
    rewriting, usage = Rewriting(question=asked.question), Usage()
    if history:
        rewriting, usage = await services.work(lambda: _complete(services, asked.question, model, history), model=model)
    yield FullQuestion(question=asked.question, asked_as=rewriting.question, is_open=rewriting.is_open)
    question = replace(asked, question=rewriting.question)
    async with aclosing(services.stream(question, model=model)) as events:
        async for event in events:
            yield replace(event, usage=event.usage + usage) if isinstance(event, Answer) else event


def name_turn_event(event: FullQuestion | AnswerEvent) -> str:
    """Return the kind of an event: "asked", or what qa.chain.name_event tells."""
    return "asked" if isinstance(event, FullQuestion) else name_event(event)


def write_turn_event(event: FullQuestion | AnswerEvent, full: FullQuestion) -> dict[str, Any]:
    """Return what an event tells as values of JSON; of the answer as a turn of a conversation."""
    if isinstance(event, FullQuestion):
        return {"question": event.question, "asked_as": event.asked_as, "open": event.is_open}
    if isinstance(event, Answer):
        return {**write_event(event), "question": full.question, "asked_as": full.asked_as}
    return write_event(event)


def _complete(
    services: Services, question: str, model: str | None, history: Sequence[tuple[str, str]]
) -> tuple[Rewriting, Usage]:
    conversation = services.make_conversation(model)
    for asked, answer in history[-_KEPT_EXCHANGES:]:
        said = "" if answer.strip() in EXPLANATIONS.values() else _MARKS.sub("", answer)
        # What can't be asked was not asked here, and nothing leans on it.
        with suppress(InvalidQuestion):
            conversation.recall(asked, said)
    return conversation.complete(question)
