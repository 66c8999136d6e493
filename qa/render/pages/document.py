"""Write a briefing, a timeline or a list of changes as a page: what is told, and the articles beside it."""

from typing import Any

from qa.briefing import Brief, Changes, Timeline
from qa.render.briefing.contents import describe_brief, describe_changes, describe_timeline
from qa.render.briefing.document import SOURCES, Document
from qa.render.pages.page import write_page


def write_timeline_page(timeline: Timeline) -> str:
    """Return a timeline."""
    return write_document_page(describe_timeline(timeline))


def write_brief_page(brief: Brief) -> str:
    """Return a briefing."""
    return write_document_page(describe_brief(brief))


def write_changes_page(changes: Changes) -> str:
    """Return a list of changes."""
    return write_document_page(describe_changes(changes))


def write_document_page(document: Document) -> str:
    """Return a document; the numbers lead to the words that they stand for."""
    return "".join(write_page("document.html", **list_contents(document)))


def list_contents(document: Document) -> dict[str, Any]:
    """Return what templates show of a document, by the names that they know it under."""
    return {
        "title": document.title,
        "refusal": document.refusal,
        "main": [part for part in document.parts if part.heading != SOURCES],
        "aside": [part for part in document.parts if part.heading == SOURCES],
        "footer": document.footer,
        "places": {},
    }
