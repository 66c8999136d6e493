"""Read the marks by which a sentence cites passages, however they are set: [1], 【1†source】, (1), ¹, passage 1."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.language.wording.replies import (
    BEFORE_PASSAGE,
    JOINERS,
    PASSAGE_NOUNS,
    RANGE_WORDS,
    find_passage_words,
    measures,
    names_paragraph,
)

# Each number that a mark cites becomes one character, which no text has, until the sentences are told apart.
_FIRST = 0xE000
_MOST_NUMBER = 999
_CODE = f"[{chr(_FIRST)}-{chr(_FIRST + _MOST_NUMBER)}]"
# Stands where a sentence begins anew after words that only cite.
_BEGIN = "\uf8f0"
_PRIVATE = re.compile("[\ue000-\uf8ff]")

_NUMBER = r"\d{1,3}"
_BETWEEN = rf"\s*(?:[,;&/、，·|+–—-]|\b(?:{JOINERS})\b)?\s*"
_NOUN = rf"(?:(?:{PASSAGE_NOUNS})(?![a-z])\s*(?:no\.?|nr\.?|№)?\s*[:#_-]?\s*|[PSD](?=\d))"
_NUMBERS = rf"[#^]?{_NUMBER}\^?(?:{_BETWEEN}(?:{_NOUN})?[#^]?{_NUMBER}(?!\d)\^?){{0,20}}"
_SIDE_NOTE = r"(?:\s*†[^\]】\n]{0,120}|\s*[:,]\s*(?:L|ll?\.|pp?\.|lines?|sentences?|par\w*\.?|¶|§|\d)[^\]】\n]{0,40})?"


def _compile(pattern: str) -> re.Pattern[str]:
    """Return a pattern in which white space of a list of words counts for nothing."""
    return re.compile(re.sub(r"\s*\n\s*", "", pattern), re.IGNORECASE)


_BRACKETED = _compile(rf"[\[［【〔⟦❲]\s*(?:{_NOUN})?(?P<numbers>{_NUMBERS}){_SIDE_NOTE}\s*[\]］】〕⟧❳]")
_NAMED_ROUND = _compile(rf"[(（]\s*{BEFORE_PASSAGE}(?:the )?{_NOUN}(?P<numbers>{_NUMBERS})\s*[)）]")
_ROUND = re.compile(r"[(（]\s*(?P<numbers>\d{1,2}(?:\s*[,;&–-]\s*\d{1,2}){0,9})\s*[)）]")
_ROUND_FITS = re.compile(r"\s*(?:[.!?。！？]|$|[(（]\s*\d{1,2}\s*[)）])")
_ROUND_FOLLOWS = re.compile(r"[.!?。！？][”\"’')»]*\s*$")
_RAISED = re.compile(
    r"(?:(?<=[^\W_]|[.!?,;:”\"’')\]…%»。])|(?<=\s)(?=[⁰¹²³⁴⁵⁶⁷⁸⁹,]+(?:\W|\Z)))"
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,˒⁻ ]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*"
)
_CARET = re.compile(r"(?<=[^\W\d_]|[.!?,;:”\"’')])\$?\^\{?(?P<numbers>\d{1,2}(?:,\s?\d{1,2}){0,9})\}?\^?\$?")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ENCLOSED = re.compile(rf"[(\[（【]\s*({_CODE}(?:[\s,;&]*{_CODE})*)\s*[)\]）】]")
_CODES = re.compile(_CODE)
_JOINED = re.compile(rf"({_CODE})\s*(?:[,;&/–-]|\b(?:{JOINERS})\b)?\s*(?={_CODE})", re.IGNORECASE)
_STOPPED_TWICE = re.compile(rf"([.!?。！？]\s*{_CODE}+)\s*[.。]")
_BEFORE_RUN = re.compile(rf"\s*({_CODE}+)")
_NAMES = find_passage_words(f"{_CODE}+", rf"\d{{1,2}}(?:(?:\s*,\s*|\s+(?:{JOINERS})\s+)\d{{1,2}}){{0,9}}\b")
_FIGURE = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The number of a passage that is cited after so many characters of a text without its marks."""

    place: int
    number: int


def drop_private(text: str) -> str:
    """Return the text without characters of private use, which stand for marks here."""
    return _PRIVATE.sub("", text)


def encode_marks(text: str, *, most: int, rounds: bool) -> str:
    """Return a line with each mark as one character for each number that it cites.

    most    the highest number of a passage: a number in round brackets or a raised one is no mark above it
    rounds  whether a number in round brackets may be a mark
    """
    text = _BRACKETED.sub(lambda match: _encode(read_numbers(match["numbers"])), text)
    text = _NAMED_ROUND.sub(lambda match: _encode(read_numbers(match["numbers"])), text)
    if rounds and not has_marks(text):
        text = _encode_rounds(text, most)
    text = _RAISED.sub(lambda match: _encode_raised(match, most), text)
    text = _CARET.sub(lambda match: _encode_known(match, most), text)
    text = _ENCLOSED.sub(r"\1", text)
    return _STOPPED_TWICE.sub(r"\1", _drop_words(_JOINED.sub(r"\1", text), most))


