"""`/v1/responses` (https://platform.openai.com/docs/api-reference/responses)."""

import time
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from qa.answer import Answer
from qa.errors import QAError
from qa.server.api.fields import load_body
from qa.server.chat.asked import ChatRequest, read_response
from qa.server.chat.message import MessageDraft, annotate, find_base, write_answer_values
from qa.server.chat.streaming import MessageStep, follow_message, open_events, read_message
from qa.server.events import end_with_reader, stream_events, write_server_event
from qa.server.telling import tell_reader
from qa.server.values import ValuesResponse

# What has to be in a response and means nothing here.
_FIXED: Mapping[str, Any] = {
    "incomplete_details": None,
    "parallel_tool_calls": False,
    "temperature": None,
    "tool_choice": "none",
    "tools": [],
    "top_p": None,
}


async def respond(request: Request) -> Response:
    """Answer the last message of the user, whole or in pieces."""
    body = await load_body(request)
    asked = read_response(body)
    if asked.streams:
        events, model = await open_events(request, asked)
        reply = ResponseWriter(body, asked=asked, model=model, base=find_base(request))
        return stream_events(_stream_events(reply, follow_message(events)))
    return ValuesResponse(await end_with_reader(request, _respond_whole(request, body, asked)))


class ResponseWriter:
    """Writes the objects that answer one request."""

    def __init__(self, body: Mapping[str, Any], *, asked: ChatRequest, model: str, base: str) -> None:
        self._asked = asked
        self._base = base
        self._own = {
            "id": f"resp_{uuid4().hex}",
            "object": "response",
            "created_at": int(time.time()),
            "model": model,
            "instructions": body.get("instructions") if isinstance(body.get("instructions"), str) else None,
            "metadata": body.get("metadata") or {},
            **_FIXED,
        }
        self.item_id = f"msg_{uuid4().hex}"

    def write(self, status: str, **more: Any) -> dict[str, Any]:
        """Return the response without its output."""
        return {**self._own, "status": status, "error": None, "output": [], "usage": None, **more}

    def write_whole(self, message: MessageDraft, answer: Answer) -> dict[str, Any]:
        """Return the response with all of it."""
        asked = self._asked
        return self.write(
            "completed",
            output=[self.write_item([self.write_part(message, answer)])],
            usage=_count_tokens(answer),
            qa=write_answer_values(answer, asked=asked.question.question, notices=asked.notices),
        )

    def write_item(self, content: list[dict[str, Any]], *, status: str = "completed") -> dict[str, Any]:
        """Return the message of the response."""
        return {"id": self.item_id, "type": "message", "role": "assistant", "status": status, "content": content}

    def write_part(self, message: MessageDraft, answer: Answer | None = None) -> dict[str, Any]:
        """Return the text of the message, with what it cites where the answer is there."""
        found = annotate(message, answer.citations, base=self._base) if answer else []
        return {"type": "output_text", "text": message.text, "annotations": found, "logprobs": []}


class EventWriter:
    """Writes events with their numbers."""

    def __init__(self) -> None:
        self._next = 0

    def write(self, kind: str, **values: Any) -> str:
        """Return the next event."""
        number, self._next = self._next, self._next + 1
        return write_server_event({"type": kind, "sequence_number": number, **values}, event=kind)


async def _respond_whole(request: Request, body: Mapping[str, Any], asked: ChatRequest) -> dict[str, Any]:
    events, model = await open_events(request, asked)
    reply = ResponseWriter(body, asked=asked, model=model, base=find_base(request))
    return reply.write_whole(*await read_message(events))


async def _stream_events(reply: ResponseWriter, steps: AsyncGenerator[MessageStep, None]) -> AsyncGenerator[str, None]:
    sequence, item = EventWriter(), {"item_id": reply.item_id, "output_index": 0, "content_index": 0}
    yield sequence.write("response.created", response=reply.write("in_progress"))
    yield sequence.write("response.in_progress", response=reply.write("in_progress"))
    opened = reply.write_item([], status="in_progress")
    yield sequence.write("response.output_item.added", output_index=0, item=opened)
    yield sequence.write("response.content_part.added", **item, part=reply.write_part(MessageDraft()))
    try:
        async with aclosing(steps):
            async for step in steps:
                if step.piece:
                    yield sequence.write("response.output_text.delta", **item, delta=step.piece, logprobs=[])
                if step.answer:
                    for event in _write_end(reply, sequence, item, step.message, step.answer):
                        yield event
    except QAError as error:
        failure = {"code": "server_error", "message": tell_reader(str(error))}
        yield sequence.write("response.failed", response=reply.write("failed", error=failure))


def _write_end(
    reply: ResponseWriter, sequence: EventWriter, item: dict[str, Any], message: MessageDraft, answer: Answer
) -> list[str]:
    """Return the events that end a response: its annotations, and each of its parts as a whole."""
    part = reply.write_part(message, answer)
    return [
        *(
            sequence.write("response.output_text.annotation.added", **item, annotation_index=n, annotation=annotation)
            for n, annotation in enumerate(part["annotations"])
        ),
        sequence.write("response.output_text.done", **item, text=message.text, logprobs=[]),
        sequence.write("response.content_part.done", **item, part=part),
        sequence.write("response.output_item.done", output_index=0, item=reply.write_item([part])),
        sequence.write("response.completed", response=reply.write_whole(message, answer)),
    ]


def _count_tokens(answer: Answer) -> dict[str, Any]:
    prompt, completion = answer.usage.prompt_tokens, answer.usage.completion_tokens
    return {
        "input_tokens": prompt,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
        "output_tokens": completion,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": prompt + completion,
    }
