"""Rows of tables, which say nothing without the heads of their columns."""

import re
from collections.abc import Sequence

# A row of an article's text: its offsets there, and what it says.
Row = tuple[int, int, str]

_BAR = re.compile(r"\s*\|\s*")
_LINE = re.compile(r"\S.*")
_GAP = re.compile(r"\s*\t\s*| {3,}")
# Longer than that between wide spaces, it is prose that was printed to both edges.
_LONGEST_CELL = 60
_YEAR = re.compile(r"(?:19|20)\d\d")


def split_cells(text: str) -> list[str]:
    """Return the cells of a row of a table, between tabs, bars or wide spaces; nothing for what is no row."""
    line = text.strip()
    cells = _BAR.split(line.strip("| \t")) if line.startswith("|") else _GAP.split(line)
    return cells if len(cells) > 1 and ("\t" in line or max(map(len, cells)) <= _LONGEST_CELL) else []


def find_first_row(texts: Sequence[str], n: int) -> int:
    """Return the place of the first row of the table that a row is in: that of the heads, where there are any."""
    while n and split_cells(texts[n - 1]):
        n -= 1
    return n


def begins_with_row(text: str) -> bool:
    """Tell whether the first line of a text is a row."""
    return bool(split_cells(text.partition("\n")[0]))


def find_head(text: str, start: int) -> Row | None:
    """Return the first row of the table that goes on at start; None where it begins there.

    A long table is cut into several passages, of which only the first one has the heads of the columns.

    text  of the whole article
    """
    head = None
    for line in reversed(list(_LINE.finditer(text, 0, start))):
        if not split_cells(line[0]):
            break
        head = *line.span(), line[0]
    return head


def describe_row(texts: Sequence[str], n: int) -> str:
    """Return a row in words, each figure with the head of its column: "Farmers: 5 seats, 14.7 share."

    A text that is no row, or has no heads above it, is returned as it is.
    """
    cells = split_cells(texts[n])
    first = find_first_row(texts, n) if cells else n
    heads = split_cells(texts[first]) if first != n else []
    # The corner of a table is often empty.
    heads = ["", *heads] if len(heads) == len(cells) - 1 else heads
    if len(heads) != len(cells) or not _are_heads(heads[1:], cells[1:]):
        return texts[n]
    told = [f"{cell} {head.lower()}" for head, cell in zip(heads[1:], cells[1:], strict=True) if cell]
    return f"{cells[0]}: {', '.join(told)}."


def _are_heads(heads: Sequence[str], cells: Sequence[str]) -> bool:
    """Tell whether a row has heads: names, or years of several columns, above cells of which some are figures."""
    are_years = len(heads) > 1 and all(_YEAR.fullmatch(head) for head in heads)
    named = not any(map(_has_figure, heads)) and all(heads)
    return (are_years or named) and any(map(_has_figure, cells))


def _has_figure(text: str) -> bool:
    return any(character.isdigit() for character in text)
