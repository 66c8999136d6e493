"""Leave nothing of deleted rows in the file of a catalogue, at a cost that hardly grows with what stays."""

import subprocess
import sys
from pathlib import Path

from qa.errors import LibraryBusy, LibraryUnwritable
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.erasing import gaps
from qa.library.catalogue.reindex import FULL_TEXT_TABLES
from qa.library.catalogue.schema import CATALOGUE_FILE, ERASES

# Chosen: a visit to a page is noted in milliseconds, and may come in between.
_TRIES = 5


def erase_deleted(catalogue: Catalogue, *, compact: bool = False) -> None:
    """Erase from the file what deleted rows have left in it. Needs the writer lock.

    A full-text index keeps deleted text in its segments until they are merged. What SQLite frees it overwrites, but in
    files that older versions of the program wrote to, and these are written anew once.

    compact  write the file anew in any case, without free pages

    Raises LibraryBusy while another process reads an older state, or LibraryUnwritable.
    """
    for table in FULL_TEXT_TABLES:
        catalogue.query(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    if compact or not catalogue.get_meta(ERASES):
        catalogue.query("VACUUM")
        catalogue.set_meta({ERASES: "1"})
    for _ in range(_TRIES):
        if catalogue.query("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
            break
        if _clear_gaps(catalogue):
            # What a connection has read of these pages it would write to them again.
            catalogue.forget_pages()
            return
    raise LibraryBusy(f"Another process uses {catalogue.folder}.")


def _clear_gaps(catalogue: Catalogue) -> bool:
    """Clear the gaps of the file in a process of its own; tell whether nothing came in between."""
    command = [sys.executable, "-I", "-S", str(Path(gaps.__file__)), str(catalogue.folder / CATALOGUE_FILE)]
    finished = subprocess.run(command, capture_output=True, text=True)
    if finished.returncode not in (0, gaps.LOG_IN_USE):
        said = (finished.stderr.strip().splitlines() or ["it was killed"])[-1]
        raise LibraryUnwritable(f"{catalogue.folder / CATALOGUE_FILE} could not be cleared: {said}.")
    return finished.returncode == 0
