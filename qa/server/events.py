"""Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): a stream of what happens."""

import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import StreamingResponse

from qa.errors import QAError


def write_server_event(values: Any, *, event: str = "") -> str:
    """Return one event with values of JSON as its data."""
    lead = f"event: {event}\n" if event else ""
    return f"{lead}data: {json.dumps(values, ensure_ascii=False)}\n\n"


def stream_events(events: AsyncIterator[str]) -> StreamingResponse:
    """Return a response of events; when the reader goes, what makes them is closed."""
    return StreamingResponse(_close_after(events), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def tell_failure(events: AsyncIterator[str]) -> AsyncIterator[str]:
    """Yield events, and as the last one what ended them early: by then the status was sent."""
    try:
        async for event in events:
            yield event
    except QAError as error:
        yield write_server_event({"message": str(error), "type": type(error).__name__}, event="error")


async def _close_after(events: AsyncIterator[str]) -> AsyncIterator[str]:
    try:
        async for event in events:
            yield event
    finally:
        close = getattr(events, "aclose", None)
        if close is not None:
            await close()
