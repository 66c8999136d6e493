"""Search by vector: by codes where passages are many, exactly where they are few, or through a Chroma server."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from qa.errors import LibraryBusy, LibraryProblem
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters
from qa.library.catalogue.lock import hold_lock
from qa.library.catalogue.words.narrowing import EVERYTHING, Narrowing
from qa.library.vectors.codes.following import (
    EXACT_LIMIT,
    find_file,
    follow_catalogue,
    needs_following,
    read_state,
)
from qa.library.vectors.codes.nearest import rank_rows
from qa.library.vectors.codes.selecting import Selector
from qa.library.vectors.exact import find_nearest, rank_by_row
from qa.library.vectors.server import ServerSearch
from qa.library.vectors.target import Target

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What the codes find best is ranked by the vectors of the catalogue: so many at least, or so many times what is asked
# for. Measured, the twenty nearest are among the fifty best by bytes.
_LEAST_EXACT, _EXACT_FACTOR = 50, 2
_SLOWER = "Vectors are searched in the catalogue meanwhile, which takes longer and finds the same."


class DenseSearch:
    """Finds passages by vector.

    The codes say which passages are near, the vectors of the catalogue how near they are: a score does not depend on
    the way. The file of codes is mapped and not read. Where it lacks much or is damaged, it is brought in step, which
    is told if all of it is made anew; where that can't be done now, every vector is read from the catalogue. Any
    number of threads may search at once.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        target: Target,
        *,
        one_shot: bool = False,
        exact_limit: int = EXACT_LIMIT,
        notify: Callable[[str], None] = lambda notice: None,
    ) -> None:
        """Take where the vectors are.

        Args:
            catalogue: The library's catalogue.
            target: Where a Chroma server keeps the vectors, if one does.
            one_shot: The process ends with its question; nothing depends on that any more.
            exact_limit: Up to how many passages every vector is read.
            notify: Called once with each reason for which another way is taken than the usual one.
        """
        self._catalogue = catalogue
        self._exact_limit = exact_limit
        self._notify = notify
        self._told: set[str] = set()
        self._server = ServerSearch(catalogue, target) if target.url else None
        self._selector = Selector(catalogue)
        self._following = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Whether the last search went through the codes or through the server, and did not read every vector."""
        return self._server.is_open if self._server else self._selector.is_mapped

    def close(self) -> None:
        """Let go of the codes, or of the server."""
        self._selector.close()
        if self._server:
            self._server.close()

    def find_nearest(self, vector: "NDArray[np.float32]", n: int, filters: Filters | None) -> dict[str, float]:
        """Return the n nearest passages among the articles of the filter, by id, best first.

        Raises LibraryUnreachable where the vectors are to be on a server and are not.
        """
        if self._server:
            found = self._server.find_nearest(vector, n, filters)
            if found is not None:
                return found
        if self._catalogue.count().passages <= self._exact_limit:
            return find_nearest(self._catalogue, vector, n, filters)
        self._keep_up()
        with self._catalogue.read():
            selection = self._selector.select(filters)
            if selection.blocks is None or selection.coded is None:
                return find_nearest(self._catalogue, vector, n, filters)
            best = rank_rows(selection.blocks, vector, max(_LEAST_EXACT, _EXACT_FACTOR * n), selection.coded).tolist()
            return rank_by_row(self._catalogue, vector, [*best, *selection.newer], n)

    def narrow(self, filters: Filters | None) -> Narrowing:
        """Return the passages that a search by words is limited to."""
        return self._selector.select(filters).narrowing if filters else EVERYTHING

    def _keep_up(self) -> None:
        """Bring the codes in step where much is missing; leave that where it can't be done now, and tell."""
        if self._is_up() or not self._following.acquire(blocking=False):
            return
        try:
            if not self._catalogue.writable:
                self._tell(f"The library can't be written, so that it gets no codes of its vectors. {_SLOWER}")
                return
            with hold_lock(self._catalogue.folder, timeout=0):
                if needs_following(self._catalogue, limit=self._exact_limit):
                    self._tell_remaking()
                    follow_catalogue(self._catalogue, limit=self._exact_limit)
        except LibraryBusy:
            self._tell(f"Another process has the library locked. {_SLOWER}")
        except LibraryProblem as error:
            self._tell(f"{error} {_SLOWER}")
        finally:
            self._following.release()

    def _is_up(self) -> bool:
        """Tell whether the codes need nothing, or can't be given it as this thread is inside of a transaction."""
        if self._catalogue.is_held:
            return True
        if self._selector.is_up(read_state(self._catalogue), limit=max(self._exact_limit, 0)):
            return True
        return not needs_following(self._catalogue, limit=self._exact_limit)

    def _tell_remaking(self) -> None:
        state = read_state(self._catalogue)
        if state.id and find_file(self._catalogue, state) is None:
            self._tell("The file of codes of the vectors is missing or damaged; it is made anew from the catalogue.")

    def _tell(self, notice: str) -> None:
        if notice not in self._told:
            self._told.add(notice)
            self._notify(notice)
