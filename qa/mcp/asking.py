"""`ask`: an answer whose every sentence is checked against the articles and cited with their exact words."""

from contextlib import aclosing

from qa.answer import Answer
from qa.chain import StageStarted
from qa.chain.chain import STAGES
from qa.chain.read import read_request
from qa.mcp.tool import AssistantTool, ToolCall, ToolReply, lay_out_notices, make_reply
from qa.render.answers.lines import lay_out_answer
from qa.server.api import results
from qa.server.api.asking import LENGTH
from qa.server.api.fields import AS_OF, LIMITS, Field
from qa.server.schemas import leave_out_null, pick_fields

# Of an answer, what an assistant cites and tells; the rest is of use to programs that have the JSON of the server.
_TOLD = (
    "question",
    "status",
    "reason",
    "text",
    "explanation",
    "statements",
    "unconfirmed",
    "unanswered",
    "citations",
    "disagreement",
    "sides",
    "notices",
    "model",
    "judge",
)


async def call_ask(call: ToolCall) -> ToolReply:
    """Answer a question, telling what is being done meanwhile."""
    given = {name: call.values[name] for name in ("question", "as_of", "length") if name in call.values}
    asked = read_request(given, filters=call.filters)
    done, answer = 0, None
    async with aclosing(call.services.stream(asked)) as events:
        async for event in events:
            if isinstance(event, StageStarted):
                await call.tell(done, len(STAGES) + 1, event.describe())
                done += 1
            elif isinstance(event, Answer):
                answer = event
    assert answer is not None, "a stream ends with its answer"
    lines = [*lay_out_answer(answer, every_quote=True), *lay_out_notices(answer.notices)]
    values = answer.to_json()
    return make_reply(lines, {name: values[name] for name in _TOLD})


TOOLS = (
    AssistantTool(
        name="ask",
        title="Ask the news articles",
        description=(
            "Answer a question from the news articles of this library. Every sentence of the answer was checked "
            "against the articles and carries numbers of citations with the exact words, outlet and day. Use the "
            "answer as it is, keep its citations and cite no others. Sentences under `unconfirmed` are not supported "
            "by the articles: do not state them as facts. If status is not_answered, say that the articles do not "
            "say it; do not fill in from memory. Give one complete question, with names instead of pronouns."
        ),
        fields=(
            Field(name="question", required=True, says="One complete question, or a topic for an overview."),
            *LIMITS,
            AS_OF,
            LENGTH,
        ),
        gives=leave_out_null(pick_fields(results.ANSWER, _TOLD)),
        call=call_ask,
    ),
)
