"""The events of an answer as a chat client hears them: what is confirmed, piece by piece, and the whole at the end."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from starlette.requests import Request

from qa.answer import Answer
from qa.chain import AnswerEvent, ConfirmedStatement
from qa.server.chat.asked import ChatRequest
from qa.server.chat.message import MessageDraft
from qa.server.chat.models import choose_model
from qa.server.dialogue import FullQuestion, stream_turn
from qa.server.events import begin_events, end_with_reader
from qa.server.services import Services

# With so many events the question is read, and what can't be asked is refused.
_BEGIN = 3
Events = AsyncGenerator[FullQuestion | AnswerEvent, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageStep:
    """A step of a message.

    Attributes:
        piece: What is new of its text.
        message: What it is with that.
        answer: The whole, with the last step.
    """

    piece: str
    message: MessageDraft
    answer: Answer | None = None


async def open_events(request: Request, asked: ChatRequest) -> tuple[Events, str]:
    """Return the events of the answer to a request, and the name of what answers. Raises QAError.

    What goes wrong with the first of them is raised at once.
    """
    services: Services = request.app.state.services
    model = await choose_model(services, asked.model)
    name = (await services.find_chain(model)).components.model_name
    events = stream_turn(services, asked.question, model=model, history=asked.history)
    return await end_with_reader(request, begin_events(events, count=_BEGIN)), name


async def follow_message(events: Events) -> AsyncGenerator[MessageStep, None]:
    """Yield a message step by step; the last one has the answer."""
    message = MessageDraft()
    async with aclosing(events):
        async for event in events:
            before = message
            if isinstance(event, ConfirmedStatement):
                message = message.add(event.statement)
                yield MessageStep(piece=message.text[len(before.text) :], message=message)
            elif isinstance(event, Answer):
                message = message.finish(event)
                yield MessageStep(piece=message.text[len(before.text) :], message=message, answer=event)


async def read_message(events: Events) -> tuple[MessageDraft, Answer]:
    """Return the whole message, and the answer that it tells."""
    async with aclosing(follow_message(events)) as steps:
        async for step in steps:
            if step.answer:
                return step.message, step.answer
    raise AssertionError("a stream ends with its answer")
