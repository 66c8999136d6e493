"""The frame of the server's pages: the places that lead to the others, and the files that pages are made with."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from qa.render.pages.page import STYLE, read_template_file, write_part

# Where a reader may go, in this order; a place without a route is left out.
_PLACES = (
    ("/", "Ask"),
    ("/brief", "Brief"),
    ("/timeline", "Timeline"),
    ("/changes", "Changes"),
    ("/check", "Check"),
    ("/library", "Library"),
    ("/evaluations", "Evaluations"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A page that the others lead to; current is the one that is shown, or the one above it."""

    path: str
    label: str
    current: bool


class PageFiles(StaticFiles):
    """Serves the files of pages; a browser keeps them and asks whether they are the same."""

    def file_response(self, *args: Any, **options: Any) -> Response:
        """Return a file, or that it is the same."""
        response = super().file_response(*args, **options)
        response.headers["Cache-Control"] = "no-cache"
        return response


async def _send_style(_: Any) -> Response:
    return Response(read_template_file(STYLE), media_type="text/css", headers={"Cache-Control": "no-cache"})


# What files hold is no secret, so that their lengths tell nothing; pages are sent as they are, and piece by piece.
_PACKED = (Middleware(GZipMiddleware),)
FILE_ROUTES = (
    Route(f"/static/{STYLE}", _send_style, middleware=_PACKED),
    Mount("/static", PageFiles(directory=str(files("qa.server").joinpath("static"))), middleware=_PACKED),
)


def list_page_links(scope: Scope) -> list[PageLink]:
    """Return the pages that the server has, told from the routes of its application."""
    known = {getattr(route, "path", None) for route in scope["app"].routes}
    own: str = scope["path"]
    return [
        PageLink(path=path, label=label, current=own == path or (path != "/" and own.startswith(f"{path}/")))
        for path, label in _PLACES
        if path in known
    ]


def write_server_page(scope: Scope, template: str, *, title: str, **values: Any) -> str:
    """Return a whole page of the server.

    Args:
        scope: The request that it answers.
        template: Its name in the folder of templates; it extends server/base.html.
        title: What the page is called.
        values: What the template shows: plain text, or Markup that write_part made.
    """
    return str(write_part(template, title=title, script="", places=list_page_links(scope), **values))


def send_page(scope: Scope, template: str, *, title: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Return the response of a whole page, as write_server_page writes it."""
    return HTMLResponse(write_server_page(scope, template, title=title, **values), status_code=status)
