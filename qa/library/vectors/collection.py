"""The Chroma collection: in the library's folder or on a server, written and searched in this module only."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from qa.errors import LibraryUnreachable, LibraryUnwritable, QAError
from qa.library.vectors.engine import EngineReader
from qa.library.vectors.index_file import erase_deleted

if TYPE_CHECKING:
    import numpy as np
    from chromadb import Collection
    from chromadb.api import ClientAPI
    from numpy.typing import NDArray

_PREFIX = "qa-passages-"
_SPARE_BYTES = 16_000_000
_BYTES_PER_PASSAGE = 16_000
_BUSY_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where the vectors are kept: in `chroma/` of the library's folder, or on the server at url."""

    folder: Path
    url: str | None = None

    @property
    def key(self) -> str:
        """What the catalogue notes of the place; of a url, which may hold a password, only a hash."""
        return hashlib.sha256(self.url.encode()).hexdigest()[:16] if self.url else "embedded"

    @property
    def path(self) -> Path:
        """The folder of the embedded engine."""
        return self.folder / "chroma"


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Passages as Chroma keeps them, column by column."""

    ids: list[str]
    vectors: "NDArray[np.float32]"
    documents: list[str]
    metadatas: list[Mapping[str, str | int]]


class VectorReader(Protocol):
    """Something that finds the nearest passages in a collection."""

    def find_nearest(self, vector: "NDArray[np.float32]", n: int) -> dict[str, float]:
        """Return the ids of the n nearest passages with their cosine similarity, best first."""
        ...

    def close(self) -> None:
        """Let go of the index."""
        ...


def name_collection(embedder: str, *, library: str = "") -> str:
    """Return the name of the collection of an embedder; on a server, which many may share, with the library's id."""
    name = _PREFIX + hashlib.sha256(embedder.encode()).hexdigest()[:8]
    return f"{name}-{library}" if library else name


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


@contextmanager
def open_client(target: Target) -> Iterator["ClientAPI"]:
    """Open Chroma's client and close it afterwards; whatever Chroma raises inside becomes an error of this program.

    The writer lock must be held: the embedded engine keeps its index in memory and would write back an old one.
    """
    with _translate(target), closing(_connect(target)) as client:  # type: ignore[type-var]  # close() is not declared
        yield client


def drop_collections(client: "ClientAPI", target: Target, *, library: str) -> None:
    """Remove the collections of this library, of whatever embedder; those of others on the same server stay."""
    for collection in client.list_collections():
        if collection.name.startswith(_PREFIX) and (not target.url or collection.name.endswith(f"-{library}")):
            client.delete_collection(collection.name)
    if not target.url:
        remove_dead_indexes(target)


def create_collection(client: "ClientAPI", target: Target, *, name: str, embedder: str) -> str:
    """Make an empty collection. Returns its id."""
    # With a threshold of 1 the index is written once after each upsert; by default up to 1,000 passages would wait in
    # a queue that every process that opens the library has to work off anew (1.3 s for 900 of them).
    configuration: Any = {"hnsw": {"space": "cosine"} if target.url else {"space": "cosine", "sync_threshold": 1}}
    created = client.create_collection(
        name, configuration=configuration, metadata={"embedder": embedder}, embedding_function=None
    )
    return str(created.id)


def find_collection(client: "ClientAPI", *, name: str, id: str) -> "Collection | None":
    """Return the collection if it is there and the one that the catalogue knows."""
    from chromadb.errors import ChromaError

    try:
        collection = client.get_collection(name, embedding_function=None)
    except (ChromaError, ValueError):
        return None
    return collection if str(collection.id) == id else None


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


def wipe_files(target: Target) -> None:
    """Write the files of the embedded engine anew without what it has deleted and left in them.

    The writer lock must be held and no client be open.
    """
    path = target.path / "chroma.sqlite3"
    if not path.exists():
        return
    with _translate(target), closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
        # Chroma keeps the last change of its queue, which names the passage, though all have dealt with it.
        connection.execute(
            "UPDATE embeddings_queue SET id = '', vector = NULL, metadata = NULL "
            "WHERE seq_id <= (SELECT min(seq_id) FROM max_seq_id)"
        )
        found = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
        for (table,) in found.fetchall():
            connection.execute(f'INSERT INTO "{table}" ("{table}") VALUES (\'optimize\')')
        connection.execute("VACUUM")
        for header in target.path.glob("*/header.bin"):
            erase_deleted(header.parent)


