"""Take articles out of a library so that nothing of them is left in its files, whatever happens meanwhile."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

from qa.errors import LibraryBusy, LibraryProblem, LibraryUnreachable, LibraryUnwritable
from qa.library.catalogue import changes
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.erasing.file import erase_deleted
from qa.library.catalogue.lock import hold_lock
from qa.library.catalogue.reindex import rebuild_words
from qa.library.stories.sketches import fingerprint_text
from qa.library.upkeep.replies import remove_replies
from qa.library.vectors import sync
from qa.library.vectors.codes.following import forget_codes
from qa.library.vectors.collection import fingerprint_index
from qa.library.vectors.erasing import wiping
from qa.library.vectors.readers import ClientReader
from qa.library.vectors.target import Target
from qa.library.vectors.tested import LAST_TESTED, is_tested, read_version

# The mark of a removal where an article is not what it was indexed by: the indexes of words can't take that out alone.
_EDITED = "edited"
_COMPACT = "The next command that opens the library goes on with it; or run: qa doctor --compact"


def remove_articles(
    catalogue: Catalogue,
    target: Target,
    ids: Sequence[str],
    *,
    replies: Path | None = None,
    notify: Callable[[str], None] = lambda notice: None,
) -> int:
    """Remove articles with all that is kept of them, also from Chroma; return how many there were.

    replies  the folder of the library that has the replies; None is that of the catalogue

    First go the replies of evaluation runs that hold words of them, while it is known what these are. A catalogue that
    has lost articles has a mark until nothing is left of them in any file: finish_removal goes by it.

    Needs the writer lock. Raises what wipe_files does where the articles are gone, but not yet what their rows leave in
    the files, and LibraryUnreachable, with nothing removed, where a server keeps them too that can't be asked.
    """
    _check_reach(catalogue, target)
    if target.url:
        ClientReader(target, id=catalogue.get_meta("collection")).close()
    remove_replies(replies or target.folder, _collect_texts(catalogue, ids))
    removed = delete_rows(catalogue, ids)
    if removed:
        wipe_files(catalogue, target, notify=notify)
    return removed


def delete_rows(catalogue: Catalogue, ids: Sequence[str]) -> int:
    """Delete articles from the catalogue, which gets the mark of a removal that is not finished; return how many."""
    is_edited = any(article.id != id for id, article in catalogue.get_articles(ids).items())
    with catalogue.write() as connection:
        stories = {row[0] for row in catalogue.query_in("SELECT story FROM articles WHERE id IN (?)", ids)}
        removed = changes.delete_articles(connection, ids)
        _renew_fingerprints(connection, stories)
        changes.forget_origins(connection, ids)
        if has_new_vectors(catalogue):
            connection.execute("DELETE FROM new_vectors WHERE article NOT IN (SELECT row FROM articles)")
        if removed:
            catalogue.set_meta({"remnants": _EDITED if is_edited else "1"})
    return removed


def finish_removal(catalogue: Catalogue, target: Target, *, notify: Callable[[str], None]) -> None:
    """Finish a removal that was interrupted, or tell why that can't be done yet; without one, do nothing."""
    if not catalogue.get_meta("remnants") or not catalogue.writable:
        return
    try:
        with hold_lock(target.folder, timeout=0):
            if not catalogue.get_meta("remnants"):
                return
            sync.begin_changes(catalogue, target)
            wipe_files(catalogue, target, notify=notify)
    except LibraryBusy:
        return  # Whoever has the lock may be removing; whoever comes next will finish it.
    except LibraryProblem as error:
        notify(f"A removal was interrupted, and can't be finished now. {error}")
    else:
        notify("A removal that was interrupted is finished: nothing is left of what was removed.")


def rebuild_vectors(catalogue: Catalogue, target: Target) -> None:
    """Make the codes and the Chroma collection anew from the vectors in the catalogue. Needs the writer lock."""
    with catalogue.write() as connection:
        forget_codes(catalogue)
        connection.execute("INSERT OR IGNORE INTO unsynced SELECT id FROM passages")
        catalogue.set_meta({"collection": ""})
    sync.sync_vectors(catalogue, target, embedder=catalogue.get_meta("embedder"))


