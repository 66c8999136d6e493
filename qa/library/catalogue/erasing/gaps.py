"""Clear what SQLite leaves of rows between the rows of a page; run as a program, as it has to be a process of its own.

    python gaps.py CATALOGUE.sqlite

With `secure_delete`, SQLite writes zeros over what is deleted: rows, pages, and what belongs to a row on other pages.
Where a page is full and some of its rows go to another one, the bytes that these had stay in it, between the list of
its rows and the rows, until something is written over them. These are the only ones in the file that belong to nothing
(the layout: https://www.sqlite.org/fileformat2.html). To have SQLite write the file anew takes ten times as long.
"""

import mmap
import os
import sqlite3
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

# A page of a b-tree begins with its kind, the first free block, the number of its rows and where the first one is; in
# those that lead to others, the last of these follows. Page 1 begins with the header of the file.
_PAGE = struct.Struct(">BHHH")
_INNER, _LEAVES = (2, 5), (10, 13)
_HEADS = {2: 12, 5: 12, 10: 8, 13: 8}
_FILE_HEADER = 100
# Chosen: longer than any transaction takes.
_BUSY_SECONDS = 30
# What the program ends with where the log has something; any other failure is 1.
LOG_IN_USE = 75


def clear_gaps(path: Path) -> bool:
    """Overwrite with zeros what belongs to nothing in the pages of the catalogue; tell whether that could be done.

    It can't where something is in the log that is not in the file yet. Readers may have the file open: they look at
    none of these bytes. Writers wait, also for a process whose caller was killed. SQLite must not have the file open
    in the process otherwise: it would lose its locks when this one closes it.

    Raises ValueError where a page is none, and what SQLite and the file system raise.
    """
    log = path.with_name(f"{path.name}-wal")
    with (
        path.open("r+b") as stream,
        closing(sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)) as connection,
    ):
        connection.execute("BEGIN IMMEDIATE")
        if log.exists() and log.stat().st_size:
            return False
        roots = [row[0] for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")]
        with mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as pages:
            size = int.from_bytes(pages[16:18], "big")
            size = 65_536 if size == 1 else size
            zeros = bytes(size)
            for first, last in _walk_pages(pages, size, [1, *roots]):
                if pages[first:last] != zeros[: last - first]:
                    stream.seek(first)
                    stream.write(zeros[: last - first])
        stream.flush()
        os.fsync(stream.fileno())
    return True


def _walk_pages(pages: mmap.mmap, size: int, roots: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield of every page where its gap begins and ends."""
    waiting = list(roots)
    while waiting:
        number = waiting.pop()
        start = (number - 1) * size
        head = start if number > 1 else _FILE_HEADER
        kind, _, rows, content = _PAGE.unpack_from(pages, head)
        if kind not in _HEADS:
            raise ValueError(f"page {number} is no page of a table or an index")
        listed = head + _HEADS[kind]
        if kind in _INNER:
            places = struct.unpack_from(f">{rows}H", pages, listed)
            waiting += (int.from_bytes(pages[start + place : start + place + 4], "big") for place in places)
            waiting.append(int.from_bytes(pages[listed - 4 : listed], "big"))
        # 0 stands for 65,536.
        yield listed + 2 * rows, start + (content or 65_536)


if __name__ == "__main__":
    sys.exit(0 if clear_gaps(Path(sys.argv[1])) else LOG_IN_USE)
