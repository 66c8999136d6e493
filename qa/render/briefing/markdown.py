"""Write a briefing, a timeline or a list of changes as Markdown, in which the words of articles stay plain text."""

from qa.briefing import Brief, Changes, Timeline
from qa.render.briefing.contents import describe_brief, describe_changes, describe_timeline
from qa.render.briefing.document import Document, DocumentPart, Entry, write_citation_numbers
from qa.render.markdown import escape_markdown, link_text


def write_timeline_markdown(timeline: Timeline) -> str:
    """Return a timeline."""
    return write_document_markdown(describe_timeline(timeline))


def write_brief_markdown(brief: Brief) -> str:
    """Return a briefing."""
    return write_document_markdown(describe_brief(brief))


def write_changes_markdown(changes: Changes) -> str:
    """Return a list of changes."""
    return write_document_markdown(describe_changes(changes))


def write_document_markdown(document: Document) -> str:
    """Return a document: its title as a heading, its parts below."""
    head = f"# {escape_markdown(document.title)}"
    if document.refusal:
        return f"{head}\n\n{escape_markdown(document.refusal)}\n"
    parts = [block for part in document.parts for block in _write_part(part)]
    footer = [f"*{escape_markdown(document.footer)}*"] if document.footer else []
    return "\n\n".join([head, *parts, *footer]) + "\n"


def _write_part(part: DocumentPart) -> list[str]:
    head = [f"## {part.heading}"] if part.heading else []
    if part.kind == "prose":
        return [*head, " ".join(_write_entry(entry) for entry in part.entries)]
    write = _write_article if part.kind == "sources" else _write_entry
    return [*head, "\n".join(f"- {write(entry)}" for entry in part.entries)]


def _write_entry(entry: Entry) -> str:
    lead = f"**{escape_markdown(entry.lead)}** " if entry.lead else ""
    notes = "; ".join(escape_markdown(note) for note in entry.notes)
    warns = "".join(f" **{escape_markdown(told)}**" for told in entry.warns)
    numbers = f" {_write_marks(entry)}" if entry.numbers else ""
    return f"{lead}{escape_markdown(entry.text)}{numbers}{f' ({notes})' if notes else ''}{warns}"


def _write_article(entry: Entry) -> str:
    about, *rest = [escape_markdown(note) for note in entry.notes] or [""]
    title = link_text(f"**{escape_markdown(entry.text)}**", entry.url)
    numbers = f"{_write_marks(entry)} " if entry.numbers else ""
    below = [*rest, *(escape_markdown(told) for told in entry.warns)]
    return f"{numbers}{title}{', ' if about else ''}{about}" + "".join(f"\n  - {line}" for line in below)


def _write_marks(entry: Entry) -> str:
    return escape_markdown(write_citation_numbers(entry.numbers))
