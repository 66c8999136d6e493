"""Take articles out of a library so that nothing of them is left in its files."""

import sqlite3
from collections.abc import Iterable, Sequence

from qa.errors import LibraryBusy, LibraryProblem
from qa.library.catalogue import changes
from qa.library.catalogue.catalogue import Catalogue
from qa.library.stories.sketches import sketch_text
from qa.library.vectors import collection as vectors
from qa.library.vectors import sync
from qa.library.vectors.collection import Target

FULL_TEXT_TABLES = ("words", "spellings")


def remove_articles(catalogue: Catalogue, target: Target, ids: Sequence[str], *, embedder: str) -> int:
    """Remove articles with all that is kept of them, also from Chroma; return how many there were.

    Needs the writer lock. Raises what wipe_files does where the articles are gone, but not yet what their rows leave in
    the files.
    """
    with catalogue.write() as connection:
        stories = {row[0] for row in catalogue.query_in("SELECT story FROM articles WHERE id IN (?)", ids)}
        removed = changes.delete_articles(connection, ids)
        _renew_fingerprints(connection, stories)
        changes.forget_origins(connection, ids)
        if has_new_vectors(catalogue):
            connection.execute("DELETE FROM new_vectors WHERE article NOT IN (SELECT row FROM articles)")
        if removed:
            catalogue.set_meta({"remnants": "1"})
    sync.sync_vectors(catalogue, target, embedder=embedder)
    if removed:
        wipe_files(catalogue, target)
    return removed


def rebuild_vectors(catalogue: Catalogue, target: Target) -> None:
    """Make the Chroma collection anew from the vectors in the catalogue. Needs the writer lock."""
    with catalogue.write() as connection:
        connection.execute("INSERT OR IGNORE INTO unsynced SELECT id FROM passages")
        catalogue.set_meta({"collection": ""})
    sync.sync_vectors(catalogue, target, embedder=catalogue.get_meta("embedder"))


def wipe_files(catalogue: Catalogue, target: Target) -> None:
    """Write the files anew without what deleted rows have left in them. Needs the writer lock.

    SQLite leaves deleted text in free pages and in its log, and a full-text index leaves it in its segments until they
    are merged; Chroma's own files likewise. A Chroma server is left alone.

    Raises LibraryBusy while another process reads an older state of the catalogue, or LibraryUnwritable.
    """
    try:
        for table in FULL_TEXT_TABLES:
            catalogue.query(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        catalogue.query("VACUUM")
        if not target.url:
            vectors.wipe_files(target)
            catalogue.set_meta({"index": vectors.fingerprint_index(target)})
        if catalogue.query("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
            raise LibraryBusy(f"Another process reads {target.folder}.")
        catalogue.set_meta({"remnants": ""})
    except LibraryProblem as error:
        advice = "When that is settled, run: qa doctor --compact"
        raise type(error)(f"What was removed may still be in the files. {error} {advice}") from error


def has_new_vectors(catalogue: Catalogue) -> bool:
    """Tell whether the library is being embedded anew, or an interrupted run of that left something."""
    return bool(catalogue.query("SELECT 1 FROM sqlite_master WHERE name = 'new_vectors'"))


def _renew_fingerprints(connection: sqlite3.Connection, stories: Iterable[int | None]) -> None:
    """Let stories that have lost an article be known only by those that they still have."""
    for story in stories:
        connection.execute("DELETE FROM fingerprints WHERE story = ?", [story])
        for (text,) in connection.execute("SELECT text FROM articles WHERE story = ?", [story]).fetchall():
            rows = [(fingerprint, story) for fingerprint in sketch_text(text).choose_fingerprints()]
            connection.executemany("INSERT OR IGNORE INTO fingerprints VALUES (?, ?)", rows)
