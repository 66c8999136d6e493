"""Show what may take a while: what is there soon comes whole, else the page begins and tells what is being done."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from starlette.responses import HTMLResponse, Response, StreamingResponse

from qa.errors import QAError
from qa.render.pages.page import write_part
from qa.server.pages.waiting import StillWaiting, tell_waiting
from qa.server.refusals import find_status
from qa.server.telling import tell_reader

# What is told on the way, and as the last one a result, which is markup.
Told = AsyncGenerator[str, None]
# Where the result goes into a page; no value can hold it, since what is shown is escaped.
PLACE = "<!-- the result -->"
# Seconds, chosen: for less nobody wants to be told of progress, and what goes wrong can still be told by the status.
_PATIENCE = 0.7


async def send_result(page: str, told: Told, *, stop: str = "", form: str = "") -> Response:
    """Return a page with a result in its place; where that takes long, it comes piece by piece.

    Args:
        page: The markup of a page, with PLACE in it.
        told: What is done meanwhile as plain text, and the result as Markup. It is closed when the reader goes.
        stop: The page to go to from one that is not whole yet.
        form: The id of a form of the page to send with `stopped` instead, so that what was typed stays.
    """
    head, _, tail = page.partition(PLACE)
    first = asyncio.ensure_future(anext(told))
    await asyncio.wait([first], timeout=_PATIENCE)
    if first.done():
        try:
            if _is_markup(first.result()):
                await told.aclose()
                return HTMLResponse(f"{head}{first.result()}{tail}")
        except QAError as error:
            return send_failure(page, error)
    lead = f'{head}<ul class="stages" role="status">{write_part("server/halt.html", address=stop, form=form)}'
    return StreamingResponse(_write_pieces(lead, _go_on(first, told), tail), media_type="text/html")


def send_failure(page: str, error: QAError) -> Response:
    """Return a page with why there is no result in the place of one."""
    head, _, tail = page.partition(PLACE)
    return HTMLResponse(f"{head}{_write_failure(error)}{tail}", status_code=find_status(error))


async def _go_on(first: "asyncio.Future[str]", told: Told) -> Told:
    """Yield what is told, the first of which is waited for already."""
    try:
        async with aclosing(told):
            yield await first
            async for each in told:
                yield each
    finally:
        first.cancel()


async def _write_pieces(lead: str, told: Told, tail: str) -> AsyncIterator[str]:
    """Yield the page: what is being done while it is, of which only the last is seen, and the result."""
    stage = "Reading"
    try:
        async with aclosing(tell_waiting(told)) as events:
            yield f"{lead}{_write_stage(stage)}"
            async for each in events:
                if isinstance(each, StillWaiting):
                    yield _write_stage(stage, each.seconds)
                elif _is_markup(each):
                    yield f"</ul>{each}"
                else:
                    stage = each
                    yield _write_stage(stage)
    except QAError as error:
        yield f"</ul>{_write_failure(error)}"
    yield tail


def _write_stage(text: str, seconds: int = 0) -> str:
    return write_part("server/stage.html", text=text, seconds=seconds)


def _is_markup(told: str) -> bool:
    from markupsafe import Markup

    return isinstance(told, Markup)


def _write_failure(error: QAError) -> str:
    return write_part("server/failure.html", message=tell_reader(str(error)))
