"""Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): a stream of what happens."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Coroutine
from contextlib import aclosing
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import StreamingResponse

from qa.errors import QAError
from qa.server.telling import tell_reader
from qa.server.values import write_values

Item = TypeVar("Item")
Result = TypeVar("Result")


class ReaderLeft(QAError):
    """Nobody waits for an answer any more: the connection was closed."""


def write_server_event(values: Any, *, event: str = "") -> str:
    """Return one event with values of JSON as its data."""
    lead = f"event: {event}\n" if event else ""
    return f"{lead}data: {json.dumps(write_values(values), ensure_ascii=False)}\n\n"


def stream_events(events: AsyncIterator[str]) -> StreamingResponse:
    """Return a response of events; when the reader goes, what makes them is closed."""
    return StreamingResponse(_close_after(events), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


async def tell_failure(events: AsyncIterator[str]) -> AsyncGenerator[str, None]:
    """Yield events, and as the last one what ended them early: by then the status was sent."""
    try:
        async for event in _close_after(events):
            yield event
    except QAError as error:
        yield write_server_event({"message": tell_reader(str(error)), "type": type(error).__name__}, event="error")


async def begin_events(events: AsyncGenerator[Item, None], *, count: int = 3) -> AsyncGenerator[Item, None]:
    """Return events once the first of them are there: what goes wrong until then can still be told by a status."""
    begun: list[Item] = []
    try:
        while len(begun) < count:
            begun.append(await anext(events))
    except StopAsyncIteration:
        pass
    except BaseException:
        await events.aclose()
        raise

    async def go_on() -> AsyncGenerator[Item, None]:
        async with aclosing(events):
            for event in begun:
                yield event
            async for event in events:
                yield event

    return go_on()


async def end_with_reader(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """Return what work comes to; where the reader goes before, it is cancelled. Raises ReaderLeft then.

    The body of the request has to be read already.
    """
    task, leaving = asyncio.create_task(work), asyncio.create_task(_wait_until_left(request))
    try:
        await asyncio.wait([task, leaving], return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ReaderLeft("The connection was closed.")
        return task.result()
    finally:
        for each in (task, leaving):
            each.cancel()
        await asyncio.gather(task, leaving, return_exceptions=True)


async def _wait_until_left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _close_after(events: AsyncIterator[str]) -> AsyncGenerator[str, None]:
    try:
        async for event in events:
            yield event
    finally:
        close = getattr(events, "aclose", None)
        if close is not None:
            await close()
