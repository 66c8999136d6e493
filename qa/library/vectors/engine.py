"""Read an embedded Chroma collection through the compiled engine that chromadb itself wraps.

It is no public interface of chromadb: only versions that were tested are read so (see tested.py).
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TENANT, _DATABASE = "default_tenant", "default_database"


class EngineReader:
    """Searches an embedded collection through the compiled engine, as chromadb/api/rust.py does."""

    def __init__(self, path: Path, id: str) -> None:
        """Open the folder and load the index of the collection."""
        import chromadb_rust_bindings as engine

        database = engine.SqliteDBConfig(
            hash_type=engine.MigrationHash.MD5,
            migration_mode=engine.MigrationMode.Validate,
            url=str(path / "chroma.sqlite3"),
        )
        self._engine = engine.Bindings(
            allow_reset=False, sqlite_db_config=database, hnsw_cache_size=16, persist_path=str(path)
        )
        self._id = id
        # The first query loads the index, which has to happen under the lock; a count would not load it.
        self._is_empty = not self._engine.get(id, None, None, 1, 0, None, ["embeddings"], _TENANT, _DATABASE).ids

    def find_nearest(self, vector: "NDArray[np.float32]", n: int) -> list[str]:
        """Return the ids of the n nearest passages, best first."""
        if self._is_empty:
            return []
        found = self._engine.query(self._id, None, [vector.tolist()], n, None, None, ["distances"], _TENANT, _DATABASE)
        return list(found.ids[0])

    def close(self) -> None:
        """Let go of the index."""
        del self._engine
