"""The catalogue's file: its tables, its version, how it is opened, and what its errors mean to a user."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from qa.errors import LibraryMissing, LibraryProblem, LibraryTooNew, LibraryUnwritable

CATALOGUE_FILE = "catalogue.sqlite"
VERSION = 1
_BUSY_MILLISECONDS = 30_000

# meta: notes of the library itself, and under "pages:" and an article's id where its pages begin, where it has pages.
# vectors: all passages of an article in one blob of float32 rows, in the order of passages.position.
# unsynced: ids of passages whose state in Chroma may differ from the one here; written in the same transaction as the
# passages, so that whatever kills the process, the next one knows what is left to do.
# origins: what was last read from a place; a superseded article read again from there is nothing new.
# The two FTS5 tables hold no text of their own (content=''): words finds passages, spellings knows the unstemmed words.
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, url TEXT,
    title TEXT NOT NULL, source TEXT, authors TEXT NOT NULL, published TEXT, updated TEXT, language TEXT,
    text TEXT NOT NULL, ingested_at TEXT NOT NULL, passages INTEGER NOT NULL,
    day TEXT, outlet TEXT, domain TEXT, language_code TEXT
);
CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_day ON articles (day, passages);
CREATE INDEX articles_outlet ON articles (outlet, passages);
CREATE INDEX articles_language ON articles (language_code, passages);
CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, article INTEGER NOT NULL REFERENCES articles (row),
    position INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE INDEX passages_article ON passages (article, position);
CREATE TABLE vectors (article INTEGER PRIMARY KEY REFERENCES articles (row), rows BLOB NOT NULL);
CREATE TABLE origins (origin TEXT PRIMARY KEY, article_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX origins_article ON origins (article_id);
CREATE TABLE unsynced (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
    title, body, content='', tokenize='porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE spellings USING fts5 (
    body, content='', detail=none, columnsize=0, tokenize='unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE words_vocabulary USING fts5vocab ('words', 'row');
CREATE VIRTUAL TABLE spellings_vocabulary USING fts5vocab ('spellings', 'row');
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile:
    """An open catalogue and whether it can be written."""

    connection: sqlite3.Connection
    writable: bool


def open_file(folder: Path, *, create: bool) -> OpenFile:
    """Open the catalogue of the library in folder; a folder that can't be written is opened for reading.

    Raises LibraryMissing, LibraryTooNew, LibraryUnwritable (a new library only) or LibraryProblem.
    """
    path = folder / CATALOGUE_FILE
    if folder.exists() and not folder.is_dir():
        raise LibraryProblem(f"{folder} is a file, not a library. Give another place with --library.")
    if not path.exists() and not create:
        raise LibraryMissing(f"There is no library at {folder}. Make one: qa ingest SOURCE --library {folder}")
    with translate_errors(folder):
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        opened = _connect(path, create=create)
        try:
            _check_version(opened, folder)
        except BaseException:
            opened.connection.close()
            raise
        return opened


@contextmanager
def translate_errors(folder: Path) -> Iterator[None]:
    """Turn what SQLite and the file system report into the errors of this program."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
            raise LibraryProblem(
                f"{folder / CATALOGUE_FILE} is not a catalogue or is damaged. Move {folder} away and ingest again."
            ) from None
        if not name.startswith(_UNWRITABLE):
            raise LibraryProblem(f"The library {folder} can't be used: {error}.") from error
        raise _explain_unwritable(folder, str(error)) from None
    except OSError as error:
        raise _explain_unwritable(folder, error.strerror or str(error)) from None


_UNWRITABLE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_TOOBIG")


def _explain_unwritable(folder: Path, reason: str) -> LibraryUnwritable:
    return LibraryUnwritable(
        f"The library {folder} can't be written: {reason}. Free some space or correct the permissions, and run the "
        "same command again: what was reported as ingested is safe."
    )


def _connect(path: Path, *, create: bool) -> OpenFile:
    """Open for writing, else for reading, else as a file that never changes (WAL on a read-only medium needs that)."""
    writable = create or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    modes = ["mode=rwc" if create else "mode=rw"] if writable else ["mode=ro", "mode=ro&immutable=1"]
    for mode in modes:
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?{mode}", uri=True, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
            if create:
                _create_tables(connection)
            if writable:
                connection.execute("PRAGMA synchronous = FULL")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError:
            connection.close()
            if mode == modes[-1]:
                raise
            continue
        return OpenFile(connection=connection, writable=writable)
    raise AssertionError("the last mode returns or raises")


def _create_tables(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in _TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _check_version(opened: OpenFile, folder: Path) -> None:
    version = opened.connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise LibraryTooNew(
            f"The library {folder} was made by a newer version of qa (its format is {version}, this one reads "
            f"{VERSION}). Upgrade qa, or give another place with --library."
        )
    tables = {name for (name,) in opened.connection.execute("SELECT name FROM sqlite_master")}
    if version < VERSION or not {"meta", "articles", "passages", "words"} <= tables:
        raise LibraryProblem(f"{folder / CATALOGUE_FILE} is not a catalogue of qa. Give another place with --library.")
