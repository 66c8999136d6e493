"""`brief` and `timeline`: what the articles hold of a topic, as a cited page and by the day."""

from qa.briefing import Brief, Timeline
from qa.mcp.tool import AssistantTool, ToolCall, ToolReply, make_reply
from qa.render.briefing.lines import lay_out_brief, lay_out_timeline
from qa.server.api import results
from qa.server.api.fields import LIMITS, Field
from qa.server.schemas import leave_out_null, pick_fields
from qa.server.services import QUOTED
from qa.server.telling import fit_readers

_EVENTS, _MOST_EVENTS = 20, 100
_BRIEFED = (
    "topic",
    "status",
    "happened",
    "sides",
    "figures",
    "open",
    "timeline",
    "sources",
    "citations",
    "unconfirmed",
    "missing",
    "explanation",
    "notices",
    "model",
    "judge",
)
_DATED = ("topic", "status", "events", "citations", "articles", "left_out", "explanation", "notices")
_TOPIC = Field(name="topic", required=True, says="What it is about, in a few words.")


async def call_brief(call: ToolCall) -> ToolReply:
    """Write the briefing of a topic."""
    filters, topic = call.filters, call.values["topic"]
    report = call.tell_from_thread("Written sections")

    def run() -> Brief:
        return call.services.make_briefer().write_brief(topic, filters=filters, on_progress=report)

    brief = fit_readers(await call.services.work(run))
    values = brief.to_json()
    return make_reply(lay_out_brief(brief), {name: values[name] for name in _BRIEFED})


async def call_timeline(call: ToolCall) -> ToolReply:
    """Return the events of a topic by the day on which they happened; no model is used."""
    filters, topic = call.filters, call.values["topic"]
    most = call.values.get("n", _EVENTS)

    def run() -> Timeline:
        return call.services.make_briefer(QUOTED).make_timeline(topic, most=most, filters=filters)

    timeline = fit_readers(await call.services.work(run, model=QUOTED))
    values = timeline.to_json()
    return make_reply(lay_out_timeline(timeline), {name: values[name] for name in _DATED})


TOOLS = (
    AssistantTool(
        name="brief",
        title="Brief on a topic",
        description=(
            "Write a cited briefing of a topic from the news articles: what happened, who says what, figures with "
            "their older values, what is open, a timeline and the sources. Use it for a topic that takes more than "
            "one question."
        ),
        fields=(_TOPIC, *LIMITS),
        gives=leave_out_null(pick_fields(results.BRIEF, _BRIEFED)),
        call=call_brief,
    ),
    AssistantTool(
        name="timeline",
        title="Timeline of a topic",
        description=(
            "Return the events of a topic in the order of the days on which they happened, each a cited sentence of an "
            "article; plans, later figures and corrections are marked."
        ),
        fields=(
            _TOPIC,
            *LIMITS,
            Field(name="n", kind="number", most=_MOST_EVENTS, says=f"How many events to show; {_EVENTS} else."),
        ),
        gives=leave_out_null(pick_fields(results.TIMELINE, _DATED)),
        call=call_timeline,
    ),
)
