"""Numbers, units and days that are others in a statement than in the sentence that it nearly copies."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.language.dates import DateMention, find_dates
from qa.language.numbers import Number, find_numbers
from qa.language.profile import Language
from qa.language.words import split_words, stem_each
from qa.verify.guards.alignment import PlacedWord, Rewording
from qa.verify.guards.reading import GuardReading
from qa.verify.verdict import Flag, FlagKind

_RANGE = re.compile(r"\d\s?[-–/:]\s?\d")
# Chosen: "7 to 2", "7 votes to 2".
_MOST_JOINING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPair:
    """Two numbers, the word between them, and the verb before them: "voted 7 to 2"."""

    one: Number
    other: Number
    joiner: str
    verb: str
    text: str

    def equals(self, pair: "NumberPair") -> bool:
        """Tell whether another pair has the same numbers in the same order."""
        return self.one.equals(pair.one) and self.other.equals(pair.other)

    def is_turned(self, pair: "NumberPair") -> bool:
        """Tell whether another pair has the same numbers in the other order."""
        return self.one.equals(pair.other) and self.other.equals(pair.one)


def flag_number(change: Rewording) -> FlagKind | None:
    """Tell whether another number stands there."""
    was = find_numbers_at(change.source.text, change.was, change.language)
    now = find_numbers_at(change.statement.text, change.now, change.language)
    return "number" if was and now and not any(a.equals(b) for a in was for b in now) else None


def find_numbers_at(text: str, words: Sequence[PlacedWord], language: Language) -> list[Number]:
    """Return the numbers at some words that belong to no date; of ranges such as 2018-19 nothing can be told."""
    start, end = words[0].start, words[-1].end
    found = [number for number in find_numbers(text, language.code) if number.start < end and start < number.end]
    dates = find_dates(text, language=language.code) if found else []
    found = [n for n in found if not any(n.start < mention.end and mention.start < n.end for mention in dates)]
    return [number for number in found if not _RANGE.search(text, max(0, number.start - 2), number.end + 2)]


def flag_unit(change: Rewording) -> FlagKind | None:
    """Tell whether the noun right after the same number is another one, and is no other form of it."""
    if len(change.was) > 2 or len(change.now) > 2 or not (change.was[-1].folded + change.now[-1].folded).isalpha():
        return None
    small = change.language.stop_words | change.language.approximations.keys()
    if change.was[-1].folded in small or change.now[-1].folded in small:
        return None
    was = _read_amount(change.source.text, change.was, change.language)
    now = _read_amount(change.statement.text, change.now, change.language)
    if not was or not now or was.percent or now.percent or (was.value == now.value and was.end > change.was[0].start):
        return None
    one, other = stem_each([change.was[-1].folded, change.now[-1].folded], change.language.code)
    return "number" if one != other and len(change.was) == len(change.now) else None


def _read_amount(text: str, words: Sequence[PlacedWord], language: Language) -> Number | None:
    """Return the number that stands right before words."""
    start, found = words[0].start, find_numbers(text, language.code)
    return next((n for n in found if n.start < start and start - 1 <= n.end <= words[-1].end), None)


def flag_date(change: Rewording) -> FlagKind | None:
    """Tell whether another day, month or span of time is named."""
    ones = _find_dates_at(change.source, change.was)
    others = _find_dates_at(change.statement, change.now, change.source)
    apart = all(are_apart(one, other, change.language) for one in ones for other in others)
    return "date" if ones and others and apart else None


def are_apart(one: DateMention, other: DateMention, language: Language) -> bool:
    """Tell whether two mentions can't be the same day, where need be by their months and weekdays alone."""
    if one.first and other.first:
        return not one.covers(other) and not other.covers(one)
    for known in (language.months, language.weekdays):
        ours, theirs = ({known[w] for w in split_words(mention.text) if w in known} for mention in (one, other))
        if ours and theirs and ours.isdisjoint(theirs):
            return True
    return False


def _find_dates_at(
    reading: GuardReading, words: Sequence[PlacedWord], source: GuardReading | None = None
) -> list[DateMention]:
    quote = (source or reading).quote
    start, end = words[0].start, words[-1].end
    found = find_dates(reading.text, quote.premise.published if quote else None, language=reading.language)
    return [mention for mention in found if mention.start < end and start < mention.end]


def find_turned_pairs(statement: GuardReading, sources: Sequence[GuardReading]) -> Iterator[Flag]:
    """Yield a flag for each pair of numbers that has its other order in every sentence: "voted 2 to 7" for "7 to 2".

    The same verb has to stand before both: who won 7 to 2 beat somebody who lost 2 to 7.
    """
    told = [(source, pair) for source in sources for pair in _list_pairs(source)]
    for own in _list_pairs(statement):
        same = [(source, pair) for source, pair in told if (pair.verb, pair.joiner) == (own.verb, own.joiner)]
        turned = [(source, pair) for source, pair in same if pair.is_turned(own)]
        if turned and not any(pair.equals(own) for _, pair in same):
            source, pair = turned[0]
            yield Flag(kind="number", words=own.text, against=pair.text, quote=source.quote, decides=True)


def _list_pairs(reading: GuardReading) -> Iterator[NumberPair]:
    """Yield the pairs of numbers that one or two words join, with the last of these and the verb before them."""
    tokens = reading.parsed.tokens if reading.parsed else ()
    numbers = find_numbers(reading.text, reading.language or "en")
    for one, other in pairwise(numbers):
        joined = split_words(reading.text[one.end : other.start])
        verb = next((token.lemma for token in reversed(tokens) if token.start < one.start and token.pos == "VERB"), "")
        if verb and 0 < len(joined) <= _MOST_JOINING and not one.equals(other):
            text = reading.text[one.start : other.end]
            yield NumberPair(one=one, other=other, joiner=joined[-1], verb=verb, text=text)
