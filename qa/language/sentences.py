"""Split a text into sentences, by offsets into it."""

import re
from functools import cache
from itertools import pairwise

import sentencex

from qa.language.known import CODES, get_language

Span = tuple[int, int]

_CLOCK_TIME = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
# A title that is shortened has few letters.
_TITLE = re.compile(r"\b([^\W\d_]{1,4})\.$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_ORDINAL = re.compile(r"(?:\A|[\s(])\d{1,2}\.\Z")
# What stands before a figure with a full stop that is an ordinal and ends no sentence: "am 3. Oktober", "der 1. FC".
_BEFORE_ORDINAL = re.compile(
    r"(?:.*[\s(])?(?:am|der|die|das|dem|den|des|zum|zur|vom|im|beim|ab|bis|seit|dne|ke|od|do|kl)\s+\d{1,2}\.",
    re.IGNORECASE,
)
_OTHER_MONTHS = "oktober oktobra října ledna února březen dubna května června"
# A mark that only opens, behind the end of a sentence: its other half may be straight, or missing.
_OPENS_NEXT = re.compile(r"(?<=[.!?…”\"’)])\s+([“„«])\s*\Z")
# In characters, chosen: what is longer has no full stops, and is cut so that it can be shown.
_LONGEST_SENTENCE = 2_000


def split_sentences(text: str, language: str | None = None) -> list[Span]:
    """Return the offsets of the sentences of text, without the white space around them.

    A line break always ends a sentence; what is longer than 2,000 characters without an end is cut at a space.
    """
    spans: list[Span] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        spans += [(offset + start, offset + end) for start, end in _split_line(line, language or "en")]
        offset += len(line)
    return spans


def is_question(sentence: str) -> bool:
    """Tell whether a sentence is a question, and so tells nothing."""
    return sentence.rstrip(" ”\"’')").endswith(("?", "؟", "？")) and not sentence.lstrip().startswith(("“", '"'))


def is_ordinal(before: str, after: str) -> bool:
    """Tell whether a text ends with a figure and a full stop that end no sentence before what follows."""
    if _ORDINAL.search(before[-6:]) is None:
        return False
    follows = re.match(r"\s*([^\W\d_]+)", after)
    word = follows[1] if follows else ""
    if word and (word[0].islower() or word.lower() in _list_months()):
        return True
    return bool(_BEFORE_ORDINAL.fullmatch(before[-16:]))


@cache
def _list_months() -> frozenset[str]:
    names = {name for code in CODES for name in get_language(code).months if len(name) > 2}
    return frozenset(names.union(_OTHER_MONTHS.split()))


def _split_line(line: str, language: str) -> list[Span]:
    spans: list[Span] = []
    joins = False
    for boundary in sentencex.get_sentence_boundaries(language, line):
        start, end = _strip(line, boundary["start_index"], boundary["end_index"])
        if start == end:
            continue
        if spans and _goes_on(line, start, language, is_clock_time=joins):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        joins = bool(_CLOCK_TIME.search(line, start, end))
    parted = [part for start, end in _open_quotations(line, spans) for part in _part_months(line, start, end, language)]
    return [piece for start, end in parted for piece in _cut_overlong(line, start, end)]


def _open_quotations(line: str, spans: list[Span]) -> list[Span]:
    """Return the sentences with a mark that opens a quotation in front of what it opens, not behind what is before."""
    marks = [_OPENS_NEXT.search(line, start, end) for start, end in spans]
    starts = [mark.start(1) if mark else start for mark, (start, _) in zip([None, *marks], spans, strict=False)]
    return [(start, mark.start() if mark else end) for start, mark, (_, end) in zip(starts, marks, spans, strict=True)]


def _goes_on(line: str, start: int, language: str, *, is_clock_time: bool) -> bool:
    """Tell whether what stands before start only looks like the end of a sentence: 5 p.m., M. Tarn, am 3. Oktober."""
    if is_clock_time:
        return not _opens_sentence(line, start, language)
    if language.startswith("en"):
        # It writes no ordinals so, has names like those of months, and titles that end a sentence: Ola Berg Jr.
        return False
    before, after = line[max(0, start - 20) : start].rstrip(), line[start : start + 20]
    title = _TITLE.search(before)
    if title and title[1] in get_language(language).naming.short_titles:
        return after[:1].isupper()
    return is_ordinal(before, after)


def _opens_sentence(line: str, start: int, language: str) -> bool:
    """Tell whether what follows "5 p.m." is a sentence of its own: it opens with a small word, and not with a name."""
    word = _FIRST_WORD.match(line, start)
    return word is not None and word[0][0].isupper() and word[0].lower() in get_language(language).stop_words


def _part_months(line: str, start: int, end: int, language: str) -> list[Span]:
    """Return the sentences of a piece: a month's whole name is no abbreviation, and a stop after it ends one."""
    ends = [match.end() for match in _compile_month_end(language).finditer(line, start, end)]
    bounds = [start, *ends, end]
    return [_strip(line, first, last) for first, last in pairwise(bounds)]


@cache
def _compile_month_end(language: str) -> re.Pattern[str]:
    """Return what finds the stop after a whole name of a month, before a capital; "Sept." is no whole name."""
    months = get_language(language).months
    whole = [name for name in months if not any(other != name and other.startswith(name) for other in months)]
    names = "|".join(re.escape(name) for name in whole) or "(?!)"
    return re.compile(rf"\b(?:{names})\.(?=\s+[^\W\d_])(?=\s+(?-i:[^\W\d_a-zà-ÿ]))", re.IGNORECASE)


def _cut_overlong(line: str, start: int, end: int) -> list[Span]:
    pieces = []
    while end - start > _LONGEST_SENTENCE:
        space = line.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = space if space > start else start + _LONGEST_SENTENCE
        pieces.append(_strip(line, start, cut))
        start = cut
    return [*pieces, _strip(line, start, end)]


def _strip(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
