"""Rank passages by the words of a question: BM25 over title and text, at a cost that does not grow with the library.

To walk along the passages of a word is cheap (0.02 µs each, measured), to score one is not (1 to 2 µs). So in a large
library rare words find passages, which are all scored. Common words add to the score of what these found; by themselves
they find the passages that have most of them, the latest first. The best are then scored by their texts and all words.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, islice
from operator import itemgetter

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.words.bm25 import WordStatistics, count_words, score_passages, write_phrase
from qa.library.catalogue.words.narrowing import EVERYTHING, Narrowing

# Chosen: where so many passages are ranked together, each that has a word is scored.
EXACT_PASSAGES = 50_000
# In passages, chosen by measurement (tests/benchmarks/words.py): scored by words that are rare, walked along to find
# which have common words, and found by common words alone.
_SCORED, _WALKED, _PAIRED, _FOUND = 4_000, 120_000, 300_000, 4_000
# Of passages that rare words have, so many are asked of a mask.
_PASSED = 20_000
# Of passages found by common words, so many of the latest are tried for a narrow filter.
_TRIED = 50_000
# Of so few, the texts are read without a search. Of those that are found, the texts of that many more than asked for.
_READ = 250
_LOOKED_AT = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """Which words do what, the rarest first.

    rare      find passages that are scored, each with what its weight in the catalogue alone is to be multiplied by
    common    add to the score of those, and find some more
    is_exact  whether all words are among the rare ones
    """

    rare: Mapping[str, float]
    common: tuple[str, ...]
    is_exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPassages:
    """Passages that words find, by row number, the likely best first.

    scores    about what they score; infinite where they are so few that each is to be scored
    is_exact  whether the scores are those of BM25, but for the mean length of all passages
    """

    scores: Mapping[int, float]
    is_exact: bool


def rank_words(
    catalogue: Catalogue,
    words: Sequence[str],
    n: int,
    narrowing: Narrowing = EVERYTHING,
    *,
    statistics: WordStatistics | None = None,
    title_weight: float = 1.0,
) -> dict[int, float]:
    """Return the n best passages for any of the words, by row number, with their BM25 score (higher is better).

    narrowing   which passages may be found
    statistics  of all passages that are ranked together, where the catalogue has only some of them; the scores are then
                those that one catalogue of all would give
    """
    own = count_words(catalogue, words)
    found = find_passages(catalogue, n, narrowing, statistics=statistics or own, own=own, title_weight=title_weight)
    if found.is_exact and statistics is None:
        return dict(islice(found.scores.items(), n))
    return score_passages(catalogue, list(found.scores), statistics or own, title_weight=title_weight, n=n)


def find_passages(
    catalogue: Catalogue,
    n: int,
    narrowing: Narrowing,
    *,
    statistics: WordStatistics,
    own: WordStatistics | None = None,
    title_weight: float,
) -> FoundPassages:
    """Return n passages or more that may be the best for the words of the statistics.

    own  the statistics of the catalogue alone, where they are known already
    """
    is_narrow = narrowing.mask is not None
    if n < 1 or (is_narrow and not narrowing.count) or not any(statistics.frequencies.values()):
        return FoundPassages(scores={}, is_exact=True)
    if statistics.passages > EXACT_PASSAGES and is_narrow and narrowing.count <= _READ:
        return FoundPassages(scores=dict.fromkeys(narrowing.list_rows(), math.inf), is_exact=False)
    own = own or count_words(catalogue, statistics.frequencies)
    plan = _plan_search(statistics, own, narrowing)
    most = n if plan.is_exact and statistics == own else n + _LOOKED_AT
    rank = f"bm25({float(title_weight)}, 1.0)"
    found = _find_passages(catalogue, plan, statistics, narrowing, most=most, rank=rank)
    return FoundPassages(scores=dict(islice(found.items(), most)), is_exact=plan.is_exact)


def _plan_search(statistics: WordStatistics, own: WordStatistics, narrowing: Narrowing) -> _Plan:
    """Sort words into those that find passages and those that add to their score; too common ones are in neither."""
    counts = {word: count for word, count in statistics.frequencies.items() if count}
    ordered = sorted(counts, key=lambda word: counts[word])
    factors = {word: statistics.weigh(word) / own.weigh(word) for word in ordered}
    if statistics.passages <= EXACT_PASSAGES or sum(counts.values()) <= _SCORED:
        return _Plan(rare=factors, common=(), is_exact=True)
    # Of the passages of a word, about such a part is allowed and scored, and such a part is walked along for that.
    most: float = _SCORED
    if narrowing.mask is not None:
        share, reach = (part / statistics.passages for part in (narrowing.count, len(narrowing.mask)))
        most = min(_SCORED / min(1.0, share), _PASSED / min(1.0, reach), _WALKED)
    sums = dict(zip(ordered, accumulate(counts[word] for word in ordered), strict=True))
    rare = {word: factors[word] for word in ordered if sums[word] <= most}
    common = tuple(word for word in ordered[len(rare) :] if sums[word] <= _WALKED)
    # Of common words alone, the rarest is walked along in any case, as far as it finds enough.
    return _Plan(rare=rare, common=common or tuple(ordered[len(rare) :][:1]), is_exact=False)


def _find_passages(
    catalogue: Catalogue, plan: _Plan, statistics: WordStatistics, narrowing: Narrowing, *, most: int, rank: str
) -> dict[int, float]:
    """Return the passages that the words find, the best first; where the plan is exact, with their scores."""
    limit = most if plan.is_exact else -1
    found = _score_rare(catalogue, plan, narrowing, limit=limit, rank=rank) if plan.rare else {}
    if plan.is_exact:
        return found
    sql = f"SELECT rowid FROM words WHERE words MATCH ? AND {narrowing.sql}"
    for word in plan.common if plan.rare else ():
        match = f"({_join(tuple(plan.rare), 'OR')}) AND {write_phrase(word)}"
        weight = statistics.weigh(word)
        for (row,) in catalogue.query(sql, [match, *narrowing.parameters]):
            found[row] += weight
    found = _find_common(catalogue, plan.common, statistics, narrowing) | found
    return dict(sorted(found.items(), key=itemgetter(1), reverse=True))


def _score_rare(catalogue: Catalogue, plan: _Plan, narrowing: Narrowing, *, limit: int, rank: str) -> dict[int, float]:
    """Return the passages with rare words and their scores by these, the best first.

    Where the words weigh something else than in the catalogue alone, each is asked for by itself.
    """
    source = f"FROM words WHERE words MATCH ? AND words.rank MATCH ? AND {narrowing.sql}"
    # FTS5 itself would sort all matches by rank, and so compute it for those that are not allowed too.
    order = "words.rank" if narrowing.mask is None else "+words.rank, words.rowid"
    if all(factor == 1.0 for factor in plan.rare.values()):
        sql = f"SELECT words.rowid, -words.rank {source} ORDER BY {order} LIMIT ?"
        return dict(catalogue.query(sql, [_join(tuple(plan.rare), "OR"), rank, *narrowing.parameters, limit]))
    each = " UNION ALL ".join([f"SELECT words.rowid AS row, -words.rank * ? AS score {source}"] * len(plan.rare))
    parameters: list[float | str | bytes] = []
    for word, factor in plan.rare.items():
        parameters += [factor, write_phrase(word), rank, *narrowing.parameters]
    sql = f"SELECT row, sum(score) FROM ({each}) GROUP BY row ORDER BY 2 DESC LIMIT ?"
    return dict(catalogue.query(sql, [*parameters, limit]))


def _find_common(
    catalogue: Catalogue, words: Sequence[str], statistics: WordStatistics, narrowing: Narrowing
) -> dict[int, float]:
    """Return passages with two of the words or more, each with the weight of those found in it; the latest are enough.

    Where that finds few, those with the rarest of the words are added.
    """
    sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
    tried: tuple[int | bytes, ...] = ()
    if narrowing.mask is not None:
        latest = "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
        sql = f"SELECT rowid FROM ({latest}) AS words WHERE {narrowing.sql} LIMIT ?"
        tried = (narrowing.first, narrowing.last, _TRIED, *narrowing.parameters)
    found: dict[int, int] = {}
    left = _FOUND
    for match, held in _write_common(words, statistics):
        mask = sum(1 << words.index(word) for word in held)
        rows = catalogue.query(sql, [match, *tried, left])
        for (row,) in rows:
            found[row] = found.get(row, 0) | mask
        left -= len(rows)
        if left <= 0:
            break
    weights = {
        mask: sum(statistics.weigh(word) for n, word in enumerate(words) if mask >> n & 1)
        for mask in set(found.values())
    }
    return {row: weights[mask] for row, mask in found.items()}


def _write_common(words: Sequence[str], statistics: WordStatistics) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield queries with the words that they find: of pairs, the rarest first, and of the rarest word alone."""
    pairs = sorted(combinations(words, 2), key=lambda pair: -sum(map(statistics.weigh, pair)))
    walked = 0
    for pair in pairs:
        walked += sum(statistics.frequencies[word] for word in pair)
        if walked > _PAIRED:
            break
        yield _join(pair, "AND"), pair
    for word in words[:1]:
        # A headline that has it tells more than a text does.
        yield f"title : {write_phrase(word)}", (word,)
        yield write_phrase(word), (word,)


def _join(words: Sequence[str], operator: str) -> str:
    return f" {operator} ".join(map(write_phrase, words))
