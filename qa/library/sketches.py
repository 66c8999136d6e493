"""Tell copies of one report from other reports of the same event, by the runs of words that texts share."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from qa.library.folding import fold_for_search

_RUN, _LONG_RUN = 3, 5
_SAMPLED = 16
_ALWAYS = 8
_SHARED = 0.6
# Below this, what two texts share may be a formula, such as an agency's line or a newsletter's offer.
_LEAST_SHARED = 40
_LEAST_NUMBERS, _SHARED_NUMBERS = 4, 0.65
_NEARLY_ALL = 0.9
_WORD = re.compile(r"\w+")
# Accents, hyphens that are not seen, and apostrophes: outlets write them or leave them out.
_MARK = re.compile("[\u0300-\u036f\u00ad'’]")
_LONGEST = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a text is compared by.

    words    in small letters, without accents; characters, in scripts without spaces
    runs     all runs of three words
    numbers  the numbers in it, as they are written
    """

    words: tuple[str, ...]
    runs: frozenset[tuple[str, ...]]
    numbers: frozenset[str]

    def choose_fingerprints(self) -> list[int]:
        """Return what the text is looked up by: hashes (64 bits with a sign) of a sixteenth of its runs of five words.

        What is chosen depends on the run alone, so texts that share runs share fingerprints, a cut text with its
        whole as well (sketches modulo p: Broder, "On the resemblance and containment of documents", 1997). The eight
        least are there for texts so short that none would be chosen. Runs of three are too often there by chance.
        """
        hashes = sorted({_hash_run(run) for run in _cut_runs(self.words, _LONG_RUN)})
        return sorted({*hashes[:_ALWAYS], *(hash for hash in hashes if hash % _SAMPLED == 0)})

    def find_share(self, other: "Sketch") -> float:
        """Return how much of the runs of the shorter text the other one has, in 0..1."""
        return len(self.runs & other.runs) / max(1, min(len(self.runs), len(other.runs)))

    def is_copy_of(self, other: "Sketch") -> bool:
        """Tell whether one of two texts is a copy of the other, cut, corrected or lengthened as it may be.

        The shorter one shares at least 60 % of its runs with the other, and 65 % of its numbers where it shares less
        than nearly all: two results or market reports by one formula share the words, but not the numbers. Texts that
        share very little are copies only where neither has much else: what is left of an article that has to be paid
        for is often but the lines that its outlet prints below every other one.
        """
        shared = len(self.runs & other.runs)
        least, most = sorted((len(self.runs), len(other.runs)))
        if shared < _LEAST_SHARED:
            return 0 < shared >= _NEARLY_ALL * most
        return shared >= _NEARLY_ALL * least or (shared >= _SHARED * least and self._shares_numbers(other))

    def _shares_numbers(self, other: "Sketch") -> bool:
        least = min(len(self.numbers), len(other.numbers))
        return least < _LEAST_NUMBERS or len(self.numbers & other.numbers) >= _SHARED_NUMBERS * least


def sketch_text(text: str) -> Sketch:
    """Return what a text is compared by; of a text longer than 200,000 characters, its beginning counts."""
    plain = _MARK.sub("", unicodedata.normalize("NFD", fold_for_search(text[:_LONGEST]).casefold()))
    words = tuple(_WORD.findall(plain))
    numbers = frozenset(word for word in words if word[0].isdigit())
    return Sketch(words=words, runs=frozenset(_cut_runs(words, _RUN)), numbers=numbers)


def _cut_runs(words: tuple[str, ...], length: int) -> Iterator[tuple[str, ...]]:
    """Return all runs of so many words; of a shorter text, the whole."""
    if len(words) < length:
        return iter([words] if words else [])
    return zip(*(words[n:] for n in range(length)), strict=False)


def _hash_run(run: tuple[str, ...]) -> int:
    return int.from_bytes(blake2b(" ".join(run).encode(), digest_size=8).digest(), "big", signed=True)