def has_marks(text: str) -> bool:
    """Tell whether an encoded text has marks."""
    return re.search(_CODE, text) is not None


def begins_with_mark(text: str) -> bool:
    """Tell whether an encoded text begins with a mark."""
    return re.match(rf"\s*{_CODE}", text) is not None


def take_marks(text: str) -> tuple[str, list[Mark]]:
    """Return an encoded line without its marks, and these with their places in it."""
    marks: list[Mark] = []
    kept: list[str] = []
    place, begins = 0, False
    for piece in re.split(f"({_CODE}|{_BEGIN})", _BEFORE_RUN.sub(r"\1", text)):
        if piece == _BEGIN:
            begins = True
        elif len(piece) == 1 and _FIRST <= ord(piece) <= _FIRST + _MOST_NUMBER:
            # What the opening words cited belongs to the words after them.
            marks.append(Mark(place=place + begins, number=ord(piece) - _FIRST))
        elif piece:
            if begins:
                piece, begins = piece.lstrip(), False
                piece = piece[:1].upper() + piece[1:]
            if kept and _runs_on(kept[-1], piece):
                piece = " " + piece
            kept.append(piece)
            place += len(piece)
    return "".join(kept), marks


def read_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a mark, ranges written out."""
    numbers: list[int] = []
    before = ""
    for match in _FIGURE.finditer(text):
        number = int(match[0])
        joiner = text[len(before) : match.start()]
        between = _NOT_JOINER.sub("", joiner).lower()
        if numbers and (any(dash in between for dash in "-–—") or between in RANGE_WORDS):
            numbers += range(numbers[-1] + 1, number) if number - numbers[-1] <= 20 else ()
        numbers.append(number)
        before = text[: match.end()]
    return tuple(dict.fromkeys(numbers))


_NOT_JOINER = re.compile(r"[\s#^]")


def _encode(numbers: Sequence[int]) -> str:
    return "".join(chr(_FIRST + number) for number in numbers)


def _encode_known(match: re.Match[str], most: int) -> str:
    numbers = read_numbers(match["numbers"])
    return _encode(numbers) if numbers and max(numbers) <= most and min(numbers) > 0 else match[0]


def _encode_rounds(text: str, most: int) -> str:
    """Return the text with numbers in round brackets encoded that stand where marks do, and then their like."""
    found = [match for match in _ROUND.finditer(text) if _encode_known(match, most) != match[0]]
    found = [match for match in found if not names_paragraph(text[max(0, match.start() - 12) : match.start()])]
    if not any(_stands_at_end(text, match) for match in found):
        return text
    parts: list[str] = []
    end = 0
    for match in found:
        if _stands_at_end(text, match) or text[match.end() : match.end() + 1] in (",", ";", ":"):
            parts += [text[end : match.start()], _encode_known(match, most)]
            end = match.end()
    return "".join([*parts, text[end:]])


def _stands_at_end(text: str, match: re.Match[str]) -> bool:
    return bool(
        _ROUND_FITS.match(text, match.end()) or _ROUND_FOLLOWS.search(text[max(0, match.start() - 6) : match.start()])
    ) and bool(text[: match.start()].strip())


def _encode_raised(match: re.Match[str], most: int) -> str:
    word = re.search(r"[^\W\d_]*\Z", match.string[max(0, match.start() - 6) : match.start()])
    if match.string[match.start() - 1].isdigit() or (word and word[0] and measures(word[0])):
        return match[0]
    digits = match[0].translate(_DIGITS)
    numbers = read_numbers(digits)
    if any(number > most for number in numbers):
        numbers = tuple(dict.fromkeys(int(digit) for digit in digits if digit.isdigit()))
    return _encode(numbers) if all(0 < number <= most for number in numbers) else match[0]


def _drop_words(text: str, most: int) -> str:
    """Return the text without the words that only cite: what they cite stays."""

    def shorten(match: re.Match[str]) -> str:
        codes = "".join(_read_codes(match[0], most))
        if not codes:
            return match[0]
        if match["lead"] or match["tells"]:
            return _BEGIN + codes
        # "Passage 1" alone is a part of the sentence: it stays, and is cited.
        return codes if match["cites"] else _CODES.sub("", match[0]).rstrip() + codes

    return _NAMES.sub(shorten, text)


def _read_codes(text: str, most: int) -> Iterator[str]:
    for match in re.finditer(rf"{_CODE}|{_NUMBER}", text):
        if len(match[0]) == 1 and ord(match[0]) >= _FIRST:
            yield match[0]
        elif 0 < int(match[0]) <= most:
            yield _encode([int(match[0])])


def _runs_on(before: str, after: str) -> bool:
    """Tell whether a space was lost between two pieces that a mark stood between."""
    return before[-1] in ".!?”\"’')" and after[0].isalnum() and after[0].isascii()
