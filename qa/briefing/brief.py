"""The briefing of a topic: what happened, who says what, figures, what is open, a timeline and the sources."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from qa.answer import Citation, Statement
from qa.briefing.events.figures import FigureReport, FigureSeries
from qa.briefing.timeline import TimelineEvent, TopicStatus
from qa.briefing.topic.topic import Topic, TopicArticle
from qa.language.profile import Stance
from qa.models import Usage
from qa.statements import cite_quote

SectionKind = Literal["happened", "sides", "figures", "open", "timeline", "sources"]
SECTIONS: tuple[SectionKind, ...] = ("happened", "sides", "figures", "open", "timeline", "sources")
# Sections whose sentences a model writes, where there is one.
WRITTEN: tuple[SectionKind, ...] = ("happened", "sides", "open")
_FIGURES = 6
_OLDER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefStatement:
    """A sentence of a briefing, checked.

    Attributes:
        stance: How its speaker stands to what they say, where it is a claim.
    """

    statement: Statement
    stance: Stance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefValue:
    """A figure as it was told on a day."""

    text: str
    as_of: str | None
    teller: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefFigure:
    """What is counted, the newest value, and the older ones, the newest of these first."""

    counts: str
    value: BriefValue
    older: tuple[BriefValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSource:
    """A report: one article, and the outlets that carry a copy of it.

    Attributes:
        citations: Numbers of the citations of it.
    """

    id: str
    title: str
    source: str | None
    published: str | None
    url: str | None
    also_in: tuple[str, ...]
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A briefing.

    Attributes:
        happened: The newest state first, then how it came.
        sides: Who says what.
        open: What the articles say is not known, not decided, or to come.
        unconfirmed: Sentences of the model that the articles do not confirm; no part of the briefing.
        missing: Sections that are left out, and why.
        explanation: Why nothing is found, in one line; "" where something is.
        judge: Who judged whether the articles say what a model wrote: a model, "rules", or "words" where all of it are
            the articles' own sentences.
    """

    topic: str
    status: TopicStatus
    happened: tuple[BriefStatement, ...] = ()
    sides: tuple[BriefStatement, ...] = ()
    figures: tuple[BriefFigure, ...] = ()
    open: tuple[BriefStatement, ...] = ()
    timeline: tuple[TimelineEvent, ...] = ()
    sources: tuple[BriefSource, ...] = ()
    citations: tuple[Citation, ...] = ()
    unconfirmed: tuple[Statement, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict, hash=False)
    explanation: str = ""
    notices: tuple[str, ...] = ()
    model: str = "extractive"
    judge: str = "words"
    usage: Usage = field(default_factory=Usage)
    prompt_hash: str = ""
    seconds: float = field(default=0.0, compare=False)

    def hide_unconfirmed(self) -> "Brief":
        """Return the briefing without what the articles do not confirm."""
        return replace(self, unconfirmed=())

    def to_json(self) -> dict[str, Any]:
        """Return the briefing as values of JSON, by the contract of `--json`."""
        return asdict(self)


def make_figures(series: Sequence[FigureSeries], citations: list[Citation]) -> tuple[BriefFigure, ...]:
    """Return figures with their values cited."""
    return tuple(
        BriefFigure(
            counts=one.counts,
            value=cite_report(one.newest, citations),
            older=tuple(cite_report(report, citations) for report in one.older[:_OLDER]),
        )
        for one in series[:_FIGURES]
    )


def cite_report(report: FigureReport, citations: list[Citation]) -> BriefValue:
    """Return a figure as it was told, with its citation, which is added to the list."""
    return BriefValue(
        text=report.text,
        as_of=report.day.isoformat() if report.day else None,
        teller=report.teller,
        citations=(cite_quote(report.sentence.quote(), citations),),
    )


def list_sources(topic: Topic, citations: Sequence[Citation]) -> tuple[BriefSource, ...]:
    """Return the reports that are cited, the newest first, each with the outlets of its copies."""
    found = (describe_source(item, citations) for item in topic.articles[::-1])
    return tuple(source for source in found if source.citations)


def describe_source(item: TopicArticle, citations: Sequence[Citation]) -> BriefSource:
    """Return what is shown of a report, with the numbers of the citations of it."""
    article = item.article
    return BriefSource(
        id=article.id,
        title=article.title,
        source=article.source,
        published=article.published,
        url=article.url,
        also_in=item.also_in,
        citations=tuple(citation.n for citation in citations if citation.article.id == article.id),
    )


def find_missing(brief: Brief, declined: Sequence[SectionKind] = ()) -> dict[str, str]:
    """Return the sections of a briefing that are left out, and why.

    declined  sections for which the model found nothing
    """
    reasons: dict[str, str] = {
        "happened": "no sentence tells by itself what happened",
        "sides": "nobody is quoted by name",
        "figures": "no figure is told by two articles or at the beginning of one",
        "open": "the newest articles say of nothing that it is open",
        "timeline": "no event has a day that is certain",
        "sources": "no article is cited",
    }
    for name in WRITTEN if brief.prompt_hash else ():
        found = "the model found nothing in the articles for it"
        reasons[name] = found if name in declined else "the articles confirm nothing of what the model wrote for it"
    return {name: reason for name, reason in reasons.items() if not getattr(brief, name)}
