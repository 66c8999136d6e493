"""Measure what taking in a passage costs beside its embedding, at growing sizes, and how much memory that takes.

    cd tests && uv run python -m benchmarks.ingest ARTICLES.jsonl [--passages 10000 100000] [--gate]

The articles are made from those of the file and embedded before (made_news.py), so that only the library is measured:
looking for what is there, words, vectors, stories, commits. At each size the next articles are taken in, and right
after them the same passages go into a bare FTS5 table and a table of blobs of the same size, in transactions of a
thousand: the yardstick. Times are of the processor, so that whoever else uses the machine decides little. A million
passages take about half an hour: `--passages 10000 100000 1000000`. `--gate` ends with 1 where a passage costs over
1.15 times of what it costs at the size before, each against its yardstick, or the process held more than 350 MB.

How an ingest compares with its embedder alone: benchmarks/speed.py; what is left after a kill: load_kills.py.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.made_news import PASSAGES, MadeEmbedder, Pool, make_articles, read_pool, read_status
from qa.articles.article import Article
from qa.library import Library
from qa.library.adding import embed_articles
from qa.library.catalogue.changes import EmbeddedArticle

_GROWTH, _MOST_BYTES = 1.15, 350_000_000
# So many articles are measured at each size.
_MEASURED = 400
_AT_ONCE = 1_000
_SIZE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a passage costs at a size, in milliseconds of the processor."""

    passages: int
    library: float
    bare: float

    @property
    def ratio(self) -> float:
        """How many times of the yardstick."""
        return self.library / self.bare


def main() -> None:
    """Print the costs at each size, their growth, and the most memory that was held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--gate", action="store_true", help="end with 1 where a bar is not met")
    arguments = parser.parse_args()
    pool = read_pool(arguments.path)
    with tempfile.TemporaryDirectory() as folder:
        costs = list(measure_sizes(pool, Path(folder), sorted(arguments.passages)))
    growth = [after.ratio / before.ratio for before, after in pairwise(costs)]
    memory = read_status("VmHWM")
    print("growth: " + ", ".join(f"{factor:.2f}" for factor in growth) + f"; most memory: {memory / 1e6:.0f} MB")
    if arguments.gate and (max(growth, default=0) > _GROWTH or memory > _MOST_BYTES):
        raise SystemExit(1)


def measure_sizes(pool: Pool, folder: Path, sizes: Sequence[int]) -> Iterator[Cost]:
    """Fill a library and the yardstick up to each size, and measure what the next articles cost in both."""
    total = max(sizes) // PASSAGES + len(sizes) * _MEASURED
    bare = open_bare(folder / "bare.sqlite")
    first = 0
    with Library.open(folder / "library", embedder=MadeEmbedder(), create=True, notify=print) as library:
        for size in sizes:
            last = size // PASSAGES
            take_in(library, bare, make_articles(pool, first, last, total=total))
            first = last + _MEASURED
            items = embed(list(make_articles(pool, last, first, total=total)))
            passages = sum(len(item.passages) for item in items)
            begun = time.process_time()
            for _ in library.add_embedded(items):
                pass
            between = time.process_time()
            write_bare(bare, items)
            ended = time.process_time()
            held = library.count().passages
            cost = Cost(passages=held, library=between - begun, bare=ended - between)
            each = [1e3 * seconds / passages for seconds in (cost.library, cost.bare)]
            print(
                f"{held:>9,} passages: {each[0]:.3f} ms each, bare {each[1]:.3f} ms, {cost.ratio:.2f} times", flush=True
            )
            yield cost


def take_in(library: Library, bare: sqlite3.Connection, articles: Iterator[Article]) -> None:
    """Take articles into the library and the yardstick, some hundred at a time."""
    while chunk := [article for article, _ in zip(articles, range(_MEASURED), strict=False)]:
        items = embed(chunk)
        for _ in library.add_embedded(items):
            pass
        write_bare(bare, items)


def embed(articles: Sequence[Article]) -> list[EmbeddedArticle]:
    """Return the articles with made vectors."""
    return embed_articles(articles, embedder=MadeEmbedder(), passage_size=_SIZE)


def open_bare(path: Path) -> sqlite3.Connection:
    """Make the tables of the yardstick, with the settings that keep what is committed whatever happens."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5 (body, tokenize='porter unicode61 remove_diacritics 2')")
    connection.execute("CREATE TABLE vectors (row INTEGER PRIMARY KEY, vector BLOB NOT NULL)")
    return connection


def write_bare(connection: sqlite3.Connection, items: Sequence[EmbeddedArticle]) -> None:
    """Write texts and vectors as they are, a thousand to a transaction."""
    rows = [
        (p.text, v.astype("<f2").tobytes()) for item in items for p, v in zip(item.passages, item.vectors, strict=True)
    ]
    for first in range(0, len(rows), _AT_ONCE):
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO words (body) VALUES (?)", ((text,) for text, _ in rows[first : first + _AT_ONCE])
        )
        connection.executemany(
            "INSERT INTO vectors (vector) VALUES (?)", ((v,) for _, v in rows[first : first + _AT_ONCE])
        )
        connection.execute("COMMIT")


if __name__ == "__main__":
    main()
