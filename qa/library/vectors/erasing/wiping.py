"""The files of the embedded engine without what it has deleted: Chroma itself leaves it in them."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from qa.library.vectors.client import translate_errors
from qa.library.vectors.erasing.index_file import clear_tail, erase_deleted
from qa.library.vectors.target import Target
from qa.library.vectors.tested import is_tested

# Chosen: longer than any transaction takes.
_BUSY_SECONDS = 30


def wipe_engine_files(target: Target) -> None:
    """Write the files of the embedded engine anew without what it has deleted and left in them.

    It touches tables and files whose layout is Chroma's own: only for a tested version (see tested.py); of another one
    the collection is made anew instead. The writer lock must be held and no client be open.
    """
    path = target.path / "chroma.sqlite3"
    if not path.exists():
        return
    with (
        translate_errors(target),
        closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as connection,
    ):
        # Chroma keeps the last change of its queue, which names the passage, though all have dealt with it.
        connection.execute(
            "UPDATE embeddings_queue SET id = '', vector = NULL, metadata = NULL "
            "WHERE seq_id <= (SELECT min(seq_id) FROM max_seq_id)"
        )
        found = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
        for (table,) in found.fetchall():
            connection.execute(f'INSERT INTO "{table}" ("{table}") VALUES (\'optimize\')')
        connection.execute("VACUUM")
        for header in target.path.glob("*/header.bin"):
            erase_deleted(header.parent)


def clear_tails(target: Target) -> None:
    """Clear what the engine wrote to its index files beside the index: memory that it got and did not set.

    A process that has read what is removed later would leave parts of it there. No client may be open.
    """
    if is_tested():
        for header in target.path.glob("*/header.bin"):
            clear_tail(header.parent)


def list_dead_indexes(target: Target) -> list[Path]:
    """Return the index folders that no collection uses: Chroma leaves them behind when it deletes a collection.

    Of a version that was not tested, nothing is known of that.
    """
    path = target.path / "chroma.sqlite3"
    if target.url or not path.exists() or not is_tested():
        return []
    with translate_errors(target), closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection:
        used = {row[0] for row in connection.execute("SELECT id FROM segments")}
    return [header.parent for header in target.path.glob("*/header.bin") if header.parent.name not in used]


def remove_dead_indexes(target: Target) -> None:
    """Remove the index folders that no collection uses."""
    for folder in list_dead_indexes(target):
        shutil.rmtree(folder, ignore_errors=True)
