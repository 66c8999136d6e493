"""Lay out a briefing, a timeline or a list of changes for a terminal or a pipe."""

from collections.abc import Iterator

from qa.briefing import Brief, Changes, Timeline
from qa.render.briefing.contents import describe_brief, describe_changes, describe_timeline
from qa.render.briefing.document import Document, DocumentPart, Entry
from qa.render.clean import clean_line, clean_url
from qa.render.layout import Line, Span, Style, make_line


def lay_out_timeline(timeline: Timeline) -> list[Line]:
    """Return a timeline: a line for each event, the articles below."""
    return lay_out_document(describe_timeline(timeline))


def lay_out_brief(brief: Brief) -> list[Line]:
    """Return a briefing."""
    return lay_out_document(describe_brief(brief))


def lay_out_changes(changes: Changes) -> list[Line]:
    """Return a list of changes."""
    return lay_out_document(describe_changes(changes))


def lay_out_document(document: Document) -> list[Line]:
    """Return the lines of a document."""
    lines = [make_line(clean_line(document.title), "strong")]
    if document.refusal:
        return [*lines, make_line(document.refusal, "warning")]
    for part in document.parts:
        lines += [Line(), *_lay_out_part(part)]
    return [*lines, *([Line(), make_line(clean_line(document.footer), "faint")] if document.footer else [])]


def _lay_out_part(part: DocumentPart) -> Iterator[Line]:
    if part.heading:
        yield make_line(part.heading, "strong" if part.kind != "doubts" else "faint")
    for entry in part.entries:
        yield from _lay_out_article(entry) if part.kind == "sources" else _lay_out_entry(entry, part)


def _lay_out_entry(entry: Entry, part: DocumentPart) -> Iterator[Line]:
    """Yield an entry on one line; what stands beside it goes on the same line where it is short."""
    style: Style = "faint" if part.kind == "doubts" else "plain"
    spans = [Span(text=f"{clean_line(entry.lead)}  ", style="strong")] if entry.lead else []
    spans.append(Span(text=clean_line(entry.text), style=style))
    spans += [Span(text=f" [{n}]", style="number") for n in entry.numbers]
    notes = "; ".join(map(clean_line, entry.notes))
    if notes:
        spans.append(Span(text=f" ({notes})", style="faint"))
    yield Line(spans=tuple(spans), indent=2 if part.kind == "doubts" else 0)
    for told in entry.warns:
        yield make_line(clean_line(told), "warning", indent=4)


def _lay_out_article(entry: Entry) -> Iterator[Line]:
    numbers = "".join(f"[{n}]" for n in entry.numbers)
    about, *rest = [*map(clean_line, entry.notes), ""]
    yield Line(
        spans=(
            Span(text=f"{numbers} " if numbers else "", style="number"),
            Span(text=clean_line(entry.text), style="strong"),
            Span(text=f"  {about}", style="faint"),
        )
    )
    for told in filter(None, rest):
        yield make_line(told, "quote" if told.startswith("+") else "faint", indent=4)
    for told in entry.warns:
        yield make_line(clean_line(told), "warning", indent=4)
    if shown := clean_url(entry.url):
        yield Line(spans=(Span(text=shown, style="link", link=shown, bare=shown),), indent=4, wrap=False)
