"""Tell copies of one report from other reports of the same event: what runs of words texts share, and what differs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from itertools import islice
from struct import unpack

from qa.language import get_language
from qa.language.folding import fold_words

# In words, chosen: the shorter compare two texts, the longer find candidates, which they share with few others.
_RUN, _LONG_RUN = 3, 5
# Chosen by size: one of so many hashes is kept to find candidates by, and a few whatever they are, for short texts.
_SAMPLED = 16
_ALWAYS = 8
# Measured on 500 articles of ten passages: of what was cut to a fifth of one all is found, of a tenth 93 %, and without
# a limit 98 %. Each fingerprint is a page of the disk to be written, in a library that is large.
_MOST = 48
# Chosen on 639 made copies and 1,375 pairs of different reports (tests/test_library_stories_sketches.py).
_SHARED = 0.6
# Below this, what two texts share may be a formula, such as an agency's line or a newsletter's offer.
_LEAST_SHARED = 40
_LEAST_NUMBERS, _SHARED_NUMBERS = 4, 0.65
_NEARLY_ALL = 0.9
_WORD = re.compile(r"\w+")
_FACT = re.compile(r"\d[\d.,:]*\d|\w+")
_AROUND = 4
# Outlets write apostrophes or leave them out.
_MARK = re.compile("['’]")
_LONGEST = 200_000
# A word with a capital that does not open a sentence.
_CAPITAL = re.compile(r"(?<=[\w,;:)’'] )[^\W\d_a-z][\w’'-]+")
# Names that begin alike are one name, spelled in two ways.
_ALIKE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a text is compared by; what it tells is read from it only where two texts share so much that it matters.

    words  in small letters, without accents; characters, in scripts without spaces
    runs   all runs of three words
    """

    text: str = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    runs: frozenset[tuple[str, ...]] = field(repr=False)

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers in it, as they are written."""
        return frozenset(word for word in self.words if word[0].isdigit())

    def find_share(self, other: "Sketch") -> float:
        """Return how much of the runs of the shorter text the other one has, in 0..1."""
        return len(self.runs & other.runs) / max(1, min(len(self.runs), len(other.runs)))

    def is_copy_of(self, other: "Sketch") -> bool:
        """Tell whether one of two texts is a copy of the other, cut, edited or lengthened as it may be.

        One that has another figure, another name or a "not" in the same place is none: it tells something else.

        The shorter one shares at least 60 % of its runs with the other, and 65 % of its numbers where it shares less
        than nearly all: two results or market reports by one formula share the words, but not the numbers. Texts that
        share very little are copies only where neither has much else: what is left of an article that has to be paid
        for is often but the lines that its outlet prints below every other one.
        """
        shared = len(self.runs & other.runs)
        least, most = sorted((len(self.runs), len(other.runs)))
        if shared < _LEAST_SHARED:
            return 0 < shared >= _NEARLY_ALL * most
        alike = shared >= _NEARLY_ALL * least or (shared >= _SHARED * least and self._shares_numbers(other))
        return alike and not self.contradicts(other)

    def holds_part_of(self, other: "Sketch") -> bool:
        """Tell whether a part of an article is a copy of a part of another one: most runs are shared, and all facts."""
        return self.find_share(other) >= _SHARED and not self.contradicts(other)

    def contradicts(self, other: "Sketch") -> bool:
        """Tell whether two texts differ in a figure, a name or a "not" between the same words."""
        ours, theirs = _read_facts(self.text), _read_facts(other.text)
        return ours.replaces(theirs) or ours.negates(theirs) or theirs.negates(ours)

    def _shares_numbers(self, other: "Sketch") -> bool:
        least = min(len(self.numbers), len(other.numbers))
        return least < _LEAST_NUMBERS or len(self.numbers & other.numbers) >= _SHARED_NUMBERS * least


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What a text tells.

    words  its words, each figure in one: "1,850"
    names  the words that stand in it with a capital, but for titles and days
    """

    words: tuple[str, ...]
    names: frozenset[str]

    def replaces(self, other: "_Facts") -> bool:
        """Tell whether a figure or a name stands in the place of another one, each of them in one of the texts only.

        Where one of them is in both, a part that was cut may have it between the same words.
        """
        ours, theirs = frozenset(self.words), frozenset(other.words)
        places: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for context, fact in other._list_facts(theirs - ours):
            places.setdefault(context, []).append(fact)
        own = self._list_facts(ours - theirs)
        return any(_tell_apart(fact, found) for context, fact in own for found in places.get(context, ()))

    def negates(self, other: "_Facts") -> bool:
        """Tell whether the text has a "not" between words that stand next to each other in the other one."""
        negations = [n for n, word in enumerate(self.words) if word in _list_negations()]
        around = {(*self.words[max(0, n - 2) : n], *self.words[n + 1 : n + 3]) for n in negations}
        return any(run in around for run in _cut_runs(other.words, _AROUND)) if around else False

    def _list_facts(self, kept: frozenset[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Yield the figures and names among some words, those that stand together as one, by the words around them."""
        kept &= self.names | _spelled_numbers().keys() | {word for word in self.words if word[0].isdigit()}
        end = 0
        for n, word in enumerate(self.words):
            if n < end or word not in kept:
                continue
            end = next((m for m in range(n, len(self.words)) if self.words[m] not in kept), len(self.words))
            before, after = self.words[max(0, n - 2) : n], self.words[end : end + 2]
            if before and after:
                yield (*before, "", after[0]), self.words[n:end]
                yield (before[-1], "", *after), self.words[n:end]


def sketch_text(text: str) -> Sketch:
    """Return what a text is compared by; of a text longer than 200,000 characters, its beginning counts."""
    words = _list_words(text)
    return Sketch(text=text, words=words, runs=frozenset(_cut_runs(words, _RUN)))


def fingerprint_text(text: str) -> list[int]:
    """Return what a text is looked up by: hashes (64 bits with a sign) of a sixteenth of its runs of five words.

    What is chosen depends on the run alone, so texts that share runs share fingerprints, a cut text with its
    whole as well (sketches modulo p: Broder, "On the resemblance and containment of documents", 1997). The eight
    least are there for texts so short that none would be chosen; of a long text, the least 48 of those that are chosen
    are enough. Runs of three are too often there by chance.
    """
    words = [word.encode() for word in _list_words(text)]
    runs = {b" ".join(words[n : n + _LONG_RUN]) for n in range(max(1, len(words) - _LONG_RUN + 1))} if words else set()
    digests = b"".join(blake2b(run, digest_size=8).digest() for run in runs)
    hashes = sorted(set(unpack(f">{len(runs)}q", digests)))
    return sorted({*hashes[:_ALWAYS], *islice((hash for hash in hashes if hash % _SAMPLED == 0), _MOST)})


def _list_words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_fold(text[:_LONGEST])))


def _read_facts(text: str) -> _Facts:
    return _Facts(words=tuple(_FACT.findall(_fold(text[:_LONGEST]))), names=_find_names(text))


def _find_names(text: str) -> frozenset[str]:
    language = get_language("en")
    known = language.naming.titles | language.naming.not_names | language.months.keys() | language.weekdays.keys()
    capitals = {match.group().casefold() for match in _CAPITAL.finditer(text[:_LONGEST])}
    return frozenset(_fold(word) for word in capitals - known)


def _fold(text: str) -> str:
    return _MARK.sub("", fold_words(text))


def _tell_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether the words in one place tell two things: other figures, or names that do not begin alike."""
    ours, theirs = ([_read_figure(word) for word in words] for words in (one, other))
    if any(ours) or any(theirs):
        return any(ours) and any(theirs) and ours != theirs
    return {word[:_ALIKE] for word in one}.isdisjoint(word[:_ALIKE] for word in other)


def _read_figure(word: str) -> str | None:
    """Return a figure without its marks, also one that is written in words; None for another word."""
    digits = "".join(letter for letter in word if letter.isdigit()) if word[0].isdigit() else ""
    return digits or (str(_spelled_numbers()[word]) if word in _spelled_numbers() else None)


@cache
def _spelled_numbers() -> dict[str, int]:
    """Return the words for numbers from two on: "one" is more than a number."""
    return {word: value for word, value in get_language("en").numerals.values.items() if value > 1}


@cache
def _list_negations() -> frozenset[str]:
    return frozenset(get_language("en").negations)


def _cut_runs(words: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    """Return all runs of so many words; of a shorter text, the whole."""
    if len(words) < length:
        return iter([words] if words else [])
    return zip(*(words[n:] for n in range(length)), strict=False)
