"""The writer lock of a library: one process at a time changes the vectors, and a dead process holds nothing."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from qa.errors import LibraryBusy, LibraryUnwritable

LOCK_FILE = "write.lock"
# In seconds, chosen: longer than most commands that write; waiting for one more is better than failing.
LOCK_SECONDS = 600.0
# In seconds, chosen: a wait that nobody notices.
_PAUSE = 0.05


@contextmanager
def hold_lock(folder: Path, *, timeout: float = LOCK_SECONDS, name: str = LOCK_FILE) -> Iterator[None]:
    """Hold the writer lock of the library in folder; the system lets go of it however the process ends.

    The lock is SQLite's exclusive lock on an empty database: it works on every platform that the catalogue works on.
    Short attempts instead of one long wait leave a waiting process open to Ctrl-C.

    timeout  seconds to wait for another holder; 0 tries once
    name     file of another lock, for what is to be done by one process at a time besides writing

    Raises LibraryBusy, or LibraryUnwritable where no lock can be taken.
    """
    deadline = time.monotonic() + timeout
    with closing(_open_lock(folder / name)) as connection:
        while not _try_lock(connection):
            if time.monotonic() >= deadline:
                raise LibraryBusy(
                    f"Another process has been writing to {folder} for {timeout:.0f} s. Try again when it is done."
                )
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            connection.execute("ROLLBACK")


def _open_lock(path: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise LibraryUnwritable(f"{path.parent} can't be written: {error}. Check its permissions.") from None


def _try_lock(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return False
        raise LibraryUnwritable(f"The library can't be locked for writing: {error}. Check its permissions.") from None
    return True
