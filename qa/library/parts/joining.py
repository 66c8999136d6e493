"""Add a library to another one as a part of it, take a part out again, and close parts that are done."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from qa.errors import EmbedderMismatch, LibraryMissing, LibraryProblem, UsageProblem
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.lock import hold_lock
from qa.library.parts import overlap
from qa.library.parts.linking import link_stories, mark_linked, renumber_stories
from qa.library.parts.manifest import (
    OPEN_PART,
    PartEntry,
    PartState,
    delete_entry,
    forget_superseded,
    measure_days,
    read_entries,
    write_entry,
)
from qa.library.parts.opened import OpenParts, Part, open_parts
from qa.library.upkeep.removal import wipe_files
from qa.library.vectors import sync
from qa.library.vectors.target import Target

# In `meta` of a part: it is being made, and belongs to no library yet.
MAKING = "making"
_NAME = re.compile(r"[\w][\w.-]{0,79}")


def add_part(parts: OpenParts, folder: Path, *, name: str | None = None) -> PartEntry:
    """Let the articles of another library belong to this one; it stays in its folder. Return what is listed.

    What it follows on the web is followed by the open part from now on. An article that both have is shown once, and
    one that both have in other states is shown as the newer one says; nothing is deleted in the library that is added.

    Raises:
        EmbedderMismatch: It was made with another embedder.
        UsageProblem: The name is taken or can't be one, or the folder is a part already.
        LibraryProblem: It has parts itself.
    """
    main = parts.main
    entries = parts.list_parts()[1:]
    name = check_name(name or folder.name, [part.entry for part in entries])
    if folder.resolve() in {part.entry.folder.resolve() for part in parts.list_parts()}:
        raise UsageProblem(f"{folder} is a part of the library already. See them: qa library parts")
    opened = open_parts(Catalogue.open(folder, create=False), Target(folder=folder, url=main.target.url))
    try:
        new = opened.main
        _check_fit(new.catalogue, main.catalogue)
        states = overlap.recall_other_states(parts, new.catalogue)
        with hold_lock(main.target.folder), hold_lock(folder):
            others = [part.catalogue for part in parts.list_parts()]
            if not new.catalogue.get_meta(MAKING):
                renumber_stories(new.catalogue, others)
                link_stories(new.catalogue, others)
            sync.begin_changes(main.catalogue, main.target)
            entry = _list_part(parts, new, name, states)
            for part in (main, new):
                if sync.has_unsynced(part.catalogue) and not sync.is_elsewhere(part.catalogue, part.target):
                    sync.sync_vectors(part.catalogue, part.target, embedder=part.catalogue.get_meta("embedder"))
            return entry
    finally:
        opened.close()


def detach_part(parts: OpenParts, name: str) -> PartEntry:
    """Take a part off the list, and its articles out of the library; its folder stays as it is. Return the entry."""
    main = parts.main
    entry = find_entry(main.catalogue, name)
    with hold_lock(main.target.folder):
        left = overlap.find_left(parts, name)
        with main.catalogue.write() as connection:
            delete_entry(connection, name)
            for part, ids in left.items():
                forget_superseded(connection, part, ids)
    return entry


def find_loss(entry: PartEntry) -> str:
    """Tell what is wrong with the folder of a part that was detached; "" where it is a library."""
    try:
        Catalogue.open(entry.folder, create=False).close()
    except LibraryMissing:
        return f"There is no library at {entry.folder}."
    except LibraryProblem as error:
        return str(error)
    return ""


def freeze_part(parts: OpenParts, name: str, *, notify: Callable[[str], None] = lambda notice: None) -> PartEntry:
    """Make a part compact, without a log beside it, for articles that are all there. Return what is listed now."""
    with _hold_part(parts, name) as part:
        sync.begin_changes(part.catalogue, part.target)
        wipe_files(part.catalogue, part.target, compact=True, notify=notify)
        _set_journal(part.catalogue, "DELETE")
        return _set_state(parts, part, "frozen")


def thaw_part(parts: OpenParts, name: str) -> PartEntry:
    """Let a part be written like the open one, so that a split may add to it. Return what is listed now."""
    with _hold_part(parts, name) as part:
        _set_journal(part.catalogue, "WAL")
        return _set_state(parts, part, "thawed")


def find_entry(catalogue: Catalogue, name: str) -> PartEntry:
    """Return the entry of a part. Raises UsageProblem where there is none of that name."""
    entries = {entry.name: entry for entry in read_entries(catalogue)}
    if name not in entries:
        has = f"There are: {', '.join(entries)}." if entries else "The library has no parts."
        raise UsageProblem(f"There is no part {name!r}. {has}")
    return entries[name]


def check_name(name: str, entries: "list[PartEntry]") -> str:
    """Return the name for a new part. Raises UsageProblem where it can't be one."""
    if not _NAME.fullmatch(name) or name == OPEN_PART:
        raise UsageProblem(f"A part can't be called {name!r}. Give letters, digits, - and _ with --name.")
    if name in {entry.name for entry in entries}:
        raise UsageProblem(f"There is a part {name} already. Give another name with --name.")
    return name


