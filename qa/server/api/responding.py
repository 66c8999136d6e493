"""Answer a request with what comes of it: told as it happens where that is asked for, else the result alone."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from starlette.responses import Response

from qa.server.api.operations import Call
from qa.server.events import begin_events, end_with_reader, stream_events, tell_failure, write_server_event
from qa.server.values import ValuesResponse

# The kind of an event and its values of JSON; the last of them is the result.
Told = AsyncGenerator[tuple[str, Any], None]


async def respond(call: Call, told: Told, *, count: int = 1) -> Response:
    """Return events with `stream`, and else the values of the last one; where the reader goes, they end.

    Args:
        call: What was asked.
        told: What comes of it.
        count: How many events there are before anything is sent, so that what goes wrong until then has a status.
    """
    if not call.values.get("stream"):
        return ValuesResponse(await end_with_reader(call.request, _take_last(told)))
    begun = await end_with_reader(call.request, begin_events(told, count=count))
    return stream_events(tell_failure(_write_told(begun)))


async def _take_last(told: Told) -> Any:
    last: Any = None
    async with aclosing(told):
        async for _, values in told:
            last = values
    return last


async def _write_told(told: Told) -> AsyncGenerator[str, None]:
    async with aclosing(told):
        async for name, values in told:
            yield write_server_event(values, event=name)
