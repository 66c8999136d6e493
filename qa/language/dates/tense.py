"""Tell whether a sentence speaks of what was or of what is to come, at the place of a day in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from qa.language.dates.patterns import DatePatterns, get_date_patterns
from qa.language.dates.words.dating import Tenses

# Open: it was to come, and whether it did is not told ("was due on Friday").
Direction = Literal["past", "ahead", "open"]

# A sentence is looked at so far to both sides of a day.
_MOST_TOKENS = 40
_REPORT_GAP = 5
_HELPER_GAP = 3
_INFINITIVE_GAP = 8
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[,;:—–“”\"]")
_SENTENCE_END = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})[.!?…]['\"”’)\]]*\s+(?=[^\sa-z])|\n\s*\n"
)
_MARKS = frozenset(', ; : — – “ ” "'.split())


def find_direction(text: str, start: int, end: int, reader: DatePatterns) -> Direction | None:
    """Return which way from the day of publication a day at a place of a text lies, or None where nothing tells."""
    tenses = reader.dating.tenses
    before, after = _split_around(text, start, end, reader)
    near = _find_near(before, tenses)
    direction = _find_tense(before, after, tenses)
    if near == "by":
        return direction or "ahead"
    if near == "ahead":
        return "open" if direction in ("past", "open") else "ahead"
    if near == "past":
        return "open" if direction == "ahead" else "past"
    return direction


def follows_report(text: str, start: int, language: str) -> bool:
    """Tell whether a day stands right after a verb of saying: "said on Monday"."""
    reader = get_date_patterns(language)
    before, _ = _split_around(text, start, start, reader)
    return any(word in reader.dating.tenses.reports for word in before[-2:])


def _split_around(text: str, start: int, end: int, reader: DatePatterns) -> tuple[list[str], list[str]]:
    """Return the words and marks of a sentence before and after a place in it, in lower case."""
    words = _split_words(text, reader.language.code)
    last, first = bisect_left(words.starts, start), bisect_left(words.starts, end)
    bound = bisect_right(words.bounds, start)
    begun = bisect_left(words.starts, words.bounds[bound - 1]) if bound else 0
    ended = bisect_left(words.starts, words.bounds[bound]) if bound < len(words.bounds) else len(words.starts)
    return words.words[max(begun, last - _MOST_TOKENS) : last], words.words[first : min(ended, first + _MOST_TOKENS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words and marks of a text in lower case, where each begins, and where each sentence but the first does."""

    words: list[str]
    starts: list[int]
    bounds: list[int]


@lru_cache(maxsize=16)
def _split_words(text: str, language: str) -> _Words:
    """Return the words of a text; the names of months are none, for May is no verb."""
    reader = get_date_patterns(language)
    months = reader.language.months if reader.dating.capitals else ()
    found = [(match.group(), match.start()) for match in _TOKEN.finditer(text)]
    kept = [(word, start) for word, start in found if word[0].islower() or word.lower() not in months]
    return _Words(
        words=[word.lower().replace("’", "'") for word, _ in kept],
        starts=[start for _, start in kept],
        bounds=[match.end() for match in _SENTENCE_END.finditer(text)],
    )


def _find_near(before: Sequence[str], tenses: Tenses) -> str | None:
    """Return what the words right before a day say of it."""
    for end in (len(before), len(before) - 1):
        for size in (3, 2, 1):
            phrase = " ".join(before[max(0, end - size) : end])
            if phrase in tenses.by:
                return "by"
            if phrase in tenses.ahead_before:
                return "ahead"
            if phrase in tenses.past_before:
                return "past"
        if before[-1:] and before[-1] not in tenses.on:
            break
    return None


def _find_tense(before: Sequence[str], after: Sequence[str], tenses: Tenses) -> Direction | None:
    """Return the tense of the verb that a day belongs to: the one before it in its clause, else the one after it."""
    opens = len(before) > 1 and before[-1] in tenses.on and before[-2] in tenses.opening
    if opens and (found := _find_first(after, tenses)):
        return found
    for place in range(len(before) - 1, -1, -1):
        found = _read_verb(before, place, tenses)
        if found is None:
            continue
        if before[place] in tenses.reports and not _is_beside(before[place + 1 :], after, tenses):
            return _find_first(after, tenses) or found
        if found == "open" and tenses.bracket:
            return _find_first(after, tenses) or found
        if found == "past" and before[place] in tenses.forward and not tenses.to.isdisjoint(before[place + 1 :]):
            return "open"
        return found
    return _find_first(after, tenses)


def _is_beside(between: Sequence[str], after: Sequence[str], tenses: Tenses) -> bool:
    """Tell whether a verb of saying has a day for its own: "said on", "told reporters on", "said in a statement on"."""
    words = [word for word in between if word not in _MARKS]
    if not tenses.that.isdisjoint(words):
        return False
    if after[:1] and after[0] in tenses.that:
        return True
    return len(words) <= 2 or (len(words) <= _REPORT_GAP and words[0] in tenses.between)


def _find_first(after: Sequence[str], tenses: Tenses) -> Direction | None:
    kept: Direction | None = None
    for place in range(len(after)):
        direction = _read_verb(after, place, tenses)
        if direction in ("past", "ahead"):
            return direction
        kept = kept or direction
    return kept


def _read_verb(tokens: Sequence[str], place: int, tenses: Tenses) -> Direction | None:
    """Return the direction that a word gives, None within where it leaves it open, or None where it gives none."""
    word = tokens[place]
    pair = f"{tokens[place - 1]} {word}" if place else word
    if word in tenses.ahead or pair in tenses.ahead or _ends(word, tenses.ahead_endings, tenses):
        return _read_ahead(tokens, place, tenses)
    if word in tenses.participles or _ends(word, tenses.past_endings, tenses):
        return _read_participle(tokens, place, tenses)
    if word in tenses.present:
        return "open"
    return "past" if word in tenses.past or word in tenses.reports else None


def _read_ahead(tokens: Sequence[str], place: int, tenses: Tenses) -> Direction | None:
    """Return what a word of what is to come says: nothing sure after a form of the past ("was due on Friday")."""
    if tokens[place] in tenses.perhaps and not tenses.perfect.isdisjoint(tokens[place + 1 : place + 3]):
        return "past"
    if any(word in tenses.was for word in tokens[max(0, place - _HELPER_GAP) : place]):
        return "open"
    bare = tokens[place] in tenses.helpers
    told = bare and any(_is_past(word, tenses) for word in tokens[max(0, place - _INFINITIVE_GAP) : place])
    return "open" if told else "ahead"


def _read_participle(tokens: Sequence[str], place: int, tenses: Tenses) -> Direction | None:
    """Return the time of a form such as "held": that of the words before it ("will be held"), else the past."""
    back = place - 1
    while back >= max(0, place - _HELPER_GAP) and tokens[back] in tenses.helpers:
        back -= 1
    if back < 0:
        return "past"
    word, pair = tokens[back], f"{tokens[back - 1]} {tokens[back]}" if back else tokens[back]
    if word in tenses.ahead or pair in tenses.ahead:
        return _read_ahead(tokens, back, tenses)
    if word in tenses.to:
        return _read_ahead(tokens, back + 1, tenses)
    return "open" if word in tenses.present else "past"


def _is_past(word: str, tenses: Tenses) -> bool:
    return word not in tenses.ahead and (word in tenses.past or _ends(word, tenses.past_endings, tenses))


def _ends(word: str, endings: tuple[str, ...], tenses: Tenses) -> bool:
    return bool(endings) and len(word) > 3 and word.endswith(endings) and word not in tenses.not_past
