"""Split a library into parts, by month or by size, without embedding again: what it holds stays, in another place."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from shutil import rmtree
from typing import Literal

from qa.errors import LibraryBusy, LibraryMissing, LibraryProblem
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.lock import hold_lock
from qa.library.identity import adopt_embedder
from qa.library.parts import moving
from qa.library.parts.intake import finish_moves
from qa.library.parts.joining import MAKING
from qa.library.parts.linking import mark_linked
from qa.library.parts.manifest import (
    PARTS_FOLDER,
    PartEntry,
    forget_superseded,
    measure_days,
    note_superseded,
    read_entries,
    write_entry,
)
from qa.library.parts.opened import OpenParts, Part
from qa.library.parts.upkeep import sync_parts
from qa.library.upkeep.removal import wipe_files
from qa.library.vectors import sync
from qa.library.vectors.target import Target

SplitBy = Literal["month", "size"]

# Chosen: little is done again after an interruption.
_ARTICLES_AT_ONCE = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPart:
    """Articles that are to be a part, in the order in which they were taken in."""

    name: str
    ids: tuple[str, ...]


def plan_parts(catalogue: Catalogue, *, by: SplitBy, size: int) -> list[PlannedPart]:
    """Return which articles of the open part are to go to which part, the earliest first.

    By month, the latest month stays; by size, parts have at least so many passages, and what is too little for one
    stays. What has no day always stays.
    """
    rows = catalogue.query("SELECT id, row, day, passages FROM articles WHERE day IS NOT NULL ORDER BY day, row")
    groups: dict[str, list[tuple[int, str]]] = {}
    if by == "month":
        for id, row, day, _ in rows:
            groups.setdefault(day[:7], []).append((row, id))
        groups.pop(max(groups, default=""), None)
    else:
        ends = [total // max(1, size) for total in accumulate(row[3] for row in rows)]
        for (id, row, _, _), end in zip(rows, [0, *ends[:-1]] if rows else [], strict=True):
            groups.setdefault(str(end), []).append((row, id))
        if rows and ends[-1] == int(next(reversed(groups))):
            groups.popitem()
        groups = dict(zip(_name_parts(catalogue), groups.values(), strict=False))
    return [PlannedPart(name=name, ids=tuple(id for _, id in sorted(ids))) for name, ids in groups.items()]


def split_library(
    parts: OpenParts,
    planned: Sequence[PlannedPart],
    *,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[PartEntry]:
    """Move articles from the open part to others; return the parts that have got some.

    A part is made aside, and takes its articles over in the one transaction that lists it. So whatever kills the
    process, each article is in one place, and the next run goes on. A part of the same name that is thawed gets the
    articles as well; where it is frozen, or was added, they stay in the open part.

    on_progress  called with the number of articles moved and their total
    """
    main, total = parts.main, sum(len(plan.ids) for plan in planned)
    ends = accumulate(len(plan.ids) for plan in planned)
    moved = []
    for plan, end in zip(planned, ends, strict=True):
        with hold_lock(main.target.folder):
            sync.begin_changes(main.catalogue, main.target)
            finish_moves(parts)
            present = moving.count_passages_of(main.catalogue, plan.ids)
            ids = [id for id in plan.ids if id in present]
            listed = {part.entry.name: part for part in parts.list_parts()[1:]}.get(plan.name)
            if ids and listed is None:
                moved.append(_make_part(parts, plan.name, ids))
            elif ids and listed and listed.entry.state == "thawed" and not listed.entry.added:
                moved.append(_add_to_part(parts, listed, ids, present))
        on_progress(end, total)
    if moved:
        with hold_lock(main.target.folder), suppress(LibraryBusy):
            # While another process reads an older state, the space is given back the next time.
            wipe_files(main.catalogue, main.target, compact=True)
    # What an interrupted run has moved is brought in step by the next one, though that finds nothing to move.
    embedder = main.catalogue.get_meta("embedder")
    if sync.needs_sync(main.catalogue, main.target):
        with hold_lock(main.target.folder):
            sync.begin_changes(main.catalogue, main.target)
            sync.sync_vectors(main.catalogue, main.target, embedder=embedder)
    sync_parts(parts, embedder=embedder)
    return moved


def _make_part(parts: OpenParts, name: str, ids: Sequence[str]) -> PartEntry:
    main = parts.main
    folder = _clear_folder(main.target.folder / PARTS_FOLDER / name, main.catalogue)
    part = Catalogue.open(folder, create=True)
    try:
        part.set_meta({MAKING: "1"})
        adopt_embedder(part, main.catalogue.get_meta("embedder"))
        # New articles of a part that goes its own way get numbers that no story of the library has.
        [(last,)] = main.catalogue.query("SELECT seq FROM sqlite_sequence WHERE name = 'articles'")
        for n in range(0, len(ids), _ARTICLES_AT_ONCE):
            with part.write() as connection:
                some = ids[n : n + _ARTICLES_AT_ONCE]
                moving.copy_articles(main.catalogue, part, connection, some, keep_rows=True)
                connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'articles'", [last])
        mark_linked(part)
        target = Target(folder=folder, url=main.target.url)
        sync.sync_vectors(part, target, embedder=part.get_meta("embedder"))
        first, last_day, undated = measure_days(part)
        entry = PartEntry(name=name, folder=folder, state="thawed", first=first, last=last_day, undated=undated)
        with main.catalogue.write() as connection:
            write_entry(connection, entry, library=main.target.folder)
            moving.delete_articles(main.catalogue, connection, ids)
            mark_linked(main.catalogue)
        part.set_meta({MAKING: ""})
    finally:
        part.close()
    return entry


def _add_to_part(parts: OpenParts, part: Part, ids: Sequence[str], sizes: dict[str, int]) -> PartEntry:
    """Move late articles to a part that is there: out of sight in it until they are gone from the open one."""
    main = parts.main.catalogue
    with main.write() as connection:
        note_superseded(connection, part.entry.name, {id: sizes[id] for id in ids})
    with hold_lock(part.target.folder):
        sync.begin_changes(part.catalogue, part.target)
        for n in range(0, len(ids), _ARTICLES_AT_ONCE):
            with part.catalogue.write() as connection:
                some = ids[n : n + _ARTICLES_AT_ONCE]
                moving.copy_articles(main, part.catalogue, connection, some, keep_rows=False)
        sync.sync_vectors(part.catalogue, part.target, embedder=part.catalogue.get_meta("embedder"))
    first, last, undated = measure_days(part.catalogue)
    entry = replace(part.entry, first=first, last=last, undated=undated)
    with main.write() as connection:
        write_entry(connection, entry, library=parts.main.target.folder)
        moving.delete_articles(main, connection, ids)
        forget_superseded(connection, part.entry.name, ids)
    return entry


def _name_parts(catalogue: Catalogue) -> Iterator[str]:
    """Yield names for parts without one of their own: 001, 002 ..., after those that there are."""
    taken = [int(entry.name) for entry in read_entries(catalogue) if entry.name.isdecimal()]
    number = max(taken, default=0)
    while True:
        number += 1
        yield f"{number:03}"


def _clear_folder(folder: Path, main: Catalogue) -> Path:
    """Return the folder for a new part, without what an interrupted split left in it."""
    try:
        catalogue = Catalogue.open(folder, create=False)
    except LibraryMissing:
        is_left = True
    else:
        is_left = bool(catalogue.get_meta(MAKING)) or not catalogue.count().articles
        catalogue.close()
    if not is_left:
        raise LibraryProblem(
            f"There is a library at {folder} that is no part of {main.folder}. Move it away, or add it: "
            f"qa library add {folder}"
        )
    rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    return folder
