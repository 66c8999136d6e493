"""Tell who waits for a page that comes piece by piece how long it has taken so far."""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import TypeVar

Event = TypeVar("Event")

# Seconds, chosen: often enough to be seen to go on, and a page of some minutes stays small.
_TICK = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StillWaiting:
    """Nothing happened for a while: how many seconds it has taken so far."""

    seconds: int


async def tell_waiting(
    events: AsyncGenerator[Event, None], *, every: float = _TICK
) -> AsyncGenerator[Event | StillWaiting, None]:
    """Yield events as they come and, where none comes for a while, that; when it is closed, what makes them ends."""
    began, end = time.monotonic(), object()
    told: asyncio.Queue[Event | object] = asyncio.Queue()

    async def pump() -> None:
        try:
            async with aclosing(events):
                async for event in events:
                    told.put_nowait(event)
        finally:
            told.put_nowait(end)

    task = asyncio.create_task(pump())
    try:
        while True:
            try:
                event = await asyncio.wait_for(told.get(), every)
            except TimeoutError:
                yield StillWaiting(seconds=round(time.monotonic() - began))
                continue
            if event is end:
                break
            yield event  # type: ignore[misc]
        await task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
