"""Carry the tools to any number of clients over HTTP, as a face of a server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from qa.mcp.opening import OpenServices, ServicesOpener
from qa.mcp.server import create_mcp_server
from qa.server import Face, ServerOptions
from qa.server.security import Guard

PATH = "/mcp"
# Chosen: each client has one, and those that went without a word are forgotten after half an hour.
_SESSIONS = 500


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
