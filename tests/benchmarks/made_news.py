"""Made news for measuring at sizes that no collection at hand has: real sentences recombined, with names of their own.

A made article has the sentences of two real ones. Words that are rare in the real ones (names, mostly) get an ending
that a few made articles share, so that the vocabulary grows with the number of articles as that of news does. Vectors
are sums of one fixed direction a word: near for texts that share words, and made a thousand times faster than real
ones. They go by the name of the built-in embedder, so that every command opens such a library; what is found by vector
means nothing.
"""

import json
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qa.articles import Article
from qa.language.sentences import split_sentences
from qa.models.embedders.builtin import BuiltInEmbedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What an article has: about the ten passages of 1,000 characters that design and bars count with.
PASSAGES = 10
_LENGTH = 9_300
_RARE = 12
_FIRST_DAY, _DAYS = date(2014, 1, 1), 4_000
_OUTLETS = [f"Outlet {number}" for number in range(200)]
_LANGUAGES = ["en"] * 90 + ["de"] * 7 + ["fr"] * 3
_WORD = re.compile(r"[A-Za-z]{3,}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DIRECTIONS, _DIMENSIONS = 1 << 16, 384
_SHORT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The real articles: of each its title and sentences; and the words that are rare in them."""

    articles: Sequence[tuple[str, Sequence[str]]]
    rare: frozenset[str]


def read_pool(path: Path, *, limit: int = 1_500) -> Pool:
    """Return the articles of rows {"title", "text"}, at most so many."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text = row["text"]
            sentences = [" ".join(text[start:end].split()) for start, end in split_sentences(text, "en")]
            if len(sentences) >= 5:
                articles.append((row["title"], sentences))
            if len(articles) == limit:
                break
    counts = Counter(word for _, sentences in articles for s in sentences for word in set(_WORD.findall(s)))
    return Pool(articles=articles, rare=frozenset(word for word, count in counts.items() if count <= _RARE))


def make_articles(pool: Pool, first: int, last: int, *, total: int) -> Iterator[Article]:
    """Yield the made articles of these numbers; the same number is always the same article.

    total  over how many the days are spread, the first the oldest
    """
    weights = [1 / (rank + 1) for rank in range(len(_OUTLETS))]
    for number in range(first, last):
        chance = random.Random(number)
        (title, own), (_, other) = chance.choice(pool.articles), chance.choice(pool.articles)
        ending = "".join(chance.choice(_LETTERS) for _ in range(chance.choice((0, 2, 3))))
        outlet = chance.choices(_OUTLETS, weights)[0]
        day = _FIRST_DAY + timedelta(days=number * _DAYS // total)
        yield Article(
            title=_rename(pool, title, ending),
            text=_rename(pool, _write_text(chance, own, other), ending),
            source=outlet,
            published=day.isoformat(),
            language=chance.choice(_LANGUAGES),
            url=f"https://{outlet.lower().replace(' ', '')}.example/{number}",
            origin=f"made/{number}",
        )


def _write_text(chance: random.Random, own: Sequence[str], other: Sequence[str]) -> str:
    paragraphs, length = [], 0
    while length < _LENGTH:
        sentences = [chance.choice(own if chance.random() < 0.7 else other) for _ in range(chance.randint(2, 4))]
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def _rename(pool: Pool, text: str, ending: str) -> str:
    return _WORD.sub(lambda found: found[0] + ending if found[0] in pool.rare else found[0], text)


class MadeEmbedder:
    """Vectors that cost next to nothing, under the name of the built-in embedder."""

    name = BuiltInEmbedder.name

    def __init__(self) -> None:
        self.embedded = 0

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return one row of unit length for each text."""
        import numpy as np

        self.embedded += len(texts)
        rows = np.empty((len(texts), _DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            # The short words are those that all texts have.
            words = {word for word in text.lower().split() if len(word) > _SHORT}
            hashes = [zlib.crc32(word.encode()) % _DIRECTIONS for word in words]
            row[:] = self._directions[hashes].sum(axis=0, dtype=np.float32)
        rows += 1e-3
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows

    embed_queries = embed_passages

    @cached_property
    def _directions(self) -> "NDArray[np.float32]":
        import numpy as np

        # Real vectors have a direction in common.
        directions = np.random.default_rng(1).standard_normal((_DIRECTIONS, _DIMENSIONS), dtype=np.float32)
        return directions + np.float32(0.05)


def read_status(name: str) -> int:
    """Return a number of bytes that the operating system tells of this process: VmHWM is the most it ever held."""
    if not sys.platform.startswith("linux"):
        raise SystemExit("Memory is read from /proc, which only Linux has.")
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024
