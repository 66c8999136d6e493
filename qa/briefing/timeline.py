"""The timeline of a topic: its events by the day on which they happened, cited, with what became of them later."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal

from qa.answer import Citation
from qa.briefing.events.days import Basis
from qa.briefing.events.events import Event, find_events
from qa.briefing.events.figures import FigureReport, FigureSeries, find_figures
from qa.briefing.topic.topic import ARTICLES, Topic, gather_topic
from qa.history.citations import add_history
from qa.language.dates import format_span
from qa.language.words import STOP_WORDS, stem_words
from qa.library import Filters, Library
from qa.models.embeddings import Embedder
from qa.statements import cite_quote
from qa.verify.premise import Quote

TopicStatus = Literal["found", "nothing_found"]
# Chosen: what can be read at once; -n gives more.
EVENTS = 30
# Of the words of a notice of correction, so many in an event: it corrects that.
_CORRECTS = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterFigure:
    """The newest figure for a thing of which an event gives an older one.

    Attributes:
        counts: What is counted.
        citations: Numbers of the citations that show it.
    """

    counts: str
    figure: str
    teller: str
    day: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """A line of a timeline.

    Attributes:
        first: The days it spans, ISO 8601.
        last: The days it spans, ISO 8601.
        when: These in words.
        planned: It was still to come when its article was written, on the day `as_of`.
        basis: "said": a sentence gives the day; "published": it is that of the article.
        outlets: Who tells it, or carries a copy of a report that does.
        later: Figures that replaced one of its own.
        corrected: The notice in which its outlet corrects it, or None.
        changed: What its words were before its article was changed, or None.
    """

    first: str
    last: str
    when: str
    text: str
    planned: bool
    as_of: str | None
    basis: Basis
    citations: tuple[int, ...]
    outlets: tuple[str, ...]
    later: tuple[LaterFigure, ...] = ()
    corrected: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The events of a topic in the order of their days.

    Attributes:
        articles: How many reports about the topic there are, copies not counted.
        left_out: Events that did not fit in, the least important ones.
        explanation: Why nothing is found, in one line; "" where something is.
        notices: How the topic was read.
    """

    topic: str
    status: TopicStatus
    events: tuple[TimelineEvent, ...]
    citations: tuple[Citation, ...]
    articles: int
    left_out: int = 0
    explanation: str = ""
    notices: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)

    def to_json(self) -> dict[str, Any]:
        """Return the timeline as values of JSON, by the contract of `--json`."""
        return asdict(self)


def make_timeline(
    text: str,
    library: Library,
    embedder: Embedder,
    *,
    most: int = EVENTS,
    k: int = ARTICLES,
    filters: Filters | None = None,
    as_of: date | None = None,
) -> Timeline:
    """Return the timeline of a topic, with at most so many events; no model is used.

    k  reports to look at

    Raises InvalidQuestion for what is no topic.
    """
    begun = time.perf_counter()
    topic = gather_topic(text, library, embedder, k=k, filters=filters, as_of=as_of)
    events, figures = find_events(topic, embedder), find_figures(topic)
    citations: list[Citation] = []
    lines = lay_events(events, figures, citations, most=most)
    told = finish_citations(citations, topic, library)
    return Timeline(
        topic=topic.text,
        status="found" if topic.articles else "nothing_found",
        events=add_corrections(lines, told),
        citations=told,
        articles=len(topic.articles),
        left_out=len(events) - len(lines),
        explanation=topic.explanation,
        notices=topic.notices,
        seconds=time.perf_counter() - begun,
    )


def lay_events(
    events: Sequence[Event], figures: Sequence[FigureSeries], citations: list[Citation], *, most: int
) -> list[TimelineEvent]:
    """Return the most important events as lines of a timeline, in the order of days; their citations are added."""
    heaviest = sorted(events, key=lambda event: -event.weight)[:most]
    chosen = [event for event in events if event in heaviest]
    firsts = _find_first_tellings(chosen, figures)
    return [_make_line(event, firsts.get(id(event), ()), citations) for event in chosen]


def add_corrections(lines: Sequence[TimelineEvent], citations: Sequence[Citation]) -> tuple[TimelineEvent, ...]:
    """Return the lines with what their outlets corrected or changed in them."""
    by_number = {citation.n: citation for citation in citations}
    return tuple(_add_history(line, by_number) for line in lines)


def finish_citations(citations: Sequence[Citation], topic: Topic, library: Library) -> tuple[Citation, ...]:
    """Return citations with the outlets that carry a copy of each report, and what became of the articles."""
    told = ((citation, topic.find_article(citation.article.id)) for citation in add_history(citations, library))
    return tuple(replace(citation, also_in=item.also_in if item else ()) for citation, item in told)


def _make_line(event: Event, series: Sequence[FigureSeries], citations: list[Citation]) -> TimelineEvent:
    quotes = [event.quote(), *_pick_others(event)]
    numbers = tuple(dict.fromkeys(cite_quote(quote, citations) for quote in quotes))
    later = [(one, found) for one in series if (found := one.find_later(event.sentence))]
    return TimelineEvent(
        first=event.first.isoformat(),
        last=event.last.isoformat(),
        when=format_span(event.first, event.last),
        text=event.text,
        planned=event.planned,
        as_of=event.published.isoformat() if event.planned and event.published else None,
        basis=event.basis,
        citations=numbers,
        outlets=event.outlets,
        later=tuple(_tell_later(one, found, citations) for one, found in later),
    )


def _find_first_tellings(events: Sequence[Event], figures: Sequence[FigureSeries]) -> dict[int, list[FigureSeries]]:
    """Return the figures whose newest value is told beside an event: the first that gives an older one."""
    firsts: dict[int, list[FigureSeries]] = {}
    for series in figures:
        event = next((event for event in events if series.find_later(event.sentence)), None)
        if event is not None:
            firsts.setdefault(id(event), []).append(series)
    return firsts


def _pick_others(event: Event) -> list[Quote]:
    """Return the words of one sentence of each other outlet that tells the same."""
    seen = {event.sentence.article.source}
    kept = []
    for sentence in event.others:
        if sentence.article.source not in seen:
            seen.add(sentence.article.source)
            kept.append(sentence.quote())
    return kept


def _tell_later(series: FigureSeries, report: FigureReport, citations: list[Citation]) -> LaterFigure:
    return LaterFigure(
        counts=series.counts,
        figure=report.text,
        teller=report.teller,
        day=report.day.isoformat() if report.day else "",
        citations=(cite_quote(report.sentence.quote(), citations),),
    )


def _add_history(line: TimelineEvent, citations: dict[int, Citation]) -> TimelineEvent:
    first = citations[line.citations[0]]
    changed = first.changed.before if first.changed else None
    return replace(
        line, corrected=first.correction if _corrects(first.correction, line.text) else None, changed=changed
    )


def _corrects(notice: str | None, text: str) -> bool:
    """Tell whether a notice of correction is about what a sentence tells."""
    words = frozenset(stem_words(notice or "")) - STOP_WORDS
    return bool(words) and len(words & frozenset(stem_words(text))) >= _CORRECTS * len(words)
