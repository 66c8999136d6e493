"""Carry the tools to one client over standard input and output, which is all that `qa mcp` itself needs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from threading import Thread
from typing import Any, cast

from mcp.server.stdio import stdio_server

from qa.mcp.opening import ServicesOpener
from qa.mcp.server import create_mcp_server


async def serve_stdio(opener: ServicesOpener) -> None:
    """Serve one client over standard input and output until it closes them; nothing else is written there."""
    server = create_mcp_server(opener.open)
    try:
        # Of what it reads, the SDK asks only to be iterated over.
        async with stdio_server(stdin=cast(Any, _read_lines())) as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())
    finally:
        opener.close()


async def _read_lines() -> AsyncIterator[str]:
    """Yield the lines of standard input, read in a thread that nobody waits for: an interrupt ends the server at once.

    The SDK's own reader would have to be waited for until the client closes it.
    """
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[str | None] = asyncio.Queue()

    def read() -> None:
        with suppress(RuntimeError), open(0, "rb", closefd=False) as stream:
            for line in stream:
                loop.call_soon_threadsafe(lines.put_nowait, line.decode("utf-8", "replace"))
            loop.call_soon_threadsafe(lines.put_nowait, None)

    Thread(target=read, daemon=True, name="standard input").start()
    while (line := await lines.get()) is not None:
        yield line
