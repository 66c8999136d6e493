"""The catalogue's file: its tables, its version, how it is opened, and what its errors mean to a user."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

from qa.errors import LibraryMissing, LibraryProblem, LibraryTooNew, LibraryUnwritable
from qa.library.stories.outlets import is_outlet
from qa.settings import Settings

CATALOGUE_FILE = "catalogue.sqlite"
# The note that SQLite has overwritten all that was ever deleted in the file.
ERASES = "erases"
# Of the tables: it grows with each change of them.
VERSION = 3
# Chosen: longer than any transaction takes.
_BUSY_MILLISECONDS = 30_000
# Chosen: a page that is written again and again goes from the log into the file once for so many pages of 4 KiB, and
# the log does not stay longer than that.
_LOG_PAGES = 4_000
_LOG_BYTES = 64_000_000

# meta: notes of the library itself. Triggers keep how many articles and passages there are.
# articles: ingested_at is when it was fetched or, where that is not known, taken in. story is the row of the first of
# its copies, itself where it copies none; NULL until the next batch is written.
# vectors: all passages of an article in one blob, a row of numbers each, in the order of passages.position; width is
# how many bytes a number has: 2 since version 3, 4 in what older versions of the program wrote.
# outdated: rows of passages that are gone and may still be in the file of codes (see qa/library/vectors/codes).
# unsynced: ids of passages whose state in Chroma may differ from the one here; written in the same transaction as the
# passages, so that whatever kills the process, the next one knows what is left to do.
# origins: what was last read from a place; a superseded article read again from there is nothing new.
# versions: what the article whose id is current said before, each with the time it is from.
# fingerprints: of the texts of stories, by which a copy of one of them is found.
# visits: the feeds and pages of the web that are followed; parent is the list of feeds in which a feed was found.
# entries: marks of the entries of a feed that are dealt with.
# parts: other libraries, each in a folder of its own, whose articles belong to this one (see qa/library/parts).
# superseded: articles of a part that another one has in its place, and that are still to be deleted there.
# words: an FTS5 table that holds no text of its own (content='').
# frequencies, vocabulary: in how many passages each of its stems is, and each word as it is written, but folded; how
# many passages and tokens it has in all is in meta (see indexing.py). Counting them would read the whole index.
# The indexes of articles hold all that filters ask of: the columns themselves stand behind the texts, which are long.
_SECOND_TABLES = """
CREATE INDEX articles_story ON articles (story, passages);
CREATE TABLE versions (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL, current TEXT NOT NULL, ingested_at TEXT NOT NULL, article TEXT NOT NULL,
    UNIQUE (current, ingested_at, id)
);
CREATE INDEX versions_id ON versions (id);
CREATE TABLE fingerprints (hash INTEGER NOT NULL, story INTEGER NOT NULL, PRIMARY KEY (hash, story)) WITHOUT ROWID;
CREATE INDEX fingerprints_story ON fingerprints (story);
CREATE TABLE visits (
    url TEXT NOT NULL, kind TEXT NOT NULL, parent TEXT, etag TEXT, last_modified TEXT, checked TEXT, gone TEXT,
    PRIMARY KEY (url, kind)
) WITHOUT ROWID;
CREATE INDEX visits_kind ON visits (kind, parent);
CREATE TABLE entries (feed TEXT NOT NULL, mark TEXT NOT NULL, PRIMARY KEY (feed, mark)) WITHOUT ROWID;
""".strip()
_THIRD_TABLES = """
CREATE TABLE parts (
    name TEXT PRIMARY KEY, path TEXT NOT NULL, state TEXT NOT NULL, first TEXT, last TEXT, undated INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE superseded (
    part TEXT NOT NULL, id TEXT NOT NULL, passages INTEGER NOT NULL, PRIMARY KEY (part, id)
) WITHOUT ROWID;
CREATE TABLE frequencies (term TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE vocabulary (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX articles_day ON articles (day, language_code, outlet, domain, passages);
CREATE INDEX articles_outlet ON articles (outlet, day, language_code, passages);
CREATE INDEX articles_domain ON articles (domain, day, language_code, passages);
CREATE INDEX articles_language ON articles (language_code, day, outlet, domain, passages);
ALTER TABLE vectors ADD COLUMN width INTEGER NOT NULL DEFAULT 4;
CREATE TABLE outdated (row INTEGER PRIMARY KEY);
CREATE TRIGGER passages_gone AFTER DELETE ON passages BEGIN INSERT OR IGNORE INTO outdated VALUES (old.row); END;
INSERT OR REPLACE INTO meta SELECT 'articles', count(*) FROM articles;
INSERT OR REPLACE INTO meta SELECT 'passages', CAST(total(passages) AS INTEGER) FROM articles;
CREATE TRIGGER articles_in AFTER INSERT ON articles BEGIN
    UPDATE meta SET value = value + 1 WHERE key = 'articles'; UPDATE meta SET value = value + NEW.passages
    WHERE key = 'passages'; END;
CREATE TRIGGER articles_out AFTER DELETE ON articles BEGIN
    UPDATE meta SET value = value - 1 WHERE key = 'articles'; UPDATE meta SET value = value - OLD.passages
    WHERE key = 'passages'; END;
CREATE TRIGGER articles_split AFTER UPDATE OF passages ON articles BEGIN
    UPDATE meta SET value = value + NEW.passages - OLD.passages WHERE key = 'passages'; END;
""".strip()
_TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, url TEXT,
    title TEXT NOT NULL, source TEXT, authors TEXT NOT NULL, published TEXT, updated TEXT, language TEXT,
    text TEXT NOT NULL, ingested_at TEXT NOT NULL, passages INTEGER NOT NULL,
    day TEXT, outlet TEXT, domain TEXT, language_code TEXT,
    section TEXT, pages TEXT, provenance TEXT, story INTEGER
);
CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;
CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, article INTEGER NOT NULL REFERENCES articles (row),
    position INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL
);
CREATE INDEX passages_article ON passages (article, position);
CREATE TABLE vectors (article INTEGER PRIMARY KEY REFERENCES articles (row), rows BLOB NOT NULL);
CREATE TABLE origins (origin TEXT PRIMARY KEY, article_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX origins_article ON origins (article_id);
CREATE TABLE unsynced (id TEXT PRIMARY KEY) WITHOUT ROWID;
{_SECOND_TABLES}
{_THIRD_TABLES}
CREATE VIRTUAL TABLE words USING fts5 (
    title, body, content='', tokenize='porter unicode61 remove_diacritics 2'
);
"""
# By the version that they lead away from.
_UPGRADES = {
    1: f"""
ALTER TABLE articles ADD COLUMN section TEXT;
ALTER TABLE articles ADD COLUMN pages TEXT;
ALTER TABLE articles ADD COLUMN provenance TEXT;
ALTER TABLE articles ADD COLUMN story INTEGER;
UPDATE articles SET pages = (SELECT value FROM meta WHERE key = 'pages:' || articles.id);
DELETE FROM meta WHERE key LIKE 'pages:%';
{_SECOND_TABLES}
""",
    2: f"""
DROP INDEX articles_day;
DROP INDEX articles_outlet;
DROP INDEX articles_language;
{_THIRD_TABLES}
INSERT INTO frequencies SELECT term, doc FROM words_vocabulary;
INSERT INTO vocabulary SELECT term, doc FROM spellings_vocabulary;
INSERT OR REPLACE INTO meta SELECT 'indexed_tokens', CAST(coalesce(sum(cnt), 0) AS INTEGER) FROM words_vocabulary;
INSERT OR REPLACE INTO meta SELECT 'indexed_passages', count(*) FROM passages;
DROP TABLE words_vocabulary;
DROP TABLE spellings_vocabulary;
DROP TABLE IF EXISTS new_vectors;
DROP TABLE spellings;
""".strip(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile:
    """An open catalogue, what opens it once more in the same way, and whether it can be written."""

    connection: sqlite3.Connection
    connect_again: Callable[[], sqlite3.Connection]
    writable: bool


def open_file(folder: Path, *, create: bool) -> OpenFile:
    """Open the catalogue of the library in folder; a folder that can't be written is opened for reading.

    Raises LibraryMissing, LibraryTooNew, LibraryUnwritable (a new library only) or LibraryProblem.
    """
    path = folder / CATALOGUE_FILE
    if folder.exists() and not folder.is_dir():
        raise LibraryProblem(f"{folder} is a file, not a library. Give another place with --library.")
    if not path.exists() and not create:
        raise LibraryMissing(_explain_missing(folder))
    with translate_errors(folder):
        if create and not folder.exists():
            # What somebody reads and asks is nobody else's business.
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700)
        opened = _connect(path, create=create)
        try:
            _check_begun(opened, folder)
            _check_version(opened, folder)
        except BaseException:
            opened.connection.close()
            raise
        return opened


def _explain_missing(folder: Path) -> str:
    """Return that there is no library in a folder, and what to type next."""
    # The usual place tells nobody anything.
    if folder == Settings().library:
        return "There is no library yet. Make one: qa ingest SOURCE"
    typed = f'"{folder}"' if " " in str(folder) else folder
    with translate_errors(folder):
        if folder.is_dir() and any(folder.iterdir()):
            # A library made there would lie between the articles that were meant.
            told = f"There is no library at {folder}, but there are other files."
            return f"{told} If these are articles, put them in a library: qa ingest {typed} --library ANOTHER"
    return f"There is no library at {folder}. Make one: qa ingest SOURCE --library {typed}"


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
        try:
            connection = _connect_once(path, mode)
        except sqlite3.DatabaseError:
            if mode == modes[-1]:
                raise
            continue
        try:
            if create:
                _create_tables(connection)
        except BaseException:
            connection.close()
            raise
        again = partial(_connect_once, path, mode.replace("rwc", "rw"))
        return OpenFile(connection=connection, connect_again=again, writable=writable)
    raise AssertionError("the last mode returns or raises")


def _connect_once(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        connection.create_function("is_outlet", 2, is_outlet, deterministic=True)
        if mode.startswith("mode=rw"):
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
            connection.execute(f"PRAGMA journal_size_limit = {_LOG_BYTES}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _create_tables(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    with _hold_transaction(connection):
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            _execute_all(connection, _TABLES)
            connection.execute("INSERT INTO meta VALUES (?, '1')", [ERASES])
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _upgrade(connection: sqlite3.Connection) -> None:
    """Bring the tables of an older version up to date; what they hold stays."""
    with _hold_transaction(connection):
        version = _read_version(connection)
        while version in _UPGRADES:
            _execute_all(connection, _UPGRADES[version])
            version += 1
            connection.execute(f"PRAGMA user_version = {version}")


@contextmanager
def _hold_transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _execute_all(connection: sqlite3.Connection, statements: str) -> None:
    # executescript() would commit before the first one.
    for statement in statements.split(";\n"):
        connection.execute(statement)


def _read_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check_begun(opened: OpenFile, folder: Path) -> None:
    """Raise LibraryMissing for the file of an ingest that was stopped before it made the first table."""
    if not opened.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise LibraryMissing(
            f"The library {folder} was only begun, and has no articles yet. Go on: qa ingest SOURCE --library {folder}"
        )


def _check_version(opened: OpenFile, folder: Path) -> None:
    if _read_version(opened.connection) in _UPGRADES:
        if not opened.writable:
            raise LibraryUnwritable(
                f"The library {folder} was made by an older version of qa and has to be brought up to date, but it "
                "can't be written. Correct the permissions of the folder."
            )
        _upgrade(opened.connection)
    version = _read_version(opened.connection)
    if version > VERSION:
        raise LibraryTooNew(
            f"The library {folder} was made by a newer version of qa (its format is {version}, this one reads "
            f"{VERSION}). Upgrade qa, or give another place with --library."
        )
    tables = {name for (name,) in opened.connection.execute("SELECT name FROM sqlite_master")}
    if version < VERSION or not {"meta", "articles", "passages", "words"} <= tables:
        raise LibraryProblem(f"{folder / CATALOGUE_FILE} is not a catalogue of qa. Give another place with --library.")
