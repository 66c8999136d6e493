"""The JSON of the command line over HTTP."""

from starlette.routing import Route

from qa.server.api import asking

ROUTES = (
    Route("/api/ask", asking.ask, methods=["GET", "POST"]),
    Route("/api/search", asking.search, methods=["GET", "POST"]),
)

__all__ = ["ROUTES"]
