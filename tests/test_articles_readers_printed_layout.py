"""What is printed on a page is read in its order: columns one after the other, the cells of a row together."""

from collections.abc import Sequence

import pytest

from qa.articles.readers.printed.layout import order_lines
from qa.articles.readers.printed.segments import Glyph

SIZE = 10.0
WIDTH = 5.0
LEFT = [
    "The council of Vessby has",
    "approved a new crane that",
    "costs 4 million euros and",
    "is built by Otto Frisch.",
]
RIGHT = [
    "The ferry Anselma sank on",
    "Friday off Port Ellery. On",
    "board were 61 people, the",
    "coast guard said at noon.",
]


def print_text(text: str, x: float, y: float, *, size: float = SIZE) -> list[Glyph]:
    """Return the glyphs of a text of which each is half as wide as it is high."""
    step = size / 2
    return [
        Glyph(text=c, left=x + n * step, bottom=y, right=x + (n + 1) * step, top=y + size * 0.7, size=size)
        for n, c in enumerate(text)
    ]


def print_rows(rows: Sequence[Sequence[str]], places: Sequence[float], *, top: float = 700.0) -> list[Glyph]:
    """Return the glyphs of rows of cells, in the order row by row."""
    return [
        glyph
        for n, row in enumerate(rows)
        for cell, x in zip(row, places, strict=False)
        for glyph in print_text(cell, x, top - 12 * n)
    ]


def test_lines_over_the_whole_width_are_read_from_top_to_bottom() -> None:
    assert order_lines(print_rows([[line] for line in LEFT], [70])) == LEFT


@pytest.mark.parametrize("gutter", [12.0, 20.0, 60.0])
def test_columns_are_read_one_after_the_other_whatever_their_order_in_the_file(gutter: float) -> None:
    rows = list(zip(LEFT, RIGHT, strict=True))
    places = [70, 70 + 25 * WIDTH + gutter]
    assert order_lines(print_rows(rows, places)) == [*LEFT, "", *RIGHT]
    by_column = print_rows([[line] for line in LEFT], [70]) + print_rows([[line] for line in RIGHT], places[1:])
    assert order_lines(by_column) == [*LEFT, "", *RIGHT]


def test_three_columns_below_a_headline_over_all_of_them() -> None:
    rows = list(zip(LEFT, RIGHT, LEFT, strict=True))
    headline = "A crane is approved and a ferry sinks in the same week of October in Vessby and Port Ellery, 28 October"
    glyphs = print_text(headline, 70, 720) + print_rows(rows, [70, 215, 360])
    assert order_lines(glyphs) == [headline, "", *LEFT, "", *RIGHT, "", *LEFT]


def test_a_column_may_be_longer_than_the_other() -> None:
    rows = [*zip(LEFT, RIGHT, strict=True), ["More is said of the crane"], ["on the pages after these."]]
    lines = order_lines(print_rows(rows, [70, 220]))
    assert [line for line in lines if line] == [*LEFT, *(row[0] for row in rows[-2:]), *RIGHT]


def test_cells_at_one_height_are_a_row() -> None:
    rows = [["Party", "Seats", "Share"], ["Harbour List", "14", "41.2"], ["Farmers", "5", "14.7"]]
    assert order_lines(print_rows(rows, [70, 200, 300])) == ["\t".join(row) for row in rows]


def test_a_table_within_a_story_is_set_off() -> None:
    story = [
        "The election in Vessby was won by the Harbour List, as all",
        "had thought it would be when the polls closed on Sunday.",
    ]
    rows = [["Harbour List", "14"], ["Green Vessby", "9"], ["Farmers", "5"]]
    glyphs = print_rows([[line] for line in story], [70]) + print_rows(rows, [70, 260], top=660)
    assert order_lines(glyphs) == [*story, "", *("\t".join(row) for row in rows)]


def test_words_of_a_justified_line_stay_together() -> None:
    words = ["The ", "council ", "met"]
    glyphs = [g for word, x in zip(words, [70, 93, 136], strict=True) for g in print_text(word, x, 700)]
    assert order_lines(glyphs) == ["The council met"]


def test_a_wider_space_or_another_type_ends_a_paragraph() -> None:
    glyphs = print_text("A headline", 70, 740, size=18) + print_rows([[line] for line in LEFT], [70])
    assert order_lines(glyphs)[:3] == ["A headline", "", LEFT[0]]
    apart = print_rows([[line] for line in LEFT], [70]) + print_rows([[line] for line in RIGHT], [70], top=630)
    assert order_lines(apart) == [*LEFT, "", *RIGHT]


def test_a_line_that_had_room_for_the_next_word_ends_a_paragraph() -> None:
    lines = ["Crane approved", *LEFT]
    assert order_lines(print_rows([[line] for line in lines], [70])) == ["Crane approved", "", *LEFT]


def test_what_is_read_from_right_to_left_keeps_its_order() -> None:
    word = "سيكلف"
    glyphs = [
        Glyph(text=c, left=300 - n * 5, bottom=700, right=305 - n * 5, top=707, size=10) for n, c in enumerate(word)
    ]
    assert order_lines(glyphs) == [word]


def test_a_page_without_a_glyph_has_no_line() -> None:
    assert order_lines([]) == []
