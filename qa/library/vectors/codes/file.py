"""The file of codes: a header and blocks, in which each column of some thousand passages stands by itself.

The place of a passage is its row in the catalogue, which is never used again: there is nothing to look up. A row of
zeros is no passage, or one that is gone.
"""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.library.vectors.codes.coding import count_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = "codes"
# Of the file, chosen: its number grows with each change of it, and a header is a page of memory.
_FORMAT = 1
_HEADER_BYTES = 4096
# Passages a block, measured: a column of words of a block stays in the cache of a core, and the calls cost little.
BLOCK = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesFile:
    """The file with an id, of vectors of some length."""

    folder: Path
    id: str
    dimensions: int

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.folder / FOLDER / f"{self.id}.codes"

    @property
    def block_bytes(self) -> int:
        """How long a block is."""
        return int(self._describe_block().itemsize)

    def create(self) -> None:
        """Make the file, with no block."""
        header = {"format": _FORMAT, "id": self.id, "dimensions": self.dimensions, "block": BLOCK}
        self.path.parent.mkdir(exist_ok=True)
        with self.path.open("wb") as stream:
            stream.write(json.dumps(header).encode().ljust(_HEADER_BYTES))
            stream.flush()
            os.fsync(stream.fileno())

    def holds(self, last: int) -> bool:
        """Tell whether the file is there, is this one, and is long enough for the rows up to the last."""
        try:
            with self.path.open("rb") as stream:
                header = json.loads(stream.read(_HEADER_BYTES))
                size = os.fstat(stream.fileno()).st_size
        except (OSError, ValueError):
            return False
        known = {"format": _FORMAT, "id": self.id, "dimensions": self.dimensions, "block": BLOCK}
        return bool(header == known) and size >= _HEADER_BYTES + _count_blocks(last) * self.block_bytes

    def extend(self, last: int) -> None:
        """Make the file long enough for the rows up to the last; zeros are written, so that the disk has the room."""
        with self.path.open("r+b") as stream:
            missing = _HEADER_BYTES + _count_blocks(last) * self.block_bytes - stream.seek(0, os.SEEK_END)
            while missing > 0:
                missing -= stream.write(bytes(min(missing, self.block_bytes)))
            stream.flush()
            os.fsync(stream.fileno())

    def map(self, last: int, *, first: int = 0, writable: bool = False) -> "NDArray[Any]":
        """Map the blocks from the first, by number, to that of the last row: one record a block, by column.

        Raises OSError or ValueError where the file is not as long.
        """
        import numpy as np

        return np.memmap(
            self.path,
            dtype=self._describe_block(),
            mode="r+" if writable else "r",
            offset=_HEADER_BYTES + first * self.block_bytes,
            shape=(_count_blocks(last) - first,),
        )

    def _describe_block(self) -> "np.dtype[Any]":
        import numpy as np

        return np.dtype(
            [
                ("signs", "<u8", (count_words(self.dimensions), BLOCK)),
                ("outlet", "<u8", (BLOCK,)),
                ("domain", "<u8", (BLOCK,)),
                ("language", "<u8", (BLOCK,)),
                ("article", "<u4", (BLOCK,)),
                ("day", "<i4", (BLOCK,)),
                ("bytes", "i1", (BLOCK, self.dimensions)),
            ]
        )


def make_id() -> str:
    """Return the id of a new file."""
    return secrets.token_hex(8)


def write_rows(file: CodesFile, first: int, columns: "dict[str, NDArray[Any]]") -> None:
    """Write rows from the row first on, column by column, and see them on the disk.

    Raises OSError where the disk is full: nothing that is noted as written is touched.
    """
    count = len(columns["article"])
    last = first + count - 1
    file.extend(last)
    begin = first // BLOCK
    blocks = file.map(last, first=begin, writable=True)
    for number in range(len(blocks)):
        start = (begin + number) * BLOCK
        low, high = max(first, start), min(last + 1, start + BLOCK)
        for name, values in columns.items():
            part = values[low - first : high - first]
            if name == "signs":
                blocks[name][number, :, low - start : high - start] = part.T
            else:
                blocks[name][number, low - start : high - start] = part
    blocks.flush()  # type: ignore[attr-defined]  # a memmap is an array with a file


def wipe_rows(file: CodesFile, rows: "Sequence[int]") -> None:
    """Overwrite rows with zeros, and see that on the disk."""
    import numpy as np

    if not len(rows):
        return
    blocks = file.map(max(rows), writable=True)
    numbers = np.asarray(rows)
    for name in blocks.dtype.names or ():
        if name == "signs":
            blocks[name][numbers // BLOCK, :, numbers % BLOCK] = 0
        else:
            blocks[name][numbers // BLOCK, numbers % BLOCK] = 0
    blocks.flush()  # type: ignore[attr-defined]  # as above


def remove_others(folder: Path, id: str) -> None:
    """Remove the files of codes but for the one with this id; one that is mapped elsewhere may have to stay."""
    for path in (folder / FOLDER).glob("*.codes"):
        if path.stem != id:
            try:
                path.unlink()
            except OSError:
                continue


def _count_blocks(last: int) -> int:
    """Return how many blocks there are up to that of a row; rows begin with 1."""
    return last // BLOCK + 1 if last else 0
