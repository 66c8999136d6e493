"""Cut the text of an article into paragraphs and these into pieces, so that what is marked in it can be shown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMark:
    """Words of a text from start to end that are marked: by the number of a citation, or as a notice without one."""

    start: int
    end: int
    n: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPiece:
    """A piece of a text that is marked in one way.

    Attributes:
        text: Its words, neither safe nor cut.
        numbers: Of the citations that quote it.
        first: Of those that begin with it.
        last: Of those that end with it.
        notice: It is of a notice of the outlet.
        before: What stood here before, told once, with until when.
    """

    text: str
    numbers: tuple[int, ...] = ()
    first: tuple[int, ...] = ()
    last: tuple[int, ...] = ()
    notice: bool = False
    before: tuple[str, str] | None = None


def mark_paragraphs(
    text: str, marks: Sequence[TextMark], former: Mapping[int, tuple[str, str]]
) -> list[list[MarkedPiece]]:
    """Return the paragraphs of a text in pieces; marks may overlap, and reach over paragraphs.

    Args:
        text: The text that the marks' offsets are into.
        marks: What is marked in it; those that reach beyond its end are left out.
        former: By the number of a citation what its words were before, and until when.
    """
    paragraphs: list[list[MarkedPiece]] = [[]]
    marks = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    for piece, begins in _cut_pieces(text, marks, former):
        if begins:
            paragraphs.append([])
        if piece.text:
            paragraphs[-1].append(piece)
    return [pieces for pieces in paragraphs if any(piece.text.strip() for piece in pieces)]


def _cut_pieces(
    text: str, marks: Sequence[TextMark], former: Mapping[int, tuple[str, str]]
) -> Iterator[tuple[MarkedPiece, bool]]:
    """Yield pieces in their order, and of each whether a paragraph begins with it."""
    edges = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    for start, end in pairwise(edges):
        covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
        lines = text[start:end].split("\n")
        first = tuple(mark.n for mark in covering if mark.start == start and mark.n is not None)
        for place, line in enumerate(lines):
            piece = MarkedPiece(
                text=line,
                numbers=tuple(mark.n for mark in covering if mark.n is not None),
                first=first if place == 0 else (),
                last=tuple(mark.n for mark in covering if mark.end == end and mark.n is not None)
                if place == len(lines) - 1
                else (),
                notice=any(mark.n is None for mark in covering),
                before=next((former[n] for n in first if n in former), None) if place == 0 else None,
            )
            yield piece, place > 0
