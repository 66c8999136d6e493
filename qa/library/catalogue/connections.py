"""The connections to a catalogue: as many as threads read or write at once, and one for a thread in a transaction."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class LentConnections:
    """Lends connections to threads; one that is given back is lent again, the last one first.

    SQLite lets any number of connections read while one writes, and makes a second writer wait: nothing here keeps one
    thread waiting for another.
    """

    def __init__(self, first: sqlite3.Connection, connect: Callable[[], sqlite3.Connection]) -> None:
        """Take the first connection, and what opens another one."""
        self._connect = connect
        self._idle = [first]
        self._lock = threading.Lock()
        self._bound = _Bound()
        self._is_closed = False

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """Give a connection: that of the thread's open transaction, if it is in one."""
        if self._bound.connection:
            yield self._bound.connection
            return
        connection = self._take()
        try:
            yield connection
        finally:
            self._give_back(connection)

    @contextmanager
    def hold_transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        """Give a connection inside of a transaction of its own: all of it is kept, or none."""
        with self.lend() as connection:
            connection.execute(begin)
            self._bound.connection = connection
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._bound.connection = None

    @property
    def is_held(self) -> bool:
        """Whether this thread is inside of a transaction."""
        return self._bound.connection is not None

    def forget_pages(self) -> None:
        """Let the idle connections forget the pages that they have read; others do as soon as anything is written."""
        with self._lock:
            for connection in self._idle:
                connection.execute("PRAGMA shrink_memory")

    def close(self) -> None:
        """Close all connections, those that are lent as soon as they are given back."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._is_closed:
                raise sqlite3.ProgrammingError("Cannot operate on a closed database.")
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._is_closed:
                self._idle.append(connection)
                return
        connection.close()


class _Bound(threading.local):
    """The connection of a thread's open transaction."""

    connection: sqlite3.Connection | None = None
