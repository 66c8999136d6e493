"""What changed articles said before: kept beside the catalogue, out of reach of retrieval."""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from qa.articles.article import Article
from qa.articles.stored import article_from_values, article_to_values
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters, write_condition
from qa.library.stories.sketches import sketch_text

# Of the runs of the shorter text: an article that was rewritten shares more, another one hardly any.
_LEAST_SHARE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersion:
    """A former state of an article.

    article      as it was; its `retrieved` is when it was fetched or taken in
    replaced_at  when what took its place was fetched or taken in, ISO 8601 in UTC
    """

    article: Article
    replaced_at: str


def read_moment(retrieved: str | None) -> str:
    """Return a time as ISO 8601 in UTC, so that two of them compare as text; now where there is none."""
    try:
        moment = datetime.fromisoformat(retrieved or "")
    except ValueError:
        moment = datetime.now(UTC)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def get_versions(catalogue: Catalogue, ids: Iterable[str]) -> dict[str, list[ArticleVersion]]:
    """Return the former states of the articles with these ids, oldest first; those without any are left out."""
    rows = catalogue.query_in(
        "SELECT current, versions.ingested_at, article, articles.ingested_at FROM versions "
        "JOIN articles ON articles.id = current WHERE current IN (?) ORDER BY versions.ingested_at, versions.row",
        dict.fromkeys(ids),
    )
    found: dict[str, list[ArticleVersion]] = {}
    for current, ingested_at, stored, newest in reversed(rows):
        later = found.setdefault(current, [])
        article = replace(article_from_values(json.loads(stored)), retrieved=ingested_at)
        replaced_at = (later[-1].article.retrieved if later else None) or newest
        later.append(ArticleVersion(article=article, replaced_at=replaced_at))
    return {current: states[::-1] for current, states in found.items()}


def find_changed(catalogue: Catalogue, words: Sequence[str], filters: Filters | None, n: int) -> list[str]:
    """Return the ids of at most n articles of which a former version has all these words, in any order."""
    condition = write_condition(filters)
    likes = " AND ".join(["article LIKE ? ESCAPE '!'"] * len(words)) or "0"
    patterns = ["%" + re.sub("[!%_]", r"!\g<0>", word) + "%" for word in words]
    rows = catalogue.query(
        "SELECT DISTINCT current FROM versions JOIN articles ON articles.id = current "
        f"WHERE {likes} AND {condition.sql} LIMIT ?",
        [*patterns, *condition.parameters, n],
    )
    return [row[0] for row in rows]


def find_current(catalogue: Catalogue, id: str, url: str | None) -> str | None:
    """Return the id of the article that has this id or had it once or, failing these, has the url."""
    rows = catalogue.query(
        "SELECT id FROM articles WHERE id = ?1 UNION ALL SELECT current FROM versions WHERE id = ?1 "
        "UNION ALL SELECT id FROM articles WHERE url = ?2",
        [id, url],
    )
    return str(rows[0][0]) if rows else None


def find_newer(connection: sqlite3.Connection, article: Article) -> str | None:
    """Return the id of the article of the same url or origin that is from a later time than this one, if any."""
    if not article.retrieved:
        return None
    found = connection.execute(
        "SELECT id FROM articles WHERE (url = ?1 OR id = (SELECT article_id FROM origins WHERE origin = ?2)) "
        "AND id != ?3 AND ingested_at > ?4 LIMIT 1",
        [article.url, article.origin, article.id, read_moment(article.retrieved)],
    ).fetchone()
    return found[0] if found else None


def keep_version(connection: sqlite3.Connection, article: Article, *, current: str) -> None:
    """Keep a former state of the article whose id is current."""
    values = json.dumps(article_to_values(article), ensure_ascii=False)
    connection.execute(
        "INSERT OR IGNORE INTO versions (id, current, ingested_at, article) VALUES (?, ?, ?, ?)",
        [article.id, current, read_moment(article.retrieved), values],
    )


def pass_versions_on(catalogue: Catalogue, connection: sqlite3.Connection, successors: Mapping[str, Article]) -> None:
    """Keep articles that are about to be replaced, and what they said before, as versions of their successors.

    successors  by id of the article that is replaced; one that is another article altogether, because a place holds
                another one now, inherits nothing
    """
    for id, article in catalogue.get_articles(successors).items():
        successor = successors[id]
        if _tells_the_same(article, successor):
            connection.execute("UPDATE OR IGNORE versions SET current = ? WHERE current = ?", [successor.id, id])
            keep_version(connection, article, current=successor.id)


def _tells_the_same(before: Article, after: Article) -> bool:
    if before.url and before.url == after.url:
        return True
    if before.title and before.title == after.title:
        return True
    return sketch_text(before.text).find_share(sketch_text(after.text)) >= _LEAST_SHARE
