"""Put articles into the catalogue and take them out: what is new, what is replaced, and the rows that follow."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.articles.article import Article
from qa.articles.passages import Passage
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import find_day, fold_name
from qa.library.catalogue.stored import WIDTH, encode_vectors
from qa.library.catalogue.versions import find_newer, keep_version, pass_versions_on, read_moment
from qa.library.catalogue.words.indexing import index_passages
from qa.library.stories.outlets import find_domain
from qa.library.stories.stories import join_story, leave_story

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


# Chosen: what is in memory at once stays small.
_STORIES_AT_ONCE = 512


# Row, title and text.
IndexedPassage = tuple[int, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedArticle:
    """An article with its passages and their vectors, one row of float32 each."""

    article: Article
    passages: list[Passage]
    vectors: "NDArray[np.float32]"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenArticle:
    """What became of a batch, by ids of its articles: those that took the place of another, and those out of date."""

    replacing: frozenset[str] = frozenset()
    older: frozenset[str] = frozenset()


def find_unknown(catalogue: Catalogue, articles: Sequence[Article]) -> list[Article]:
    """Return the articles that are to be embedded: neither in the catalogue nor read before from the same place."""
    known = {row[0] for row in catalogue.query_in("SELECT id FROM articles WHERE id IN (?)", [a.id for a in articles])}
    seen = _find_origins(catalogue, articles)
    unknown = {a.id: a for a in articles if a.id not in known and not (a.origin and seen.get(a.origin) == a.id)}
    return list(unknown.values())


def find_predecessors(catalogue: Catalogue, articles: Sequence[Article]) -> list[str]:
    """Return the ids of the articles that have the url or the origin of one of these."""
    urls = catalogue.query_in("SELECT id FROM articles WHERE url IN (?)", [a.url for a in articles if a.url])
    return list(dict.fromkeys([*(id for (id,) in urls), *_find_origins(catalogue, articles).values()]))


def has_new_origins(catalogue: Catalogue, articles: Sequence[Article]) -> bool:
    """Tell whether one of the articles was read from a place that is new or held something else before."""
    seen = _find_origins(catalogue, articles)
    return any(article.origin and seen.get(article.origin) != article.id for article in articles)


def write_articles(
    catalogue: Catalogue,
    connection: sqlite3.Connection,
    articles: Sequence[Article],
    embedded: Sequence[EmbeddedArticle],
    *,
    unindexed: list[IndexedPassage],
) -> WrittenArticle:
    """Note where all the articles were read, insert those that are embedded, remove what they replace.

    articles  a batch in which no url and no origin stands for two different contents
    embedded  those of them that find_unknown found, less those that another process has inserted since
    unindexed  gets the passages, which index_passages is to be given before the transaction ends: the more at once, the
               less each costs

    What is replaced stays as a version of its successor; an article from an earlier time than the one in its place
    becomes a version of that.
    """
    newer = {item.article.id: id for item in embedded if (id := find_newer(connection, item.article))}
    for article in (item.article for item in embedded if item.article.id in newer):
        keep_version(connection, article, current=newer[article.id])
    articles = [article for article in articles if article.id not in newer]
    embedded = [item for item in embedded if item.article.id not in newer]
    replaced = _claim_origins(catalogue, connection, articles)
    for article in (e.article for e in embedded):
        for (id,) in connection.execute("SELECT id FROM articles WHERE url = ?", [article.url]).fetchall():
            replaced[id] = article.id
    present = {article.id: article for article in articles}
    successors = {id: new for id, new in replaced.items() if id not in present}
    pass_versions_on(catalogue, connection, {id: present[new] for id, new in successors.items()})
    if successors:
        index_passages(connection, unindexed)
        unindexed.clear()
        delete_articles(connection, successors)
    for item in embedded:
        unindexed += _insert_article(connection, item)
    _find_stories(connection)
    note_dimensions(catalogue, connection)
    return WrittenArticle(replacing=frozenset(successors.values()), older=frozenset(newer))


def delete_articles(connection: sqlite3.Connection, ids: Iterable[str]) -> int:
    """Remove articles with their versions and note their passages as unsynced. Returns how many there were."""
    removed = 0
    for id in ids:
        found = connection.execute("SELECT row, title, text FROM articles WHERE id = ?", [id]).fetchone()
        if not found:
            continue
        row, title, text = found
        passages = connection.execute("SELECT row, id, start, end FROM passages WHERE article = ?", [row]).fetchall()
        index_passages(connection, ((p[0], title, text[p[2] : p[3]]) for p in passages), delete=True)
        connection.executemany("INSERT OR IGNORE INTO unsynced VALUES (?)", [(p[1],) for p in passages])
        leave_story(connection, row)
        for table, column in (("vectors", "article"), ("passages", "article"), ("articles", "row")):
            connection.execute(f"DELETE FROM {table} WHERE {column} = ?", [row])
        connection.execute("DELETE FROM versions WHERE current = ?", [id])
        removed += 1
    return removed


def insert_passages(connection: sqlite3.Connection, row: int, item: EmbeddedArticle) -> list[IndexedPassage]:
    """Insert the passages of the article in row with their vectors, and note them as unsynced.

    Returns what index_passages is to be given.
    """
    indexed = []
    connection.execute("INSERT INTO vectors VALUES (?, ?, ?)", [row, encode_vectors(item.vectors), WIDTH])
    for position, passage in enumerate(item.passages):
        inserted = connection.execute(
            "INSERT INTO passages (id, article, position, start, end) VALUES (?, ?, ?, ?, ?)",
            [passage.id, row, position, passage.start, passage.end],
        )
        assert inserted.lastrowid is not None
        indexed.append((inserted.lastrowid, item.article.title, passage.text))
    connection.executemany("INSERT OR IGNORE INTO unsynced VALUES (?)", [(p.id,) for p in item.passages])
    return indexed


def note_dimensions(catalogue: Catalogue, connection: sqlite3.Connection) -> None:
    """Note how long the vectors are, if that is not known yet."""
    if catalogue.get_meta("dimensions"):
        return
    found = connection.execute(
        "SELECT length(rows) / width / passages FROM vectors JOIN articles ON row = article WHERE passages > 0 LIMIT 1"
    ).fetchone()
    if found:
        catalogue.set_meta({"dimensions": str(found[0])})


def forget_origins(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Forget where articles were read, and what they had replaced, so that it can be ingested from there again.

    Their pages are not followed any more.
    """
    origins = "SELECT origin FROM origins WHERE article_id = ?"
    connection.executemany(f"DELETE FROM visits WHERE kind = 'page' AND url IN ({origins})", [(id,) for id in ids])
    connection.executemany("DELETE FROM origins WHERE article_id = ?", [(id,) for id in ids])
    known = "SELECT id FROM articles UNION ALL SELECT id FROM versions"
    connection.execute(f"DELETE FROM origins WHERE article_id NOT IN ({known})")


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


def _insert_article(connection: sqlite3.Connection, item: EmbeddedArticle) -> list[IndexedPassage]:
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
        "ingested_at": read_moment(article.retrieved),
        "passages": len(item.passages),
        "day": find_day(article.published),
        "outlet": fold_name(article.source) if article.source else None,
        "domain": find_domain(article.url or "") or None,
        "language_code": (article.language or "").lower(),
        "section": article.section,
        "pages": json.dumps(article.pages) if article.pages else None,
        "provenance": json.dumps(dict(article.provenance), ensure_ascii=False) if article.provenance else None,
    }
    cursor = connection.execute(
        f"INSERT INTO articles ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", list(values.values())
    )
    assert cursor.lastrowid is not None
    return insert_passages(connection, cursor.lastrowid, item)


def _find_stories(connection: sqlite3.Connection) -> None:
    """Look for the stories of what was inserted, and of some that an older version of the program left without."""
    rows = connection.execute("SELECT row, text FROM articles WHERE story IS NULL LIMIT ?", [_STORIES_AT_ONCE])
    for row, text in rows.fetchall():
        join_story(connection, row, text)
