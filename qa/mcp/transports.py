"""Carry the tools to clients: over standard input and output, or over HTTP as a face of a server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any, cast

from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from qa.mcp.opening import OpenServices, ServicesOpener
from qa.mcp.server import create_mcp_server
from qa.server.app import Face
from qa.server.options import ServerOptions
from qa.server.security import Guard

PATH = "/mcp"
# Chosen: each client has one, and those that went without a word are forgotten after half an hour.
_SESSIONS = 500


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


def make_tools_face(open_services: OpenServices, options: ServerOptions) -> Face:
    """Return the tools as a face of a server, under /mcp; who may reach them the server's guard decides."""
    manager = StreamableHTTPSessionManager(
        create_mcp_server(open_services), max_request_body_size=options.body_limit, max_sessions=_SESSIONS
    )
    return Face(routes=(Route(PATH, StreamableHTTPASGIApp(manager)),), run=manager.run)


def create_tools_app(opener: ServicesOpener, options: ServerOptions) -> Starlette:
    """Return a server of nothing but the tools as an ASGI application; it closes the services when it ends."""
    face = make_tools_face(opener.open, options)

    @asynccontextmanager
    async def run(app: Starlette) -> AsyncIterator[None]:
        try:
            async with face.run():
                yield
        finally:
            opener.close()

    return Starlette(routes=list(face.routes), middleware=[Middleware(Guard, options=options)], lifespan=run)
