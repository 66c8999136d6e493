"""Lay out a timeline for reading in a terminal or a pipe."""

from collections.abc import Iterator, Sequence

from qa.answer import Citation
from qa.briefing import Timeline, TimelineEvent
from qa.render.answers import describe_article, describe_history
from qa.render.briefing.events import NO_EVENTS, NOTHING_FOUND, describe_marks, describe_scope, group_citations
from qa.render.clean import clean_line, clean_url
from qa.render.layout import Line, Span, make_line


def lay_out_timeline(timeline: Timeline) -> list[Line]:
    """Return the events, each with its day, its citations and what became of it, and then the articles."""
    if timeline.status == "nothing_found":
        return [make_line(NOTHING_FOUND, "warning")]
    if not timeline.events:
        return [make_line(NO_EVENTS, "warning")]
    lines = [make_line(clean_line(timeline.topic), "strong"), Line()]
    for event in timeline.events:
        lines += lay_out_event(event)
    scope = describe_scope(timeline.articles, timeline.left_out)
    return [*lines, Line(), *lay_out_sources(timeline.citations), Line(), make_line(scope, "faint")]


def lay_out_event(event: TimelineEvent) -> Iterator[Line]:
    """Yield an event: its day, what happened with the numbers of its citations, and what became of it."""
    numbers = tuple(Span(text=f" [{n}]", style="number") for n in event.citations)
    yield Line(spans=(Span(text=f"{event.when}  ", style="strong"), Span(text=clean_line(event.text)), *numbers))
    if marks := list(describe_marks(event)):
        yield make_line("; ".join(marks), "faint", indent=4)


def lay_out_sources(citations: Sequence[Citation]) -> list[Line]:
    """Return the cited articles: the numbers that stand for each, title, outlet and day, address, what became of it."""
    return [line for group in group_citations(citations) for line in _lay_out_source(group)]


def _lay_out_source(group: Sequence[Citation]) -> Iterator[Line]:
    first = group[0]
    about = describe_article(first.article.source, first.article.published, first.also_in)
    numbers = "".join(f"[{citation.n}]" for citation in group)
    title = Span(text=clean_line(first.article.title) or "(no title)", style="strong")
    yield Line(spans=(Span(text=f"{numbers} ", style="number"), title, Span(text=f"  {about}", style="faint")))
    for told in dict.fromkeys(told for citation in group for told in describe_history(citation)):
        yield make_line(told, "warning", indent=4)
    if shown := clean_url(first.article.url):
        yield Line(spans=(Span(text=shown, style="link", link=shown, bare=shown),), indent=4, wrap=False)
