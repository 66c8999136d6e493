"""Put what is printed on a page into the order in which it is read: lines, columns one after the other, rows of tables.

A column or a table is told by the white space between its parts, which goes through several lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from qa.articles.readers.printed.bidi import is_right_to_left, order_line

# In sizes of the type. Between words there is a quarter to a half of it, in justified lines somewhat more.
_CELL_GAP = 1.0
_WORD_GAP = 0.45
_GUTTER = 0.6
_FAR = 3.0
_DEEPEST = 3
_PARAGRAPH_GAP = 1.6
_LEAST_OVERLAP = 0.5
# A column of a story has so many lines, of so many words, that fill so much of its width; what has less is a table.
_COLUMN_LINES, _COLUMN_WORDS, _COLUMN_FILL = 3, 2.5, 0.6


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


def order_lines(glyphs: Sequence[Glyph]) -> list[str]:
    """Return the lines of a page in the order of reading; one that is empty stands for a break between paragraphs.

    glyphs  in the order of the file

    The cells of a row of a table are one line, with tabs between them.
    """
    segments = _join_touching(_cut_segments(glyphs))
    return _order_segments(segments, pitch=_find_pitch(segments), depth=0)


def _order_segments(segments: Sequence[Segment], *, pitch: float, depth: int) -> list[str]:
    lines: list[str] = []
    for band in _split_bands(segments):
        if lines:
            lines.append("")
        lines += _write_band(band, pitch, depth)
    return lines


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
    for row in _group_rows(segments):
        joined.append(row[0])
        for segment in row[1:]:
            last = joined[-1]
            if segment.left - last.right > _WORD_GAP * last.size:
                joined.append(segment)
                continue
            joined[-1:] = _join_segments(last, segment)
    return joined


def _join_segments(last: Segment, segment: Segment) -> list[Segment]:
    """Return two segments of a line as one; the second is on the right of the first."""
    between = Glyph(text=" ", left=last.right, bottom=last.bottom, right=segment.left, top=last.top, size=last.size)
    is_space = segment.left - last.right > last.size / 8
    return _make_segment([*last.glyphs, *([between] if is_space else []), *segment.glyphs])


def _group_rows(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Return the segments by line, from top to bottom; those of a line from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: -segment.top - segment.bottom):
        if rows and all(_is_beside(other, segment) for other in rows[-1]):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda segment: segment.left) for row in rows]


def _is_beside(one: Segment, other: Segment) -> bool:
    """Tell whether two segments are at one height, and neither is over the other."""
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    apart = one.right <= other.left + one.size / 4 or other.right <= one.left + one.size / 4
    return apart and overlap > _LEAST_OVERLAP * min(one.height, other.height)


def _find_pitch(segments: Sequence[Segment]) -> float:
    """Return the usual distance of a line from the next one below it; 0 for a single line."""
    steps = [
        above.bottom - below.bottom
        for above, below in pairwise(segments)
        if above.bottom > below.bottom and not _is_beside(above, below)
    ]
    return median(steps) if steps else 0.0


def _split_bands(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Yield the parts of a page from top to bottom: lines over its whole width, or columns beside each other."""
    band: list[Segment] = []
    for segment in sorted(segments, key=lambda segment: -segment.top):
        if not band or _continues(band, segment):
            band.append(segment)
            continue
        start = _find_start(band, segment)
        if band[:start]:
            yield band[:start]
        band = [*band[start:], segment]
    if band:
        yield band


def _continues(band: Sequence[Segment], segment: Segment) -> bool:
    """Tell whether a segment goes on with a part of the page: the gaps that go through it are left as they are."""
    before, after = _find_columns(band), _find_columns([*band, segment])
    is_beside = any(_is_beside(other, segment) for other in band)
    if len(before) == 1:
        return not is_beside
    if len(after) > len(before):
        return is_beside
    return len(after) == len(before) and _is_near(band, segment)


def _find_start(band: Sequence[Segment], segment: Segment) -> int:
    """Return from where in a part on the segments are in columns with one that is beside the last of them."""
    start = len(band)
    if len(_find_columns(band)) > 1 or not any(_is_beside(other, segment) for other in band):
        return start
    while start and len(_find_columns([*band[start - 1 :], segment])) > 1 and _is_near(band[start:], band[start - 1]):
        start -= 1
    return start


