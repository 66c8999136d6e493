"""Lines that are read from right to left come out as they are read, whatever their order in the file."""

import pytest

from qa.articles.readers.printed.bidi import is_right_to_left, order_line
from qa.articles.readers.printed.segments import Glyph

LINES = [
    pytest.param("سيكلف الجسر 410 ملايين يورو", id="a number"),
    pytest.param("افتتح في 28 أكتوبر 2025 بحضور 1,200 شخص", id="a date and a grouped number"),
    pytest.param("ارتفع بنسبة 4.5% منذ 2023", id="a share"),
    pytest.param("الشركة (Otto Frisch) ستنهي المشروع", id="a name in brackets"),
    pytest.param("قالت Boeing 737 إنها توقفت", id="a foreign word and a number"),
    pytest.param("העלות היא 410 מיליון אירו, אמר ראש העיר", id="Hebrew"),
    pytest.param("العدد ٤١٠ ملايين", id="Arabic digits"),
]


def print_line(line: str) -> list[Glyph]:
    """Return the glyphs of a line where they stand: numbers and foreign words from left to right."""
    glyphs: list[Glyph] = []
    right = 500.0
    for part in split_directions(line):
        left = right - 5 * len(part)
        forward = not is_right_to_left(part)
        for n, character in enumerate(part):
            x = left + 5 * n if forward else right - 5 * (n + 1)
            glyphs.append(Glyph(text=character, left=x, bottom=700, right=x + 5, top=707, size=10))
        right = left
    return glyphs


def split_directions(line: str) -> list[str]:
    parts: list[str] = []
    for word in line.replace("(", "( ").replace(")", " )").split(" "):
        foreign = word.isascii() and word[0].isalnum()
        if parts and foreign and parts[-1].isascii() and parts[-1][0].isalpha():
            parts[-1] += f" {word}"
        else:
            parts += [" ", word] if parts and parts[-1] != "(" and word != ")" else [word]
    return parts


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("order", ["as read", "from left to right"])
def test_a_line_is_read_in_its_order(line: str, order: str) -> None:
    glyphs = print_line(line)
    if order == "from left to right":
        glyphs.sort(key=lambda glyph: glyph.left)
    assert order_line(glyphs) == line


def test_a_word_from_right_to_left_within_a_line_of_the_other_direction() -> None:
    before = [Glyph(text=c, left=5 * n, bottom=0, right=5 * n + 5, top=7, size=10) for n, c in enumerate("The word ")]
    word = [Glyph(text=c, left=60 - 5 * n, bottom=0, right=65 - 5 * n, top=7, size=10) for n, c in enumerate("جسر")]
    after = [Glyph(text=c, left=65 + 5 * n, bottom=0, right=70 + 5 * n, top=7, size=10) for n, c in enumerate(" is")]
    assert order_line([*before, *sorted(word, key=lambda glyph: glyph.left), *after]) == "The word جسر is"


def test_letters_that_are_only_for_printing_are_the_letters_they_stand_for() -> None:
    glyph = Glyph(text="\ufefb", left=0, bottom=0, right=5, top=7, size=10)
    assert order_line([glyph]) == "لا"


def test_a_line_from_left_to_right_keeps_the_order_of_the_file() -> None:
    glyphs = [Glyph(text=c, left=9 - n, bottom=0, right=10 - n, top=7, size=10) for n, c in enumerate("The  crane")]
    assert order_line(glyphs) == "The crane"
