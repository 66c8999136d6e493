"""Put the glyphs of a page together to segments: stretches of a line without a wide gap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from qa.articles.readers.printed.bidi import order_line

# In sizes of the type. Between words there is a quarter to a half of it, in justified lines somewhat more.
_CELL_GAP = 1.0
_WORD_GAP = 0.45
_LEAST_OVERLAP = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """A character of a page and its box, in points from the bottom left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a line without a wide gap: its text in the order of reading, its glyphs, and its box."""

    text: str
    glyphs: tuple[Glyph, ...]
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def height(self) -> float:
        """What it takes of the page from top to bottom."""
        return self.top - self.bottom


def find_segments(glyphs: Iterable[Glyph]) -> list[Segment]:
    """Return the segments of a page from top to bottom, those of a line from left to right.

    glyphs  in the order of the file
    """
    return _join_touching(_cut_segments(glyphs))


def _cut_segments(glyphs: Iterable[Glyph]) -> list[Segment]:
    """Return the stretches of glyphs that follow each other in one line without a wide gap."""
    segments: list[Segment] = []
    run: list[Glyph] = []
    last: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            run += [glyph] if run else []
            continue
        if last and _breaks(last, glyph):
            segments += _make_segment(run)
            run = []
        run.append(glyph)
        last = glyph
    return [*segments, *_make_segment(run)]


def _breaks(last: Glyph, glyph: Glyph) -> bool:
    """Tell whether a glyph is not in the line of the one before it, or far from it."""
    overlap = min(last.top, glyph.top) - max(last.bottom, glyph.bottom)
    # A comma has no height in common with a quotation mark: what is between the two base lines counts as well.
    near = abs(last.bottom - glyph.bottom) < _LEAST_OVERLAP * max(last.size, glyph.size)
    gap = max(glyph.left - last.right, last.left - glyph.right)
    return not (overlap > 0 or near) or gap > _CELL_GAP * max(last.size, glyph.size)


def _make_segment(run: Sequence[Glyph]) -> list[Segment]:
    printed = [glyph for glyph in run if not glyph.text.isspace()]
    if not printed:
        return []
    return [
        Segment(
            text=order_line(run),
            glyphs=tuple(run),
            left=min(glyph.left for glyph in printed),
            bottom=min(glyph.bottom for glyph in printed),
            right=max(glyph.right for glyph in printed),
            top=max(glyph.top for glyph in printed),
            size=median(glyph.size for glyph in printed),
        )
    ]


def _join_touching(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments from top to bottom, those of a line together that only the file has apart."""
    joined: list[Segment] = []
    for row in group_rows(segments):
        joined.append(row[0])
        for segment in row[1:]:
            last = joined[-1]
            if segment.left - last.right > _WORD_GAP * last.size:
                joined.append(segment)
                continue
            joined[-1:] = join_segments(last, segment)
    return joined


def join_segments(last: Segment, segment: Segment) -> list[Segment]:
    """Return two segments of a line as one; the second is on the right of the first."""
    between = Glyph(text=" ", left=last.right, bottom=last.bottom, right=segment.left, top=last.top, size=last.size)
    is_space = segment.left - last.right > last.size / 8
    return _make_segment([*last.glyphs, *([between] if is_space else []), *segment.glyphs])


def group_rows(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Return the segments by line, from top to bottom; those of a line from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: -segment.top - segment.bottom):
        if rows and all(is_beside(other, segment) for other in rows[-1]):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda segment: segment.left) for row in rows]


def is_beside(one: Segment, other: Segment) -> bool:
    """Tell whether two segments are at one height, and neither is over the other."""
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    apart = one.right <= other.left + one.size / 4 or other.right <= one.left + one.size / 4
    return apart and overlap > _LEAST_OVERLAP * min(one.height, other.height)