def list_dead_indexes(target: Target) -> list[Path]:
    """Return the index folders that no collection uses: Chroma leaves them behind when it deletes a collection."""
    path = target.path / "chroma.sqlite3"
    if target.url or not path.exists():
        return []
    with _translate(target), closing(sqlite3.connect(path, timeout=_BUSY_SECONDS)) as connection:
        used = {row[0] for row in connection.execute("SELECT id FROM segments")}
    return [header.parent for header in target.path.glob("*/header.bin") if header.parent.name not in used]


def remove_dead_indexes(target: Target) -> None:
    """Remove the index folders that no collection uses."""
    for folder in list_dead_indexes(target):
        shutil.rmtree(folder, ignore_errors=True)


def open_reader(target: Target, *, name: str, id: str) -> VectorReader:
    """Open a collection for searching; for the embedded engine the writer lock must be held.

    The engine under chromadb is taken directly where it can be: importing chromadb costs two to four seconds.
    """
    if target.url:
        return ClientReader(target, name)
    try:
        return EngineReader(target.path, id)
    except (ImportError, AttributeError, TypeError):
        return ClientReader(target, name)


class ClientReader:
    """Searches a collection through Chroma's public client."""

    def __init__(self, target: Target, name: str) -> None:
        self._target = target
        with _translate(target):
            self._client = _connect(target)
            self._collection = self._client.get_collection(name, embedding_function=None)
            self._collection.get(limit=1, include=["embeddings"])

    def find_nearest(self, vector: "NDArray[np.float32]", n: int) -> dict[str, float]:
        """Return the ids of the n nearest passages with their cosine similarity, best first."""
        with _translate(self._target):
            found = self._collection.query(query_embeddings=vector.reshape(1, -1), n_results=n, include=["distances"])
        distances = found["distances"] or [[]]
        return {id: 1.0 - distance for id, distance in zip(found["ids"][0], distances[0], strict=True)}

    def close(self) -> None:
        """Let go of the index."""
        self._client.close()  # type: ignore[attr-defined]  # every client has it, ClientAPI leaves it out


def _connect(target: Target) -> "ClientAPI":
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    # chromadb never closes the connections that it keeps for the next request, so it is told to keep none.
    settings = Settings(anonymized_telemetry=False, chroma_http_max_keepalive_connections=0)
    if target.url:
        return chromadb.HttpClient(host=target.url, ssl=target.url.startswith("https"), settings=settings)
    # chromadb shares one engine between all clients of a process whose paths are spelt alike. A client that somebody
    # else opened here would bring an index that is out of date: the "/." keeps ours apart.
    path = f"{target.path}/."
    try:
        return chromadb.PersistentClient(path, settings=settings)
    except Exception:
        # It would be given out again as it is, half open.
        SharedSystemClient._identifier_to_system.pop(path, None)
        raise


@contextmanager
def _translate(target: Target) -> Iterator[None]:
    """Turn whatever Chroma, its engine or its network client raises into an error of this program."""
    try:
        yield
    except QAError:
        raise
    except Exception as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        if target.url:
            raise LibraryUnreachable(
                f"The Chroma server {_hide_password(target.url)} can't be used: {reason}. Check that it runs and that "
                "the url is right, or leave out --chroma."
            ) from error
        raise LibraryUnwritable(
            f"The vectors in {target.path} can't be written: {reason}. Free some space or correct the permissions, and "
            "run the same command again: what was reported as ingested is safe. If it stays so, remove that folder: it "
            "is made anew from the catalogue."
        ) from error


def _hide_password(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _check_space(target: Target, passages: int) -> None:
    """Refuse to begin where the index, which is written anew as a whole, would fill the disk half-way."""
    needed = _SPARE_BYTES + passages * _BYTES_PER_PASSAGE
    if shutil.disk_usage(target.folder).free < needed:
        raise LibraryUnwritable(
            f"The disk of {target.folder} is full. Free {needed // 1_000_000} MB and run the same command again: what "
            "was reported as ingested is safe."
        )
