"""Ask a question, alone or in a conversation, and search: `/api/ask`, `/api/chat`, `/api/search`."""

from contextlib import aclosing

from starlette.responses import Response

from qa.answer import passage_to_values, rank_hit
from qa.chain import Request as Question
from qa.chain import name_event, write_event
from qa.chain.read import read_request
from qa.question import clean_question
from qa.server.api import results
from qa.server.api.fields import AS_OF, LIMITS, MODEL, STREAM, Field
from qa.server.api.operations import Call, Operation
from qa.server.api.responding import Told, respond
from qa.server.dialogue import FullQuestion, name_turn_event, stream_turn, write_turn_event
from qa.server.services import QUOTED
from qa.server.values import RowsResponse

K = Field(name="k", kind="number", most=200, says="Passages to retrieve; chosen by the question where it is left out.")
LENGTH = Field(name="length", kind="choice", choices=("short", "full"), says="How long the answer is.")
# With so many events the question is read, and what can't be asked is refused.
_BEGIN = 3
_QUESTION = Field(name="question", required=True, says="What is asked, in up to a few sentences.")
_HISTORY = Field(
    name="history",
    kind="exchanges",
    says="The questions before it with the texts of their answers, the oldest first; the server remembers nothing.",
)


async def ask(call: Call) -> Response:
    """Answer a question by the contract of `--json`; with `stream`, tell what happens meanwhile, the answer last."""
    asked, model = _read_question(call), call.values.get("model")

    async def tell() -> Told:
        async with aclosing(call.services.stream(asked, model=model)) as events:
            async for event in events:
                yield name_event(event), write_event(event)

    return await respond(call, tell(), count=_BEGIN)


async def chat(call: Call) -> Response:
    """Answer a question that may lean on those before it; the same events, before them how it is asked."""
    asked, model, history = _read_question(call), call.values.get("model"), call.values.get("history", ())

    async def tell() -> Told:
        full = FullQuestion(question=asked.question, asked_as=asked.question)
        async with aclosing(stream_turn(call.services, asked, model=model, history=history)) as events:
            async for event in events:
                full = event if isinstance(event, FullQuestion) else full
                yield name_turn_event(event), write_turn_event(event, full)

    return await respond(call, tell(), count=_BEGIN)


async def search(call: Call) -> Response:
    """Return the passages nearest to a query; no model is used."""
    asked = read_request(call.values["query"], filters=call.filters, **call.pick("as_of", "k"))
    chain = await call.services.find_chain(QUOTED)

    def run() -> Response:
        told: list[str] = []
        hits = chain.search(asked.question, k=asked.k, filters=asked.filters, as_of=asked.as_of, on_notice=told.append)
        return RowsResponse([passage_to_values(rank_hit(rank, hit)) for rank, hit in enumerate(hits, 1)], notices=told)

    return await call.services.read(run)


def _read_question(call: Call) -> Question:
    """Return what is asked. Raises UsageProblem, and InvalidQuestion before anything is begun."""
    question = clean_question(call.values["question"])
    return read_request(question, filters=call.filters, **call.pick("as_of", "k", "length"))


OPERATIONS = (
    Operation(
        path="/api/ask",
        says="Answer a question from the articles, each sentence with the words that confirm it.",
        fields=(_QUESTION, *LIMITS, AS_OF, K, LENGTH, MODEL, STREAM),
        handle=ask,
        result=results.ANSWER,
    ),
    Operation(
        path="/api/chat",
        says="Answer a question that may lean on those before it; `asked_as` is the full question.",
        fields=(_QUESTION, _HISTORY, *LIMITS, AS_OF, K, LENGTH, MODEL, STREAM),
        handle=chat,
        result=results.TURN,
        methods=("POST",),
    ),
    Operation(
        path="/api/search",
        says="Return the passages nearest to a query, without any model.",
        fields=(Field(name="query", required=True, says="Words or a question."), *LIMITS, AS_OF, K),
        handle=search,
        result=results.PASSAGES,
    ),
)
