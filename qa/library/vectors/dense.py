"""Search by vector: exactly where candidates are few, else through Chroma, and never more than the catalogue knows."""

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from qa.errors import LibraryBusy, LibraryUnreachable, LibraryUnwritable
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters
from qa.library.catalogue.lock import hold_lock
from qa.library.vectors import collection as vectors
from qa.library.vectors.collection import Target, VectorReader
from qa.library.vectors.exact import find_nearest, score_passages
from qa.library.vectors.sync import is_intact

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Reading so many vectors from the catalogue takes as long as opening Chroma's engine and its index.
EXACT_LIMIT = 4_000
_SPARE = 16
_WIDENINGS = (8, 32, 128)


class DenseSearch:
    """Finds passages by vector, with an index that it opens when it first needs it and again when it has changed.

    The embedded index is opened under the writer lock and lives in memory from then on. Where the lock is taken, the
    index damaged, the engine of another version or the folder read-only, every vector is read from the catalogue
    instead: slower in a large library, and the same result.
    """

    def __init__(self, catalogue: Catalogue, target: Target, *, exact_limit: int = EXACT_LIMIT) -> None:
        self._catalogue = catalogue
        self._target = target
        self._exact_limit = exact_limit
        self._reader: VectorReader | None = None
        self._generation = ""
        self._lock = threading.Lock()

    def close(self) -> None:
        """Let go of the index."""
        if self._reader:
            self._reader.close()
        self._reader = None

    def find_nearest(self, vector: "NDArray[np.float32]", n: int, filters: Filters | None) -> dict[str, float]:
        """Return the n nearest passages among the articles of the filter, by id, best first."""
        few = self._catalogue.count_passages(filters) <= self._exact_limit
        if few and (filters or not self._target.url):
            return find_nearest(self._catalogue, vector, n, filters)
        with self._lock:
            self._refresh_reader()
            with self._catalogue.read():
                found = self._search_index(self._reader, vector, n, filters) if self._reader else None
        return find_nearest(self._catalogue, vector, n, filters) if found is None else found

    def _search_index(
        self, reader: VectorReader, vector: "NDArray[np.float32]", n: int, filters: Filters | None
    ) -> dict[str, float] | None:
        """Return the nearest passages, or None where the index can't tell."""
        if self._generation != self._read_generation():
            return None
        unsynced = [row[0] for row in self._catalogue.query("SELECT id FROM unsynced")]
        late = score_passages(self._catalogue, vector, self._catalogue.select_known(unsynced, filters))
        for fetch in [n * factor for factor in _WIDENINGS] if filters else [n + _SPARE + min(len(unsynced), n)]:
            hits = self._ask_reader(reader, vector, fetch)
            if hits is None:
                return None
            hits = {id: score for id, score in hits.items() if id not in set(unsynced)}
            known = self._catalogue.select_known(hits, filters)
            scores = {id: hits[id] for id in known} | late
            if len(known) >= n:
                return dict(sorted(scores.items(), key=lambda item: -item[1])[:n])
        return None

    def _ask_reader(self, reader: VectorReader, vector: "NDArray[np.float32]", n: int) -> dict[str, float] | None:
        try:
            return reader.find_nearest(vector, n)
        except LibraryUnreachable:
            raise
        except Exception:  # The engine's errors are of no declared type; the catalogue has all that is needed.
            self.close()
            return None

    def _read_generation(self) -> str:
        return self._catalogue.get_meta("generation") + self._catalogue.get_meta("collection")

    def _refresh_reader(self) -> None:
        """Open the index if it is not open or another process has written it since; leave none where that fails."""
        if self._reader and self._generation == self._read_generation():
            return
        self.close()
        if self._target.url:
            self._open_reader()
            return
        if not self._catalogue.writable:
            return  # The engine opens no folder that it can't write.
        with suppress(LibraryBusy, LibraryUnwritable), hold_lock(self._target.folder, timeout=0):
            self._open_reader()

    def _open_reader(self) -> None:
        generation = self._read_generation()
        if not is_intact(self._catalogue, self._target):
            return
        try:
            self._reader = vectors.open_reader(
                self._target,
                name=self._catalogue.get_meta("collection_name"),
                id=self._catalogue.get_meta("collection"),
            )
        except LibraryUnreachable:
            raise
        except Exception:  # As above.
            self._reader = None
        self._generation = generation
