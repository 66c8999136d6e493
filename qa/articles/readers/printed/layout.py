"""Put what is printed on a page into the order in which it is read: lines, columns one after the other, rows of tables.

A column or a table is told by the white space between its parts, which goes through several lines.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from qa.articles.readers.printed.bidi import is_right_to_left
from qa.articles.readers.printed.segments import Glyph, Segment, find_segments, group_rows, is_beside, join_segments

# In sizes of the type.
_GUTTER = 0.6
_FAR = 3.0
_DEEPEST = 3
_PARAGRAPH_GAP = 1.6
# A column of a story has so many lines, of so many words, that fill so much of its width; what has less is a table.
_COLUMN_LINES, _COLUMN_WORDS, _COLUMN_FILL = 3, 2.5, 0.6


def order_lines(glyphs: Sequence[Glyph]) -> list[str]:
    """Return the lines of a page in the order of reading; one that is empty stands for a break between paragraphs.

    glyphs  in the order of the file

    The cells of a row of a table are one line, with tabs between them.
    """
    segments = find_segments(glyphs)
    return _order_segments(segments, pitch=_find_pitch(segments), depth=0)


def _order_segments(segments: Sequence[Segment], *, pitch: float, depth: int) -> list[str]:
    lines: list[str] = []
    for band in _split_bands(segments):
        if lines:
            lines.append("")
        lines += _write_band(band, pitch, depth)
    return lines


def _find_pitch(segments: Sequence[Segment]) -> float:
    """Return the usual distance of a line from the next one below it; 0 for a single line."""
    steps = [
        above.bottom - below.bottom
        for above, below in pairwise(segments)
        if above.bottom > below.bottom and not is_beside(above, below)
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
    has_beside = any(is_beside(other, segment) for other in band)
    if len(before) == 1:
        return not has_beside
    if len(after) > len(before):
        return has_beside
    return len(after) == len(before) and _is_near(band, segment)


def _find_start(band: Sequence[Segment], segment: Segment) -> int:
    """Return from where in a part on the segments are in columns with one that is beside the last of them."""
    start = len(band)
    if len(_find_columns(band)) > 1 or not any(is_beside(other, segment) for other in band):
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
        or any(is_beside(other, segment) for other in band)
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
    rows = group_rows(band)
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
        [merged] = join_segments(merged, segment)
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
    return has_room and not first[0].islower() and above.text[-1] != "-"


def _is_prose(parts: Sequence[Sequence[Segment]], columns: Sequence[tuple[float, float]]) -> bool:
    """Tell whether columns are those of a story, and not of a table: two of them or more have full lines of words."""
    full = 0
    for part, (left, right) in zip(parts, columns, strict=True):
        words = sum(len(segment.text.split()) for segment in part)
        filled = sum(segment.right - segment.left for segment in part) / max((right - left) * len(part), 1.0)
        full += len(part) >= _COLUMN_LINES and words >= _COLUMN_WORDS * len(part) and filled >= _COLUMN_FILL
    return full > 1
