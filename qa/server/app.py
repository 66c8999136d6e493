"""Put the server together: its faces, what guards them, and what they share."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from qa.errors import QAError
from qa.server import api, chat, pages, views
from qa.server.pages.kept import KeptAnswers
from qa.server.refusals import refuse, write_refusal
from qa.server.security import Guard
from qa.server.services import Services

# Seconds, chosen: the first page goes first, and who reads it needs longer to ask.
_WARMED_AFTER, _QUIET_FOR = 1.0, 0.2

NO_PAGE = "There is no page under this address."


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A further way in, that not every installation has.

    Attributes:
        run: What holds while the server runs.
    """

    routes: Sequence[BaseRoute]
    run: Callable[[], AbstractAsyncContextManager[None]]


def create_app(services: Services, *, faces: Sequence[Face] = ()) -> Starlette:
    """Return the server as an ASGI application; it closes the services when it ends."""

    @asynccontextmanager
    async def run(app: Starlette) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.callback(services.close)
            if services.options.warms:
                stack.callback(asyncio.create_task(_warm_when_quiet(services)).cancel)
            for face in faces:
                await stack.enter_async_context(face.run())
            yield

    app = Starlette(
        routes=[
            *api.ROUTES,
            *chat.ROUTES,
            *views.ROUTES,
            *pages.ROUTES,
            *(route for face in faces for route in face.routes),
        ],
        middleware=[Middleware(Guard, options=services.options)],
        exception_handlers={QAError: refuse, HTTPException: _refuse_http},
        lifespan=run,
    )
    app.state.services = services
    app.state.kept = KeptAnswers(services.library)
    return app


async def _warm_when_quiet(services: Services) -> None:
    """Load what the first question needs once nobody waits for a page.

    Its thread keeps its priority: what it starts would inherit a lower one, and keep it for every later question.
    """
    await asyncio.sleep(_WARMED_AFTER)
    while services.is_busy:
        await asyncio.sleep(_QUIET_FOR)
    services.warm()


async def _refuse_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status, headers, message = error.status_code, error.headers or {}, error.detail
    if status == 404:
        message = chat.NO_ADDRESS if request.url.path.startswith(chat.PREFIX) else NO_PAGE
    elif status == 405:
        message = f"This address takes no {request.method}. It takes {headers.get('Allow', 'another method')}."
    return write_refusal(request.scope, status, message, kind="Refused", headers=headers)
