"""The Chroma collection of a library: its name, how it is made, found and written, and what its files show."""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.errors import LibraryUnwritable
from qa.library.vectors.erasing.wiping import remove_dead_indexes
from qa.library.vectors.target import Target
from qa.models.embedding_functions import find_own_function

if TYPE_CHECKING:
    import numpy as np
    from chromadb import Collection
    from chromadb.api import ClientAPI
    from numpy.typing import NDArray

NAME = "qa-articles"
# What collections were called before; an old one gets its new name when it is next written.
_OLD_PREFIX = "qa-passages-"
# Chosen: a hundred passages need about a megabyte, and the index is written anew as a whole.
_SPARE_BYTES = 16_000_000
_BYTES_PER_PASSAGE = 16_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Passages as Chroma keeps them, column by column."""

    ids: list[str]
    vectors: "NDArray[np.float32]"
    documents: list[str]
    metadatas: list[Mapping[str, str | int]]


def name_collection(target: Target, *, library: str) -> str:
    """Return the name of the collection; on a server, which many libraries may share, with the library's id."""
    return f"{NAME}-{library}" if target.url else NAME


def fingerprint_index(target: Target) -> str:
    """Return a hash of sizes and times of the index files of the embedded engine: it changes when they are written.

    Chroma writes these files in place. A process killed meanwhile leaves an index that loses passages, or that crashes
    the process that opens it, so files that changed behind the catalogue's back are not to be opened.
    """
    if target.url:
        return ""
    files = sorted(path for path in target.path.glob("*/*") if path.is_file())
    states = [(str(path.relative_to(target.path)), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(repr(states).encode()).hexdigest()[:16]


def drop_collections(client: "ClientAPI", target: Target, *, library: str) -> None:
    """Remove the collections of this library, of whatever name; those of others on the same server stay."""
    for collection in client.list_collections():
        if is_own(collection.name, target, library=library):
            client.delete_collection(collection.name)
    if not target.url:
        remove_dead_indexes(target)


def rename_collection(collection: "Collection", target: Target, *, library: str) -> None:
    """Give a collection that has its name from an older version of this program the one it has today."""
    name = name_collection(target, library=library)
    if collection.name != name:
        collection.modify(name=name)


def is_own(name: str, target: Target, *, library: str) -> bool:
    """Tell whether a collection with this name, which may be an old one, is that of the library."""
    is_old = name.startswith(_OLD_PREFIX) and (not target.url or name.endswith(f"-{library}"))
    return is_old or name == name_collection(target, library=library)


def create_collection(client: "ClientAPI", target: Target, *, name: str, embedder: str) -> str:
    """Make an empty collection, which says what texts are embedded with where others can have that. Returns its id."""
    # With a threshold of 1 the index is written once after each upsert; by default up to 1,000 passages would wait in
    # a queue that every process that opens the library has to work off anew (1.3 s for 900 of them).
    configuration: Any = {"hnsw": {"space": "cosine"} if target.url else {"space": "cosine", "sync_threshold": 1}}
    created = client.create_collection(
        name,
        configuration=configuration,
        metadata={"embedder": embedder},
        embedding_function=find_own_function(embedder),
    )
    return str(created.id)


def find_collection(client: "ClientAPI", *, id: str) -> "Collection | None":
    """Return the collection with this id, whatever its name, or None where there is none."""
    from uuid import UUID

    from chromadb.errors import ChromaError

    try:
        return client.get_collection_by_id(UUID(id), embedding_function=None)
    except (ChromaError, ValueError):
        return None


def store_records(target: Target, collection: "Collection", records: Records, *, gone: Sequence[str]) -> None:
    """Bring the collection in step: put records in, or anew, and take out the ids that are gone.

    Raises LibraryUnwritable before a byte is written where the disk would be full.
    """
    if not target.url:
        _check_space(target, len(records.ids))
    if records.ids:
        collection.upsert(
            ids=records.ids,
            embeddings=records.vectors,
            documents=records.documents,
            metadatas=records.metadatas,  # type: ignore[arg-type]  # a list is invariant in its element type
        )
    if gone:
        collection.delete(ids=list(gone))


def _check_space(target: Target, passages: int) -> None:
    """Refuse to begin where the index, which is written anew as a whole, would fill the disk half-way.

    Taking passages out needs no more than the files have, so that it can be done on a disk that is nearly full.
    """
    needed = _SPARE_BYTES + passages * _BYTES_PER_PASSAGE
    if not passages:
        needed = sum(path.stat().st_size for path in target.path.rglob("*") if path.is_file())
    if shutil.disk_usage(target.folder).free < needed:
        raise LibraryUnwritable(
            f"The disk of {target.folder} is full. Free {needed // 1_000_000 + 1} MB and run the same command again: "
            "what was reported as ingested is safe."
        )
