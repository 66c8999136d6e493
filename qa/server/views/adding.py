"""The page that takes articles in: files that are dropped, or the address of a page or a feed."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from io import BytesIO
from typing import BinaryIO

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from qa.ingest import IngestTally
from qa.render.pages.page import write_part
from qa.server.frame import write_server_page
from qa.server.intake import TakenSource, take_in_sent
from qa.server.services import Services
from qa.server.views.forms import SentForm, open_form
from qa.server.views.progress import send_result

# So many sources are listed one by one, those that gave no article before the others.
_MOST_LISTED = 200


async def show_adding(request: Request) -> Response:
    """Show the form, or that nobody may add anything."""
    return HTMLResponse(_write_page(request, runs=False))


async def add_articles(request: Request) -> Response:
    """Take in what a form sends, and tell what became of it."""
    services: Services = request.app.state.services
    async with open_form(request) as form:
        # The files of a form are closed when the request is done, which may be before they are read.
        files = [(name, BytesIO(await file.read())) for name, file in form.files]
    return await send_result(_write_page(request, runs=True), _take_in(services, form, files), stop="/library/add")


async def _take_in(
    services: Services, form: SentForm, files: Sequence[tuple[str, BinaryIO]]
) -> AsyncGenerator[str, None]:
    """Yield how far it is, and what became of each source at the end."""
    addresses = form.fields.get("address", "").split()
    is_feed = bool(form.fields.get("feed"))
    taken: list[TakenSource] = []
    intake = take_in_sent(services, files=files, pages=[] if is_feed else addresses, feeds=addresses if is_feed else [])
    async with aclosing(intake) as told:
        async for each in told:
            if isinstance(each, TakenSource):
                taken.append(each)
                yield f"{each.done:,} done, the last one {each.title or each.origin}"
            else:
                yield _write_taken(taken, each)


def _write_taken(taken: list[TakenSource], tally: IngestTally) -> str:
    listed = sorted(taken, key=lambda each: not each.reason)
    return write_part(
        "server/added.html",
        articles=tally.articles,
        counts=[f"{count:,} {status}" for status, count in tally.statuses.items()],
        taken=listed[:_MOST_LISTED],
        left_out=len(listed[_MOST_LISTED:]),
    )


def _write_page(request: Request, *, runs: bool) -> str:
    services: Services = request.app.state.services
    return write_server_page(
        request.scope, "server/adding.html", title="Add articles", read_only=services.options.read_only, runs=runs
    )
