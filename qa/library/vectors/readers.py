"""Search a collection on a Chroma server through Chroma's public client."""

from typing import TYPE_CHECKING

from qa.errors import LibraryUnreachable
from qa.library.vectors.client import OpenClient, translate_errors
from qa.library.vectors.collection import find_collection
from qa.library.vectors.target import Target

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class ClientReader:
    """Searches a collection; any number of threads may ask it at once."""

    def __init__(self, target: Target, *, id: str) -> None:
        """Open the collection with this id. Raises LibraryUnreachable."""
        self._target = target
        with translate_errors(target):
            self._opened = OpenClient(target)
            try:
                collection = find_collection(self._opened.client, id=id)
                if collection is None:
                    raise _explain_missing(target)
            except BaseException:
                self._opened.close()
                raise
        self._collection = collection

    def find_nearest(self, vector: "NDArray[np.float32]", n: int) -> list[str]:
        """Return the ids of the n nearest passages, best first."""
        with translate_errors(self._target):
            return self._collection.query(query_embeddings=vector.reshape(1, -1), n_results=n, include=[])["ids"][0]

    def close(self) -> None:
        """Close the client."""
        self._opened.close()


def _explain_missing(target: Target) -> LibraryUnreachable:
    return LibraryUnreachable(
        f"The Chroma server {target.shown} does not have the collection of the library {target.folder}. Put it there: "
        f"qa doctor --rebuild-vectors --chroma {target.shown}. Or leave out --chroma."
    )
