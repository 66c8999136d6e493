"""Read a printed line whose letters go from right to left: where a glyph stands says more than its place in the file.

The rules are the main ones of the bidirectional algorithm (https://www.unicode.org/reports/tr9/): numbers, and words of
other scripts, are read from left to right within it.
"""

import unicodedata
from collections.abc import Sequence
from typing import Protocol

_FIRST_RIGHT_TO_LEFT, _LAST_RIGHT_TO_LEFT = "\u0590", "\u08ff"
# Letters as they are printed, which stand for others: https://www.unicode.org/charts/PDF/UFE70.pdf
_FIRST_PRESENTED, _LAST_PRESENTED = "\ufb1d", "\ufefc"
_MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
_IN_NUMBERS = frozenset(".,:/-'’٫٬−+")
_BESIDE_NUMBERS = frozenset("%‰$€£¥°٪")
_LAM, _ALEFS = "ل", frozenset("اأإآ")
# Of the size of the type: a gap that is a space. Those that the library puts in have no place in such a line.
_SPACE = 0.19


class Placed(Protocol):
    """A glyph and where it stands."""

    @property
    def text(self) -> str:
        """Its character."""
        ...

    @property
    def left(self) -> float:
        """Its left edge."""
        ...

    @property
    def right(self) -> float:
        """Its right edge."""
        ...

    @property
    def size(self) -> float:
        """The size of the type."""
        ...


def is_right_to_left(text: str) -> bool:
    """Tell whether most letters of a text are of a script that is read from right to left."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(map(_is_of_right_to_left, letters)) * 2 > len(letters)


def order_line(run: Sequence[Placed]) -> str:
    """Return the text of the glyphs of a line in the order of reading, with one space between words."""
    text = "".join(glyph.text for glyph in run)
    if not any(map(_is_of_right_to_left, text)):
        return " ".join(text.split())
    units = _order_by_place(run)
    read = _read_backwards(units) if is_right_to_left(text) else _read_islands(units)
    return _pair_brackets(" ".join("".join(map(_spell, read)).split()))


def _pair_brackets(line: str) -> str:
    """Return a line whose brackets open before they close: what a file has for a mirrored one can't be relied on."""
    for opening, closing in ("()", "[]", "{}"):
        found = [n for n, character in enumerate(line) if character in (opening, closing)]
        if len(found) % 2 == 0 and [line[n] for n in found] != [opening, closing] * (len(found) // 2):
            letters = list(line)
            for place, n in enumerate(found):
                letters[n] = (opening, closing)[place % 2]
            line = "".join(letters)
    return line


def _order_by_place(run: Sequence[Placed]) -> list[str]:
    """Return the characters as they stand from left to right, those of one glyph and its marks together."""
    units: list[tuple[float, float, list[str]]] = []
    for glyph in run:
        if glyph.text.isspace() and glyph.right <= glyph.left:
            continue
        box = (glyph.left, glyph.right)
        is_mark = bool(unicodedata.combining(glyph.text[0])) and bool(units)
        if units and (is_mark or box == units[-1][:2]) and not glyph.text.isspace():
            units[-1][2].append(glyph.text)
        else:
            units.append((*box, [glyph.text]))
    units.sort(key=lambda unit: unit[0] + unit[1])
    size = max(glyph.size for glyph in run)
    ordered: list[str] = []
    for n, (left, _, texts) in enumerate(units):
        if n and left - units[n - 1][1] > _SPACE * size and not ordered[-1].isspace() and not texts[0].isspace():
            ordered.append(" ")
        ordered.append("".join(_order_ligature(texts)))
    return ordered


def _order_ligature(texts: list[str]) -> list[str]:
    """Return the letters of a glyph in the order of reading: the one of lam and alef may be in any order in a file."""
    if _LAM in texts and _ALEFS.intersection(texts):
        return sorted(texts, key=lambda text: text in _ALEFS)
    return texts


def _read_backwards(units: Sequence[str]) -> list[str]:
    """Return what stands from left to right in the order from right to left, but for numbers and foreign words."""
    backwards = list(units[::-1])
    read: list[str] = []
    place = 0
    while place < len(backwards):
        end = _find_run_end(backwards, place)
        if end > place:
            read += backwards[place:end][::-1]
            place = end
        else:
            read.append(_MIRRORED.get(backwards[place], backwards[place]))
            place += 1
    return read


def _find_run_end(units: Sequence[str], start: int) -> int:
    """Return where what begins at a place and is read from left to right ends; the place itself where none begins."""
    end = place = start
    foreign = False
    while place < len(units) and not _is_of_right_to_left(units[place][0]):
        character = units[place][0]
        if character.isalpha():
            foreign, end = True, place + 1
        elif character.isdigit():
            end = place + 1
        elif character in _BESIDE_NUMBERS:
            end = place + 1 if _is_digit(units, place + 1) or _is_digit(units, place - 1) else end
        elif (not foreign and not _goes_on(units, place)) or character in _MIRRORED:
            break
        place += 1
    return end


def _goes_on(units: Sequence[str], place: int) -> bool:
    """Tell whether a number goes on behind a sign or a space, or belongs to a word of another script: "Boeing 737"."""
    after = units[place + 1][0] if place + 1 < len(units) else " "
    if units[place].isspace():
        return after.isalpha() and not _is_of_right_to_left(after)
    return units[place][0] in _IN_NUMBERS and after.isdigit()


def _is_digit(units: Sequence[str], place: int) -> bool:
    return 0 <= place < len(units) and units[place][0].isdigit()


def _read_islands(units: Sequence[str]) -> list[str]:
    """Return what stands from left to right, with the words in it that are read from right to left as they are read."""
    read: list[str] = []
    place = 0
    while place < len(units):
        if not _is_of_right_to_left(units[place][0]):
            read.append(units[place])
            place += 1
            continue
        end = place
        for n in range(place, len(units)):
            if _is_of_right_to_left(units[n][0]):
                end = n + 1
            elif units[n][0].isalpha():
                break
        read += _read_backwards(units[place:end])
        place = end
    return read


def _is_of_right_to_left(character: str) -> bool:
    return any(
        _FIRST_RIGHT_TO_LEFT <= letter <= _LAST_RIGHT_TO_LEFT or _FIRST_PRESENTED <= letter <= _LAST_PRESENTED
        for letter in character
        if letter.isalpha()
    )


def _spell(unit: str) -> str:
    """Return a unit with the letters that it is made of, where it is one of those that are only for printing."""
    return "".join(
        unicodedata.normalize("NFKC", letter) if _FIRST_PRESENTED <= letter <= _LAST_PRESENTED else letter
        for letter in unit
    )
