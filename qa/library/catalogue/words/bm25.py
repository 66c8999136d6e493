"""Score passages by words as FTS5's BM25 does, from statistics that are passed in and the passages' own texts."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from qa.language.folding import fold_for_search, fold_words
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.words.indexing import INDEXED_PASSAGES, INDEXED_TOKENS
from qa.library.catalogue.words.tokens import TokenPlaces, cut_tokens, place_tokens

# The numbers of BM25 that FTS5 has, and the least weight that a word gets there.
_K1, _B, _LEAST_WEIGHT = 1.2, 0.75, 1e-6
# Chosen: the passages of so rare a phrase are counted; a more frequent one counts as its rarest word.
_MOST_COUNTED = 100_000
# Chosen: so many more passages than asked for are scored.
_SPARE = 12


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
        weight = math.log((self.passages - count + 0.5) / (count + 0.5)) if count < self.passages else 0.0
        return weight if weight > 0 else _LEAST_WEIGHT


def count_words(catalogue: Catalogue, words: Iterable[str]) -> WordStatistics:
    """Return what BM25 has to know of a catalogue to rank by these words."""
    wanted = list(dict.fromkeys(words))
    tokens = dict(zip(wanted, cut_tokens(wanted), strict=True))
    known = {token for found in tokens.values() for token in found}
    counts = dict(catalogue.query_in("SELECT term, passages FROM frequencies WHERE term IN (?)", known))
    frequencies = {word: min((counts.get(token, 0) for token in found), default=0) for word, found in tokens.items()}
    for word, count in frequencies.items():
        if len(tokens[word]) > 1 and 0 < count <= _MOST_COUNTED:
            rows = catalogue.query("SELECT count(*) FROM words WHERE words MATCH ?", [write_phrase(word)])
            frequencies[word] = rows[0][0]
    return WordStatistics(
        passages=int(catalogue.get_meta(INDEXED_PASSAGES) or 0),
        tokens=int(catalogue.get_meta(INDEXED_TOKENS) or 0),
        frequencies=frequencies,
    )


def write_phrase(word: str) -> str:
    """Return the FTS5 query for a word, or for several in a row."""
    return '"' + fold_for_search(word).replace('"', " ") + '"'


def score_passages(
    catalogue: Catalogue,
    rows: Sequence[int],
    statistics: WordStatistics,
    *,
    title_weight: float,
    n: int | None = None,
) -> dict[int, float]:
    """Return the BM25 score of passages by their own texts, the best first; none without any of the words.

    It is the score that FTS5 gives in a library of these statistics.

    n  return no more; of many passages, those that seem best are scored: to look for the beginnings of words in a text
       takes a tenth of the time that it takes to cut it into tokens
    """
    words = [word for word, count in statistics.frequencies.items() if count]
    phrases = {word: tokens for word, tokens in zip(words, cut_tokens(words), strict=True) if tokens}
    weights = {word: statistics.weigh(word) for word in phrases}
    texts = [(row, title, text[start:end]) for row, title, text, start, end in catalogue.query_in(_TEXTS, rows)]
    if n is not None and len(texts) > n + _SPARE:
        begun = {_find_beginning(word, phrases[word]): weight for word, weight in weights.items()}
        usual = sum(len(text) for _, _, text in texts) / len(texts) or 1.0
        texts.sort(key=lambda text: -_estimate_score(text[1], text[2], begun, title_weight, usual))
        texts = texts[: n + _SPARE]
    folded = [(row, fold_for_search(title), fold_for_search(text)) for row, title, text in texts]
    found = place_tokens(folded, {token for tokens in phrases.values() for token in tokens})
    mean = statistics.tokens / max(1, statistics.passages) or 1.0
    scores: dict[int, float] = {}
    for word, tokens in phrases.items():
        for row, count in _count_phrase(tokens, found, title_weight).items():
            damping = _K1 * (1 - _B + _B * found.lengths[row] / mean)
            scores[row] = scores.get(row, 0.0) + weights[word] * count * (_K1 + 1) / (count + damping)
    best = sorted(scores.items(), key=lambda item: -item[1])
    return dict(best[:n])


def _count_phrase(tokens: Sequence[str], found: TokenPlaces, title_weight: float) -> dict[int, float]:
    """Return how often tokens stand in a row in each passage that has them so, one in the title counting for more."""
    counts: dict[int, float] = {}
    for (row, column), places in found.places[tokens[0]].items():
        others = [set(found.places[token].get((row, column), ())) for token in tokens[1:]]
        count = sum(all(place + n in other for n, other in enumerate(others, 1)) for place in places)
        if count:
            counts[row] = counts.get(row, 0.0) + count * (title_weight if column == "title" else 1.0)
    return counts


def _find_beginning(word: str, tokens: Sequence[str]) -> str:
    """Return what a word and the stem that the index has of it have in common."""
    folded = fold_words(word).strip()
    if len(tokens) != 1:
        return folded
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(folded, tokens[0], strict=False))
    return "".join(letter for letter, _ in shared)


def _estimate_score(title: str, text: str, begun: Mapping[str, float], title_weight: float, usual: float) -> float:
    """Return about the score of a passage, by words that begin as those that are sought; usual is a text's length."""
    title, text = title.lower(), text.lower()
    damping = _K1 * (1 - _B + _B * len(text) / usual)
    score = 0.0
    for beginning, weight in begun.items():
        if count := text.count(beginning) + title_weight * title.count(beginning):
            score += weight * count / (count + damping)
    return score


# Cut here and not by SQL: substr() stops at a NUL character.
_TEXTS = (
    "SELECT passages.row, title, text, start, end FROM passages JOIN articles ON articles.row = passages.article "
    "WHERE passages.row IN (?)"
)
