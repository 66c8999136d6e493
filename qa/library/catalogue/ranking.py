"""Rank passages by the words of a question: BM25 over title and text, at a cost that does not grow with the library.

To walk along the passages of a word is cheap (0.02 µs each, measured), to score one is not (1 µs). So rare words find
passages and are scored all; the common ones add to the score of what these found, and by themselves find the passages
that have several of them, the latest first. Of words that are in every sixth passage or more, not even the list is
walked along: the best passages are scored anew with them, by their texts.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from qa.language.folding import fold_for_search
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters, write_condition
from qa.library.catalogue.indexing import INDEXED_PASSAGES, INDEXED_TOKENS
from qa.library.catalogue.tokens import TokenPlaces, cut_tokens, place_tokens

# Chosen: a library of so many passages is searched through whatever its words are.
EXACT_PASSAGES = 50_000
# The numbers of BM25 that FTS5 has, and the least weight that a word gets there.
_K1, _B, _LEAST_WEIGHT = 1.2, 0.75, 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class WordStatistics:
    """What BM25 has to know of all passages that are ranked together; those of two libraries add up.

    passages     how many there are
    tokens       how many tokens they have in title and text
    frequencies  in how many of them each word is, or one of the same stem
    """

    passages: int = 0
    tokens: int = 0
    frequencies: Mapping[str, int]

    def __add__(self, other: "WordStatistics") -> "WordStatistics":
        words = self.frequencies.keys() | other.frequencies.keys()
        return WordStatistics(
            passages=self.passages + other.passages,
            tokens=self.tokens + other.tokens,
            frequencies={w: self.frequencies.get(w, 0) + other.frequencies.get(w, 0) for w in words},
        )

    def weigh(self, word: str) -> float:
        """Return the weight of a word, its inverse document frequency, as FTS5 has it."""
        count = self.frequencies.get(word, 0)
        weight = math.log((self.passages - count + 0.5) / (count + 0.5)) if self.passages else 0.0
        return weight if weight > 0 else _LEAST_WEIGHT


def count_words(catalogue: Catalogue, words: Iterable[str]) -> WordStatistics:
    """Return what BM25 has to know of a catalogue to rank by these words."""
    raise NotImplementedError


def rank_words(
    catalogue: Catalogue,
    words: Sequence[str],
    n: int,
    filters: Filters | None,
    *,
    statistics: WordStatistics | None = None,
    title_weight: float = 1.0,
) -> dict[int, float]:
    """Return the n best passages for any of the words, by row number, with their BM25 score (higher is better).

    statistics  of all passages that are ranked together, where the catalogue has only some of them; the scores are then
                those that one catalogue of all would give
    """
    raise NotImplementedError
