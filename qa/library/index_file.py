"""Erase from the file of Chroma's index what the index does not need: hnswlib only marks what is deleted."""

import struct
from pathlib import Path

# hnswlib as Chroma keeps it (saveIndex of https://github.com/chroma-core/hnswlib): header.bin tells how the elements of
# data_level0.bin are laid out. An element has its links, which begin with their number and a mark, a vector, a label.
_HEADER = struct.Struct("<i6Qii3QdQ")
_VERSION = 1
_MARK, _DELETED = 2, 1
_ELEMENTS_AT_ONCE = 4_096


def erase_deleted(folder: Path) -> int:
    """Overwrite the vectors of deleted passages with zeros, and whatever stands behind the last element.

    hnswlib leaves the memory behind the last element as it got it and writes it to the file: there may be anything that
    the process had read. The index itself searches as before, as its links stay. No client may have it open.

    Returns how many vectors were overwritten; a file that is laid out in another way is left alone.
    """
    import numpy as np

    path = folder / "data_level0.bin"
    header = (folder / "header.bin").read_bytes()
    if len(header) != _HEADER.size or not path.exists():
        return 0
    version, start, _, count, size, label, vector, *_ = _HEADER.unpack(header)
    end = start + count * size
    if version != _VERSION or not start <= start + vector <= start + label <= start + size or path.stat().st_size < end:
        return 0
    if path.stat().st_size == 0:
        return 0
    erased = 0
    data = np.memmap(path, dtype=np.uint8, mode="r+")
    data[end:] = 0
    elements = data[start:end].reshape(count, size)
    for first in range(0, count, _ELEMENTS_AT_ONCE):
        part = elements[first : first + _ELEMENTS_AT_ONCE]
        deleted = np.flatnonzero(part[:, _MARK] & _DELETED)
        part[deleted, vector:label] = 0
        erased += len(deleted)
    data.flush()
    return erased
