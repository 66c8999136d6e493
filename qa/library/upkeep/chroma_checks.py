"""The checks of a library's folder beside the catalogue: the Chroma collection, what was left over, and free space."""

import shutil
from typing import TYPE_CHECKING

from qa.errors import LibraryUnwritable
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.lock import hold_lock
from qa.library.upkeep.checks import TOLERANCE, Problem, sample_passages
from qa.library.upkeep.removal import has_new_vectors
from qa.library.vectors import collection as vectors
from qa.library.vectors import sync
from qa.library.vectors.client import open_client
from qa.library.vectors.erasing.index_file import is_index_whole
from qa.library.vectors.erasing.wiping import list_dead_indexes
from qa.library.vectors.exact import read_vectors
from qa.library.vectors.search_path import describe_search
from qa.library.vectors.target import Target

if TYPE_CHECKING:
    from chromadb import Collection

_NEXT_PASSAGES = "SELECT row, id FROM passages WHERE row > ? ORDER BY row LIMIT 5000"
# Chosen: a check should not wait for a long ingest, and the disk should not be full after a repair.
_CHECK_SECONDS = 30.0
_SPARE_BYTES = 16_000_000
_REBUILD = "Make it anew: qa doctor --rebuild-vectors"
_EMBED = "Embed these articles anew: qa doctor --repair. Or all of them: qa ingest --re-embed"


