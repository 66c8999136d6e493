"""The JSON of the command line over HTTP."""

from starlette.routing import Route

from qa.server.api import asking, briefing, checking, ingesting, library
from qa.server.api.openapi import PATH, make_openapi_route

OPERATIONS = (
    *asking.OPERATIONS,
    *checking.OPERATIONS,
    *briefing.OPERATIONS,
    *library.OPERATIONS,
    *ingesting.OPERATIONS,
)
ROUTES: tuple[Route, ...] = (*(operation.make_route() for operation in OPERATIONS), make_openapi_route(OPERATIONS))

__all__ = ["OPERATIONS", "PATH", "ROUTES"]
