"""Write a question and its answer as a part of the page, and the answer in the forms that a reader takes along."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent_encode

from qa.answer import Answer, Citation, RankedPassage, Statement
from qa.chain import ConfirmedStatement
from qa.language.dates.format import format_day
from qa.render.answers.lines import lay_out_answer
from qa.render.answers.markdown import write_answer_markdown
from qa.render.answers.words import pick_nearest
from qa.render.json import write_json
from qa.render.layout import write_plain
from qa.render.pages.answer import describe_answer
from qa.render.pages.page import write_part
from qa.render.sources import Source, make_source
from qa.server.pages.articles import list_places
from qa.server.pages.asked import Asked

if TYPE_CHECKING:
    from markupsafe import Markup


def write_turn(answer: Answer, asked: Asked, *, turn: int = 1, at: datetime | None = None) -> "Markup":
    """Return the markup of an answer under its question.

    Args:
        answer: What is shown.
        asked: The question as it was put, with its settings.
        turn: The number of the question on the page; ids in the markup begin with it.
        at: When it was answered, in UTC, where that was before it was asked for now.
    """
    values = describe_answer(answer)
    statements = answer.statements if values["statements"] else ()
    sources = [shown.source for own in values["statements"] for shown in own.sources if shown.first]
    return write_part(
        "server/turn.html",
        **values,
        question=asked.question,
        limits=asked.list_limits(),
        address=asked.address,
        at=f"{format_day(at.date().isoformat())}, {at:%H:%M} UTC" if at else "",
        asked_as=asked.asked_as if asked.asked_as != asked.question else "",
        is_open=asked.is_open,
        told=list(zip(values["statements"], (list_badges(own, answer.citations) for own in statements), strict=True)),
        sources=_tell_once([*sources, *values["others"]]),
        places=list_places(answer.citations),
        near=list(zip(values["nearest"], map(_place_passage, pick_nearest(answer)), strict=False)),
        turn=turn,
        prefix=f"t{turn}-c",
        formats=write_formats(answer, asked_as=asked.full_question),
    )


def write_confirmed(event: ConfirmedStatement, earlier: Sequence[Citation], *, turn: int = 1) -> dict[str, str]:
    """Return the markup of a statement that was just confirmed, and of the sources that it is the first to have.

    Args:
        event: The statement.
        earlier: The citations of those before it.
        turn: As write_turn takes it.
    """
    citations = (*earlier, *event.citations)
    statement = write_part(
        "server/statement.html",
        statement={"text": event.statement.shown_text, "numbers": event.statement.citations},
        badges=list_badges(event.statement, citations),
        prefix=f"t{turn}-c",
    )
    sources = write_part(
        "server/sources.html",
        sources=list(map(make_source, event.citations)),
        places=list_places(citations),
        prefix=f"t{turn}-c",
    )
    return {"statement": statement, "sources": sources}


def write_sources(citations: Sequence[Citation], *, turn: int = 1) -> "Markup":
    """Return the markup of the sources of statements that were confirmed before an answer broke off."""
    return write_part(
        "server/sources.html",
        sources=_tell_once(list(map(make_source, citations))),
        places=list_places(citations),
        prefix=f"t{turn}-c",
    )


def list_badges(statement: Statement, citations: Sequence[Citation]) -> list[tuple[str, str]]:
    """Return what is to be known of a statement at a glance: each the kind of a badge and its words."""
    cited = [citation for citation in citations if citation.n in statement.citations]
    badges = [("as-of", f"as of {format_day(statement.as_of)}")] if statement.as_of else []
    if most := max((len(citation.also_in) for citation in cited), default=0):
        badges.append(("copies", f"{most + 1} outlets, 1 report"))
    if any(citation.corrected for citation in cited):
        badges.append(("corrected", "corrected by the outlet"))
    if any(citation.changed for citation in cited):
        badges.append(("changed", "changed since"))
    return badges


def write_formats(answer: Answer, *, asked_as: str) -> "Markup":
    """Return what scripts take of an answer as one value of JSON, safe within a script element that runs nothing.

    It is the answer as JSON, text, Markdown and HTML, and what a follow-up may lean on.
    """
    from markupsafe import Markup

    values: dict[str, Any] = {
        "json": answer.to_json(),
        "text": write_plain(lay_out_answer(answer)),
        "markdown": write_answer_markdown(answer),
        "html": write_footnotes(answer),
        "asked": asked_as,
        "said": " ".join(statement.text for statement in answer.statements),
    }
    return Markup(write_json(values, encoding="ascii").replace("<", "\\u003c"))


def write_footnotes(answer: Answer) -> str:
    """Return the answer as HTML without any style, its citations as notes below it."""
    values = describe_answer(answer)
    return str(write_part("server/footnotes.html", **values, citations=list(map(make_source, answer.text_citations))))


def _tell_once(sources: Sequence[Source]) -> list[Source]:
    """Return the sources, who else has a report and what became of an article told with the first quote of it only."""
    told: set[str] = set()
    shown = []
    for source in sources:
        copies = "" if source.copies in told else source.copies
        history = tuple(line for line in source.history if line not in told)
        shown.append(replace(source, copies=copies, history=history))
        told |= {source.copies, *source.history}
    return shown


def _place_passage(passage: RankedPassage) -> str:
    """Return the address that shows a passage in its article, its best sentence marked without a number."""
    start, end = (passage.best.start, passage.best.end) if passage.best else (passage.start, passage.end)
    return f"/article/{percent_encode(passage.article_id)}?cite=0.{start}-{end}#c0"