def _is_near(band: Sequence[Segment], segment: Segment) -> bool:
    """Tell whether some segment of a part is not far above or below another one."""
    far = _FAR * segment.size
    return (
        not band
        or any(
            other.bottom - segment.top < far and segment.bottom - other.top < far and not _is_apart(other, segment)
            for other in band
        )
        or any(_is_beside(other, segment) for other in band)
    )


def _is_apart(one: Segment, other: Segment) -> bool:
    return one.right <= other.left or other.right <= one.left


def _find_columns(band: Sequence[Segment]) -> list[tuple[float, float]]:
    """Return from where to where each column goes: what the lines cover, without the gaps that go through all."""
    columns: list[tuple[float, float]] = []
    for segment in sorted(band, key=lambda segment: segment.left):
        if columns and segment.left - columns[-1][1] < _GUTTER * segment.size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], segment.right))
        else:
            columns.append((segment.left, segment.right))
    return columns


def _write_band(band: Sequence[Segment], pitch: float, depth: int) -> list[str]:
    columns = _find_columns(band)
    rows = _group_rows(band)
    if len(columns) == 1 or (all(len(row) == 1 for row in rows) and not _is_staggered(band)):
        return _write_column([_merge_row(row) for row in rows], pitch)
    right_to_left = sum(is_right_to_left(segment.text) for segment in band) * 2 > len(band)
    parts = [[s for s in band if left <= s.left and s.right <= right] for left, right in columns]
    if depth == _DEEPEST or not _is_prose(parts, columns):
        return ["\t".join(segment.text for segment in (row[::-1] if right_to_left else row)) for row in rows]
    lines: list[str] = []
    for part in parts[::-1] if right_to_left else parts:
        lines += (
            ["", *_order_segments(part, pitch=pitch, depth=depth + 1)]
            if lines
            else _order_segments(part, pitch=pitch, depth=depth + 1)
        )
    return lines


def _is_staggered(band: Sequence[Segment]) -> bool:
    """Tell whether columns are beside each other although no two of their lines are at one height."""
    return any(
        min(one.top, other.top) > max(one.bottom, other.bottom) and _is_apart(one, other)
        for one, other in pairwise(band)
    )


def _merge_row(row: Sequence[Segment]) -> Segment:
    """Return the segments of a row as one: a wide gap in a line of a story is one between words."""
    if len(row) == 1:
        return row[0]
    merged = row[0]
    for segment in row[1:]:
        [merged] = _join_segments(merged, segment)
    return merged


def _write_column(segments: Sequence[Segment], pitch: float) -> list[str]:
    """Return the lines of a column, with an empty one between paragraphs."""
    edge = _find_edge(segments)
    lines: list[str] = []
    for n, segment in enumerate(segments):
        if n and _ends_paragraph(segments[n - 1], segment, pitch=pitch, edge=edge):
            lines.append("")
        lines.append(segment.text)
    return lines


def _find_edge(segments: Sequence[Segment]) -> float | None:
    """Return how far to the right full lines go; None where there are too few to tell, or they end on the left."""
    if len(segments) < _COLUMN_LINES or sum(is_right_to_left(segment.text) for segment in segments):
        return None
    rights = sorted(segment.right for segment in segments)
    return rights[(len(rights) - 1) * 9 // 10]


def _ends_paragraph(above: Segment, segment: Segment, *, pitch: float, edge: float | None) -> bool:
    """Tell whether a paragraph ends between two lines: space or type changes, or a word below had room above."""
    if above.bottom - segment.bottom > max(_PARAGRAPH_GAP * pitch, 1.0):
        return True
    if abs(above.size - segment.size) > segment.size / 5:
        return True
    if is_right_to_left(above.text) != is_right_to_left(segment.text):
        return True
    first = segment.text.split(maxsplit=1)[0]
    word = (segment.right - segment.left) * (len(first) + 1) / max(len(segment.text), 1)
    has_room = edge is not None and above.right + word < edge
    return has_room and not first[0].islower() and above.text[-1] not in "-\u00ad"


def _is_prose(parts: Sequence[Sequence[Segment]], columns: Sequence[tuple[float, float]]) -> bool:
    """Tell whether columns are those of a story, and not of a table: two of them or more have full lines of words."""
    full = 0
    for part, (left, right) in zip(parts, columns, strict=True):
        words = sum(len(segment.text.split()) for segment in part)
        filled = sum(segment.right - segment.left for segment in part) / max((right - left) * len(part), 1.0)
        full += len(part) >= _COLUMN_LINES and words >= _COLUMN_WORDS * len(part) and filled >= _COLUMN_FILL
    return full > 1
