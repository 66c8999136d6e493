"""Tell copies of one report from each other's work: passages that share most of their word sequences."""

from collections.abc import Sequence

from qa.words import split_words

_SHINGLE = 4
_SHARED = 0.6


def group_copies(texts: Sequence[str]) -> list[int]:
    """Return for each text the place of the first one that it is a copy of: its own where it copies none before it.

    Two texts are copies where the shorter one shares at least 60 % of its runs of four words with the other (the
    containment of shingles, Broder 1997), so a cut version is a copy of the full one.
    """
    shingles = [_cut_shingles(text) for text in texts]
    first: list[int] = []
    for n, own in enumerate(shingles):
        leaders = (m for m in range(n) if first[m] == m and _is_copy(own, shingles[m]))
        first.append(next(leaders, n))
    return first


def _cut_shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = split_words(text)
    return frozenset(zip(*(words[n:] for n in range(_SHINGLE)), strict=False))


def _is_copy(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    return bool(one and other) and len(one & other) >= _SHARED * min(len(one), len(other))
