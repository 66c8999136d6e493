"""Move articles from one catalogue to another with all that is kept of them, without embedding them again."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qa.library.catalogue import changes
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.changes import EmbeddedArticle
from qa.library.catalogue.words.indexing import index_passages
from qa.library.vectors.exact import read_vectors

# Chosen: what is in memory at once stays small.
_ARTICLES_AT_ONCE = 128
# Where an article was read, and what it said before. What a superseded one was read from belongs to its successor.
_ORIGINS = "SELECT origin, article_id FROM origins WHERE article_id IN (?)"
_VERSIONS = "SELECT id, current, ingested_at, article FROM versions WHERE current IN (?)"


def copy_articles(
    source: Catalogue, target: Catalogue, connection: sqlite3.Connection, ids: Sequence[str], *, keep_rows: bool
) -> None:
    """Copy articles that the target does not have, inside of a transaction of it.

    They keep the numbers of their stories, which are those of the whole library.

    keep_rows  let them keep their row numbers too, which tell in which order they were taken in; the target has to have
               none of these
    """
    columns = [row[1] for row in source.query("PRAGMA table_info(articles)")]
    for some in map(list, _cut(ids)):
        rows = source.query_in(f"SELECT {', '.join(columns)} FROM articles WHERE id IN (?)", some)
        known = {row[0] for row in target.query_in("SELECT id FROM articles WHERE id IN (?)", some)}
        articles = [dict(zip(columns, row, strict=True)) for row in sorted(rows)]
        new = [article for article in articles if article["id"] not in known]
        embedded = read_embedded(source, [article["id"] for article in new])
        indexed = []
        for article in new:
            values = article if keep_rows else {**article, "row": None}
            row = _insert_row(connection, values)
            indexed += changes.insert_passages(connection, row, embedded[article["id"]])
        index_passages(connection, indexed)
        _copy_notes(source, connection, some, {article["story"] for article in articles} - {None})
    changes.note_dimensions(target, connection)


def delete_articles(catalogue: Catalogue, connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Delete articles that another catalogue has, and where they were read; pages and feeds stay followed."""
    gone = [*ids, *(row[0] for row in catalogue.query_in(_VERSIONS, ids))]
    connection.executemany("DELETE FROM origins WHERE article_id = ?", [(id,) for id in gone])
    changes.delete_articles(connection, ids)


def count_passages_of(catalogue: Catalogue, ids: Iterable[str]) -> dict[str, int]:
    """Return how many passages each of these articles has, by id; those that are not there are left out."""
    return dict(catalogue.query_in("SELECT id, passages FROM articles WHERE id IN (?)", ids))


def _cut(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[first : first + _ARTICLES_AT_ONCE] for first in range(0, len(ids), _ARTICLES_AT_ONCE))


def read_embedded(source: Catalogue, ids: Sequence[str]) -> dict[str, EmbeddedArticle]:
    """Return articles with their passages and vectors, by id."""
    import numpy as np

    found = {}
    for id, article in source.get_articles(ids).items():
        passages = source.get_passages_of(id)
        known = read_vectors(source, [passage.id for passage in passages])
        vectors = np.stack([known[p.id] for p in passages]) if passages else np.empty((0, 0), dtype=np.float32)
        found[id] = EmbeddedArticle(article=article, passages=passages, vectors=vectors)
    return found


def _insert_row(connection: sqlite3.Connection, values: Mapping[str, Any]) -> int:
    inserted = connection.execute(
        f"INSERT INTO articles ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", list(values.values())
    )
    assert inserted.lastrowid is not None
    return inserted.lastrowid


def _copy_notes(source: Catalogue, connection: sqlite3.Connection, ids: Sequence[str], stories: Iterable[int]) -> None:
    versions = source.query_in(_VERSIONS, ids)
    origins = source.query_in(_ORIGINS, dict.fromkeys([*ids, *(row[0] for row in versions)]))
    fingerprints = source.query_in("SELECT hash, story FROM fingerprints WHERE story IN (?)", stories)
    connection.executemany(
        "INSERT OR IGNORE INTO versions (id, current, ingested_at, article) VALUES (?, ?, ?, ?)", versions
    )
    connection.executemany("INSERT OR REPLACE INTO origins VALUES (?, ?)", origins)
    connection.executemany("INSERT OR IGNORE INTO fingerprints VALUES (?, ?)", fingerprints)
