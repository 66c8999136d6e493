"""The catalogue: articles, passages and their vectors in SQLite, the source of truth of a library."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from qa.articles.article import Article
from qa.articles.passages import Passage
from qa.errors import LibraryUnwritable
from qa.library.catalogue.connections import LentConnections
from qa.library.catalogue.filters import Filters, write_condition
from qa.library.catalogue.schema import OpenFile, open_file, translate_errors

# SQLite takes some hundred parameters a statement everywhere; so many columns has a summary.
_CHUNK = 500
_SUMMARY_COLUMNS = 15
_SUMMARY = (
    "articles.id, title, source, authors, published, updated, language, url, articles.origin, articles.passages, "
    "pages, section, ingested_at, provenance, story"
)

# In KiB, measured: from there on a write to a large catalogue is not slower for reading the same pages again. Readers,
# of which there may be many, have SQLite's 2 MB.
_WRITE_CACHE = 32_768


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleSummary:
    """What is known of an article beside its text.

    passages  how many it has
    pages     where they begin in the text
    story     the same number for all copies of one report, or None where they were not looked for yet
    """

    id: str
    title: str
    source: str | None
    authors: tuple[str, ...]
    published: str | None
    updated: str | None
    language: str | None
    url: str | None
    origin: str
    passages: int
    pages: tuple[int, ...] = ()
    section: str | None = None
    retrieved: str | None = None
    provenance: Mapping[str, str] = field(default_factory=dict, hash=False)
    story: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryCounts:
    """How much a library holds."""

    articles: int
    passages: int


class Catalogue:
    """One open catalogue; its methods may be called from any thread.

    Nothing here knows of Chroma beyond the ids that are not in step with it.
    """

    def __init__(self, folder: Path, opened: OpenFile) -> None:
        self.folder = folder
        self.writable = opened.writable
        self._connections = LentConnections(opened.connection, opened.connect_again)

    @classmethod
    def open(cls, folder: Path, *, create: bool) -> Self:
        """Open the catalogue of the library in folder. Raises what open_file does."""
        return cls(folder, open_file(folder, create=create))

    def close(self) -> None:
        """Close the file; a closed catalogue can't be used again."""
        self._connections.close()

    def forget_pages(self) -> None:
        """Read from the file anew what of it was read before."""
        with translate_errors(self.folder):
            self._connections.forget_pages()

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with translate_errors(self.folder), self._connections.lend() as connection:
            return connection.execute(sql, parameters).fetchall()

    def query_in(self, sql: str, values: Iterable[str | int]) -> list[tuple[Any, ...]]:
        """Return all rows of a query whose `IN (?)` stands for any number of values."""
        wanted = list(values)
        rows: list[tuple[Any, ...]] = []
        for first in range(0, len(wanted), _CHUNK):
            chunk = wanted[first : first + _CHUNK]
            rows += self.query(sql.replace("IN (?)", f"IN ({','.join('?' * len(chunk))})"), chunk)
        return rows

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Let all queries of this thread inside see one state of the catalogue, whatever others commit meanwhile."""
        if self._connections.is_held:
            with self._connections.lend() as connection:
                yield connection
            return
        with translate_errors(self.folder), self._connections.hold_transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside of a transaction: all of it is kept, or none.

        Raises LibraryUnwritable when the folder can't be written.
        """
        self.check_writable()
        with translate_errors(self.folder), self._connections.hold_transaction("BEGIN IMMEDIATE") as connection:
            connection.execute(f"PRAGMA cache_size = -{_WRITE_CACHE}")
            yield connection

    @property
    def is_held(self) -> bool:
        """Whether this thread is inside of a transaction."""
        return self._connections.is_held

    def check_writable(self) -> None:
        """Raise LibraryUnwritable when the folder can't be written."""
        if not self.writable:
            raise LibraryUnwritable(
                f"The library {self.folder} can't be written. Correct the permissions of the folder."
            )

    def get_meta(self, key: str) -> str:
        """Return a value of the library's own notes, "" if there is none."""
        rows = self.query("SELECT value FROM meta WHERE key = ?", [key])
        return str(rows[0][0]) if rows else ""

    def set_meta(self, notes: Mapping[str, str]) -> None:
        """Note values of the library's own, inside of the transaction that is open or in one of their own."""
        if not self._connections.is_held:
            with self.write():
                self.set_meta(notes)
            return
        with self._connections.lend() as connection:
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", notes.items())

    def count(self) -> LibraryCounts:
        """Return how many articles and passages there are."""
        counts = dict(self.query("SELECT key, value FROM meta WHERE key IN ('articles', 'passages')"))
        return LibraryCounts(articles=int(counts.get("articles", 0)), passages=int(counts.get("passages", 0)))

    def recount(self) -> LibraryCounts:
        """Return the same, counted anew: that takes the longer the more there are."""
        articles, passages = self.query("SELECT count(*), total(passages) FROM articles INDEXED BY articles_day")[0]
        return LibraryCounts(articles=articles, passages=int(passages))

    def count_passages(self, filters: Filters | None) -> int:
        """Return how many passages the articles of the filter have."""
        condition = write_condition(filters)
        return int(
            self.query(f"SELECT total(passages) FROM articles WHERE {condition.sql}", condition.parameters)[0][0]
        )

    def list_articles(self, filters: Filters | None, *, limit: int | None, offset: int) -> list[ArticleSummary]:
        """Return articles, the latest first, those without a day at the end."""
        condition = write_condition(filters)
        rows = self.query(
            f"SELECT {_SUMMARY} FROM articles WHERE {condition.sql} "
            "ORDER BY day IS NULL, day DESC, published DESC, title, id LIMIT ? OFFSET ?",
            [*condition.parameters, -1 if limit is None else limit, offset],
        )
        return [_read_summary(row) for row in rows]

    def get_summaries(self, ids: Iterable[str]) -> dict[str, ArticleSummary]:
        """Return what is known of the articles with these ids; unknown ids are left out."""
        rows = self.query_in(f"SELECT {_SUMMARY} FROM articles WHERE id IN (?)", dict.fromkeys(ids))
        return {row[0]: _read_summary(row) for row in rows}

    def get_articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Return the articles with these ids, with their texts; unknown ids are left out."""
        rows = self.query_in(f"SELECT {_SUMMARY}, text FROM articles WHERE id IN (?)", dict.fromkeys(ids))
        return {row[0]: _read_article(row) for row in rows}

    def find_articles(self, key: str) -> list[str]:
        """Return the ids of the articles whose id is or begins with key or was key, or whose url or origin is key."""
        exact = self.query("SELECT id FROM articles WHERE id = ?1 OR url = ?1 OR origin = ?1", [key])
        former = exact or self.query("SELECT DISTINCT current FROM versions WHERE id = ?", [key])
        rows = former or self.query(
            "SELECT id FROM articles WHERE id >= ? AND id < ? LIMIT 20", [key, key + "\U0010ffff"]
        )
        return [row[0] for row in rows] if key else []

    def get_passages(self, ids: Iterable[str], filters: Filters | None = None) -> dict[str, Passage]:
        """Return the passages with these ids, with their texts; unknown and filtered ones are left out."""
        wanted = list(dict.fromkeys(ids))
        found = self._read_passages(*self._select_passages("passages.id IN (?)", wanted, filters))
        return {id: found[id] for id in wanted if id in found}

    def get_passages_of(self, article_id: str) -> list[Passage]:
        """Return the passages of an article, in order."""
        ids = self.query(
            "SELECT passages.id FROM passages JOIN articles ON articles.row = article WHERE articles.id = ? "
            "ORDER BY position",
            [article_id],
        )
        return list(self.get_passages(row[0] for row in ids).values())

    def select_known(self, ids: Iterable[str], filters: Filters | None = None) -> list[str]:
        """Return those of the ids, in their order, that are passages of articles of the filter."""
        wanted = list(ids)
        known = {row[1] for row in self._select_passages("passages.id IN (?)", wanted, filters)[0]}
        return [id for id in wanted if id in known]

    def get_passages_by_row(self, rows: Iterable[int]) -> dict[int, Passage]:
        """Return the passages with these row numbers, with their texts."""
        found, numbers = self._select_passages("passages.row IN (?)", rows, None)
        passages = self._read_passages(found, numbers)
        return {row[0]: passages[row[1]] for row in found}

    def _select_passages(
        self, condition: str, values: Iterable[str | int], filters: Filters | None
    ) -> tuple[list[tuple[Any, ...]], set[int]]:
        rows = self.query_in(
            f"SELECT row, id, article, start, end FROM passages WHERE {condition}", dict.fromkeys(values)
        )
        articles = {row[2] for row in rows}
        if filters:
            articles &= self._filter_articles(articles, filters)
        return [row for row in rows if row[2] in articles], articles

    def _filter_articles(self, numbers: set[int], filters: Filters) -> set[int]:
        condition = write_condition(filters)
        listed = json.dumps(sorted(numbers))
        rows = self.query(
            f"SELECT row FROM articles WHERE row IN (SELECT value FROM json_each(?)) AND {condition.sql}",
            [listed, *condition.parameters],
        )
        return {row[0] for row in rows}

    def _read_passages(self, rows: list[tuple[Any, ...]], articles: set[int]) -> dict[str, Passage]:
        # The texts are cut here and not by SQL: substr() stops at a NUL character.
        texts = {row: (id, text) for row, id, text in self.query_in(_TEXTS, articles)}
        passages = {}
        for _, id, article, start, end in rows:
            article_id, text = texts[article]
            passages[id] = Passage(article_id=article_id, start=start, end=end, text=text[start:end])
        return passages


def query_all(catalogues: Sequence[Catalogue], filters: Filters | None, sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query, whose {} is the condition of the filters, of all the catalogues.

    The first one is that of the open part, which notes what is hidden in the others.
    """
    condition = write_condition(filters)
    found = catalogues[0].query(sql.format(condition.sql), condition.parameters)
    shown = sql.format(f"{condition.sql} AND articles.id NOT IN (SELECT value FROM json_each(?))")
    if len(catalogues) > 1:
        hidden = {catalogues[0].folder / path: ids for path, ids in catalogues[0].query(_HIDDEN)}
        for catalogue in catalogues[1:]:
            found += catalogue.query(shown, [*condition.parameters, hidden.get(catalogue.folder, "[]")])
    return found


_TEXTS = "SELECT row, id, text FROM articles WHERE row IN (?)"
_HIDDEN = "SELECT path, json_group_array(id) FROM superseded JOIN parts ON name = part GROUP BY path"


def _read_summary(row: Sequence[Any]) -> ArticleSummary:
    (
        id, title, source, authors, published, updated, language, url, origin, passages,
        pages, section, retrieved, provenance, story,
    ) = row[:_SUMMARY_COLUMNS]  # fmt: skip
    return ArticleSummary(
        id=id,
        title=title,
        source=source,
        authors=tuple(json.loads(authors)),
        published=published,
        updated=updated,
        language=language,
        url=url,
        origin=origin,
        passages=passages,
        pages=tuple(json.loads(pages or "[]")),
        section=section,
        retrieved=retrieved,
        provenance=json.loads(provenance or "{}"),
        story=story,
    )


def _read_article(row: Sequence[Any]) -> Article:
    summary = _read_summary(row)
    known = {f.name: getattr(summary, f.name) for f in fields(Article) if f.init and f.name != "text"}
    return Article(text=row[_SUMMARY_COLUMNS], **known)
