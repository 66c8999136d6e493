"""Cut texts into the tokens of the lexical index: only FTS5 itself knows its stemmer and its folding."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from qa.language.folding import fold_for_search

STEMMED, UNSTEMMED = "porter unicode61 remove_diacritics 2", "unicode61 remove_diacritics 2"
_TABLES = f"""
CREATE VIRTUAL TABLE texts USING fts5 (title, body, content='', tokenize='{STEMMED}');
CREATE VIRTUAL TABLE stems USING fts5vocab ('texts', 'row');
CREATE VIRTUAL TABLE places USING fts5vocab ('texts', 'instance');
CREATE VIRTUAL TABLE spelt USING fts5 (body, content='', detail=none, columnsize=0, tokenize='{UNSTEMMED}');
CREATE VIRTUAL TABLE words USING fts5vocab ('spelt', 'row');
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCounts:
    """What some passages have.

    stems   of each, in how many of the passages it is
    words   the same of words as they are written, but folded
    tokens  how many there are in all
    """

    stems: Sequence[tuple[str, int]]
    words: Sequence[tuple[str, int]]
    tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenPlaces:
    """Where the tokens stand that were asked for in some passages.

    places   for each token, by passage and column ("title", "body"), its offsets in tokens
    lengths  of each passage, in tokens of title and body
    """

    places: Mapping[str, Mapping[tuple[int, str], Sequence[int]]]
    lengths: Mapping[int, int]


def count_tokens(passages: Sequence[tuple[int, str, str]]) -> TokenCounts:
    """Count the tokens of passages, each given by its number, title and text, both folded for search."""
    with _hold(passages) as connection:
        connection.executemany(
            "INSERT INTO spelt (rowid, body) VALUES (?, ?)",
            ((row, f"{title}\n{body}") for row, title, body in passages),
        )
        stems = connection.execute("SELECT term, doc, cnt FROM stems").fetchall()
        words = connection.execute("SELECT term, doc FROM words").fetchall()
    return TokenCounts(
        stems=[(term, doc) for term, doc, _ in stems], words=words, tokens=sum(count for _, _, count in stems)
    )


def cut_tokens(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the tokens of each text, in their order."""
    found: list[list[str]] = [[] for _ in texts]
    with _hold((row, "", fold_for_search(text)) for row, text in enumerate(texts)) as connection:
        for row, token in connection.execute("SELECT doc, term FROM places ORDER BY doc, offset"):
            found[row].append(token)
    return [tuple(tokens) for tokens in found]


def place_tokens(passages: Sequence[tuple[int, str, str]], tokens: Iterable[str]) -> TokenPlaces:
    """Find tokens in passages, each given by its number, title and text, both folded for search."""
    places: dict[str, dict[tuple[int, str], list[int]]] = {token: {} for token in tokens}
    with _hold(passages) as connection:
        for token, found in places.items():
            for row, column, offset in connection.execute(
                "SELECT doc, col, offset FROM places WHERE term = ?", [token]
            ):
                found.setdefault((row, column), []).append(offset)
        sizes = connection.execute("SELECT id, sz FROM texts_docsize").fetchall()
    return TokenPlaces(places=places, lengths={row: sum(read_sizes(size)) for row, size in sizes})


def read_sizes(blob: bytes) -> list[int]:
    """Return the numbers that FTS5 keeps of the lengths of a row's columns: each in groups of seven bits."""
    numbers, number = [], 0
    for byte in blob:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            numbers.append(number)
            number = 0
    return numbers


class _Connection(sqlite3.Connection):
    """A connection that is closed with the thread that it belongs to."""

    def __del__(self) -> None:
        self.close()


class _Scratch(threading.local):
    """The index in memory that a thread cuts its texts by; making it anew would take longer than most texts."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False, factory=_Connection
        )
        self.connection.executescript(_TABLES)


_scratch = _Scratch()


@contextmanager
def _hold(passages: Iterable[tuple[int, str, str]]) -> Iterator[sqlite3.Connection]:
    """Give an index that holds passages; nothing of them is left in it afterwards."""
    connection = _scratch.connection
    connection.execute("BEGIN")
    try:
        connection.executemany("INSERT INTO texts (rowid, title, body) VALUES (?, ?, ?)", passages)
        yield connection
    finally:
        connection.execute("ROLLBACK")