def check_waiting(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that no passage waits to be put into Chroma or taken out."""
    count = sync.count_unsynced(catalogue)
    if count:
        return Problem(text=f"{count:,} passages wait to be brought in step with Chroma.", count=count)
    return "Nothing waits to be written to Chroma."


def check_leftovers(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that nothing is left of what was interrupted, removed or made anew."""
    if has_new_vectors(catalogue):
        done = catalogue.query("SELECT count(*) FROM new_vectors")[0][0]
        return Problem(
            text=f"Embedding the library anew was interrupted after {done:,} articles, or goes on.",
            advice="Finish it: qa ingest --re-embed --embedder NAME. Or give it up: qa doctor --repair",
        )
    if catalogue.get_meta("remnants"):
        return Problem(
            text="A removal was interrupted: text of removed articles may still be in the files, and in Chroma.",
            advice="Finish it: qa doctor --repair, or any command that opens the library",
        )
    try:
        dead = list_dead_indexes(target)
    except LibraryUnwritable:
        return "Nothing is left over that can be seen while Chroma can't read its folder."
    if dead:
        return Problem(text=f"{len(dead):,} folders of Chroma are used by no collection.", count=len(dead))
    return "Nothing is left over."


def check_chroma(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that Chroma has every passage and no other, and that a sample of them has the vectors of the catalogue.

    What waits to be written is left out.
    """
    if not catalogue.count().passages and not target.path.exists():
        return "There is nothing yet for Chroma to hold."
    if not catalogue.writable and not target.url:
        return "Not checked: Chroma opens no folder that can't be written."
    if not sync.is_kept(catalogue, target) and not sync.is_elsewhere(catalogue, target):
        return (
            f"Above {sync.COLLECTION_LIMIT:,} passages none is kept in the folder; a server can keep it: --chroma URL"
        )
    if sync.is_elsewhere(catalogue, target):
        return Problem(
            text="A Chroma server has the vectors of this library, and its url was not given.",
            advice="Look there: qa doctor --chroma URL. Or bring them back: qa doctor --rebuild-vectors",
        )
    if not catalogue.get_meta("collection"):
        return Problem(text="There is no Chroma collection yet.")
    with hold_lock(target.folder, timeout=_CHECK_SECONDS):
        if _is_damaged(catalogue, target):
            return Problem(
                text="The Chroma collection is damaged, or not the one that was written last.", advice=_REBUILD
            )
        try:
            return _open_and_compare(catalogue, target)
        except LibraryUnwritable as error:
            return Problem(text=f"Chroma can't read its folder: {error.__cause__}.")


def check_space(catalogue: Catalogue, target: Target) -> str | Problem:
    """Check that the largest file can be written anew, as removing and compacting do."""
    largest = max((path.stat().st_size for path in target.folder.rglob("*") if path.is_file()), default=0)
    free, needed = shutil.disk_usage(target.folder).free, largest + _SPARE_BYTES
    if free < needed:
        megabytes = (needed - free) // 1_000_000 + 1
        return Problem(text="The disk is nearly full.", advice=f"Free {megabytes:,} MB more.")
    return f"{free / 1e9:,.1f} GB of the disk are free."


def check_search(catalogue: Catalogue, target: Target) -> str | Problem:
    """Tell which way searches by vector go; it is no problem, whichever it is."""
    return describe_search(catalogue, target).text


def find_differing(catalogue: Catalogue, target: Target) -> list[str]:
    """Return the ids of passages that have another vector in Chroma than in the catalogue, none where it is damaged.

    Needs the writer lock. Raises LibraryUnwritable where Chroma can't be opened.
    """
    differing: list[str] = []
    last = 0
    if _is_damaged(catalogue, target):
        return differing
    with open_client(target) as client:
        collection = vectors.find_collection(client, id=catalogue.get_meta("collection"))
        while collection and (rows := catalogue.query(_NEXT_PASSAGES, [last])):
            last = rows[-1][0]
            differing += _select_differing(catalogue, collection, [id for _, id in rows])
    return differing


def _is_damaged(catalogue: Catalogue, target: Target) -> bool:
    broken = (header for header in target.path.glob("*/header.bin") if not is_index_whole(header.parent))
    return any(broken) or not sync.is_intact(catalogue, target)


def _open_and_compare(catalogue: Catalogue, target: Target) -> str | Problem:
    with open_client(target) as client:
        collection = vectors.find_collection(client, id=catalogue.get_meta("collection"))
        if collection is None:
            return Problem(text="The Chroma collection is missing.", advice=_REBUILD)
        return _compare(catalogue, collection)


def _compare(catalogue: Catalogue, collection: "Collection") -> str | Problem:
    waiting = {row[0] for row in catalogue.query("SELECT id FROM unsynced")}
    gone = sorted(waiting.difference(catalogue.select_known(waiting)))
    missing = present = last = 0
    while rows := catalogue.query(_NEXT_PASSAGES, [last]):
        last = rows[-1][0]
        found = _select_present(collection, [id for _, id in rows])
        present += len(found)
        missing += sum(1 for _, id in rows if id not in found and id not in waiting)
    surplus = collection.count() - present - len(_select_present(collection, gone))
    if missing or surplus:
        text = f"Chroma lacks {missing:,} passages and has {surplus:,} that are not in the catalogue."
        return Problem(text=text, count=missing + surplus, advice=_REBUILD)
    sample = [id for _, id in sample_passages(catalogue) if id not in waiting]
    differing = _select_differing(catalogue, collection, sample)
    if differing:
        text = (
            f"{len(differing):,} of a sample of passages have other vectors in Chroma: which of the two was changed, "
            "only their text tells."
        )
        return Problem(text=text, count=len(differing), advice=_EMBED)
    return f"Chroma has all {present:,} passages, with their vectors, in the collection {collection.name}."


def _select_present(collection: "Collection", ids: list[str]) -> set[str]:
    return set(collection.get(ids=ids, include=[])["ids"]) if ids else set()


def _select_differing(catalogue: Catalogue, collection: "Collection", ids: list[str]) -> list[str]:
    import numpy as np

    if not ids:
        return []
    expected = read_vectors(catalogue, ids)
    found = collection.get(ids=ids, include=["embeddings"])
    rows = found["embeddings"] if found["embeddings"] is not None else []
    pairs = zip(found["ids"], rows, strict=True)
    return [id for id, row in pairs if not np.allclose(row, expected[id], atol=TOLERANCE)]
