"""What is new about a topic since a day: reports, events, revised and corrected articles, gone pages, moved figures."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from qa.answer import Citation, CitedArticle
from qa.articles import Article
from qa.briefing.brief import BriefSource, BriefValue, cite_report, describe_source
from qa.briefing.events.events import find_events
from qa.briefing.events.figures import FigureReport, FigureSeries, find_figures
from qa.briefing.timeline import TimelineEvent, add_corrections, finish_citations, lay_events
from qa.briefing.topic.topic import ARTICLES, Topic, TopicArticle, gather_topic
from qa.history.corrections import find_correction
from qa.history.revisions import TextChange, list_steps
from qa.language.dates import read_day
from qa.library import ArticleSummary, ArticleVersion, Filters, Library
from qa.models.embeddings import Embedder

ChangeStatus = Literal["changed", "nothing_changed", "nothing_found"]
# Chosen: what fits on a page; how many sentences are left out is told.
_EVENTS = 20
_SENTENCES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedArticle:
    """An article that says something else than before.

    Attributes:
        at: When it was replaced, ISO 8601 in UTC.
        changes: The sentences that changed, the first ones.
        left_out: How many more there are.
    """

    article: CitedArticle
    at: str
    changes: tuple[TextChange, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedArticle:
    """An article that its outlet corrected; at is the day, as far as it is known."""

    article: CitedArticle
    at: str | None
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneArticle:
    """An article whose page is gone; at is when that was first found."""

    article: CitedArticle
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedFigure:
    """A figure that is another one now than before the day."""

    counts: str
    before: BriefValue
    now: BriefValue


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed about a topic since a day.

    Attributes:
        articles: Reports that were published since, the newest first.
        events: What they tell, in the order of their days.
        explanation: Why nothing is found, in one line; "" where something is.
    """

    topic: str
    since: str
    status: ChangeStatus
    articles: tuple[BriefSource, ...] = ()
    events: tuple[TimelineEvent, ...] = ()
    revised: tuple[RevisedArticle, ...] = ()
    corrected: tuple[CorrectedArticle, ...] = ()
    gone: tuple[GoneArticle, ...] = ()
    figures: tuple[MovedFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    explanation: str = ""
    notices: tuple[str, ...] = ()
    seconds: float = field(default=0.0, compare=False)

    def to_json(self) -> dict[str, Any]:
        """Return the changes as values of JSON, by the contract of `--json`."""
        return asdict(self)


def find_changes(
    text: str,
    library: Library,
    embedder: Embedder,
    *,
    since: date,
    k: int = ARTICLES,
    filters: Filters | None = None,
    as_of: date | None = None,
) -> Changes:
    """Return what changed about a topic since a day, that day included; no model is used.

    k  reports to look at

    Raises InvalidQuestion for what is no topic.
    """
    begun = time.perf_counter()
    topic = gather_topic(text, library, embedder, k=k, filters=filters, as_of=as_of)
    if not topic.articles:
        return Changes(
            topic=topic.text,
            since=since.isoformat(),
            status="nothing_found",
            explanation=topic.explanation,
            notices=topic.notices,
        )
    citations: list[Citation] = []
    new = [item for item in topic.articles if _is_since(item, since)]
    figures = find_figures(topic)
    events = [event for event in find_events(topic, embedder) if event.published and event.published >= since]
    lines = lay_events(events, figures, citations, most=_EVENTS)
    moved = tuple(_find_moved(figures, since, citations))
    read = _read_articles(topic, library)
    revised, corrected = tuple(_find_revised(read, since)), tuple(_find_corrected(read, since))
    gone = tuple(_find_gone(topic, library, since))
    told = finish_citations(citations, topic, library)
    changed = bool(new or lines or moved or revised or corrected or gone)
    return Changes(
        topic=topic.text,
        since=since.isoformat(),
        status="changed" if changed else "nothing_changed",
        articles=tuple(describe_source(item, told) for item in new[::-1]),
        events=add_corrections(lines, told),
        revised=revised,
        corrected=corrected,
        gone=gone,
        figures=moved,
        citations=told,
        notices=topic.notices,
        seconds=time.perf_counter() - begun,
    )


def _is_since(item: TopicArticle, since: date) -> bool:
    """Tell whether a report was published since a day or, without a day of its own, fetched since."""
    day = item.day or read_day(item.article.retrieved)
    return day is not None and day >= since


def _read_articles(topic: Topic, library: Library) -> list[tuple[Article, list[ArticleVersion]]]:
    """Return the articles of a topic, copies too, each with what it said before."""
    ids = [article.id for item in topic.articles for article in (item.article, *item.copies)]
    articles, versions = library.get_articles(ids), library.get_versions_of(ids)
    return [(articles[id], versions.get(id, [])) for id in ids if id in articles]


def _find_revised(read: Sequence[tuple[Article, list[ArticleVersion]]], since: date) -> Iterator[RevisedArticle]:
    for article, versions in read:
        steps = list_steps(article, versions) if versions else []
        for step in steps:
            day = read_day(step.at)
            if day and day >= since and step.text:
                yield RevisedArticle(
                    article=cite_article(article),
                    at=step.at,
                    changes=step.text[:_SENTENCES],
                    left_out=max(0, len(step.text) - _SENTENCES),
                )


def _find_corrected(read: Sequence[tuple[Article, list[ArticleVersion]]], since: date) -> Iterator[CorrectedArticle]:
    """Yield the articles with a notice of correction that they did not have before the day."""
    for article, versions in read:
        notice = find_correction(article.text)
        if notice is None:
            continue
        without = [version for version in versions if notice.text not in version.article.text]
        at = without[-1].replaced_at if without else article.updated or article.published
        day = read_day(at)
        if day and day >= since:
            yield CorrectedArticle(article=cite_article(article), at=at, notice=notice.text)


def _find_gone(topic: Topic, library: Library, since: date) -> Iterator[GoneArticle]:
    for item in topic.articles:
        for article in (item.article, *item.copies):
            visit = library.visits.get_visit(article.url or "", "page")
            day = read_day(visit.gone) if visit else None
            if visit and visit.gone and day and day >= since:
                yield GoneArticle(article=cite_article(article), at=visit.gone)


def _find_moved(series: Sequence[FigureSeries], since: date, citations: list[Citation]) -> Iterator[MovedFigure]:
    for one in series:
        before = [report for report in one.reports if report.day and report.day < since]
        newest = one.newest
        if not before or newest.day is None or newest.day < since:
            continue
        last = max(before, key=_order_report)
        if last.value != newest.value and (one.is_count or one.find_later(last.sentence)):
            yield MovedFigure(
                counts=one.counts, before=cite_report(last, citations), now=cite_report(newest, citations)
            )


def _order_report(report: FigureReport) -> tuple[date, int]:
    return report.day or date.min, -report.sentence.place


def cite_article(article: Article | ArticleSummary) -> CitedArticle:
    """Return what is shown of an article."""
    shown = ("id", "title", "source", "published", "url", "language")
    names: Mapping[str, Any] = {name: getattr(article, name) for name in shown}
    return CitedArticle(**names)
