"""Write a briefing, a timeline or a list of changes as one self-contained page, light and dark, without a script."""

from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from qa.briefing import Brief, Changes, Timeline
from qa.render.briefing.contents import describe_brief, describe_changes, describe_timeline
from qa.render.briefing.document import Document, Entry, Part
from qa.render.clean import clean_url
from qa.render.html import escape_line, write_page


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
    if document.refusal:
        body = f"<p>{escape_line(document.refusal)}</p>"
    else:
        body = "\n".join(line for part in document.parts for line in _write_part(part))
    return write_page(document.title, body, footer=escape_line(document.footer), style=_read_style())


@cache
def _read_style() -> str:
    return "\n" + Path(__file__).with_name("page.css").read_text(encoding="utf-8")


def _write_part(part: Part) -> Iterator[str]:
    if part.heading:
        yield f"<h2>{escape_line(part.heading)}</h2>"
    if part.kind == "prose":
        yield f'<div class="prose">{"".join(f"<p dir=auto>{_write_entry(entry)}</p>" for entry in part.entries)}</div>'
        return
    write = _write_article if part.kind == "sources" else _write_item
    name = {"list": "events"}.get(part.kind, part.kind)
    yield f'<ul class="{name}">'
    yield from (write(entry) for entry in part.entries)
    yield "</ul>"


def _write_item(entry: Entry) -> str:
    lead = f'<span class="when">{escape_line(entry.lead)}</span>' if entry.lead else ""
    return f"<li>{lead}<span dir=auto>{_write_entry(entry)}</span></li>"


def _write_entry(entry: Entry) -> str:
    numbers = "".join(f' <sup><a href="#c{n}">[{n}]</a></sup>' for n in entry.numbers)
    notes = f' <span class="note">({"; ".join(map(escape_line, entry.notes))})</span>' if entry.notes else ""
    warns = "".join(f'<span class="warn">{escape_line(told)}</span>' for told in entry.warns)
    return f"{escape_line(entry.text)}{numbers}{notes}{warns}"


def _write_article(entry: Entry) -> str:
    address = clean_url(entry.url)
    title = f'<strong dir="auto">{escape_line(entry.text)}</strong>'
    link = f'<a href="{escape(address)}" rel="noopener noreferrer">{title}</a>' if address else title
    about, *rest = [*map(escape_line, entry.notes), ""]
    below = "".join(f'<pre dir="auto">{told}</pre>' for told in rest if told)
    warns = "".join(f'<span class="warn">{escape_line(told)}</span>' for told in entry.warns)
    numbers = "" if entry.quotes else "".join(f"[{n}]" for n in entry.numbers) + " " * bool(entry.numbers)
    quotes = "".join(_write_quote(*quote) for quote in entry.quotes)
    return f'<li>{numbers}{link} <span class="note">{about}</span>{below}{warns}{quotes}</li>'


def _write_quote(n: int, words: str, link: str | None) -> str:
    address = clean_url(link)
    number = f'<a href="{escape(address)}" rel="noopener noreferrer">[{n}]</a>' if address else f"[{n}]"
    return f'<blockquote id="c{n}" dir="auto">{number} {escape_line(words)}</blockquote>'
