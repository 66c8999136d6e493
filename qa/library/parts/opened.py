"""The parts of a library, open: listed anew for each call, since another process may add some or detach them."""

import os
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TypeVar

from qa.errors import LibraryMissing, LibraryProblem
from qa.library.catalogue.catalogue import Catalogue, LibraryCounts
from qa.library.catalogue.filters import Filters
from qa.library.parts.manifest import OPEN_PART, PartEntry, read_entries, read_superseded
from qa.library.vectors.dense import DenseSearch
from qa.library.vectors.target import Target

Value = TypeVar("Value")
Result = TypeVar("Result")

# Chosen: more than any search finds, and little memory.
_MOST_PLACES = 100_000
# Chosen: what waits for a disk leaves the processor to others.
_MOST_THREADS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An open part.

    hidden  by id, the articles that another part has in their place, with how many passages each has
    """

    entry: PartEntry
    catalogue: Catalogue
    target: Target
    dense: DenseSearch
    hidden: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def hidden_passages(self) -> int:
        """How many passages a search may find that are not to be shown."""
        return sum(self.hidden.values())

    def count(self) -> LibraryCounts:
        """Return how many articles and passages it has."""
        counts = self.catalogue.count()
        return LibraryCounts(
            articles=counts.articles - len(self.hidden), passages=counts.passages - self.hidden_passages
        )

    def show(self, found: Mapping[str, Value]) -> dict[str, Value]:
        """Return what was found, by id of articles or passages, without what is hidden."""
        return {id: value for id, value in found.items() if id.partition(":")[0] not in self.hidden}

    def close(self) -> None:
        """Close its files."""
        self.dense.close()
        self.catalogue.close()


def open_parts(
    catalogue: Catalogue, target: Target, *, one_shot: bool = False, notify: Callable[[str], None] = lambda notice: None
) -> "OpenParts":
    """Return the parts of the library whose folder has this catalogue; they are opened when they are asked for.

    Args:
        catalogue: That of the open part.
        target: Where the vectors are kept; a Chroma server keeps those of all parts, a folder its own.
        one_shot: The process ends with its first question: see search_path.py.
        notify: Called with what the user should know.
    """

    def open_one(entry: PartEntry, known: Catalogue | None = None) -> Part:
        own = known or Catalogue.open(entry.folder, create=False)
        place = Target(folder=entry.folder, url=target.url)
        return Part(
            entry=entry,
            catalogue=own,
            target=place,
            dense=DenseSearch(own, place, one_shot=one_shot, notify=notify),
        )

    return OpenParts(open_one(PartEntry(name=OPEN_PART, folder=target.folder, state="open"), catalogue), open_one)


class OpenParts:
    """The open part of a library and the others; any number of threads may ask for them at once."""

    def __init__(self, main: Part, open_part: Callable[[PartEntry], Part]) -> None:
        """Take the open part, and what opens another one."""
        self._main = main
        self._connect = open_part
        self._others: dict[str, Part] = {}
        self._places: dict[str, str] = {}
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None

    @property
    def main(self) -> Part:
        """The open part."""
        return self._main

    def list_parts(self) -> list[Part]:
        """Return all parts as they are now: the open one, then the others, the earliest first.

        Raises:
            LibraryProblem: One of them is not where it is listed, or can't be opened.
        """
        main = self._main.catalogue
        entries = read_entries(main)
        if not entries and not self._others:
            return [self._main]
        hidden = read_superseded(main)
        with self._lock:
            self._close_missing(entries)
            parts = [replace(self._find(entry), hidden=hidden.get(entry.name, {})) for entry in entries]
        return [self._main, *parts]

    def open_part(self, entry: PartEntry) -> Part:
        """Return a part that is listed, open. Raises LibraryProblem where that can't be."""
        hidden = read_superseded(self._main.catalogue).get(entry.name, {})
        with self._lock:
            return replace(self._find(entry), hidden=hidden)

    def list_catalogues(self) -> list[Catalogue]:
        """Return the catalogues of all parts, that of the open one first."""
        return [part.catalogue for part in self.list_parts()]

    def select(self, filters: Filters | None) -> list[Part]:
        """Return the parts that may have articles within the days of the filters."""
        return [part for part in self.list_parts() if part.entry.state == "open" or part.entry.may_hold(filters)]

    def map(self, ask: Callable[[Part], Result], parts: Sequence[Part]) -> list[Result]:
        """Return what each part answers, asked at the same time."""
        if len(parts) < 2:
            return [ask(part) for part in parts]
        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(min(_MOST_THREADS, os.cpu_count() or 1), thread_name_prefix="part")
        return list(self._pool.map(ask, parts))

    def collect(
        self, ids: Iterable[str], ask: Callable[[Part, Sequence[str]], Mapping[str, Value]]
    ) -> dict[str, Value]:
        """Return what the parts know of articles or passages, by id, in the order of the ids that are known.

        The part that had an article the last time is asked first, then the others for what it does not have.
        """
        wanted = list(dict.fromkeys(ids))
        parts = self.list_parts()
        if len(parts) == 1:
            return dict(ask(self._main, wanted))
        found: dict[str, Value] = {}
        for part in parts:
            likely = [id for id in wanted if self._places.get(id.partition(":")[0]) == part.entry.name]
            if likely:
                found |= part.show(ask(part, likely))
        for part in parts:
            if missing := [id for id in wanted if id not in found]:
                new = part.show(ask(part, missing))
                self.remember(part, new)
                found |= new
        return {id: found[id] for id in wanted if id in found}

    def remember(self, part: Part, ids: Iterable[str]) -> None:
        """Remember in which part articles or passages were found: they are looked for there first."""
        if len(self._places) > _MOST_PLACES:
            self._places.clear()
        self._places.update((id.partition(":")[0], part.entry.name) for id in ids)

    def close_indexes(self) -> None:
        """Let go of the open indexes of vectors."""
        for part in (self._main, *self._others.values()):
            part.dense.close()

    def close(self) -> None:
        """Close the files of all parts."""
        with self._lock:
            pool, self._pool = self._pool, None
            others, self._others = self._others, {}
        if pool:
            pool.shutdown()
        for part in (*others.values(), self._main):
            part.close()

    def _find(self, entry: PartEntry) -> Part:
        known = self._others.get(entry.name)
        if known is None:
            known = self._others[entry.name] = self._open(entry)
        elif known.entry != entry:
            known = self._others[entry.name] = replace(known, entry=entry)
        return known

    def _open(self, entry: PartEntry) -> Part:
        try:
            return self._connect(entry)
        except LibraryMissing:
            raise LibraryProblem(
                f"The part {entry.name} of the library {self._main.catalogue.folder} is not at {entry.folder}. Bring "
                f"it back, or go on without its articles: qa library detach {entry.name}"
            ) from None
        except LibraryProblem as error:
            raise type(error)(
                f"The part {entry.name} can't be opened, so first: qa library detach {entry.name}. {error}"
            ) from None

    def _close_missing(self, entries: Sequence[PartEntry]) -> None:
        """Close the parts that are no more where they were; a thread that searches one still gets to its end."""
        folders = {entry.name: entry.folder for entry in entries}
        for name, part in list(self._others.items()):
            if folders.get(name) != part.entry.folder:
                del self._others[name]
                part.close()
