"""The list of the parts of a library, kept in the catalogue of the open part: what changes both is one transaction."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters

# What is new goes to the open part, which the folder of the library itself holds. The others are frozen, which is
# compact, or thawed: a split may still put late articles into these.
PartState = Literal["open", "thawed", "frozen"]

# What the open part is called.
OPEN_PART = "open"
# The folder for the parts that the program makes, in that of the library.
PARTS_FOLDER = "parts"
_COLUMNS = "name, path, state, first, last, undated"
# In `meta`, before the name of a part: it was made elsewhere, and added.
_ADDED = "added:"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartEntry:
    """A part as the list has it.

    folder       where it is
    first, last  days between which its articles were published, None where none has a day
    undated      how many had none when it was listed
    added        it is somebody's own library that was added: nothing in it is deleted for what other parts have
    """

    name: str
    folder: Path
    state: PartState
    first: str | None = None
    last: str | None = None
    undated: int = 0
    added: bool = False

    def may_hold(self, filters: Filters | None) -> bool:
        """Tell whether an article of the part can be within the days of the filters."""
        if not filters or not (filters.since or filters.until):
            return True
        if self.first is None or self.last is None:
            return False
        is_late = filters.since is not None and self.last < filters.since.isoformat()
        return not is_late and not (filters.until is not None and self.first > filters.until.isoformat())


def read_entries(catalogue: Catalogue) -> list[PartEntry]:
    """Return the parts that are listed, the earliest first."""
    rows = catalogue.query(
        f"SELECT {_COLUMNS}, EXISTS (SELECT 1 FROM meta WHERE key = ? || name) FROM parts "
        "ORDER BY first IS NULL, first, name",
        [_ADDED],
    )
    return [
        PartEntry(
            name=name,
            folder=catalogue.folder / path,
            state=state,
            first=first,
            last=last,
            undated=undated,
            # What stands elsewhere was never made by a split, whatever is noted.
            added=bool(is_noted) or not path.startswith(f"{PARTS_FOLDER}/"),
        )
        for name, path, state, first, last, undated, is_noted in rows
    ]


def write_entry(connection: sqlite3.Connection, entry: PartEntry, *, library: Path) -> None:
    """List a part, or what has changed of it; one inside of the library's folder moves along with that."""
    folder, own = entry.folder.absolute(), library.absolute()
    path = folder.relative_to(own) if folder.is_relative_to(own) else folder
    values = [entry.name, path.as_posix(), entry.state, entry.first, entry.last, entry.undated]
    connection.execute(f"INSERT OR REPLACE INTO parts ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", values)
    if entry.added:
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", [_ADDED + entry.name])


def delete_entry(connection: sqlite3.Connection, name: str) -> None:
    """Take a part off the list, with what is noted of its articles."""
    connection.execute("DELETE FROM parts WHERE name = ?", [name])
    connection.execute("DELETE FROM superseded WHERE part = ?", [name])
    connection.execute("DELETE FROM meta WHERE key = ?", [_ADDED + name])


def measure_days(catalogue: Catalogue) -> tuple[str | None, str | None, int]:
    """Return the first and the last day of the articles of a catalogue, and how many have none."""
    [(first, last, undated)] = catalogue.query("SELECT min(day), max(day), total(day IS NULL) FROM articles")
    return first, last, int(undated)


def read_superseded(catalogue: Catalogue) -> dict[str, dict[str, int]]:
    """Return by part the articles that are out of sight there, each with how many passages it has."""
    found: dict[str, dict[str, int]] = {}
    for part, id, passages in catalogue.query("SELECT part, id, passages FROM superseded"):
        found.setdefault(part, {})[id] = passages
    return found


def note_superseded(connection: sqlite3.Connection, part: str, articles: Mapping[str, int]) -> None:
    """Note articles of a part, each with its number of passages, that another part has in their place."""
    rows = [(part, id, passages) for id, passages in articles.items()]
    connection.executemany("INSERT OR REPLACE INTO superseded VALUES (?, ?, ?)", rows)


def forget_superseded(connection: sqlite3.Connection, part: str, ids: Iterable[str]) -> None:
    """Note that these articles of the part are deleted there, or shown again."""
    connection.executemany("DELETE FROM superseded WHERE part = ? AND id = ?", [(part, id) for id in ids])
