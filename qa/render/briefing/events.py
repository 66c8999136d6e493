"""What is told of an event beside its own words, the same in every format: planned, later figures, corrections."""

from collections.abc import Iterator, Sequence

from qa.answer import Citation
from qa.briefing import TimelineEvent
from qa.passages import spell_day
from qa.render.clean import clean_line

NOTHING_FOUND = "The library has no articles about this."
NO_EVENTS = "The articles about this tell no event of which the day is certain."
_MOST_OUTLETS = 3


def describe_marks(event: TimelineEvent) -> Iterator[str]:
    """Yield what a reader has to know of an event, each as a few words."""
    if event.planned:
        yield f"planned, as of {spell_day(event.as_of)}" if event.as_of else "planned"
    if event.basis == "published":
        yield "day of the report"
    if len(event.outlets) > 1:
        yield f"{len(event.outlets)} outlets"
    for later in event.later:
        told = f", {clean_line(later.teller)}" if later.teller else ""
        numbers = "".join(f"[{n}]" for n in later.citations)
        yield f"later figure for {later.counts}: {clean_line(later.figure)} ({spell_day(later.day)}{told}) {numbers}"
    if event.changed:
        yield f"changed; it read: “{clean_line(event.changed)}”"
    if event.corrected:
        yield f"corrected by the outlet: “{clean_line(event.corrected)}”"


def describe_scope(articles: int, left_out: int) -> str:
    """Return in a sentence how much was looked at, and what is not shown."""
    told = f"From {articles:,} {'report' if articles == 1 else 'reports'}."
    rest = f" {left_out:,} less important {'event is' if left_out == 1 else 'events are'} left out; see more with -n."
    return told + (rest if left_out else "")


def group_citations(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Return the citations of each article together, in the order of their first numbers."""
    groups: dict[str, list[Citation]] = {}
    for citation in sorted(citations, key=lambda citation: citation.n):
        groups.setdefault(citation.article.id, []).append(citation)
    return list(groups.values())
