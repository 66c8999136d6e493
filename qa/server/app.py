"""Put the server together: its faces, what guards them, and what they share."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from qa.errors import QAError
from qa.server import api, pages
from qa.server.refusals import refuse, write_refusal
from qa.server.security import Guard
from qa.server.services import Services


def create_app(services: Services) -> Starlette:
    """Return the server as an ASGI application; it closes the services when it ends."""

    @asynccontextmanager
    async def run(app: Starlette) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_default_executor(services.workers)
        try:
            yield
        finally:
            services.close()

    app = Starlette(
        routes=[*api.ROUTES, *pages.ROUTES],
        middleware=[Middleware(Guard, options=services.options)],
        exception_handlers={QAError: refuse, HTTPException: _refuse_http},
        lifespan=run,
    )
    app.state.services = services
    return app


async def _refuse_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    message = "There is no page under this address." if error.status_code == 404 else error.detail
    return write_refusal(request.scope, error.status_code, message, kind="Refused")
