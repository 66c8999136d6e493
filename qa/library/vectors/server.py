"""Search through a Chroma server: it says which passages are near, the catalogue how near, and what it may not know."""

import threading
from typing import TYPE_CHECKING

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters
from qa.library.vectors.exact import rank_passages
from qa.library.vectors.readers import ClientReader
from qa.library.vectors.target import Target

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chosen: some of what the server finds may be gone by now; where filters leave few, so many times more is asked for.
_SPARE = 16
_WIDENINGS = (8, 32, 128)


class ServerSearch:
    """Searches the collection of a library on a server, with a client that is opened when it is first needed.

    Any number of threads may search at once.
    """

    def __init__(self, catalogue: Catalogue, target: Target) -> None:
        self._catalogue = catalogue
        self._target = target
        self._reader: ClientReader | None = None
        self._id = ""
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Whether the last search asked the server."""
        return self._reader is not None

    def close(self) -> None:
        """Close the client."""
        with self._lock:
            if self._reader:
                self._reader.close()
            self._reader, self._id = None, ""

    def find_nearest(self, vector: "NDArray[np.float32]", n: int, filters: Filters | None) -> dict[str, float] | None:
        """Return the n nearest passages, or None where the server finds too few that pass the filters.

        Raises LibraryUnreachable.
        """
        reader = self._open()
        with self._catalogue.read():
            unsynced = [row[0] for row in self._catalogue.query("SELECT id FROM unsynced")]
            late = self._catalogue.select_known(unsynced, filters)
            for fetch in [n * factor for factor in _WIDENINGS] if filters else [n + _SPARE + min(len(unsynced), n)]:
                hits = reader.find_nearest(vector, fetch)
                known = self._catalogue.select_known(set(hits).difference(unsynced), filters)
                if len(known) >= n:
                    return rank_passages(self._catalogue, vector, [*known, *late], n)
        return None

    def _open(self) -> ClientReader:
        """Return the client, of the collection that the catalogue knows now."""
        with self._lock:
            id = self._catalogue.get_meta("collection")
            if self._reader and self._id != id:
                # Another thread may be asking it: it is closed when nobody has it any more.
                self._reader = None
            if self._reader is None:
                self._reader, self._id = ClientReader(self._target, id=id), id
            return self._reader
