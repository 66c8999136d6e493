"""Write a checked draft as a page: its sentences marked and, beside each paragraph, what the articles have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qa.checking import CheckedStatement, CheckedText
from qa.render.answers.words import NEAREST
from qa.render.checks.notes import MARKS, Note, NoteKind, find_note_kind, write_note, write_summary
from qa.render.pages.page import write_page
from qa.render.sources import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSentence:
    """A sentence of a draft with its mark; without one there is nothing to check in it."""

    text: str
    kind: NoteKind | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNote:
    """A note under its mark.

    lead  what the words of articles below it are, where they do not speak for themselves
    """

    mark: str
    kind: NoteKind
    title: str
    told: tuple[str, ...]
    lead: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownBlock:
    """A paragraph, an item or a heading of a draft; of other blocks the text as it is.

    notes    on the sentences that do not hold
    support  the words of articles that support the others
    """

    kind: str
    text: str = ""
    sentences: tuple[ShownSentence, ...] = ()
    notes: tuple[ShownNote, ...] = ()
    support: tuple[Source, ...] = ()


def write_check_page(text: CheckedText) -> str:
    """Return the page of a checked draft."""
    return "".join(write_page("check.html", **describe_draft(text)))


def describe_draft(text: CheckedText) -> dict[str, Any]:
    """Return what templates show of a checked draft, by the names that they know it under."""
    noted = [own for own in text.statements if not own.holds]
    marks = {id(own): str(n) for n, own in enumerate(noted, 1)}
    blocks = [_describe_block(text, n, marks) for n in range(len(text.manuscript.blocks))]
    title = text.manuscript.name or "Draft"
    return {"title": title, "blocks": blocks, "summary": write_summary(text), "places": {}}


def _describe_block(text: CheckedText, n: int, marks: Mapping[int, str]) -> ShownBlock:
    block = text.manuscript.blocks[n]
    if block.kind == "heading":
        return ShownBlock(kind=block.kind, text=block.text)
    if block.kind == "other":
        return ShownBlock(kind=block.kind, text=text.manuscript.text[block.start : block.end])
    found = [(own, write_note(own, text.citations)) for own in text.find_statements(n)]
    support = dict.fromkeys(source for own, note in found if id(own) not in marks for source in note.sources)
    return ShownBlock(
        kind=block.kind,
        sentences=tuple(_mark_sentences(text, n, marks)),
        notes=tuple(_number_note(note, marks[id(own)]) for own, note in found if id(own) in marks),
        support=tuple(support),
    )


def _mark_sentences(text: CheckedText, n: int, marks: Mapping[int, str]) -> Iterator[ShownSentence]:
    statements = {own.start: own for own in text.find_statements(n)}
    for sentence in text.manuscript.sentences:
        if sentence.block == n:
            own = statements.get(sentence.start)
            yield _mark_sentence(sentence.text, own, marks) if own else ShownSentence(text=sentence.text)


def _mark_sentence(words: str, statement: CheckedStatement, marks: Mapping[int, str]) -> ShownSentence:
    kind = find_note_kind(statement)
    return ShownSentence(text=words, kind=kind, mark=f"{MARKS[kind]}{marks.get(id(statement), '')}")


def _number_note(note: Note, number: str) -> ShownNote:
    mark = f"{MARKS[note.kind]}{number}"
    lead = NEAREST if note.kind == "not_confirmed" and note.sources else ""
    return ShownNote(mark=mark, kind=note.kind, title=note.title, told=note.told, lead=lead, sources=note.sources)
