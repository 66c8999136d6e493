"""Put what is printed on a page into the order in which it is read: lines, columns one after the other, rows of tables.

A column or a table is told by the white space between its parts, which goes through several lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# In sizes of the type. Between words there is a quarter to a half of it, in justified lines somewhat more.
_CELL_GAP = 1.0
_GUTTER = 0.6
_PARAGRAPH_GAP = 1.6
_LEAST_OVERLAP = 0.5
# A column of a story has so many lines, of so many words, that fill so much of its width; what has less is a table.
_COLUMN_LINES, _COLUMN_WORDS, _COLUMN_FILL = 3, 2.5, 0.6
_FIRST_RIGHT_TO_LEFT, _LAST_RIGHT_TO_LEFT = "\u0590", "\u08ff"


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
    """A stretch of a line without a wide gap: its text in the order of reading, and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def height(self) -> float:
        """What it takes of the page from top to bottom."""
        return self.top - self.bottom


Row = list[Segment]
Band = list[Row]


def order_lines(glyphs: Sequence[Glyph]) -> list[str]:
    """Return the lines of a page in the order of reading; one that is empty stands for a break between paragraphs.

    glyphs  in the order of the file, the characters of each line in the order of reading

    The cells of a row of a table are one line, with tabs between them.
    """
    rows = _group_rows(_cut_segments(glyphs))
    pitch = _find_pitch(rows)
    lines: list[str] = []
    for band in _split_bands(rows):
        if lines:
            lines.append("")
        lines += _write_band(band, pitch)
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
    text = " ".join("".join(glyph.text for glyph in run).split())
    return [
        Segment(
            text=text,
            left=min(glyph.left for glyph in printed),
            bottom=min(glyph.bottom for glyph in printed),
            right=max(glyph.right for glyph in printed),
            top=max(glyph.top for glyph in printed),
            size=median(glyph.size for glyph in printed),
        )
    ]


def _group_rows(segments: Sequence[Segment]) -> list[Row]:
    """Return the segments by line of the page, from top to bottom; those of a line from left to right."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda segment: -segment.top - segment.bottom):
        first = rows[-1][0] if rows else None
        if first and _is_beside(first, segment) and all(_is_apart(other, segment) for other in rows[-1]):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [_join_touching(sorted(row, key=lambda segment: segment.left)) for row in rows]


def _is_beside(one: Segment, other: Segment) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > _LEAST_OVERLAP * min(one.height, other.height)


def _is_apart(one: Segment, other: Segment) -> bool:
    return one.right <= other.left + one.size / 4 or other.right <= one.left + one.size / 4


def _join_touching(row: Row) -> Row:
    """Return the segments of a row, those together that the file only has apart."""
    joined = row[:1]
    for segment in row[1:]:
        last = joined[-1]
        if segment.left - last.right > _CELL_GAP * last.size:
            joined.append(segment)
            continue
        first, second = (segment, last) if _is_right_to_left(last.text) else (last, segment)
        between = " " if segment.left - last.right > last.size / 8 else ""
        joined[-1] = Segment(
            text=f"{first.text}{between}{second.text}",
            left=last.left,
            bottom=min(last.bottom, segment.bottom),
            right=segment.right,
            top=max(last.top, segment.top),
            size=max(last.size, segment.size),
        )
    return joined


def _find_pitch(rows: Sequence[Row]) -> float:
    """Return the usual distance of a line from the next one; 0 for a single line."""
    steps = [above[0].bottom - below[0].bottom for above, below in pairwise(rows)]
    return median(steps) if steps else 0.0


def _split_bands(rows: Sequence[Row]) -> Iterator[Band]:
    """Yield the parts of a page from top to bottom: lines over its whole width, or lines beside each other."""
    band: Band = []
    for row in rows:
        if band and not _continues(band, row):
            yield band
            band = []
        band.append(row)
    if band:
        yield band


def _continues(band: Band, row: Row) -> bool:
    """Tell whether a line goes on with a part: the gaps that go through the part go through the line as well."""
    columns = _find_columns(band)
    if all(len(other) == 1 for other in band):
        return len(row) == 1
    if not _is_near(band[-1], row):
        return False
    return len(columns) > 1 and len(_find_columns([*band, row])) == len(columns)


def _is_near(above: Row, below: Row) -> bool:
    return above[0].bottom - below[0].top < 3 * max(above[0].size, below[0].size)


def _find_columns(band: Band) -> list[tuple[float, float]]:
    """Return from where to where each column goes: what the lines cover, without the gaps that go through all."""
    columns: list[tuple[float, float]] = []
    for segment in sorted((segment for row in band for segment in row), key=lambda segment: segment.left):
        if columns and segment.left - columns[-1][1] < _GUTTER * segment.size:
            columns[-1] = (columns[-1][0], max(columns[-1][1], segment.right))
        else:
            columns.append((segment.left, segment.right))
    return columns


def _write_band(band: Band, pitch: float) -> list[str]:
    columns = _find_columns(band)
    if len(columns) == 1 or all(len(row) == 1 for row in band):
        return _write_column([segment for row in band for segment in row], pitch)
    right_to_left = sum(_is_right_to_left(segment.text) for row in band for segment in row) * 2 > sum(map(len, band))
    if not _is_prose(band, columns):
        return ["\t".join(segment.text for segment in (row[::-1] if right_to_left else row)) for row in band]
    lines: list[str] = []
    for left, right in columns[::-1] if right_to_left else columns:
        own = [segment for row in band for segment in row if left <= segment.left and segment.right <= right]
        lines += ["", *_write_column(own, pitch)] if lines else _write_column(own, pitch)
    return lines


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
    if len(segments) < _COLUMN_LINES or sum(_is_right_to_left(segment.text) for segment in segments):
        return None
    rights = sorted(segment.right for segment in segments)
    return rights[(len(rights) - 1) * 9 // 10]


def _ends_paragraph(above: Segment, segment: Segment, *, pitch: float, edge: float | None) -> bool:
    """Tell whether a paragraph ends between two lines: space or type changes, or a word below had room above."""
    if above.bottom - segment.bottom > max(_PARAGRAPH_GAP * pitch, 1.0):
        return True
    if abs(above.size - segment.size) > segment.size / 5:
        return True
    first = segment.text.split(maxsplit=1)[0]
    word = (segment.right - segment.left) * (len(first) + 1) / max(len(segment.text), 1)
    has_room = edge is not None and above.right + word < edge
    return has_room and not first[0].islower() and above.text[-1] not in "-\u00ad"


def _is_prose(band: Band, columns: Sequence[tuple[float, float]]) -> bool:
    """Tell whether columns are those of a story, and not of a table: two of them or more have full lines of words."""
    full = 0
    for left, right in columns:
        own = [segment for row in band for segment in row if left <= segment.left and segment.right <= right]
        words = sum(len(segment.text.split()) for segment in own)
        filled = sum(segment.right - segment.left for segment in own) / max((right - left) * len(own), 1.0)
        full += len(own) >= _COLUMN_LINES and words >= _COLUMN_WORDS * len(own) and filled >= _COLUMN_FILL
    return full > 1


def _is_right_to_left(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    others = sum(_FIRST_RIGHT_TO_LEFT <= letter <= _LAST_RIGHT_TO_LEFT for letter in letters)
    return others * 2 > len(letters)
