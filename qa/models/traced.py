"""Spans around the calls of chat models, by the conventions of OpenTelemetry for generative models.

https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from qa.models.chat import Event, Finish, Message, Restart, Usage
from qa.tracing import TracedSpan, begin_span, captures_texts, is_tracing


def trace_events(
    events: Iterator[Event], name: str, messages: Sequence[Message], *, max_tokens: int
) -> Iterator[Event]:
    """Return the events of a call, followed by a span where spans are sent.

    Args:
        events: Not begun yet.
        name: Of the model.
        messages: What it is asked.
        max_tokens: The longest answer.
    """
    return _follow(events, name, messages, max_tokens) if is_tracing() else events


@contextmanager
def trace_call(name: str, messages: Sequence[Message], *, max_tokens: int) -> Iterator[TracedSpan]:
    """Have a span of a call while the block runs."""
    with _begin(name, messages, max_tokens) as span:
        yield span


def note_usage(span: TracedSpan, usage: Usage) -> None:
    """Add to the span of a call what it took."""
    span.note({"gen_ai.usage.input_tokens": usage.prompt_tokens, "gen_ai.usage.output_tokens": usage.completion_tokens})


def _begin(name: str, messages: Sequence[Message], max_tokens: int) -> TracedSpan:
    provider, _, model = name.partition(":")
    span = begin_span(
        f"chat {model or provider}",
        {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": provider,
            "gen_ai.request.model": model or provider,
            "gen_ai.request.max_tokens": max_tokens,
        },
        calls=True,
    )
    if captures_texts():
        span.note({"gen_ai.input.messages": _write_messages([(message.role, message.content) for message in messages])})
    return span


def _follow(events: Iterator[Event], name: str, messages: Sequence[Message], max_tokens: int) -> Iterator[Event]:
    pieces: list[str] = []
    with _begin(name, messages, max_tokens) as span:
        try:
            for event in events:
                if isinstance(event, Usage):
                    note_usage(span, event)
                elif isinstance(event, Finish):
                    span.note({"gen_ai.response.finish_reasons": [event.reason]})
                elif isinstance(event, Restart):
                    pieces.clear()
                elif isinstance(event, str):
                    pieces.append(event)
                yield event
        finally:
            if close := getattr(events, "close", None):
                close()
            if captures_texts():
                span.note({"gen_ai.output.messages": _write_messages([("assistant", "".join(pieces))])})


def _write_messages(messages: Sequence[tuple[str, str]]) -> str:
    return json.dumps(
        [{"role": role, "parts": [{"type": "text", "content": text}]} for role, text in messages], ensure_ascii=False
    )
