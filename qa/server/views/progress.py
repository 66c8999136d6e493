"""Show what may take a while: what is there soon comes whole, else the page begins and tells what is being done."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response, StreamingResponse

from qa.errors import QAError
from qa.render.pages.page import write_part
from qa.server.refusals import find_status
from qa.server.services import Services

if TYPE_CHECKING:
    from markupsafe import Markup

Report = Callable[[str], None]
# Makes the markup of a result; it is given what to tell of itself meanwhile.
Work = Callable[[Report], "Markup"]
# Where the result goes into a page; no value can hold it, since what is shown is escaped.
PLACE = "<!-- the result -->"
# Seconds, chosen: for less nobody wants to be told of progress, and what goes wrong can still be told by the status.
_PATIENCE = 0.7


async def send_result(services: Services, page: str, work: Work) -> Response:
    """Return a page with a result in its place; where that takes long, it comes piece by piece.

    Args:
        services: What the work waits for its turn with.
        page: The markup of a page, with PLACE in it.
        work: Called in a thread; when the reader goes, the calls of models in it end.
    """
    head, _, tail = page.partition(PLACE)
    told: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def report(text: str) -> None:
        loop.call_soon_threadsafe(told.put_nowait, text)

    task = asyncio.create_task(services.work(lambda: work(report)))
    task.add_done_callback(lambda done: told.put_nowait(None))
    await asyncio.wait([task], timeout=_PATIENCE)
    if not task.done():
        return StreamingResponse(_write_pieces(head, told, task, tail), media_type="text/html")
    try:
        return HTMLResponse(f"{head}{task.result()}{tail}")
    except QAError as error:
        return HTMLResponse(f"{head}{_write_failure(error)}{tail}", status_code=find_status(error))


async def _write_pieces(
    head: str, told: "asyncio.Queue[str | None]", task: "asyncio.Task[Markup]", tail: str
) -> AsyncIterator[str]:
    """Yield the page: what is being done while it is, of which only the last is seen, and the result."""
    try:
        yield f'{head}<ul class="stages" role="status">{write_part("server/stage.html", text="Reading")}'
        while (text := await told.get()) is not None:
            yield write_part("server/stage.html", text=text)
        try:
            result = task.result()
        except QAError as error:
            result = _write_failure(error)
        yield f"</ul>{result}{tail}"
    finally:
        task.cancel()


def _write_failure(error: QAError) -> "Markup":
    return write_part("server/failure.html", message=str(error))
