"""Write shard files: whole ones only, whatever ends the process, and nothing twice."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.articles.readers.rows.parquet import ParquetProblem, open_parquet, read_batches
from qa.errors import SourceProblem, UsageProblem
from qa.ingest.shards.identity import MARK, ShardIdentity, explain_difference, read_identity
from qa.ingest.shards.part import SourcePart
from qa.ingest.shards.rows import import_arrow, make_file_schema

if TYPE_CHECKING:
    import numpy as np
    import pyarrow
    from numpy.typing import NDArray

# Chosen: what is in memory before it is written, in articles and in bytes.
_ROWS_AT_ONCE = 128
_BYTES_AT_ONCE = 8_000_000
# Numbers and texts that hardly repeat; a list of the different ones would only be in the way.
_REPEATING = ["source", "language", "section"]
# Of the lists that a file may keep of its own: no limit is needed for what this program writes itself.
_NO_LIMIT = 1 << 40


class ShardWriter:
    """Writes articles that are embedded into the files of a folder; open it with open_writer.

    A file gets its name when it is complete and on the disk. What an interrupted process had in its open file is made
    again; an error, or Ctrl-C, completes it first.
    """

    def __init__(self, folder: Path, identity: ShardIdentity, *, part: SourcePart, size: int) -> None:
        """Look what is in the folder, from which what a killed process left of this part is removed.

        size  articles of a file
        """
        import numpy as np

        self._folder = folder
        self._part = part
        self._size = size
        self._identity = identity
        self._schema = make_file_schema(identity)
        self._begun = folder / f".{part.stem}.tmp"
        self._begun.unlink(missing_ok=True)
        own = [path.stem.rpartition("-") for path in folder.glob(f"{part.stem}-*.parquet")]
        stem = part.stem
        self._number = max((int(number) for name, _, number in own if name == stem and number.isdigit()), default=0)
        self.known: NDArray[np.uint64] = np.unique(list_known(folder, identity))
        self._written: set[int] = set()
        self._waiting: list[pyarrow.Table] = []
        self._file: Any = None
        self._writer: Any = None
        self._rows = 0
        self.files = 0

    def knows(self, id: str) -> bool:
        """Tell whether an article is in the folder, or about to be."""
        return int(id, 16) in self._written or has_id(self.known, id)

    def write(self, table: "pyarrow.Table") -> None:
        """Add articles that are embedded, as rows of a shard file; those that are there already are left out.

        Raises UsageProblem where the folder can't be written.
        """
        is_fresh = import_arrow().array([not self._note(id) for id in table["id"].to_pylist()], "bool")
        with self._translate():
            self._waiting.append(table.filter(is_fresh).select(self._schema.names).cast(self._schema))
            while self._count_waiting() >= self._size - self._rows:
                self._flush(self._size - self._rows)
                self._finish()
            if self._count_waiting() >= _ROWS_AT_ONCE or sum(t.nbytes for t in self._waiting) >= _BYTES_AT_ONCE:
                self._flush(self._count_waiting())

    def close(self) -> None:
        """Complete the file that is open."""
        with self._translate():
            if self._count_waiting():
                self._flush(self._count_waiting())
            if self._writer:
                self._finish()

    def abandon(self) -> None:
        """Leave the file that is open without a name."""
        if self._file:
            self._file.close()
            self._begun.unlink(missing_ok=True)

    def _note(self, id: str) -> bool:
        """Remember an article; tell whether it was known before."""
        known = self.knows(id)
        self._written.add(int(id, 16))
        return known

    def _count_waiting(self) -> int:
        return sum(len(table) for table in self._waiting)

    def _flush(self, rows: int) -> None:
        """Write so many of the rows that wait, as a group of the file that is open."""
        waiting = import_arrow().concat_tables(self._waiting)
        self._waiting = [waiting.slice(rows)]
        if rows:
            self._open().write_table(waiting.slice(0, rows))
            self._rows += rows

    def _open(self) -> Any:
        from pyarrow.parquet import ParquetWriter

        if not self._writer:
            self._file = self._begun.open("wb")
            self._writer = ParquetWriter(
                self._file, self._schema, compression="zstd", use_dictionary=_REPEATING, write_page_checksum=True
            )
        return self._writer

    def _finish(self) -> None:
        """Close the file that is open, have it written to the disk, and give it its name."""
        self._writer.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._number += 1
        self._begun.rename(self._folder / f"{self._part.stem}-{self._number:05d}.parquet")
        _sync_folder(self._folder)
        self._writer, self._file, self._rows = None, None, 0
        self.files += 1

    @contextmanager
    def _translate(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.abandon()
            raise _explain_unwritable(self._folder, error) from None


@contextmanager
def open_writer(folder: Path, identity: ShardIdentity, *, part: SourcePart, size: int) -> Iterator[ShardWriter]:
    """Give what writes into a folder, as the only process that writes this part.

    Raises UsageProblem where another one does, or where the folder can't be written or has shards that are made with
    something else, and SourceProblem where one of them is damaged.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f".{part.stem}.lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise UsageProblem(
            f"Another process embeds the same part into {folder}. Give each its own: --part 1/2 and --part 2/2."
        ) from None
    except OSError as error:
        raise _explain_unwritable(folder, error) from None
    try:
        writer = ShardWriter(folder, identity, part=part, size=size)
        try:
            yield writer
        finally:
            writer.close()
    finally:
        lock.release()


def has_id(known: "NDArray[np.uint64]", id: str) -> bool:
    """Tell whether the id of an article is among numbers that list_known gave, sorted."""
    import numpy as np

    number = np.uint64(int(id, 16))
    place = int(np.searchsorted(known, number))
    return place < len(known) and bool(known[place] == number)


def list_known(folder: Path, identity: ShardIdentity) -> "NDArray[np.uint64]":
    """Return the ids of the articles in the shards of a folder, as numbers.

    Raises UsageProblem where a shard is made with something else, and SourceProblem where one is damaged.
    """
    import numpy as np

    numbers: list[NDArray[np.uint64]] = []
    for path in sorted(folder.glob("*.parquet")):
        with path.open("rb") as stream:
            try:
                file = open_parquet(stream, limit=_NO_LIMIT)
                _check_same(path, read_identity((file.schema_arrow.metadata or {}).get(MARK.encode(), b"")), identity)
                for batch in read_batches(file, ["id"]):
                    numbers.append(np.array([int(id, 16) for id in batch["id"].to_pylist()], dtype=np.uint64))
            except (ParquetProblem, ValueError) as problem:
                raise SourceProblem(
                    f"{path} is no shard of this qa: {problem}. Move it away, and the same command makes its articles "
                    "anew."
                ) from None
    return np.concatenate(numbers) if numbers else np.empty(0, dtype=np.uint64)


def _check_same(path: Path, found: ShardIdentity, own: ShardIdentity) -> None:
    difference = explain_difference(found, own)
    if difference is None and found.passage_size != own.passage_size:
        difference = f"its passages have up to {found.passage_size} characters, not {own.passage_size}"
    if difference:
        raise UsageProblem(f"{path} is there already, and {difference}. Name another folder with -o.")


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk; where the system can't do that for folders, it does it itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _explain_unwritable(folder: Path, error: OSError) -> UsageProblem:
    return UsageProblem(
        f"{folder} can't be written: {error.strerror or error}. Free some space or correct the permissions, and run "
        "the same command again: it goes on after the shards that are there."
    )
