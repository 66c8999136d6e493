"""What a briefing, a timeline and a list of changes show, part by part."""

from collections.abc import Iterable, Iterator, Sequence

from qa.answer import Statement
from qa.briefing import Brief, BriefFigure, BriefStatement, BriefValue, Changes, RevisedArticle, Timeline
from qa.language.dates.format import format_day
from qa.language.words import STOP_WORDS, split_words
from qa.render.answers.words import describe_article, explain_doubt, quote_words
from qa.render.briefing.document import (
    SOURCES,
    Document,
    DocumentPart,
    Entry,
    describe_citations,
    describe_event,
    describe_report,
    join_parts,
    write_citation_numbers,
)

NO_EVENTS = "The articles about this tell no event of which the day is certain."
UNCONFIRMED = "Not confirmed by the articles"


def describe_timeline(timeline: Timeline) -> Document:
    """Return what a timeline shows."""
    if not timeline.events:
        refusal = NO_EVENTS if timeline.status == "found" else timeline.explanation
        return Document(title=timeline.topic, refusal=refusal)
    events = DocumentPart(heading="", entries=tuple(map(describe_event, timeline.events)), kind="timeline")
    sources = DocumentPart(heading=SOURCES, entries=tuple(describe_citations(timeline.citations)), kind="sources")
    rest = (
        f" {_count(timeline.left_out, 'less important event')} left out; see more with -n." if timeline.left_out else ""
    )
    return join_parts(timeline.topic, [events, sources], footer=f"From {_count(timeline.articles, 'report')}.{rest}")


def describe_brief(brief: Brief) -> Document:
    """Return what a briefing shows; sections without anything in them are left out."""
    if brief.status == "nothing_found":
        return Document(title=brief.topic, refusal=brief.explanation)
    parts = [
        DocumentPart(heading="What happened", entries=tuple(map(_describe_told, brief.happened)), kind="prose"),
        DocumentPart(heading="Who says what", entries=tuple(_describe_sides(brief.sides))),
        DocumentPart(heading="Figures", entries=tuple(map(_describe_figure, brief.figures))),
        DocumentPart(heading="Open", entries=tuple(map(_describe_told, brief.open)), kind="prose"),
        DocumentPart(heading="Timeline", entries=tuple(map(describe_event, brief.timeline)), kind="timeline"),
        DocumentPart(heading=SOURCES, entries=tuple(describe_citations(brief.citations)), kind="sources"),
        DocumentPart(heading=UNCONFIRMED, entries=tuple(map(_describe_doubt, brief.unconfirmed)), kind="doubts"),
    ]
    return join_parts(brief.topic, parts, footer=_describe_making(brief))


def describe_changes(changes: Changes) -> Document:
    """Return what a list of changes shows."""
    title = f"{changes.topic}: since {format_day(changes.since)}"
    if changes.status == "nothing_found":
        return Document(title=title, refusal=changes.explanation)
    if changes.status == "nothing_changed":
        return Document(title=title, refusal="Nothing changed.")
    parts = [
        DocumentPart(heading="Figures that moved", entries=tuple(map(_describe_moved, _list_moves(changes)))),
        DocumentPart(heading="New events", entries=tuple(map(describe_event, changes.events)), kind="timeline"),
        DocumentPart(heading="Revised", entries=tuple(map(_describe_revised, changes.revised)), kind="sources"),
        DocumentPart(heading="Corrected", entries=tuple(_describe_corrected(changes)), kind="sources"),
        DocumentPart(heading="Gone", entries=tuple(_describe_gone(changes)), kind="sources"),
        DocumentPart(heading="New reports", entries=tuple(map(describe_report, changes.articles)), kind="sources"),
        DocumentPart(heading=SOURCES, entries=tuple(_describe_others(changes)), kind="sources"),
    ]
    return join_parts(title, parts)


def _describe_told(told: BriefStatement) -> Entry:
    statement = told.statement
    as_of = f"as of {format_day(statement.as_of)}" if statement.as_of else ""
    return Entry(text=statement.shown_text, numbers=statement.citations, notes=(as_of,) if as_of else ())


