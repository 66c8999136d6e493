"""What the library holds: its articles, its reports with the outlets that carry them, and the feeds that it follows."""

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from qa.library import ArticleSummary, Library, Story
from qa.server.frame import send_page
from qa.server.pages.asked import Asked, read_asked
from qa.server.pages.overview import read_overview
from qa.server.services import Services
from qa.server.telling import tell_reader
from qa.server.views.forms import find_page_address, read_page_number

# Chosen: what can be looked over on a page.
_ARTICLES, _STORIES = 40, 25


async def show_articles(request: Request) -> Response:
    """Show how many articles there are of each time, and a page of those that pass the filters."""
    services: Services = request.app.state.services
    fields = request.query_params
    asked, words, page = read_asked(fields), fields.get("words", "").strip(), read_page_number(fields)
    shown = await services.read(partial(_list_articles, services.library, asked, words, page))
    return await _send_list(
        request, "server/articles.html", "Library", shown, size=_ARTICLES, asked=asked, words=words, page=page
    )


async def show_stories(request: Request) -> Response:
    """Show reports, each with all the outlets that carry it."""
    services: Services = request.app.state.services
    fields = request.query_params
    asked, page, copies = read_asked(fields), read_page_number(fields), bool(fields.get("copies"))
    shown = await services.read(partial(_list_stories, services.library, asked, copies, page))
    return await _send_list(
        request, "server/stories.html", "Reports", shown, size=_STORIES, asked=asked, copies=copies, page=page
    )


async def show_feeds(request: Request) -> Response:
    """Show the feeds that the library follows, and when each was last looked at."""
    services: Services = request.app.state.services
    feeds = await services.read(services.library.visits.list_feeds)
    return send_page(
        request.scope, "server/feeds.html", title="Feeds", feeds=feeds, read_only=services.options.read_only
    )


async def _send_list(
    request: Request, template: str, title: str, shown: list[Any], *, size: int, page: int, **values: Any
) -> Response:
    """Return a page of a list, of which one more than fits tells that there is another page."""
    services: Services = request.app.state.services
    fields, path = request.query_params, request.url.path
    overview = await services.read(lambda: read_overview(services.library))
    nothing = "" if shown else await services.read(partial(_explain_nothing, services.library, values["asked"]))
    return send_page(
        request.scope,
        template,
        title=title,
        overview=overview,
        shown=shown[:size],
        page=page,
        nothing=nothing,
        read_only=services.options.read_only,
        earlier=find_page_address(path, fields, page - 1) if page > 1 else "",
        later=find_page_address(path, fields, page + 1) if len(shown) > size else "",
        **values,
    )


def _explain_nothing(library: Library, asked: Asked) -> str:
    return tell_reader(library.explain_nothing(asked.filters, "Nothing is found by this."))


def _list_articles(library: Library, asked: Asked, words: str, page: int) -> list[tuple[ArticleSummary, int]]:
    """Return a page of articles, each with how many former versions of it are known, and one more."""
    library.check_outlets(asked.filters)
    offset = (page - 1) * _ARTICLES
    found = library.list_articles(asked.filters, words=words, limit=_ARTICLES + 1, offset=offset)
    versions = library.get_versions_of(article.id for article in found)
    return [(article, len(versions.get(article.id, ()))) for article in found]


def _list_stories(library: Library, asked: Asked, copies: bool, page: int) -> list[Story]:
    library.check_outlets(asked.filters)
    found = library.list_stories(asked.filters, copies_only=copies, limit=page * _STORIES + 1)
    return found[(page - 1) * _STORIES :]
