"""Put articles into the catalogue and take them out: what is new, what is replaced, and the rows that follow."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qa.articles.article import Article
from qa.library.catalogue import Catalogue
from qa.library.filters import find_day, find_domain, fold_name
from qa.library.folding import fold_for_search
from qa.passages import Passage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedArticle:
    """An article with its passages and their vectors, one row of float32 each."""

    article: Article
    passages: list[Passage]
    vectors: "NDArray[np.float32]"


def find_unknown(catalogue: Catalogue, articles: Sequence[Article]) -> list[Article]:
    """Return the articles that are to be embedded: neither in the catalogue nor read before from the same place."""
    known = {row[0] for row in catalogue.query_in("SELECT id FROM articles WHERE id IN (?)", [a.id for a in articles])}
    seen = _find_origins(catalogue, articles)
    unknown = {a.id: a for a in articles if a.id not in known and not (a.origin and seen.get(a.origin) == a.id)}
    return list(unknown.values())


def has_new_origins(catalogue: Catalogue, articles: Sequence[Article]) -> bool:
    """Tell whether one of the articles was read from a place that is new or held something else before."""
    seen = _find_origins(catalogue, articles)
    return any(article.origin and seen.get(article.origin) != article.id for article in articles)


def write_articles(
    catalogue: Catalogue,
    connection: sqlite3.Connection,
    articles: Sequence[Article],
    embedded: Sequence[EmbeddedArticle],
) -> set[str]:
    """Note where all the articles were read, insert those that are embedded, remove what they replace.

    articles  a batch in which no url and no origin stands for two different contents
    embedded  those of them that find_unknown found, less those that another process has inserted since

    Returns the ids of the articles, old or new, that took the place of another.
    """
    replaced = _claim_origins(catalogue, connection, articles)
    for article in (e.article for e in embedded):
        for (id,) in connection.execute("SELECT id FROM articles WHERE url = ?", [article.url]).fetchall():
            replaced[id] = article.id
    gone = [id for id in replaced if id not in {a.id for a in articles}]
    delete_articles(connection, gone)
    for item in embedded:
        _insert_article(connection, item)
    note_dimensions(catalogue, connection)
    return {replaced[id] for id in gone}


def delete_articles(connection: sqlite3.Connection, ids: Iterable[str]) -> int:
    """Remove articles and note their passages as unsynced. Returns how many there were."""
    removed = 0
    for id in ids:
        found = connection.execute("SELECT row, title, text FROM articles WHERE id = ?", [id]).fetchone()
        if not found:
            continue
        row, title, text = found
        passages = connection.execute("SELECT row, id, start, end FROM passages WHERE article = ?", [row]).fetchall()
        for passage, _, start, end in passages:
            _index_passage(connection, passage, title, text[start:end], delete=True)
        connection.executemany("INSERT OR IGNORE INTO unsynced VALUES (?)", [(p[1],) for p in passages])
        for table, column in (("vectors", "article"), ("passages", "article"), ("articles", "row")):
            connection.execute(f"DELETE FROM {table} WHERE {column} = ?", [row])
        connection.execute("DELETE FROM meta WHERE key = 'pages:' || ?", [id])
        removed += 1
    return removed


def note_dimensions(catalogue: Catalogue, connection: sqlite3.Connection) -> None:
    """Note how long the vectors are, if that is not known yet."""
    if catalogue.get_meta("dimensions"):
        return
    found = connection.execute(
        "SELECT length(rows) / 4 / passages FROM vectors JOIN articles ON row = article WHERE passages > 0 LIMIT 1"
    ).fetchone()
    if found:
        catalogue.set_meta({"dimensions": str(found[0])})


def forget_origins(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Forget where articles were read, and what they had replaced, so that it can be ingested from there again."""
    connection.executemany("DELETE FROM origins WHERE article_id = ?", [(id,) for id in ids])
    connection.execute("DELETE FROM origins WHERE article_id NOT IN (SELECT id FROM articles)")


def _find_origins(catalogue: Catalogue, articles: Sequence[Article]) -> dict[str, str]:
    rows = catalogue.query_in(
        "SELECT origin, article_id FROM origins WHERE origin IN (?)", [a.origin for a in articles if a.origin]
    )
    return dict(rows)


def _claim_origins(catalogue: Catalogue, connection: sqlite3.Connection, articles: Sequence[Article]) -> dict[str, str]:
    """Note what each origin holds now. Returns the articles that no origin holds any more, each with its successor."""
    before = _find_origins(catalogue, articles)
    moved = [a for a in articles if a.origin and before.get(a.origin) != a.id]
    connection.executemany("INSERT OR REPLACE INTO origins VALUES (?, ?)", [(a.origin, a.id) for a in moved])
    connection.executemany("UPDATE articles SET origin = ? WHERE id = ?", [(a.origin, a.id) for a in moved])
    orphans = {}
    for article in moved:
        old = before.get(article.origin)
        if old and not connection.execute("SELECT 1 FROM origins WHERE article_id = ?", [old]).fetchone():
            orphans[old] = article.id
    known = catalogue.query_in("SELECT id FROM articles WHERE id IN (?)", orphans)
    return {id: orphans[id] for (id,) in known}


def _insert_article(connection: sqlite3.Connection, item: EmbeddedArticle) -> None:
    article = item.article
    values = {
        "id": article.id,
        "origin": article.origin,
        "url": article.url,
        "title": article.title,
        "source": article.source,
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "published": article.published,
        "updated": article.updated,
        "language": article.language,
        "text": article.text,
        "ingested_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "passages": len(item.passages),
        "day": find_day(article.published),
        "outlet": fold_name(article.source) if article.source else None,
        "domain": find_domain(article.url or "") or None,
        "language_code": (article.language or "").lower(),
    }
    cursor = connection.execute(
        f"INSERT INTO articles ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", list(values.values())
    )
    row = cursor.lastrowid
    if article.pages:
        connection.execute(
            "INSERT OR REPLACE INTO meta VALUES ('pages:' || ?, ?)", [article.id, json.dumps(article.pages)]
        )
    connection.execute("INSERT INTO vectors VALUES (?, ?)", [row, item.vectors.astype("<f4").tobytes()])
    for position, passage in enumerate(item.passages):
        inserted = connection.execute(
            "INSERT INTO passages (id, article, position, start, end) VALUES (?, ?, ?, ?, ?)",
            [passage.id, row, position, passage.start, passage.end],
        )
        _index_passage(connection, inserted.lastrowid, article.title, passage.text)
    connection.executemany("INSERT OR IGNORE INTO unsynced VALUES (?)", [(p.id,) for p in item.passages])


def _index_passage(
    connection: sqlite3.Connection, row: int | None, title: str, text: str, *, delete: bool = False
) -> None:
    """Add a passage to the lexical index, or take it out: an index without text needs the very same words for that."""
    title, body = fold_for_search(title), fold_for_search(text)
    spelt = f"{title}\n{body}"
    if delete:
        connection.execute(
            "INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)", [row, title, body]
        )
        connection.execute("INSERT INTO spellings (spellings, rowid, body) VALUES ('delete', ?, ?)", [row, spelt])
    else:
        connection.execute("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", [row, title, body])
        connection.execute("INSERT INTO spellings (rowid, body) VALUES (?, ?)", [row, spelt])
