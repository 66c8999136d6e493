"""The pages beside the one where people ask: topics, drafts, the library, evaluations."""

from starlette.routing import BaseRoute, Route

from qa.server.views.documents import BRIEF, CHANGES, TIMELINE

ROUTES: tuple[BaseRoute, ...] = tuple(Route(page.path, page.show) for page in (BRIEF, TIMELINE, CHANGES))

__all__ = ["ROUTES"]
