"""Erase from the file of Chroma's index what the index does not need: hnswlib only marks what is deleted."""

import os
import struct
from dataclasses import dataclass
from pathlib import Path

# hnswlib as Chroma keeps it (saveIndex of https://github.com/chroma-core/hnswlib): header.bin tells how the elements of
# data_level0.bin are laid out. An element has its links, which begin with their number and a mark, a vector, a label.
# length.bin has the length of each vector, and room for as many as the index has room for elements.
_HEADER = struct.Struct("<i6Qii3QdQ")
_VERSION = 1
_MARK, _DELETED = 2, 1
_LENGTH_BYTES = 4
_ELEMENTS_AT_ONCE = 4_096
_BYTES_AT_ONCE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """Where the elements are: the offset of the first, their number and size, and where in one its vector is."""

    start: int
    count: int
    size: int
    vector: int
    label: int

    @property
    def end(self) -> int:
        """The offset behind the last element."""
        return self.start + self.count * self.size


def is_index_whole(folder: Path) -> bool:
    """Tell whether the files of an index are as long as its header says, or are laid out in a way not known here."""
    if not all((folder / name).exists() for name in ("header.bin", "data_level0.bin", "length.bin", "link_lists.bin")):
        return False
    layout = _read_layout(folder)
    return layout is None or (folder / "data_level0.bin").stat().st_size >= layout.end


def erase_deleted(folder: Path) -> int:
    """Overwrite the vectors of deleted passages with zeros, and whatever stands behind the last element.

    The index itself searches as before, as its links stay. No client may have it open.

    Returns how many vectors were overwritten; a file that is laid out in another way is left alone.
    """
    import numpy as np

    path, layout = folder / "data_level0.bin", _read_layout(folder)
    if layout is None or not is_index_whole(folder) or not path.stat().st_size:
        return 0
    clear_tail(folder)
    data = np.memmap(path, dtype=np.uint8, mode="r+")
    elements = data[layout.start : layout.end].reshape(layout.count, layout.size)
    erased = 0
    for first in range(0, layout.count, _ELEMENTS_AT_ONCE):
        part = elements[first : first + _ELEMENTS_AT_ONCE]
        deleted = np.flatnonzero(part[:, _MARK] & _DELETED)
        part[deleted, layout.vector : layout.label] = 0
        erased += len(deleted)
    data.flush()
    return erased


def clear_tail(folder: Path) -> None:
    """Overwrite with zeros what stands behind the last element and the last length.

    hnswlib leaves the memory there as it got it and writes it to the files: it may be anything that the process had
    read.
    """
    layout = _read_layout(folder)
    if layout is None or not is_index_whole(folder):
        return
    for name, end in (("data_level0.bin", layout.end), ("length.bin", layout.count * _LENGTH_BYTES)):
        with (folder / name).open("r+b") as stream:
            spare = stream.seek(0, os.SEEK_END) - end
            stream.seek(end)
            while spare > 0:
                spare -= stream.write(bytes(min(spare, _BYTES_AT_ONCE)))


def _read_layout(folder: Path) -> _Layout | None:
    header = (folder / "header.bin").read_bytes()
    if len(header) != _HEADER.size:
        return None
    version, start, _, count, size, label, vector, *_ = _HEADER.unpack(header)
    if version != _VERSION or not 0 < vector <= label <= size:
        return None
    return _Layout(start=start, count=count, size=size, vector=vector, label=label)
