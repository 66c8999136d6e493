"""Search by vector: exactly where candidates are few, else through Chroma, and never more than the catalogue knows."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.errors import LibraryBusy, LibraryUnreachable, LibraryUnwritable
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters
from qa.library.catalogue.lock import hold_lock
from qa.library.vectors.exact import find_nearest, rank_passages
from qa.library.vectors.readers import VectorReader, open_vector_reader
from qa.library.vectors.search_path import LASTING_LIMIT, ONE_SHOT_LIMIT
from qa.library.vectors.sync import is_elsewhere, is_intact
from qa.library.vectors.target import Target

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chosen: some of what the index finds may be gone by now; where filters leave few, so many times more is asked for.
_SPARE = 16
_WIDENINGS = (8, 32, 128)
_SLOWER = "Vectors are searched in the catalogue meanwhile, which takes longer and finds the same."


class DenseSearch:
    """Finds passages by vector, with an index that it opens when it first needs it and again when it has changed.

    Chroma says which passages are near, the vectors of the catalogue how near they are, so a score does not depend on
    the way. The embedded index is opened under the writer lock and lives in memory from then on. Where the lock is
    taken, the index damaged or the folder read-only, every vector is read from the catalogue instead, and that is
    told once. Any number of threads may search at once.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        target: Target,
        *,
        one_shot: bool = False,
        exact_limit: int | None = None,
        notify: Callable[[str], None] = lambda notice: None,
    ) -> None:
        """Take where the vectors are.

        Args:
            catalogue: The library's catalogue.
            target: Where Chroma keeps the vectors.
            one_shot: The process ends with its question: see search_path.py.
            exact_limit: Up to how many candidates every vector is read; None for what was measured to be best.
            notify: Called once with each reason for which another way is taken than the usual one.
        """
        self._catalogue = catalogue
        self._target = target
        self._one_shot = one_shot
        self._exact_limit = (ONE_SHOT_LIMIT if one_shot else LASTING_LIMIT) if exact_limit is None else exact_limit
        self._notify = notify
        self._told: set[str] = set()
        self._index: _OpenIndex | None = None
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Whether the last search that needed an index had one."""
        return self._index is not None

    def close(self) -> None:
        """Let go of the index, as soon as no thread searches it any more."""
        with self._lock:
            self._retire()

    def find_nearest(self, vector: "NDArray[np.float32]", n: int, filters: Filters | None) -> dict[str, float]:
        """Return the n nearest passages among the articles of the filter, by id, best first.

        Raises LibraryUnreachable where the vectors are to be on a server and are not.
        """
        few = self._catalogue.count_passages(filters) <= self._exact_limit
        if few and not self._target.url:
            return find_nearest(self._catalogue, vector, n, filters)
        with self._use_index() as index:
            if index is None or (few and filters):
                return find_nearest(self._catalogue, vector, n, filters)
            with self._catalogue.read():
                found = self._search_index(index, vector, n, filters)
        return find_nearest(self._catalogue, vector, n, filters) if found is None else found

    def _search_index(
        self, index: "_OpenIndex", vector: "NDArray[np.float32]", n: int, filters: Filters | None
    ) -> dict[str, float] | None:
        """Return the nearest passages, or None where the index can't tell."""
        if index.generation != self._read_generation():
            return None
        unsynced = [row[0] for row in self._catalogue.query("SELECT id FROM unsynced")]
        late = self._catalogue.select_known(unsynced, filters)
        for fetch in [n * factor for factor in _WIDENINGS] if filters else [n + _SPARE + min(len(unsynced), n)]:
            hits = self._ask_reader(index.reader, vector, fetch)
            if hits is None:
                return None
            known = self._catalogue.select_known(set(hits).difference(unsynced), filters)
            if len(known) >= n:
                return rank_passages(self._catalogue, vector, [*known, *late], n)
        return None

    def _ask_reader(self, reader: VectorReader, vector: "NDArray[np.float32]", n: int) -> list[str] | None:
        try:
            return reader.find_nearest(vector, n)
        except LibraryUnreachable:
            raise
        except Exception as error:  # The engine's errors are of no declared type; the catalogue has all that is needed.
            self.close()
            self._tell(f"Chroma failed in searching ({error}). {_SLOWER} Look into it: qa doctor")
            return None

    def _read_generation(self) -> str:
        return self._catalogue.get_meta("generation") + self._catalogue.get_meta("collection")

    @contextmanager
    def _use_index(self) -> "Iterator[_OpenIndex | None]":
        """Give the index, which stays open meanwhile; None where it can't be opened now."""
        with self._lock:
            self._refresh_index()
            index = self._index
            if index:
                index.users += 1
        try:
            yield index
        finally:
            with self._lock:
                if index:
                    index.let_go()

    def _refresh_index(self) -> None:
        """Open the index if it is not open or another process has written it since; leave none where that fails."""
        if self._index and self._index.generation == self._read_generation():
            return
        self._retire()
        if self._target.url:
            self._open_index()
            return
        if not self._catalogue.writable:
            self._tell(f"Chroma opens no folder that can't be written. {_SLOWER}")
            return
        try:
            with hold_lock(self._target.folder, timeout=0):
                self._open_index()
        except LibraryBusy:
            self._tell(f"Another process has the library locked. {_SLOWER}")
        except LibraryUnwritable as error:
            self._tell(f"{error} {_SLOWER}")

    def _open_index(self) -> None:
        generation = self._read_generation()
        if not self._target.url and not is_intact(self._catalogue, self._target):
            if is_elsewhere(self._catalogue, self._target):
                self._tell(f"A Chroma server has the vectors of this library: give it with --chroma. {_SLOWER}")
            elif self._catalogue.count().passages:
                self._tell(f"Chroma is not in step with the library. {_SLOWER} Repair it: qa doctor --repair")
            return
        try:
            id = self._catalogue.get_meta("collection")
            reader = open_vector_reader(self._target, id=id, one_shot=self._one_shot, notify=self._tell)
        except LibraryUnreachable:
            raise
        except Exception as error:  # As above.
            self._tell(f"Chroma could not be opened ({error}). {_SLOWER} Look into it: qa doctor")
            return
        self._index = _OpenIndex(reader=reader, generation=generation)

    def _retire(self) -> None:
        if self._index:
            self._index.users += 1
            self._index.is_retired = True
            self._index.let_go()
        self._index = None

    def _tell(self, notice: str) -> None:
        if notice not in self._told:
            self._told.add(notice)
            self._notify(notice)


@dataclass(slots=True, kw_only=True)
class _OpenIndex:
    """An index, of which state of the library it is, and how many threads search it now."""

    reader: VectorReader
    generation: str
    users: int = 0
    is_retired: bool = False

    def let_go(self) -> None:
        """Count one user less; the last one of a retired index closes it."""
        self.users -= 1
        if self.is_retired and not self.users:
            self.reader.close()
