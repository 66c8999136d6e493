"""The page that holds a draft against the articles."""

from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from qa.checking import Manuscript, Submission, read_manuscript
from qa.errors import QAError
from qa.render.pages.check import describe_draft
from qa.render.pages.page import write_part
from qa.server.frame import write_server_page
from qa.server.pages.articles import list_places
from qa.server.pages.asked import Asked, read_asked
from qa.server.pages.overview import read_overview
from qa.server.services import Services, Tell
from qa.server.telling import fit_readers
from qa.server.views.forms import open_form
from qa.server.views.progress import send_failure, send_result

if TYPE_CHECKING:
    from markupsafe import Markup

_NAME = "the draft"


async def show_check(request: Request) -> Response:
    """Show the form that takes a draft."""
    return HTMLResponse(await _write_page(request, read_asked(request.query_params), text="", runs=False))


async def check_draft(request: Request) -> Response:
    """Check the draft of a form, typed or as a file, and show it with what the articles have beside it.

    Where the check was stopped, the draft is only shown.
    """
    services: Services = request.app.state.services
    async with open_form(request) as form:
        asked, text = read_asked(form.fields), form.fields.get("text", "")
        name, data = _NAME, text.encode()
        if form.files:
            name, file = form.files[0]
            data = await file.read()
    if "stopped" in form.fields:
        return HTMLResponse(await _write_page(request, asked, text=text, runs=False))
    page = await _write_page(request, asked, text=text, runs=True)
    try:
        language = asked.languages[0] if len(asked.languages) == 1 else None
        draft = await services.work(lambda: read_manuscript(data, name=name, language=language))
    except QAError as error:
        return send_failure(page, error)
    told = services.follow(lambda tell: _write_checked(services, asked, draft, tell))
    return await send_result(page, told, form="draft")


def _write_checked(services: Services, asked: Asked, draft: Manuscript, tell: Tell) -> "Markup":
    """Return the markup of a draft that was checked."""

    def advance(stage: str, done: int, total: int) -> None:
        tell(f"Checked {done} of {total} statements" if done else f"Checking {total} statements")

    checker = services.make_checker(asked.model or None)
    submission = Submission(manuscript=draft, asked=services.settings.as_of)
    [text] = checker.check_texts([submission], filters=asked.filters, on_progress=advance)
    shown = describe_draft(text)
    summary = " ".join([shown["summary"], *fit_readers(text).notices])
    return write_part("draft.html", **{**shown, "summary": summary, "places": list_places(text.citations)})


async def _write_page(request: Request, asked: Asked, *, text: str, runs: bool) -> str:
    services: Services = request.app.state.services
    values: dict[str, Any] = {
        "asked": asked,
        "text": text,
        "overview": await services.read(lambda: read_overview(services.library)),
        "models": await services.read(services.list_models),
        "runs": runs,
    }
    return write_server_page(request.scope, "server/check.html", title="Check a draft", **values)
