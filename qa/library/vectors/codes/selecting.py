"""Which passages a filter allows: by the columns beside the codes and, of what is newer, by the catalogue.

A process that goes on keeps what it found for the last filters, as long as the library stays as it is.
"""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters
from qa.library.catalogue.words.narrowing import EVERYTHING, Narrowing, list_passages, narrow_to
from qa.library.vectors.codes.columns import select_rows
from qa.library.vectors.codes.file import CodesFile
from qa.library.vectors.codes.following import CodesState, find_file, read_state

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chosen: each takes up to two bytes a passage.
_MOST_KEPT = 8
_VERSION = "SELECT (SELECT value FROM meta WHERE key = 'passages'), EXISTS (SELECT 1 FROM outdated)"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """The passages that a filter allows.

    blocks     of the file of codes, mapped; None where there is none
    coded      which places of the blocks are allowed, one row a block
    newer      the rows of those that have no codes yet
    narrowing  all of them, for a search by words
    """

    blocks: "NDArray[Any] | None"
    coded: "NDArray[np.bool_] | None"
    newer: tuple[int, ...]
    narrowing: Narrowing


class Selector:
    """Finds out which passages filters allow; any number of threads may ask it at once."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the catalogue beside which the codes are."""
        self._catalogue = catalogue
        self._mapped: tuple[CodesFile, int, NDArray[Any]] | None = None
        self._kept: dict[Filters | None, tuple[tuple[Any, ...], Selection]] = {}
        self._lock = threading.Lock()

    @property
    def is_mapped(self) -> bool:
        """Whether the last one had codes to ask."""
        return self._mapped is not None

    def close(self) -> None:
        """Let go of the codes."""
        with self._lock:
            self._mapped = None
            self._kept.clear()

    def is_up(self, state: CodesState, *, limit: int) -> bool:
        """Tell whether the file that is mapped lacks no more than so many rows."""
        mapped = self._mapped
        return mapped is not None and mapped[0].id == state.id and state.behind <= limit

    def select(self, filters: Filters | None) -> Selection:
        """Return the passages of the filter's articles, as the transaction sees them that this is asked in."""
        filters = filters or None
        state = read_state(self._catalogue)
        blocks = self._map(state)
        version = (state, *self._catalogue.query(_VERSION)[0], None if blocks is None else len(blocks))
        kept = self._kept.get(filters)
        if kept and kept[0] == version:
            return kept[1]
        selection = self._select(state, blocks, filters)
        with self._lock:
            self._kept.pop(filters, None)
            self._kept[filters] = version, selection
            while len(self._kept) > _MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return selection

    def _select(self, state: CodesState, blocks: "NDArray[Any] | None", filters: Filters | None) -> Selection:
        coded = None
        if blocks is not None:
            coded = select_rows(self._catalogue, blocks, filters)
            coded.reshape(-1)[state.coded + 1 :] = False
        after = 0 if coded is None else state.coded
        newer = tuple(list_passages(self._catalogue, filters, after=after)) if state.last > after else ()
        narrowing = EVERYTHING
        if filters:
            mask = bytearray(b"" if coded is None else coded.tobytes()).ljust(state.last + 1, b"\0")
            for row in newer:
                mask[row] = 1
            narrowing = narrow_to(bytes(mask))
        return Selection(blocks=blocks, coded=coded, newer=newer, narrowing=narrowing)

    def _map(self, state: CodesState) -> "NDArray[Any] | None":
        """Return the blocks of the file of codes, mapped anew where it has grown or is another; None without a file."""
        mapped = self._mapped
        if mapped and mapped[0].id == state.id and mapped[1] >= state.coded:
            return mapped[2]
        self._mapped = None
        file = find_file(self._catalogue, state)
        if file is None or not state.coded:
            return None
        try:
            blocks = file.map(state.coded)
        except (OSError, ValueError):
            return None
        self._mapped = (file, state.coded, blocks)
        return blocks