def _check_fit(new: Catalogue, main: Catalogue) -> None:
    new.check_writable()
    own, other = main.get_meta("embedder"), new.get_meta("embedder")
    if own != other and main.count().articles + len(read_entries(main)):
        raise EmbedderMismatch(
            f"The library {new.folder} was made with the embedder {other}, and {main.folder} with {own}: their vectors "
            f"can't be compared. Embed it anew first: qa ingest --re-embed --embedder NAME --library {new.folder}"
        )
    if (
        own
        and own == other
        and new.get_meta("dimensions") != (main.get_meta("dimensions") or new.get_meta("dimensions"))
    ):
        raise EmbedderMismatch(
            f"The vectors of {new.folder} are of another length than those of {main.folder}: there is another model "
            "behind the name of their embedder. Embed one of them anew: qa ingest --re-embed"
        )
    if read_entries(new):
        raise LibraryProblem(f"The library {new.folder} has parts itself. Add these instead, and then its own folder.")


def _list_part(parts: OpenParts, new: Part, name: str, states: list[str]) -> PartEntry:
    """List a part, with what this library has already left out of sight, and follow what it follows.

    states  the articles of which this library has another state
    """
    main = parts.main.catalogue
    first, last, undated = measure_days(new.catalogue)
    entry = PartEntry(
        name=name, folder=new.target.folder, state="thawed", first=first, last=last, undated=undated, added=True
    )
    twice = overlap.find_duplicates(parts, new.catalogue)
    visits = new.catalogue.query("SELECT url, kind, parent, etag, last_modified, checked, gone FROM visits")
    entries = new.catalogue.query("SELECT feed, mark FROM entries")
    with main.write() as connection:
        if not main.get_meta("embedder"):
            main.set_meta({"embedder": new.catalogue.get_meta("embedder")})
        connection.executemany("INSERT OR IGNORE INTO visits VALUES (?, ?, ?, ?, ?, ?, ?)", visits)
        connection.executemany("INSERT OR IGNORE INTO entries VALUES (?, ?)", entries)
        write_entry(connection, entry, library=parts.main.target.folder)
        overlap.note_overlap(parts.main, new.catalogue, connection, name, twice=twice, states=states)
        mark_linked(main)
    return entry


@contextmanager
def _hold_part(parts: OpenParts, name: str) -> Iterator[Part]:
    """Give a part by name, with the writer locks of the library and of the part."""
    find_entry(parts.main.catalogue, name)
    with hold_lock(parts.main.target.folder):
        part = next(part for part in parts.list_parts() if part.entry.name == name)
        part.catalogue.check_writable()
        with hold_lock(part.target.folder):
            yield part


def _set_state(parts: OpenParts, part: Part, state: PartState) -> PartEntry:
    first, last, undated = measure_days(part.catalogue)
    entry = replace(part.entry, state=state, first=first, last=last, undated=undated)
    with parts.main.catalogue.write() as connection:
        write_entry(connection, entry, library=parts.main.target.folder)
    return entry


def _set_journal(catalogue: Catalogue, mode: str) -> None:
    """Choose whether the file has a log beside it. While another process reads it, it stays as it is."""
    try:
        catalogue.query(f"PRAGMA journal_mode = {mode}")
    except LibraryProblem:
        return
