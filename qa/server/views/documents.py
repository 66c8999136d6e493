"""What a library holds of a topic, as `qa brief`, `qa timeline` and `qa changes` write it in HTML."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qa.answer import Citation
from qa.briefing import read_since
from qa.briefing.timeline import EVENTS
from qa.errors import UsageProblem
from qa.render.briefing.contents import describe_brief, describe_changes, describe_timeline
from qa.render.briefing.document import Document
from qa.render.pages.document import list_contents
from qa.render.pages.page import write_part
from qa.server.pages.articles import list_places
from qa.server.pages.asked import Asked
from qa.server.services import Services, Tell
from qa.server.telling import fit_readers
from qa.server.views.axis import UNITS, choose_unit, lay_axis
from qa.server.views.topics import Fields, TopicPage

if TYPE_CHECKING:
    from markupsafe import Markup

_MOST_EVENTS = 500


def write_brief(services: Services, asked: Asked, fields: Fields, tell: Tell) -> "Markup":
    """Return the markup of a briefing; a model writes its sections where one is chosen or usual."""

    def advance(stage: str, done: int, total: int) -> None:
        tell(f"{stage[:1].upper()}{stage[1:]}, {done} of {total}")

    briefer = services.make_briefer(asked.model or None)
    brief = fit_readers(briefer.write_brief(asked.question, filters=asked.filters, on_progress=advance))
    return _write_contents(describe_brief(brief), brief.citations, brief.notices)


def write_timeline(services: Services, asked: Asked, fields: Fields, tell: Tell) -> "Markup":
    """Return the markup of a timeline: a picture of its days, whose dots lead to the sentences below it."""
    most = _read_most(fields.get("n", ""))
    briefer = services.make_briefer("extractive")
    timeline = fit_readers(briefer.make_timeline(asked.question, most=most, filters=asked.filters))
    unit = next((unit for unit in UNITS if unit == fields.get("by")), None) or choose_unit(timeline.events)
    more = {"n": str(min(most + timeline.left_out, _MOST_EVENTS))} if timeline.left_out else {}
    return _write_contents(
        describe_timeline(replace(timeline, left_out=0)),
        timeline.citations,
        timeline.notices,
        axis=lay_axis(timeline.events, unit) if timeline.events else None,
        zooms=[(each, TIMELINE.find_address(asked, by=each, n=str(most)), each == unit) for each in UNITS],
        left_out=timeline.left_out,
        more=TIMELINE.find_address(asked, by=unit, **more),
    )


def write_changes(services: Services, asked: Asked, fields: Fields, tell: Tell) -> "Markup":
    """Return the markup of what is new about a topic since a day."""
    filters = replace(asked, since="").filters
    briefer = services.make_briefer("extractive")
    today = services.settings.as_of or briefer.find_newest_day(filters)
    since = read_since(asked.since or "last week", today=today)
    changes = fit_readers(briefer.find_changes(asked.question, since=since, filters=filters))
    return _write_contents(describe_changes(changes), changes.citations, changes.notices)


def _write_contents(document: Document, citations: Sequence[Citation], notices: Sequence[str], **more: Any) -> "Markup":
    picture: dict[str, Any] = {"axis": None, "zooms": [], "left_out": 0, "more": ""}
    return write_part(
        "server/contents.html",
        **{**list_contents(document), **picture, **more, "places": list_places(citations)},
        notices=notices,
    )


def _read_most(typed: str) -> int:
    """Return how many events are shown. Raises UsageProblem."""
    if not typed:
        return EVENTS
    if not typed.isdecimal() or not 1 <= int(typed[:4]) <= _MOST_EVENTS:
        raise UsageProblem(f"n is a whole number from 1 to {_MOST_EVENTS}.")
    return int(typed[:4])


BRIEF = TopicPage(
    path="/brief",
    title="Brief me",
    lead="What the articles hold of a topic on one page: what happened, who says what, figures, what is open.",
    verb="Brief me",
    write=write_brief,
    model=True,
)
TIMELINE = TopicPage(
    path="/timeline",
    title="What happened when",
    lead="The events of a topic by the day that the articles speak of, not the day of the report.",
    verb="Draw",
    write=write_timeline,
)
CHANGES = TopicPage(
    path="/changes",
    title="What is new",
    lead="New reports and events about a topic since a day, figures that moved, articles that were revised.",
    verb="Show",
    write=write_changes,
    since=True,
)
