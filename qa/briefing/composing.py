"""Compose a briefing: have a model write its sections or take the articles' own sentences, check them, and cite all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qa.answer import Statement
from qa.briefing.brief import WRITTEN, Brief, BriefStatement, SectionKind, find_missing, list_sources, make_figures
from qa.briefing.events.events import Event, find_events
from qa.briefing.events.figures import FigureSeries, find_figures, find_outdated
from qa.briefing.selection import (
    StanceSentence,
    is_replaced,
    select_claims,
    select_happened,
    select_open,
    select_stances,
)
from qa.briefing.timeline import add_corrections, finish_citations, lay_events
from qa.briefing.topic.reporting import ReportedSentence, strip_joint
from qa.briefing.topic.topic import Topic
from qa.briefing.writing import SectionWriter
from qa.language.attribution.claims import find_claim
from qa.language.dates import find_dates
from qa.library import Library
from qa.models import Usage
from qa.models.embeddings import Embedder
from qa.statements import Statements, add_doubt, add_quote, add_verdict, cite_doubts
from qa.verify.verdict import Flag

# Chosen: what fits on the page beside the rest; `qa timeline` has more.
_TIMELINE = 12
_NAMES: dict[SectionKind, str] = {"happened": "What happened", "sides": "Who says what", "open": "What is open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a briefing is made of: the topic, its events and figures, and the sentences of each section."""

    topic: Topic
    events: Sequence[Event]
    figures: Sequence[FigureSeries]
    happened: Sequence[ReportedSentence]
    sides: Sequence[StanceSentence]
    open: Sequence[ReportedSentence]

    def list_sentences(self, kind: SectionKind) -> list[ReportedSentence]:
        """Return the sentences of a section that is written of sentences."""
        if kind == "sides":
            return [side.sentence for side in self.sides]
        return list(self.happened if kind == "happened" else self.open)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A briefing on its way: what is written, which of it belongs to which section, and what that took.

    declined  sections for which the model found nothing in its excerpts
    """

    written: Statements = field(default_factory=Statements)
    sections: Mapping[SectionKind, tuple[BriefStatement, ...]] = field(default_factory=dict)
    judges: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    notices: tuple[str, ...] = ()
    declined: tuple[SectionKind, ...] = ()


def read_material(topic: Topic, embedder: Embedder) -> Material:
    """Return the events, the figures and the sentences of the sections of a briefing."""
    events, figures = find_events(topic, embedder), find_figures(topic)
    happened = select_happened(topic, events, figures)
    return Material(
        topic=topic,
        events=events,
        figures=figures,
        happened=happened,
        sides=select_stances(topic, figures, happened),
        open=select_open(topic, events),
    )


def compose_brief(
    material: Material,
    library: Library,
    writer: SectionWriter | None,
    *,
    on_progress: Callable[[str, int, int], None] = lambda stage, done, total: None,
) -> Brief:
    """Return the briefing: what the writer wrote and the articles confirm, or their own sentences without a writer.

    on_progress  called with stage, done and total of the sections that a writer writes
    """
    topic = material.topic
    if not topic.articles:
        return Brief(topic=topic.text, status="nothing_found", explanation=topic.explanation, notices=topic.notices)
    draft = _Draft(notices=topic.notices)
    for done, kind in enumerate(WRITTEN):
        if writer:
            on_progress("writing", done, len(WRITTEN))
        draft = _add_written(draft, kind, material, writer) if writer else _add_quoted(draft, kind, material)
    citations = list(draft.written.citations)
    figures = make_figures(material.figures, citations)
    lines = lay_events(material.events, material.figures, citations, most=_TIMELINE)
    written = cite_doubts(replace(draft.written, citations=tuple(citations)))
    told = finish_citations(written.citations, topic, library)
    brief = Brief(
        topic=topic.text,
        status="found",
        happened=draft.sections.get("happened", ()),
        sides=draft.sections.get("sides", ()),
        figures=figures,
        open=draft.sections.get("open", ()),
        timeline=add_corrections(lines, told),
        citations=told,
        unconfirmed=written.unconfirmed,
        notices=tuple(dict.fromkeys(draft.notices)),
        model=writer.name if writer else "extractive",
        judge=next((judge for judge in draft.judges if judge != "words"), "words"),
        usage=draft.usage,
        prompt_hash=writer.prompt_hash if writer else "",
    )
    brief = replace(brief, sources=list_sources(topic, told))
    return replace(brief, missing=find_missing(brief, draft.declined))


def _add_written(draft: _Draft, kind: SectionKind, material: Material, writer: SectionWriter) -> _Draft:
    """Return the briefing with a section as the writer wrote it; what the articles do not confirm is set apart.

    Where they confirm nothing of what happened, the articles' own sentences stand there, with a notice.
    """
    section = writer.write(kind, material.topic, rank_evidence(kind, material))
    written, added = draft.written, []
    for one in section.drafts:
        if one.verdict.supported and (late := find_outdated(one.text, material.figures)):
            flag = Flag(kind="outdated", words=late.was, against=late.now, decides=True)
            verdict = replace(one.verdict, name="contradicted", score=0.0, flags=(*one.verdict.flags, flag))
            written = add_doubt(written, one.text, verdict)
            continue
        grown = add_verdict(written, one.text, one.verdict, material.topic.question)
        if len(grown.statements) > len(written.statements):
            added.append(_make_told(grown.statements[-1]))
        written = grown
    draft = replace(
        draft,
        written=written,
        sections={**draft.sections, kind: tuple(added)},
        judges=(*draft.judges, section.judge),
        usage=draft.usage + section.usage,
        notices=(*draft.notices, *section.notices),
    )
    if not section.drafts:
        draft = replace(draft, declined=(*draft.declined, kind))
    if added or kind != "happened":
        return draft
    reason = "the articles confirm nothing of what the model wrote" if section.drafts else "the model wrote nothing"
    notice = f"{_NAMES[kind]}: {reason}; the articles' own sentences are quoted."
    return _add_quoted(replace(draft, notices=(*draft.notices, notice)), kind, material)


def _make_told(statement: Statement) -> BriefStatement:
    """Return a sentence that a model wrote with the speaker that it names, and how that one stands to what is said.

    Whoever speaks in the quotes may say something else than the sentence does: nobody is put before it.
    """
    claim = find_claim(statement.text)
    speaker = claim.speaker if claim and not claim.is_pronoun else None
    return BriefStatement(
        statement=replace(statement, speaker=speaker), stance=claim.stance if claim and speaker else None
    )


def _add_quoted(draft: _Draft, kind: SectionKind, material: Material) -> _Draft:
    """Return the briefing with a section of the articles' own sentences."""
    written, added = draft.written, []
    sides = {id(side.sentence): side for side in material.sides} if kind == "sides" else {}
    for sentence in material.list_sentences(kind):
        text, start = strip_joint(sentence)
        written = add_quote(written, replace(sentence.quote(), start=start))
        statement = written.statements[-1]
        said = statement.text[:1].upper() + statement.text[1:]
        side = sides.get(id(sentence))
        # What names no day of its own is as of that of its article, and so is a figure that another one replaced.
        dated = kind != "happened" or (find_dates(text) and not is_replaced(sentence, material.figures))
        as_of = None if dated else sentence.published
        statement = replace(
            statement,
            text=said,
            speaker=side.speaker if side else statement.speaker,
            as_of=as_of.isoformat() if as_of else None,
        )
        added.append(BriefStatement(statement=statement, stance=side.stance if side else None))
    return replace(draft, written=written, sections={**draft.sections, kind: tuple(added)})


def rank_evidence(kind: SectionKind, material: Material) -> list[ReportedSentence]:
    """Return the sentences that a section is written from, the best first: its own, then what stands beside them."""
    topic = material.topic
    heavy = [event.sentence for event in sorted(material.events, key=lambda event: -event.weight)]
    newest = [figure.newest.sentence for figure in material.figures]
    last = [sentence for item in topic.articles[-1:] for sentence in item.sentences]
    others = {"happened": [*newest, *heavy], "sides": select_claims(topic), "open": last[::-1]}
    # What room is left goes to the beginnings of all articles, and then to what follows these.
    rest = sorted((sentence for item in topic.articles for sentence in item.sentences), key=lambda s: s.place)
    return [*material.list_sentences(kind), *others.get(kind, []), *(rest if kind == "happened" else [])]
