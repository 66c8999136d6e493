"""Who says the words that stand somewhere in an article."""

import re

from qa.passages import Span, split_sentences
from qa.verify.claims import find_speaker
from qa.verify.names import find_names, holds_name
from qa.words import STOP_WORDS, split_words

_BEFORE, _AFTER = 600, 400
_POSSESSIVE = re.compile(r"(?:[^\W\d_a-z][\w-]*\s)*[^\W\d_a-z][\w-]*(?:['’]s|['’])(?!\w)")
_OPENS, _CLOSES = re.compile(r"[“„«]|(?<!\w)\""), re.compile(r"[”»]|\"(?!\w)")


def widen_to_sentences(text: str, start: int, end: int, language: str | None = None) -> Span:
    """Return the offsets of the sentences of a text that hold a stretch of it."""
    begin = text.rfind("\n", 0, start) + 1
    close = text.find("\n", end)
    offset = begin
    spans = split_sentences(text[begin : close if close >= 0 else len(text)], language)
    held = [(offset + first, offset + last) for first, last in spans if offset + last > start and offset + first < end]
    return (held[0][0], held[-1][1]) if held else (start, end)


def find_teller(text: str, start: int, end: int, language: str | None = None) -> str | None:
    """Return who says the words of a stretch of an article, or None where the outlet does, or it is not told.

    A quotation that goes on after its first sentence is told by whoever is named where it ends.
    """
    begin, close = widen_to_sentences(text, start, end, language)
    before = text[max(0, begin - _BEFORE) : begin]
    if speaker := find_speaker(text[begin:close], before, language or "en"):
        return speaker
    opened = [match.end() for match in _OPENS.finditer(text, max(0, begin - _BEFORE), start + 1)]
    if not opened:
        return None
    ending = _CLOSES.search(text, max(end, opened[-1]), end + _AFTER)
    if ending is None or _CLOSES.search(text, opened[-1], start):
        return None
    first, last = widen_to_sentences(text, ending.start(), ending.end(), language)
    return find_speaker(text[first:last], text[max(0, first - _BEFORE) : first], language or "en")


def reads_as_quotation(text: str, place: int) -> bool:
    """Tell whether what stands at a place of a text is between quotation marks."""
    begin = text.rfind("\n", 0, place) + 1
    before = text[begin:place]
    marks = [mark for mark in before if mark in "“”„«»"]
    return marks[-1:] in (["“"], ["„"], ["«"]) or before.count('"') % 2 == 1


def is_another(claimed: str | None, speaker: str | None) -> bool:
    """Tell whether somebody is surely not the speaker of an article: both are named, and by other names."""
    if not claimed or not speaker:
        return False
    # "Norvane's chief executive" names a company, and nobody who speaks.
    claimed, speaker = _POSSESSIVE.sub("", claimed), _POSSESSIVE.sub("", speaker)
    names, others = find_names(f"so {claimed}"), find_names(f"so {speaker}")
    if not names or not others:
        return False
    words, said = frozenset(split_words(speaker)), frozenset(split_words(claimed))
    return said.isdisjoint(words - STOP_WORDS) and not any(holds_name(name, words, words, speaker) for name in names)
