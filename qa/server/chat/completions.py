"""`/v1/chat/completions` (https://platform.openai.com/docs/api-reference/chat)."""

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from qa.answer import Answer
from qa.errors import QAError
from qa.server.api.fields import load_body
from qa.server.chat.asked import ChatRequest, read_completion
from qa.server.chat.message import MessageDraft, annotate, count_tokens, find_base, write_answer_values
from qa.server.chat.streaming import MessageStep, follow_message, open_events, read_message
from qa.server.events import end_with_reader, stream_events, write_server_event
from qa.server.refusals import describe_failure
from qa.server.values import ValuesResponse

_DONE = "data: [DONE]\n\n"


async def complete(request: Request) -> Response:
    """Answer the last message of the user, whole or in pieces."""
    body = await load_body(request)
    asked = read_completion(body)
    tells_usage = bool((body.get("stream_options") or {}).get("include_usage"))
    if asked.streams:
        events, model = await open_events(request, asked)
        reply = CompletionWriter(asked=asked, model=model, base=find_base(request))
        return stream_events(_stream_chunks(reply, follow_message(events), tells_usage=tells_usage))
    return ValuesResponse(await end_with_reader(request, _complete_whole(request, asked)))


class CompletionWriter:
    """Writes the objects that answer one request."""

    def __init__(self, *, asked: ChatRequest, model: str, base: str) -> None:
        self._asked = asked
        self._base = base
        self._own = {"id": f"chatcmpl-{uuid4().hex}", "created": int(time.time()), "model": model}

    def write_whole(self, message: MessageDraft, answer: Answer) -> dict[str, Any]:
        """Return a completion."""
        said = {
            "role": "assistant",
            "content": message.text,
            "refusal": None,
            "annotations": self.annotate(message, answer),
        }
        choice = {"index": 0, "message": said, "finish_reason": "stop", "logprobs": None}
        usage = count_tokens(answer.usage)
        return {"object": "chat.completion", **self._own, "choices": [choice], "usage": usage, **self.write_qa(answer)}

    def write_chunk(self, delta: dict[str, Any], *, ends: bool = False, **more: Any) -> str:
        """Return a piece of a completion as an event."""
        choice = {"index": 0, "delta": delta, "finish_reason": "stop" if ends else None, "logprobs": None}
        values = {"object": "chat.completion.chunk", **self._own, "choices": [choice], **more}
        return write_server_event(values)

    def annotate(self, message: MessageDraft, answer: Answer) -> list[dict[str, Any]]:
        """Return what the message cites, each of its kind."""
        found = annotate(message, answer.citations, base=self._base)
        return [{"type": each.pop("type"), "url_citation": each} for each in found]

    def write_qa(self, answer: Answer) -> dict[str, Any]:
        """Return the whole answer as the field that holds it."""
        asked = self._asked
        return {"qa": write_answer_values(answer, asked=asked.question.question, notices=asked.notices)}


async def _complete_whole(request: Request, asked: ChatRequest) -> dict[str, Any]:
    events, model = await open_events(request, asked)
    reply = CompletionWriter(asked=asked, model=model, base=find_base(request))
    return reply.write_whole(*await read_message(events))


async def _stream_chunks(
    reply: CompletionWriter, steps: AsyncGenerator[MessageStep, None], *, tells_usage: bool
) -> AsyncGenerator[str, None]:
    """Yield the message piece by piece; its annotations come in one piece at the end, and with it the whole answer."""
    yield reply.write_chunk({"role": "assistant", "content": ""})
    try:
        async with aclosing(steps):
            async for step in steps:
                if step.piece:
                    yield reply.write_chunk({"content": step.piece})
                if step.answer:
                    found = reply.annotate(step.message, step.answer)
                    if found:
                        yield reply.write_chunk({"annotations": found})
                    yield reply.write_chunk({}, ends=True, **reply.write_qa(step.answer))
                    if tells_usage:
                        # The last chunk has the whole answer, which ever that is.
                        whole = reply.write_qa(step.answer)
                        yield reply.write_chunk({}, choices=[], usage=count_tokens(step.answer.usage), **whole)
        yield _DONE
    except QAError as error:
        yield write_server_event(describe_failure(error))
