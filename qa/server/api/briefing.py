"""Brief on a topic: `/api/brief`, `/api/timeline`, `/api/changes`."""

from starlette.responses import Response

from qa.briefing import Briefer, read_since
from qa.library.catalogue.filters import make_filters, read_limit
from qa.server.api import results
from qa.server.api.checking import WorkDone, tell_progress
from qa.server.api.fields import AS_OF, LIMITS, MODEL, STREAM, Field
from qa.server.api.operations import Call, Operation
from qa.server.api.responding import respond
from qa.server.services import QUOTED, Tell
from qa.server.values import ValuesResponse

_TOPIC = Field(name="topic", required=True, says="What it is about, in a few words.")
_REPORTS = Field(name="k", kind="number", says="Reports to look at; 40 where it is left out.")


async def brief(call: Call) -> Response:
    """Write the briefing of a topic."""
    filters, model = call.filters, call.values.get("model")

    def run(tell: Tell) -> dict[str, object]:
        briefer = _make_briefer(call, model)
        written = briefer.write_brief(
            call.values["topic"],
            filters=filters,
            on_progress=lambda stage, done, total: tell(WorkDone(stage=stage, done=done, total=total)),
            **call.pick("k"),
        )
        return written.to_json()

    return await respond(call, tell_progress(call, run, model=model))


async def timeline(call: Call) -> Response:
    """Return the events of a topic by their days; no model is used."""
    filters, count = call.filters, {"most": call.values["n"]} if "n" in call.values else {}

    def run() -> dict[str, object]:
        briefer = _make_briefer(call, QUOTED)
        return briefer.make_timeline(call.values["topic"], filters=filters, **count, **call.pick("k")).to_json()

    return ValuesResponse(await call.services.read(run))


async def changes(call: Call) -> Response:
    """Return what is new about a topic since a day; no model is used."""
    since = call.values["since"]
    filters = make_filters(**call.pick("until", "sources", "languages"))

    def run() -> dict[str, object]:
        briefer = _make_briefer(call, QUOTED)
        today = read_limit(call.values.get("as_of"), name="as_of") or call.services.settings.as_of
        day = read_since(since, today=today or briefer.find_newest_day(filters))
        return briefer.find_changes(call.values["topic"], since=day, filters=filters, **call.pick("k")).to_json()

    return ValuesResponse(await call.services.read(run))


def _make_briefer(call: Call, model: str | None) -> Briefer:
    return call.services.make_briefer(model, as_of=read_limit(call.values.get("as_of"), name="as_of"))


OPERATIONS = (
    Operation(
        path="/api/brief",
        says="Write a cited briefing of a topic: what happened, who says what, figures, what is open, a timeline.",
        fields=(_TOPIC, *LIMITS, AS_OF, _REPORTS, MODEL, STREAM),
        handle=brief,
        result=results.BRIEF,
    ),
    Operation(
        path="/api/timeline",
        says="Return the events of a topic by the day on which they happened, without any model.",
        fields=(
            _TOPIC,
            Field(name="n", kind="number", most=500, says="Events to return; 30 where it is left out."),
            *LIMITS,
            AS_OF,
            _REPORTS,
        ),
        handle=timeline,
        result=results.TIMELINE,
    ),
    Operation(
        path="/api/changes",
        says="Return what is new, revised, corrected or gone about a topic since a day, without any model.",
        fields=(
            _TOPIC,
            Field(name="since", required=True, says='A day as YYYY-MM-DD, or words such as "last week".'),
            *LIMITS[1:],
            AS_OF,
            _REPORTS,
        ),
        handle=changes,
        result=results.CHANGES,
    ),
)
