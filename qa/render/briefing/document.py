"""What is shown of a briefing, a timeline or a list of changes, the same in every format: parts with entries."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.answer import Citation, round_numbers
from qa.briefing import BriefSource, TimelineEvent
from qa.language.dates.format import format_day
from qa.render.answers.words import describe_article, describe_history, quote_words

PartKind = Literal["prose", "list", "timeline", "sources", "doubts"]
# The heading of the cited articles.
SOURCES = "Sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a part.

    lead     what stands before it: a day, a speaker; "" for nothing
    numbers  of its citations; of an article, those that stand for it
    notes    what a reader has to know beside it
    warns    notes that warn: a correction, a change
    url      of an article
    quotes   the words of an article that the numbers stand for, each with its link
    planned  it is an event that was to come when it was reported
    """

    text: str
    lead: str = ""
    numbers: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    warns: tuple[str, ...] = ()
    url: str | None = None
    quotes: tuple[tuple[int, str, str | None], ...] = ()
    planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPart:
    """Entries under a heading.

    kind   "prose": sentences; "list": one entry a line; "timeline": events; "sources": articles; "doubts": what is not
           confirmed
    """

    heading: str
    entries: tuple[Entry, ...]
    kind: PartKind = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A page: a title, parts, and what is said at the end; or why there is nothing."""

    title: str
    parts: tuple[DocumentPart, ...] = ()
    refusal: str = ""
    footer: str = ""


def join_parts(title: str, parts: Sequence[DocumentPart], *, footer: str = "") -> Document:
    """Return a document of the parts that have entries."""
    return Document(title=title, parts=tuple(part for part in parts if part.entries), footer=footer)


def describe_event(event: TimelineEvent) -> Entry:
    """Return a line of a timeline."""
    return Entry(
        lead=event.when,
        text=round_numbers(event.text),
        numbers=event.citations,
        notes=tuple(_list_marks(event)),
        warns=tuple(_list_warnings(event)),
        planned=event.planned,
    )


def _list_marks(event: TimelineEvent) -> Iterator[str]:
    if event.planned:
        yield f"planned, as of {format_day(event.as_of)}" if event.as_of else "planned"
    if event.basis == "published":
        yield "day of the report"
    if len(event.outlets) > 1:
        yield f"{len(event.outlets)} outlets"
    for later in event.later:
        told = ", ".join(part for part in (format_day(later.day), later.teller) if part)
        yield f"later {later.figure} {later.counts} ({told}) {write_citation_numbers(later.citations)}".strip()


def _list_warnings(event: TimelineEvent) -> Iterator[str]:
    if event.changed:
        yield f"Changed; before it read: {quote_words(event.changed)}"
    if event.corrected:
        yield f"Corrected by the outlet: {quote_words(event.corrected)}"


def describe_citations(citations: Sequence[Citation]) -> Iterator[Entry]:
    """Yield the cited articles in the order of their first numbers, each once."""
    groups: dict[str, list[Citation]] = {}
    for citation in sorted(citations, key=lambda citation: citation.n):
        groups.setdefault(citation.article.id, []).append(citation)
    for group in groups.values():
        article = group[0].article
        warns = dict.fromkeys(told for citation in group for told in describe_history(citation))
        yield Entry(
            text=article.title or "(no title)",
            numbers=tuple(citation.n for citation in group),
            notes=(describe_article(article.source, article.published, group[0].also_in),),
            warns=tuple(warns),
            url=article.url,
            quotes=tuple((citation.n, citation.quote, citation.link) for citation in group),
        )


def describe_report(source: BriefSource) -> Entry:
    """Return a report."""
    return Entry(
        text=source.title or "(no title)",
        numbers=source.citations,
        notes=(describe_article(source.source, source.published, source.also_in),),
        url=source.url,
    )


def write_citation_numbers(numbers: Sequence[int]) -> str:
    """Return the numbers of citations: "[1][3]"."""
    return "".join(f"[{n}]" for n in numbers)
