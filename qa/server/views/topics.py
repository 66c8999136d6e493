"""The pages of a topic, a briefing, a timeline and what changed: a form, below it what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from qa.server.frame import write_server_page
from qa.server.pages.asked import Asked, comes_from_here, read_asked
from qa.server.pages.overview import read_overview
from qa.server.services import Services, Tell
from qa.server.views.progress import send_result

if TYPE_CHECKING:
    from markupsafe import Markup

Fields = QueryParams
WriteTopic = Callable[[Services, Asked, Fields, Tell], "Markup"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage:
    """A page that is about a topic.

    Attributes:
        path: Where it is.
        title: What it is called while no topic is given.
        lead: What it shows, in a sentence.
        verb: What its button says.
        write: Makes the result.
        since: It is asked since a day, which then limits no articles.
        model: A model may be chosen.
    """

    path: str
    title: str
    lead: str
    verb: str
    write: WriteTopic
    since: bool = False
    model: bool = False

    async def show(self, request: Request) -> Response:
        """Show the form and, where a topic is given, what comes of it.

        A topic in a link of another site is only filled in: who follows a link has not asked anything yet.
        """
        services: Services = request.app.state.services
        fields = request.query_params
        asked = read_asked(fields)
        is_led = not comes_from_here(request)
        runs = bool(asked.question) and not is_led and "stopped" not in fields
        page = write_server_page(
            request.scope,
            "server/topic.html",
            title=asked.question or self.title,
            page=self,
            asked=asked,
            since=asked.since or "last week",
            overview=await services.read(lambda: read_overview(services.library)),
            models=await services.read(services.list_models) if self.model else [],
            runs=runs,
            waits=asked.question and is_led,
        )
        if not runs:
            return HTMLResponse(page)
        told = services.follow(partial(self.write, services, asked, fields))
        return await send_result(page, told, stop=self.find_address(asked, stopped="1"))

    def find_address(self, asked: Asked, **more: str) -> str:
        """Return the address that shows a topic by the same settings, with further fields."""
        return "".join([self.path, asked.address.removeprefix("/"), *(f"&{name}={more[name]}" for name in more)])
