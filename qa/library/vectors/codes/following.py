"""Keep the file of codes in step with the catalogue: what was added since, what is gone, or all of it anew."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.schema import translate_errors
from qa.library.vectors.codes.coding import pack_signs, quantize_vectors, turn_vectors
from qa.library.vectors.codes.columns import number_day, number_name
from qa.library.vectors.codes.file import CodesFile, make_id, remove_others, wipe_rows, write_rows
from qa.library.vectors.exact import read_matrices

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Measured on one of two shared cores: a search reads so many vectors from the catalogue in 15 ms. Up to that no codes
# are made; and so many passages may be newer than the codes, which get them as soon as there are more.
EXACT_LIMIT = 2_000
# Chosen: what is in memory at once stays small, some 15 kB a row.
_ROWS_AT_ONCE = 1_024
_STATE = (
    "SELECT (SELECT value FROM meta WHERE key = 'codes'), (SELECT value FROM meta WHERE key = 'coded'), "
    "(SELECT value FROM meta WHERE key = 'dimensions'), (SELECT seq FROM sqlite_sequence WHERE name = 'passages')"
)
_ROWS = (
    "SELECT passages.row, article, position, day, outlet, domain, language_code FROM passages "
    "JOIN articles ON articles.row = article WHERE passages.row BETWEEN ? AND ? ORDER BY article, position"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesState:
    """How far the codes are.

    id          of their file, "" where there is none
    coded       the row up to which the file has the passages
    last        the last row that a passage has or had
    dimensions  of the vectors, 0 where there are none
    """

    id: str
    coded: int
    last: int
    dimensions: int

    @property
    def behind(self) -> int:
        """How many rows the file lacks at most."""
        return self.last - self.coded


def read_state(catalogue: Catalogue) -> CodesState:
    """Return what the catalogue notes of the codes."""
    [(id, coded, dimensions, last)] = catalogue.query(_STATE)
    return CodesState(id=id or "", coded=int(coded or 0), last=int(last or 0), dimensions=int(dimensions or 0))


def find_file(catalogue: Catalogue, state: CodesState) -> CodesFile | None:
    """Return the file of codes if there is one and it is as long as is noted."""
    if not state.id or not state.dimensions:
        return None
    file = CodesFile(folder=catalogue.folder, id=state.id, dimensions=state.dimensions)
    return file if file.holds(state.coded) else None


def needs_following(catalogue: Catalogue, *, limit: int = EXACT_LIMIT) -> bool:
    """Tell whether so much is newer than the codes that a search would take long."""
    state = read_state(catalogue)
    if not state.dimensions or catalogue.count().passages <= limit:
        return False
    return state.behind > max(limit, 0) or find_file(catalogue, state) is None


def is_behind(catalogue: Catalogue, *, limit: int = EXACT_LIMIT) -> bool:
    """Tell whether the codes lack anything, or have something that is gone."""
    state = read_state(catalogue)
    if needs_following(catalogue, limit=limit) or (state.id and state.behind):
        return True
    return bool(catalogue.query("SELECT 1 FROM outdated LIMIT 1"))


def follow_catalogue(catalogue: Catalogue, *, limit: int = EXACT_LIMIT) -> None:
    """Bring the codes in step with the catalogue. Needs the writer lock; killed at any moment, it can be run again.

    What the file has is noted only once it is on the disk. What stands behind that in the file counts for nothing, and
    is written anew. Raises LibraryUnwritable.
    """
    state = read_state(catalogue)
    file = find_file(catalogue, state)
    if file is None and (not state.dimensions or catalogue.count().passages <= limit):
        _forget(catalogue, state)
        return
    with translate_errors(catalogue.folder):
        if file is None:
            file = _begin(catalogue, state)
            state = read_state(catalogue)
        for first in range(state.coded + 1, state.last + 1, _ROWS_AT_ONCE):
            last = min(state.last, first + _ROWS_AT_ONCE - 1)
            write_rows(file, first, _collect_columns(catalogue, first, last, file.dimensions))
            catalogue.set_meta({"coded": str(last)})
        _wipe(catalogue, file)


def forget_codes(catalogue: Catalogue) -> None:
    """Let the codes be made anew, inside of the transaction that is open: other vectors have taken the place of all."""
    catalogue.set_meta({"codes": "", "coded": "0"})


def _forget(catalogue: Catalogue, state: CodesState) -> None:
    """Note that there is no file, and need not be."""
    if state.id:
        catalogue.set_meta({"codes": "", "coded": "0"})
    if catalogue.query("SELECT 1 FROM outdated LIMIT 1"):
        with catalogue.write() as connection:
            connection.execute("DELETE FROM outdated")
    remove_others(catalogue.folder, "")


def _begin(catalogue: Catalogue, state: CodesState) -> CodesFile:
    """Make an empty file and note it."""
    file = CodesFile(folder=catalogue.folder, id=make_id(), dimensions=state.dimensions)
    file.create()
    catalogue.set_meta({"codes": file.id, "coded": "0"})
    remove_others(catalogue.folder, file.id)
    return file


def _wipe(catalogue: Catalogue, file: CodesFile) -> None:
    """Wipe what is gone from the file."""
    while gone := [row for (row,) in catalogue.query("SELECT row FROM outdated LIMIT ?", [_ROWS_AT_ONCE])]:
        wipe_rows(file, gone)
        with catalogue.write() as connection:
            connection.executemany("DELETE FROM outdated WHERE row = ?", [(row,) for row in gone])


def _collect_columns(catalogue: Catalogue, first: int, last: int, dimensions: int) -> "dict[str, NDArray[Any]]":
    """Return what the file has of the rows from first to last; zeros where there is no passage with a vector."""
    import numpy as np

    rows = catalogue.query(_ROWS, [first, last])
    matrices = dict(read_matrices(catalogue, dict.fromkeys(row[1] for row in rows)))
    rows = [row for row in rows if row[1] in matrices and row[2] < len(matrices[row[1]])]
    count = last - first + 1
    places = np.array([row[0] - first for row in rows], dtype=np.int64)
    turned = np.zeros((count, dimensions), dtype=np.float32)
    if rows:
        turned[places] = turn_vectors(np.stack([matrices[row[1]][row[2]] for row in rows]))
    columns: dict[str, NDArray[Any]] = {"signs": pack_signs(turned), "bytes": quantize_vectors(turned)}
    values: dict[str, tuple[str, list[int]]] = {
        "article": ("<u4", [row[1] for row in rows]),
        "day": ("<i4", [number_day(row[3]) for row in rows]),
        "outlet": ("<u8", [number_name(row[4]) for row in rows]),
        "domain": ("<u8", [number_name(row[5]) for row in rows]),
        "language": ("<u8", [number_name(row[6]) for row in rows]),
    }
    for name, (kind, numbers) in values.items():
        columns[name] = np.zeros(count, dtype=kind)
        columns[name][places] = numbers
    return columns
