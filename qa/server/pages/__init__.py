"""The page where people ask and read."""

from starlette.routing import BaseRoute

from qa.server.frame import FILE_ROUTES

ROUTES: tuple[BaseRoute, ...] = FILE_ROUTES

__all__ = ["ROUTES"]
