"""Rank the passages of several parts by words as one library does: weighed by how often all parts have each word."""

from collections.abc import Sequence
from heapq import nlargest

from qa.library.catalogue.filters import Filters
from qa.library.catalogue.words import ranking
from qa.library.catalogue.words.bm25 import WordStatistics, count_words, score_passages
from qa.library.parts.opened import OpenParts, Part
from qa.library.searching import ScoredPassage

# Chosen: what parts tell of their passages lacks only the mean length of all, so the best are among not many more.
_SPARE = 40


def rank_words(
    parts: OpenParts, words: Sequence[str], n: int, filters: Filters | None, *, title_weight: float
) -> list[tuple[Part, list[ScoredPassage]]]:
    """Return passages with any of the words, in each part its own, the n best of all among them, with BM25 scores.

    Each part tells about what its passages score. Those that may be among the best are scored by their texts.
    """
    everywhere = parts.list_parts()
    counted = parts.map(lambda part: count_words(part.catalogue, words), everywhere)
    own = {part.entry.name: counts for part, counts in zip(everywhere, counted, strict=True)}
    statistics = sum(counted, WordStatistics(frequencies={}))
    asked = [part for part in parts.select(filters) if part.entry.name in own]

    def find(part: Part) -> ranking.FoundPassages:
        counts = own[part.entry.name]
        most = n + part.hidden_passages
        with part.catalogue.read():
            return ranking.find_passages(
                part.catalogue,
                most,
                part.dense.narrow(filters),
                statistics=statistics,
                own=counts,
                title_weight=title_weight,
            )

    found = [
        (score, place, row) for place, one in enumerate(parts.map(find, asked)) for row, score in one.scores.items()
    ]
    hidden = sum(part.hidden_passages for part in asked)
    best: list[list[int]] = [[] for _ in asked]
    for _, place, row in nlargest(n + hidden + _SPARE, (item for item in found if item[0])):
        best[place].append(row)
    for _, place, row in (item for item in found if not item[0]):
        # Of so few that nothing was told of them.
        best[place].append(row)
    return [
        (part, _score(part, rows, statistics, title_weight=title_weight))
        for part, rows in zip(asked, best, strict=True)
    ]


def _score(part: Part, rows: Sequence[int], statistics: WordStatistics, *, title_weight: float) -> list[ScoredPassage]:
    if not rows:
        return []
    scores = score_passages(part.catalogue, rows, statistics, title_weight=title_weight, n=len(rows))
    passages = part.catalogue.get_passages_by_row(scores)
    return [ScoredPassage(passage=passages[row], score=score) for row, score in scores.items() if row in passages]
