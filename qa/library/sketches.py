"""Tell copies of one report from other reports of the same event, by the runs of words that texts share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from qa.library.folding import fold_for_search

_RUN = 3
_SAMPLED = 16
_ALWAYS = 8
_SHARED = 0.6
# Below this, what two texts share may be a formula, such as an agency's line or a newsletter's offer.
_LEAST_SHARED = 40
_FEWEST_RUNS = 10
_LEAST_NUMBERS, _SHARED_NUMBERS = 4, 0.5
_NEARLY_ALL = 0.9
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_LONGEST = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a text is compared by.

    runs     hashes, of 64 bits with a sign, of all runs of three words (of characters, in scripts without spaces)
    numbers  the numbers in it, as they are written
    """

    runs: frozenset[int]
    numbers: frozenset[str]

    def choose_fingerprints(self) -> list[int]:
        """Return the runs that the text is looked up by: every sixteenth, chosen by its hash, and the eight least.

        What is chosen depends on the run alone, so texts that share runs share fingerprints, a cut text with its
        whole as well (sketches modulo p: Broder, "On the resemblance and containment of documents", 1997); the least
        are there for texts so short that none would be chosen.
        """
        return sorted({run for run in self.runs if run % _SAMPLED == 0} | set(sorted(self.runs)[:_ALWAYS]))

    def find_share(self, other: "Sketch") -> float:
        """Return how much of the runs of the shorter text the other one has, in 0..1."""
        return len(self.runs & other.runs) / max(1, min(len(self.runs), len(other.runs)))

    def is_copy_of(self, other: "Sketch") -> bool:
        """Tell whether one of two texts is a copy of the other, cut, corrected or lengthened as it may be.

        The shorter one shares at least 60 % of its runs with the other, and half of its numbers where it shares less
        than nearly all: two results or market reports by one formula share the words, but not the numbers.
        """
        shared = len(self.runs & other.runs)
        least = min(len(self.runs), len(other.runs))
        if least < _FEWEST_RUNS:
            return self.runs == other.runs and shared > 0
        if shared >= _NEARLY_ALL * least:
            return True
        return shared >= max(_LEAST_SHARED, _SHARED * least) and self._shares_numbers(other)

    def _shares_numbers(self, other: "Sketch") -> bool:
        least = min(len(self.numbers), len(other.numbers))
        return least < _LEAST_NUMBERS or len(self.numbers & other.numbers) >= _SHARED_NUMBERS * least


def sketch_text(text: str) -> Sketch:
    """Return what a text is compared by; of a text longer than 200,000 characters, its beginning counts."""
    words = _WORD.findall(fold_for_search(text[:_LONGEST]).casefold())
    return Sketch(runs=frozenset(_hash_runs(words)), numbers=frozenset(word for word in words if word[0].isdigit()))


def _hash_runs(words: list[str]) -> Iterator[int]:
    for n in range(max(1, len(words) - _RUN + 1) if words else 0):
        digest = blake2b(" ".join(words[n : n + _RUN]).encode(), digest_size=8).digest()
        yield int.from_bytes(digest, "big", signed=True)