def _describe_sides(sides: Sequence[BriefStatement]) -> Iterator[Entry]:
    """Yield the sentences of the sides; who speaks stands before those that do not name them."""
    for told in sides:
        statement = told.statement
        speaker = statement.speaker or ""
        names = [word for word in split_words(speaker) if word not in STOP_WORDS]
        named = bool(names) and names[-1] in split_words(statement.text)
        lead = "" if named or not speaker else f"{speaker[:1].upper()}{speaker[1:]}:"
        yield Entry(lead=lead, text=statement.shown_text, numbers=statement.citations)


def _describe_figure(figure: BriefFigure) -> Entry:
    now = figure.value.as_of or ""
    before = [value for value in figure.older if (value.as_of or "") < now]
    others = [value for value in figure.older if (value.as_of or "") == now]
    told = {"but": others, "before": before}
    return Entry(
        lead=f"{figure.value.text} {figure.counts}",
        text=_tell_source(figure.value),
        numbers=figure.value.citations,
        notes=tuple(f"{lead}: {'; '.join(map(_tell_value, values))}" for lead, values in told.items() if values),
    )


def _tell_value(value: BriefValue) -> str:
    day = f" on {format_day(value.as_of)}" if value.as_of else ""
    return f"{value.text}{day}{f' ({value.teller})' if value.teller else ''} {write_citation_numbers(value.citations)}"


def _tell_source(value: BriefValue) -> str:
    return ", ".join(part for part in (format_day(value.as_of), value.teller) if part)


def _describe_doubt(statement: Statement) -> Entry:
    reason = explain_doubt(statement)
    return Entry(text=statement.shown_text, numbers=statement.citations, notes=(reason,) if reason else ())


def _describe_making(brief: Brief) -> str:
    if brief.model == "extractive":
        return "The sentences are the articles' own."
    judged = " Checked by rules only." if brief.judge == "rules" else ""
    left = f" {_count(len(brief.unconfirmed), 'sentence')} not confirmed." if brief.unconfirmed else ""
    return f"Written by {brief.model}; every sentence is checked against the articles.{judged}{left}"


def _list_moves(changes: Changes) -> Iterable[tuple[str, BriefValue, BriefValue]]:
    return ((moved.counts, moved.before, moved.now) for moved in changes.figures)


def _describe_moved(moved: tuple[str, BriefValue, BriefValue]) -> Entry:
    counts, before, now = moved
    return Entry(
        lead=f"{now.text} {counts}",
        text=_tell_source(now),
        numbers=now.citations,
        notes=(f"before: {_tell_value(before)}",),
    )


def _describe_revised(revised: RevisedArticle) -> Entry:
    article = revised.article
    steps = [
        f"{mark} {text}"
        for change in revised.changes
        for mark, text in (("-", change.before), ("+", change.after))
        if text
    ]
    rest = [f"{_count(revised.left_out, 'more change')}: qa articles diff {article.id}"] if revised.left_out else []
    about = describe_article(article.source, article.published)
    return Entry(
        text=article.title or "(no title)",
        notes=(f"{about}; revised {format_day(revised.at)}", *steps, *rest),
        url=article.url,
    )


def _describe_corrected(changes: Changes) -> Iterator[Entry]:
    for item in changes.corrected:
        about = describe_article(item.article.source, item.article.published)
        yield Entry(
            text=item.article.title or "(no title)",
            notes=(about,),
            warns=(quote_words(item.notice),),
            url=item.article.url,
        )


def _describe_gone(changes: Changes) -> Iterator[Entry]:
    for item in changes.gone:
        about = describe_article(item.article.source, item.article.published)
        yield Entry(
            text=item.article.title or "(no title)",
            notes=(f"{about}; the page is gone since {format_day(item.at)}",),
            url=item.article.url,
        )


def _describe_others(changes: Changes) -> Iterator[Entry]:
    """Yield the cited articles that are not among the new reports, which show their numbers themselves."""
    new = {article.id for article in changes.articles}
    return describe_citations([citation for citation in changes.citations if citation.article.id not in new])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
