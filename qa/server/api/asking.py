"""`/api/ask` and `/api/search`."""

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from qa.answer import passage_to_values, rank_hit
from qa.chain import Chain, name_event, write_event
from qa.chain import Request as Question
from qa.chain.read import read_request
from qa.server.api.fields import LIMITS, read_fields, take_limits, take_number, take_text
from qa.server.events import stream_events, tell_failure, write_server_event
from qa.server.services import Services

MOST_PASSAGES = 200


async def ask(request: Request) -> Response:
    """Answer a question by the contract of `--json`; with `stream`, tell what happens meanwhile, the answer last."""
    services: Services = request.app.state.services
    known = ("question", "as_of", "k", "length", "model", "stream", *LIMITS)
    fields = await read_fields(request, known)
    filters, model = take_limits(fields), fields.pop("model", None)
    streams = str(fields.pop("stream", "")).lower() in ("1", "true")
    asked = read_request(
        take_text(fields, "question"), filters=filters, k=take_number(fields, "k", most=MOST_PASSAGES), **fields
    )
    chain = await services.work(lambda: services.get_chain(model))
    if streams:
        return stream_events(tell_failure(_stream_answer(services, chain, asked)))
    answer = await services.work(lambda: chain.ask(asked))
    return JSONResponse(answer.to_json())


async def search(request: Request) -> Response:
    """Return the passages nearest to a query; no model is used."""
    services: Services = request.app.state.services
    fields = await read_fields(request, ("query", "as_of", "k", *LIMITS))
    filters, k = take_limits(fields), take_number(fields, "k", most=MOST_PASSAGES)
    asked = read_request(take_text(fields, "query"), filters=filters, k=k, **fields)
    chain = await services.work(lambda: services.get_chain("extractive"))
    hits = await services.read(lambda: chain.search(asked.question, k=asked.k, filters=filters, as_of=asked.as_of))
    return JSONResponse([passage_to_values(rank_hit(rank, hit)) for rank, hit in enumerate(hits, 1)])


async def _stream_answer(services: Services, chain: Chain, asked: Question) -> AsyncIterator[str]:
    async with services.hold_turn():
        async for event in chain.astream(asked):
            yield write_server_event(write_event(event), event=name_event(event))
