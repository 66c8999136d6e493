"""The page where people ask and read."""

from starlette.routing import BaseRoute, Route

from qa.server.frame import FILE_ROUTES
from qa.server.pages import articles, ask

ROUTES: tuple[BaseRoute, ...] = (
    Route("/", ask.show_ask),
    Route("/ask", ask.tell_answer, methods=["POST"]),
    Route("/article/{id}", articles.show_article),
    *FILE_ROUTES,
)

__all__ = ["ROUTES"]
