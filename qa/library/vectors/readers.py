"""Search an open collection: through the compiled engine for one question, else through Chroma's public client."""

from typing import TYPE_CHECKING, Protocol

from qa.errors import LibraryUnreachable, LibraryUnwritable
from qa.library.vectors.client import OpenClient, translate_errors
from qa.library.vectors.collection import find_collection
from qa.library.vectors.engine import EngineReader
from qa.library.vectors.target import Target
from qa.library.vectors.tested import LAST_TESTED, is_tested, read_version

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray


class VectorReader(Protocol):
    """Something that finds the nearest passages in a collection; any number of threads may ask it at once."""

    def find_nearest(self, vector: "NDArray[np.float32]", n: int) -> list[str]:
        """Return the ids of the n nearest passages, best first."""
        ...

    def close(self) -> None:
        """Let go of the index."""
        ...


class ClientReader:
    """Searches a collection through Chroma's public client."""

    def __init__(self, target: Target, *, id: str) -> None:
        """Open the collection and load its index. Raises LibraryUnreachable or LibraryUnwritable."""
        self._target = target
        with translate_errors(target):
            self._opened = OpenClient(target)
            try:
                collection = find_collection(self._opened.client, id=id)
                if collection is None:
                    raise _explain_missing(target)
                collection.get(limit=1, include=["embeddings"])
            except BaseException:
                self._opened.close()
                raise
        self._collection = collection

    def find_nearest(self, vector: "NDArray[np.float32]", n: int) -> list[str]:
        """Return the ids of the n nearest passages, best first."""
        with translate_errors(self._target):
            return self._collection.query(query_embeddings=vector.reshape(1, -1), n_results=n, include=[])["ids"][0]

    def close(self) -> None:
        """Let go of the index."""
        self._opened.close()


def open_vector_reader(target: Target, *, id: str, one_shot: bool, notify: "Callable[[str], None]") -> VectorReader:
    """Open a collection for searching; for the embedded engine the writer lock must be held.

    Args:
        target: Where the collection is.
        id: Its id.
        one_shot: Take the compiled engine directly where its version was tested: importing chromadb costs one to three
            seconds, which one question is not to wait for.
        notify: Called where the engine can't be taken after all.
    """
    if target.url or not one_shot:
        return ClientReader(target, id=id)
    if not is_tested():
        notify(
            f"chromadb {read_version()} is installed, and up to {LAST_TESTED} its engine was tested: the vectors are "
            "searched through its public client, which takes a second or two longer."
        )
        return ClientReader(target, id=id)
    return EngineReader(target.path, id)


def _explain_missing(target: Target) -> LibraryUnreachable | LibraryUnwritable:
    if not target.url:
        return LibraryUnwritable(
            f"There is no collection of the library in {target.path}. Repair it: qa doctor --repair"
        )
    return LibraryUnreachable(
        f"The Chroma server {target.shown} does not have the collection of the library {target.folder}. Put it there: "
        f"qa doctor --rebuild-vectors --chroma {target.shown}. Or leave out --chroma."
    )
