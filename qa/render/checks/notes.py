"""Say in words what the check found of a statement: the same for a terminal, for Markdown and for a page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qa.answer import Citation, write_fragment_link
from qa.checking import CheckedQuotation, CheckedStatement, CheckedText, Place
from qa.language.dates.format import format_day
from qa.render.answers.words import cut_excerpt, describe_article, describe_copies, quote_words
from qa.render.clean import clean_line
from qa.render.sources import Source, make_source
from qa.verify.verdict import choose_flags

NoteKind = Literal["supported", "contradicted", "not_confirmed", "misquoted"]

MARKS: dict[NoteKind, str] = {"supported": "✓", "contradicted": "✗", "not_confirmed": "?", "misquoted": "≠"}
_TITLES: dict[NoteKind, str] = {
    "supported": "The articles say so.",
    "contradicted": "The articles contradict this.",
    "not_confirmed": "The articles do not confirm this.",
    "misquoted": "The articles do not have the quotation so.",
}
_MOST_SOURCES = 2
_LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What there is to say of a statement: a title, what is wrong in some lines, and words of articles."""

    kind: NoteKind
    title: str
    told: tuple[str, ...]
    sources: tuple[Source, ...]


def find_note_kind(statement: CheckedStatement) -> NoteKind:
    """Return the worst that there is to say of a statement."""
    if not statement.verdict.supported:
        return "contradicted" if statement.verdict.name == "contradicted" else "not_confirmed"
    return "supported" if statement.holds else "misquoted"


def write_note(statement: CheckedStatement, citations: Sequence[Citation]) -> Note:
    """Return what there is to say of a statement of a text with these citations."""
    kind = find_note_kind(statement)
    own = {citation.n: citation for citation in citations if citation.n in statement.citations}
    return Note(
        kind=kind,
        title=_TITLES[kind],
        told=tuple(_tell_faults(statement, kind)),
        sources=tuple(_list_sources(statement, kind, own))[:_MOST_SOURCES],
    )


def describe_quotation(quotation: CheckedQuotation) -> list[str]:
    """Return what is wrong with a quotation, each in a sentence; nothing where it is exact."""
    told = [text for state in quotation.states if (text := _describe_state(quotation, state))]
    speaker = quotation.place.speaker if quotation.place else None
    return [*told, f"Said by {clean_line(speaker)}."] if told and speaker and not quotation.claimed else told


def describe_place(place: Place) -> str:
    """Return outlet and day of a place, and who else has the report."""
    return describe_article(place.article.source, place.article.published, place.also_in)


def describe_differences(place: Place) -> str:
    """Return how the words differ from those of a place: "“bike” for “bicycle”, adds “very”"."""
    return clean_line(", ".join(difference.describe() for difference in place.differences))


def write_summary(text: CheckedText) -> str:
    """Return the counts of a text in a sentence, and who judged."""
    verdicts = Counter[str](statement.verdict.name for statement in text.statements)
    names = (("supported", "supported"), ("contradicted", "contradicted"), ("not_confirmed", "not confirmed"))
    told = [f"{_count(len(text.statements), 'statement')}: {_list_counts(verdicts, names)}"]
    if quotations := text.quotations:
        states = Counter[str](quotation.state for quotation in quotations)
        told.append(f"{_count(len(quotations), 'quotation')}: {_list_counts(states, _STATE_NAMES)}")
    asides = sum(sentence.aside is not None for sentence in text.manuscript.sentences)
    if asides:
        told.append(f"{_count(asides, 'sentence')} with nothing to check")
    judge = "words and rules alone" if text.judge == "rules" else clean_line(text.judge)
    return f"{'; '.join(told)}. Judged by {judge}."


_STATE_NAMES = (
    ("exact", "exact"),
    ("drifted", "misquoted"),
    ("attributed", "said by another"),
    ("cut", "cut short"),
    ("changed", "changed since"),
    ("not_found", "not found"),
)


def _tell_faults(statement: CheckedStatement, kind: NoteKind) -> Iterator[str]:
    if kind in ("contradicted", "not_confirmed"):
        looked_up = bool(statement.quotations)
        flags = (flag for flag in statement.verdict.flags if not (looked_up and flag.kind == "quotation"))
        yield from (clean_line(flag.describe()) for flag in choose_flags(flags))
    for quotation in statement.quotations:
        yield from describe_quotation(quotation)


def _describe_state(quotation: CheckedQuotation, state: str) -> str:
    place, words = quotation.place, cut_excerpt(quotation.words, 80)
    if place is None:
        return f"Nowhere in the articles: {quote_words(words)}."
    if state == "drifted":
        return f"Misquoted: {describe_differences(place)}."
    if state == "attributed":
        return f"Said by {clean_line(place.speaker)}, not by {clean_line(quotation.claimed)}."
    if state == "cut":
        return f"Cut short; with it goes {quote_words(quotation.limit)}."
    if state == "changed":
        now = f"now it reads {quote_words(cut_excerpt(place.now))}" if place.now else "nothing like it is there now"
        return f"Changed since; the article read so until {format_day(place.replaced_at)}, {now}."
    return ""


def _list_sources(statement: CheckedStatement, kind: NoteKind, citations: Mapping[int, Citation]) -> Iterator[Source]:
    """Yield what stands in the articles: for a quotation that is not exact its place first, each words once."""
    shown: list[str] = []
    places = [quotation.place for quotation in statement.quotations if quotation.place and not quotation.is_exact]
    sources = [_make_place_source(place) for place in places]
    if kind != "misquoted":
        sources += [make_source(citations[n]) for n in statement.citations if n in citations]
    for source in sources:
        words = source.quote.strip('“”"')
        if not any(words in other or other in words for other in shown):
            shown.append(words)
            yield source


def _make_place_source(place: Place) -> Source:
    start, end = place.sentence
    words = place.text[start:end]
    return Source(
        quote=clean_line(words if len(words) <= _LONGEST_WORDS else place.words),
        title=clean_line(place.article.title) or "(no title)",
        outlet=clean_line(place.article.source),
        when=format_day(place.article.published),
        copies=describe_copies(place.also_in),
        url=place.article.url,
        link=write_fragment_link(place.article.url, place.words) or place.article.url,
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _list_counts(counts: Mapping[str, int], names: Sequence[tuple[str, str]]) -> str:
    told = [f"{counts[key]:,} {name}" for key, name in names if counts.get(key)]
    return ", ".join(told) or "none"
