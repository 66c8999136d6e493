"""Index the words of passages, and keep in step with that how many passages have each and how long passages are."""

import sqlite3
from collections.abc import Iterable
from itertools import islice

from qa.language.folding import fold_for_search
from qa.library.catalogue.words.tokens import count_tokens

# By what is counted: the table, and the column that names it.
COUNTS = {"frequencies": "term", "vocabulary": "word"}
INDEXED_PASSAGES, INDEXED_TOKENS = "indexed_passages", "indexed_tokens"
# Chosen: the more at once, the fewer rows of counts are written for each; so many take 2 MB.
_AT_ONCE = 1_000


def index_passages(
    connection: sqlite3.Connection, passages: Iterable[tuple[int, str, str]], *, delete: bool = False
) -> None:
    """Add passages to the lexical index, or take them out: an index without text needs the very same words for that.

    passages  row, title and text of each
    """
    command = "INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)"
    sql = command if delete else "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)"
    waiting = iter(passages)
    while chunk := list(islice(waiting, _AT_ONCE)):
        folded = [(row, fold_for_search(title), fold_for_search(text)) for row, title, text in chunk]
        connection.executemany(sql, folded)
        _count_passages(connection, folded, sign=-1 if delete else 1)


def clear_index(connection: sqlite3.Connection) -> None:
    """Empty the lexical index and all counts of it."""
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    for table in COUNTS:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("DELETE FROM meta WHERE key IN (?, ?)", [INDEXED_PASSAGES, INDEXED_TOKENS])


def _count_passages(connection: sqlite3.Connection, folded: list[tuple[int, str, str]], *, sign: int) -> None:
    counts = count_tokens(folded)
    for (table, column), found in zip(COUNTS.items(), (counts.stems, counts.words), strict=True):
        upsert = f"ON CONFLICT ({column}) DO UPDATE SET passages = passages + excluded.passages"
        # Sorted as they come, they are written page by page.
        connection.executemany(
            f"INSERT INTO {table} VALUES (?, ?) {upsert}", ((term, sign * count) for term, count in found)
        )
        if sign < 0:
            gone = f"DELETE FROM {table} WHERE {column} = ? AND passages <= 0"
            connection.executemany(gone, ((term,) for term, _ in found))
    totals = {INDEXED_PASSAGES: len(folded), INDEXED_TOKENS: counts.tokens}
    connection.executemany(
        "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + ?2",
        ((key, sign * total) for key, total in totals.items()),
    )