def wipe_files(
    catalogue: Catalogue,
    target: Target,
    *,
    compact: bool = False,
    notify: Callable[[str], None] = lambda notice: None,
) -> None:
    """Bring Chroma in step, and erase from the files what deleted rows have left. Needs the writer lock.

    Chroma leaves it in its files, too; those of a Chroma server are left alone.

    compact  write the catalogue anew, without free pages

    Raises LibraryBusy while another process reads an older state of the catalogue, LibraryUnwritable, or
    LibraryUnreachable.
    """
    try:
        _check_reach(catalogue, target)
        sync.sync_vectors(catalogue, target, embedder=catalogue.get_meta("embedder"))
        if catalogue.get_meta("remnants") == _EDITED:
            rebuild_words(catalogue)
        if not target.url:
            _wipe_chroma(catalogue, target, notify)
        erase_deleted(catalogue, compact=compact)
        catalogue.set_meta({"remnants": ""})
    except LibraryProblem as error:
        raise type(error)(f"What was removed may still be in the files. {error} {_COMPACT}") from error


def _wipe_chroma(catalogue: Catalogue, target: Target, notify: Callable[[str], None]) -> None:
    """Wipe the files of the embedded engine in place where their layout is known, else make them anew."""
    if not target.path.exists():
        return
    if is_tested():
        wiping.remove_dead_indexes(target)
        wiping.wipe_engine_files(target)
        catalogue.set_meta({"index": fingerprint_index(target)})
        return
    notify(
        f"chromadb {read_version()} is installed, and up to {LAST_TESTED} its files were tested: the collection is "
        "made anew instead of wiped, which takes longer."
    )
    shutil.rmtree(target.path)
    _rebuild_apart(target)


def rebuild_folder(folder: Path) -> None:
    """Make the Chroma collection in the folder of a library anew, for a caller that has the writer lock."""
    with closing(Catalogue.open(folder, create=False)) as catalogue:
        rebuild_vectors(catalogue, Target(folder=folder))


def _rebuild_apart(target: Target) -> None:
    """Make the collection anew in a process that has read nothing of what is removed.

    The engine writes memory that it got and did not set to its files, and in this process that may hold such text.
    """
    code = (
        "import sys; from pathlib import Path; from qa.library.upkeep.removal import rebuild_folder; "
        "rebuild_folder(Path(sys.argv[1]))"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code, str(target.folder.absolute())],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    if finished.returncode:
        said = (finished.stderr.strip().splitlines() or ["it was killed"])[-1]
        raise LibraryUnwritable(f"The Chroma collection could not be made anew: {said}")


def _check_reach(catalogue: Catalogue, target: Target) -> None:
    """Raise LibraryUnreachable where a server has the text of the articles and is not given."""
    if sync.is_elsewhere(catalogue, target):
        raise LibraryUnreachable(
            f"A Chroma server keeps the passages of {target.folder} too, and nobody says which: give its url with "
            "--chroma. If it is no more, bring them back first: qa doctor --rebuild-vectors."
        )


def _collect_texts(catalogue: Catalogue, ids: Sequence[str]) -> list[str]:
    """Return titles and texts of articles, and of what they said before."""
    found = [(article.title, article.text) for article in catalogue.get_articles(ids).values()]
    for (stored,) in catalogue.query_in("SELECT article FROM versions WHERE current IN (?)", ids):
        values = json.loads(stored)
        found.append((values.get("title", ""), values["text"]))
    return [text for pair in found for text in pair]


def has_new_vectors(catalogue: Catalogue) -> bool:
    """Tell whether the library is being embedded anew, or an interrupted run of that left something."""
    return bool(catalogue.query("SELECT 1 FROM sqlite_master WHERE name = 'new_vectors'"))


def _renew_fingerprints(connection: sqlite3.Connection, stories: Iterable[int | None]) -> None:
    """Let stories that have lost an article be known only by those that they still have."""
    for story in stories:
        connection.execute("DELETE FROM fingerprints WHERE story = ?", [story])
        for (text,) in connection.execute("SELECT text FROM articles WHERE story = ?", [story]).fetchall():
            rows = [(fingerprint, story) for fingerprint in fingerprint_text(text)]
            connection.executemany("INSERT OR IGNORE INTO fingerprints VALUES (?, ?)", rows)
