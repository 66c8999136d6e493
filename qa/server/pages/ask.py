"""The page where people ask: the form, the answer as it is made, and follow-ups."""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import replace
from functools import partial

from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from qa.answer import Answer, Citation
from qa.chain import AnswerEvent, ConfirmedStatement, StageStarted
from qa.errors import QAError, UsageProblem
from qa.render.pages.page import write_part
from qa.server.dialogue import FullQuestion, stream_turn
from qa.server.events import begin_events, stream_events, tell_failure, write_server_event
from qa.server.frame import write_server_page
from qa.server.pages.articles import describe_article_page, write_article_part
from qa.server.pages.asked import Asked, comes_from_here, read_asked, read_history
from qa.server.pages.kept import KeptAnswer, KeptAnswers
from qa.server.pages.marking import TextMark
from qa.server.pages.overview import read_overview
from qa.server.pages.turn import write_confirmed, write_sources, write_turn
from qa.server.pages.waiting import StillWaiting, tell_waiting
from qa.server.refusals import find_status
from qa.server.services import Services
from qa.server.telling import tell_reader

# Where the answer goes into the page; no value can hold it, since what is shown is escaped.
_PLACE = "<!-- the answer -->"
_TITLE = "Ask the articles"
# Of the number of a turn: more questions than a tab ever holds.
_TURN_DIGITS = 4
_Events = AsyncGenerator[FullQuestion | AnswerEvent, None]


async def show_ask(request: Request) -> Response:
    """Show the form and, where a question is asked, its answer below it as it comes.

    One that was answered before is shown as it was, until it is asked again. A question in a link of another site is
    only filled in: who follows a link has not asked anything yet; likewise one whose answer was stopped.
    """
    services: Services = request.app.state.services
    kept: KeptAnswers = request.app.state.kept
    fields = request.query_params
    asked = read_asked(fields)
    if asked.question and "sec-purpose" in request.headers:
        # A browser that fetches a page ahead drops it then; nobody has asked yet.
        return Response(status_code=503)
    overview = await services.read(lambda: read_overview(services.library))
    models = await services.read(services.list_models)
    is_led = not comes_from_here(request)
    runs, title = bool(asked.question) and not is_led and "stopped" not in fields, asked.question or _TITLE
    if runs and "again" in fields:
        kept.forget(asked)
        return RedirectResponse(asked.address, status_code=303)
    values = {
        "asked": asked,
        "overview": overview,
        "models": models,
        "runs": runs,
        "waits": asked.question and is_led,
    }
    page = write_server_page(request.scope, "server/ask.html", title=title, **values)
    if not runs:
        return HTMLResponse(page)
    head, _, tail = page.partition(_PLACE)
    if before := kept.find(asked):
        return HTMLResponse(f"{head}{await services.read(partial(_write_whole, services, before))}{tail}")
    try:
        asked.to_request()
    except QAError as error:
        return HTMLResponse(f"{head}{_write_problem(asked, error)}{tail}", status_code=400)
    return StreamingResponse(_write_pieces(services, kept, asked, head, tail), media_type="text/html")


async def tell_answer(request: Request) -> Response:
    """Answer a question of the form as a stream of events whose data is markup; a follow-up brings what was said."""
    services: Services = request.app.state.services
    try:
        fields = QueryParams((await request.body()).decode("utf-8", "replace"))
    except ClientDisconnect:
        raise UsageProblem("The request broke off.") from None
    asked, turn, history = read_asked(fields), fields.get("turn", "1"), read_history(fields.get("history", "[]"))
    if not turn.isdecimal() or len(turn) > _TURN_DIGITS:
        raise UsageProblem("The number of a turn is a whole number.")
    events = await begin_events(_stream_turn(services, asked, history))
    kept: KeptAnswers = request.app.state.kept
    return stream_events(tell_failure(_write_events(services, kept, events, asked, int(turn))))


def _stream_turn(services: Services, asked: Asked, history: Sequence[tuple[str, str]] = ()) -> _Events:
    return stream_turn(services, asked.to_request(), model=asked.model or None, history=history)


async def _write_events(
    services: Services, kept: KeptAnswers, events: _Events, asked: Asked, turn: int
) -> AsyncIterator[str]:
    earlier: list[Citation] = []
    async with aclosing(events):
        async for event in events:
            if isinstance(event, FullQuestion):
                asked = replace(asked, asked_as=event.asked_as, is_open=event.is_open)
            elif isinstance(event, StageStarted):
                yield write_server_event({"text": event.describe()}, event="started")
            elif isinstance(event, ConfirmedStatement):
                yield write_server_event(write_confirmed(event, earlier, turn=turn), event="statement")
                earlier += event.citations
            elif isinstance(event, Answer):
                kept.keep(asked, event)
                html = await services.read(partial(write_turn, event, asked, turn=turn))
                yield write_server_event({"html": html}, event="answer")


async def _write_pieces(
    services: Services, kept: KeptAnswers, asked: Asked, head: str, tail: str
) -> AsyncIterator[str]:
    """Yield a page piece by piece: what is confirmed while it is, and the whole answer, which takes its place.

    Where that does not come, what was confirmed stays, and beside it stands why.
    """
    yield f"{head}{write_part('server/halt.html', address=f'{asked.address}&stopped=1', form='')}"
    earlier: list[Citation] = []
    stage = "Reading the question"
    try:
        async with aclosing(tell_waiting(_stream_turn(services, asked))) as events:
            async for event in events:
                if isinstance(event, StillWaiting):
                    yield write_part("server/stage.html", text=stage, seconds=event.seconds)
                elif isinstance(event, StageStarted):
                    stage = event.describe()
                    yield write_part("server/stage.html", text=stage, seconds=0)
                elif isinstance(event, ConfirmedStatement):
                    yield write_confirmed(event, earlier)["statement"]
                    earlier += event.citations
                elif isinstance(event, Answer):
                    kept.keep(asked, event)
                    found = KeptAnswer(answer=event, asked=asked)
                    yield await services.read(partial(_write_whole, services, found))
    except QAError as error:
        yield _write_problem(asked, error, earlier)
    yield tail


def _write_problem(asked: Asked, error: QAError, citations: Sequence[Citation] = ()) -> str:
    """Return the markup of why there is no whole answer, and of the sources of what was confirmed until then."""
    sources = write_sources(citations) if citations else ""
    # What is refused as it stands is in the form, to be changed there.
    address = asked.address if find_status(error) >= 500 else ""
    return write_part("server/problem.html", message=tell_reader(str(error)), address=address, sources=sources)


def _write_whole(services: Services, found: KeptAnswer) -> str:
    """Return the markup of an answer, beside it the article of its first citation."""
    answer = found.answer
    cited = [citation.article.id for citation in answer.text_citations]
    marks = [
        TextMark(n=each.n, start=each.start, end=each.end) for each in answer.citations if each.article.id in cited[:1]
    ]
    shown = describe_article_page(services.library, cited[0], marks) if cited else None
    reading = write_article_part(shown) if shown else ""
    return write_part("server/answered.html", turn=write_turn(answer, found.asked, at=found.at), reading=reading)
