"""Lay out a checked draft for a terminal: its text with marks and, below each paragraph, what is wrong in it."""

from collections.abc import Iterator, Sequence

from qa.checking import CheckedStatement, CheckedText, Place
from qa.checking.markup import Block
from qa.render.answers.words import NEAREST, quote_words
from qa.render.checks.notes import (
    MARKS,
    Note,
    NoteKind,
    describe_differences,
    describe_place,
    find_note_kind,
    write_note,
    write_summary,
)
from qa.render.clean import clean_line, clean_url
from qa.render.layout import Line, Span, Style, make_line
from qa.render.sources import Source

STYLES: dict[NoteKind, Style] = {
    "supported": "supported",
    "contradicted": "contradicted",
    "not_confirmed": "warning",
    "misquoted": "warning",
}
_INDENT = 2


def lay_out_check(text: CheckedText, *, everything: bool = False) -> list[Line]:
    """Return the draft paragraph by paragraph, each sentence with a mark, and the counts at the end.

    everything  show the words of the articles for what is supported too
    """
    noted = [own for own in text.statements if everything or not own.holds]
    numbers = {id(own): n for n, own in enumerate(noted, 1)}
    lines: list[Line] = []
    blocks = text.manuscript.blocks
    for n, block in enumerate(blocks):
        laid = list(_lay_out_block(text, n, block, numbers))
        goes_on = block.kind == "item" and len(laid) == 1 and blocks[n + 1 : n + 2] and blocks[n + 1].kind == "item"
        lines += laid if goes_on or not laid else [*laid, Line()]
    return [*lines, make_line(write_summary(text), "faint")]


def lay_out_places(places: Sequence[Place]) -> list[Line]:
    """Return where words were said: outlet and day, how exactly, who says them, and the sentence they stand in."""
    lines: list[Line] = []
    for n, place in enumerate(places, 1):
        lines += [Line()] * (n > 1) + [line for line in _lay_out_place(n, place) if line.spans]
    return lines


def describe_exactness(place: Place) -> str:
    """Return how exactly words stand in a place, and whether only a former version has them."""
    told = "exact" if place.is_exact else f"differs: {describe_differences(place)}"
    return f"{told}; in a former version" if place.replaced_at else told


def _lay_out_block(text: CheckedText, n: int, block: Block, numbers: dict[int, int]) -> Iterator[Line]:
    if block.kind in ("heading", "other"):
        shown = block.text if block.kind == "heading" else _cut_lines(text.manuscript.text[block.start : block.end])
        if shown.strip():
            yield make_line(clean_line(shown), "strong" if block.kind == "heading" else "faint")
        return
    yield Line(spans=tuple(_mark_sentences(text, n, block, numbers)))
    for statement in text.find_statements(n):
        if id(statement) in numbers:
            yield from _lay_out_note(write_note(statement, text.citations), numbers[id(statement)])


def _mark_sentences(text: CheckedText, n: int, block: Block, numbers: dict[int, int]) -> Iterator[Span]:
    """Yield the sentences of a block, each with its mark, those with nothing to check dimmed."""
    statements = {own.start: own for own in text.find_statements(n)}
    lead = "- " if block.kind == "item" else ""
    for sentence in (sentence for sentence in text.manuscript.sentences if sentence.block == n):
        statement = statements.get(sentence.start)
        words = lead + clean_line(sentence.text)
        lead = " "
        if statement is None:
            yield Span(text=words, style="faint")
        else:
            style = STYLES[find_note_kind(statement)]
            yield Span(text=words, style="plain" if style == "supported" else style)
            yield Span(text=f" {_write_mark(statement, numbers)}", style=style)


def _write_mark(statement: CheckedStatement, numbers: dict[int, int]) -> str:
    number = numbers.get(id(statement))
    return MARKS[find_note_kind(statement)] + (str(number) if number else "")


def _lay_out_note(note: Note, number: int) -> Iterator[Line]:
    mark = f"{MARKS[note.kind]}{number} "
    inner = _INDENT + len(mark)
    style = STYLES[note.kind]
    yield Line(spans=(Span(text=mark, style=style), Span(text=note.title, style=style)), indent=_INDENT)
    for told in note.told:
        yield make_line(told, indent=inner)
    if note.kind == "not_confirmed" and note.sources:
        yield make_line(NEAREST, "faint", indent=inner)
    for source in note.sources:
        yield from _lay_out_source(source, inner)


def _lay_out_source(source: Source, indent: int) -> Iterator[Line]:
    yield make_line(quote_words(source.quote), "quote", indent=indent)
    yield make_line(": ".join(filter(None, (source.origin, source.title))), "faint", indent=indent)
    for told in source.history:
        yield make_line(told, "warning", indent=indent)
    if address := clean_url(source.url):
        target = clean_url(source.link) or address
        yield Line(spans=(Span(text=address, style="link", link=target, bare=target),), indent=indent, wrap=False)


def _lay_out_place(n: int, place: Place) -> Iterator[Line]:
    number = f"{n}. "
    indent = len(number)
    style: Style = "supported" if place.is_exact and not place.replaced_at else "warning"
    title = clean_line(place.article.title) or "(no title)"
    yield Line(spans=(Span(text=number, style="number"), Span(text=title, style="strong")))
    yield make_line(describe_place(place), "faint", indent=indent)
    yield make_line(describe_exactness(place), style, indent=indent)
    if place.speaker:
        yield make_line(f"said by {clean_line(place.speaker)}", indent=indent)
    yield Line(spans=tuple(_mark_words(place)), indent=indent)
    if place.replaced_at:
        yield make_line(f"Now: {quote_words(place.now)}" if place.now else "Nothing like it now.", indent=indent)
    if address := clean_url(place.article.url):
        yield Line(spans=(Span(text=address, style="link", link=address),), indent=indent, wrap=False)


def _mark_words(place: Place) -> Iterator[Span]:
    """Yield the sentences around words, the words marked."""
    start, end = place.sentence
    before, after = clean_line(place.text[start : place.start]), clean_line(place.text[place.end : end])
    if before:
        yield Span(text=before + " " * place.text[place.start - 1].isspace(), style="quote")
    yield Span(text=clean_line(place.words), style="match")
    if after:
        yield Span(text=" " * place.text[place.end].isspace() + after, style="quote")


def _cut_lines(text: str) -> str:
    first, _, rest = text.strip().partition("\n")
    return first + " …" * bool(rest)
