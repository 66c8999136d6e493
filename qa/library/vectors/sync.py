"""Keep codes and Chroma in step with the catalogue: write what is noted, make a damaged collection anew."""

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING

from qa.articles.passages import Passage
from qa.library.catalogue.catalogue import ArticleSummary, Catalogue
from qa.library.vectors import collection as vectors
from qa.library.vectors.client import open_client
from qa.library.vectors.codes.following import follow_catalogue, is_behind, needs_following
from qa.library.vectors.collection import Records
from qa.library.vectors.erasing.wiping import clear_tails
from qa.library.vectors.exact import read_vectors
from qa.library.vectors.target import Target
from qa.models.embedders.memory import give_back_memory

if TYPE_CHECKING:
    from chromadb import Collection
    from chromadb.api import ClientAPI

# Up to so many passages a library keeps a Chroma collection in its folder, which other programs read. Chroma holds all
# of it in memory to write to it: measured, a process takes 270 MB at 50,000 passages and 440 MB at 100,000; and each
# write of a few passages writes the index as a whole.
COLLECTION_LIMIT = 50_000
GIVEN_UP = (
    f"The library has more than {COLLECTION_LIMIT:,} passages: it keeps no Chroma collection in its folder any more, "
    "and searches as before. To have one for other programs, let a Chroma server keep it: --chroma URL"
)
# Chosen: Chroma keeps what it is given in a log first; larger batches make it write less. Measured at 47,000 passages:
# 2,000 at once take 33 MB more, and 1,000 at once an eighth more time.
_DUE = 1_000
_DUE_SHARE = 4


def count_unsynced(catalogue: Catalogue) -> int:
    """Return how many passages Chroma may not have, or may still have."""
    return int(catalogue.query("SELECT count(*) FROM unsynced")[0][0])


def has_unsynced(catalogue: Catalogue) -> bool:
    """Tell whether there are any: to count them takes the longer the more there are."""
    return bool(catalogue.query("SELECT 1 FROM unsynced LIMIT 1"))


def is_due(catalogue: Catalogue, target: Target) -> bool:
    """Tell whether so many passages wait that Chroma should get them now and not at the end.

    A server writes its whole index each time: waiting for a share of all, each passage is written a few times in all.
    The engine in the folder gets them at the end: it is as large as the embedder, which is at work until then.
    """
    is_here = is_kept(catalogue, target)
    if is_here and not target.url:
        return False
    least = max(_DUE, catalogue.count().passages // _DUE_SHARE if is_here else 0)
    return bool(catalogue.query("SELECT 1 FROM unsynced LIMIT 1 OFFSET ?", [least - 1]))


def needs_sync(catalogue: Catalogue, target: Target) -> bool:
    """Tell whether the codes, or Chroma where it is to be now, lack something or have too much."""
    if has_unsynced(catalogue) or is_behind(catalogue):
        return True
    if not is_kept(catalogue, target):
        return bool(catalogue.get_meta("collection"))
    return catalogue.get_meta("chroma") != target.key and catalogue.count().passages > 0


def is_kept(catalogue: Catalogue, target: Target) -> bool:
    """Tell whether there is to be a Chroma collection: on a server always, in the folder up to some size."""
    return bool(target.url) or catalogue.count().passages <= COLLECTION_LIMIT


def is_intact(catalogue: Catalogue, target: Target) -> bool:
    """Tell whether the collection can be trusted to hold what the catalogue thinks that it holds.

    With nothing unsynced, other times of the files only mean that the library was copied.
    """
    if not catalogue.get_meta("collection") or catalogue.get_meta("chroma") != target.key:
        return False
    return not has_unsynced(catalogue) or catalogue.get_meta("index") == vectors.fingerprint_index(target)


def is_elsewhere(catalogue: Catalogue, target: Target) -> bool:
    """Tell whether a Chroma server has the vectors that are looked for in the folder: its url was not given."""
    return not target.url and catalogue.get_meta("chroma") not in ("", target.key)


def begin_changes(catalogue: Catalogue, target: Target) -> None:
    """Remember the files of an index that is in step, before anything is unsynced. Needs the writer lock."""
    fingerprint = vectors.fingerprint_index(target)
    if catalogue.get_meta("index") != fingerprint and is_intact(catalogue, target):
        catalogue.set_meta({"index": fingerprint})


def sync_due(
    catalogue: Catalogue, target: Target, *, embedder: str, notify: Callable[[str], None] = lambda notice: None
) -> None:
    """Write what should not wait, to the codes, to Chroma or to both. Needs the writer lock; raises as sync_vectors."""
    if needs_following(catalogue):
        follow_catalogue(catalogue)
    if is_due(catalogue, target):
        sync_vectors(catalogue, target, embedder=embedder, notify=notify)


def sync_vectors(
    catalogue: Catalogue, target: Target, *, embedder: str, notify: Callable[[str], None] = lambda notice: None
) -> None:
    """Bring codes and Chroma in step with the catalogue. Needs the writer lock; killed, it can be run again.

    notify  called where the collection in the folder is given up, as there are too many passages

    Raises LibraryUnwritable or LibraryUnreachable.
    """
    if not needs_sync(catalogue, target):
        return
    follow_catalogue(catalogue)
    if not is_kept(catalogue, target):
        # What a server lacks stays noted until its url is given.
        if not is_elsewhere(catalogue, target):
            _give_up(catalogue, target, notify)
        return
    with open_client(target) as client:
        collection = _find_collection(catalogue, client, target)
        if collection is None:
            collection = _rebuild_collection(catalogue, client, target, embedder)
        _push_unsynced(catalogue, target, collection, most=min(_DUE, client.get_max_batch_size()))
    if target.url:
        # What the folder held before a server had it is a copy that nobody would keep in step.
        shutil.rmtree(target.path, ignore_errors=True)
        return
    clear_tails(target)
    catalogue.set_meta({"index": vectors.fingerprint_index(target)})


def _give_up(catalogue: Catalogue, target: Target, notify: Callable[[str], None]) -> None:
    """Remove the collection in the folder, and what is noted of it."""
    if catalogue.get_meta("collection"):
        notify(GIVEN_UP)
    with catalogue.write() as connection:
        connection.execute("DELETE FROM unsynced")
        catalogue.set_meta({"collection": "", "collection_name": "", "chroma": "", "index": ""})
    shutil.rmtree(target.path, ignore_errors=True)


def _find_collection(catalogue: Catalogue, client: "ClientAPI", target: Target) -> "Collection | None":
    """Return the collection if it is the one that the catalogue knows, under the name that it has today.

    A server is known by its collection, however its url is spelt.
    """
    id = catalogue.get_meta("collection")
    if not id or not (target.url or is_intact(catalogue, target)):
        return None
    collection = vectors.find_collection(client, id=id)
    if collection is not None:
        vectors.rename_collection(collection, target, library=catalogue.get_meta("library_id"))
        catalogue.set_meta({"chroma": target.key, "collection_name": collection.name})
    return collection


def _rebuild_collection(catalogue: Catalogue, client: "ClientAPI", target: Target, embedder: str) -> "Collection":
    """Make an empty collection and note every passage as unsynced."""
    with catalogue.write() as connection:
        # Chroma would keep note of the ids that it is told to delete.
        connection.execute("DELETE FROM unsynced")
        connection.execute("INSERT INTO unsynced SELECT id FROM passages")
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('collection', '')")
    library = catalogue.get_meta("library_id")
    name = vectors.name_collection(target, library=library)
    vectors.drop_collections(client, target, library=library)
    id = vectors.create_collection(client, target, name=name, embedder=embedder)
    fingerprint = vectors.fingerprint_index(target)
    notes = {"collection": id, "collection_name": name, "chroma": target.key, "index": fingerprint}
    catalogue.set_meta(notes)
    return client.get_collection(name, embedding_function=None)


def _push_unsynced(catalogue: Catalogue, target: Target, collection: "Collection", *, most: int) -> None:
    """Give Chroma what is noted for it; most is how many passages it takes at once."""
    while ids := [row[0] for row in catalogue.query("SELECT id FROM unsynced LIMIT ?", [most])]:
        records = _collect_records(catalogue, ids)
        known = set(records.ids)
        vectors.store_records(target, collection, records, gone=[id for id in ids if id not in known])
        # What Chroma made of the records is several times as large as they are.
        del records
        give_back_memory()
        with catalogue.write() as connection:
            connection.executemany("DELETE FROM unsynced WHERE id = ?", [(id,) for id in ids])
            catalogue.set_meta({"index": vectors.fingerprint_index(target)})


def _collect_records(catalogue: Catalogue, ids: list[str]) -> Records:
    import numpy as np

    passages = catalogue.get_passages(ids)
    rows = read_vectors(catalogue, passages)
    summaries = catalogue.get_summaries(passage.article_id for passage in passages.values())
    return Records(
        ids=list(passages),
        vectors=np.stack([rows[id] for id in passages]) if passages else np.empty((0, 0), dtype=np.float32),
        documents=[passage.text for passage in passages.values()],
        metadatas=[_describe(passage, summaries[passage.article_id]) for passage in passages.values()],
    )


def _describe(passage: Passage, article: ArticleSummary) -> dict[str, str | int]:
    """Return what a Chroma or LangChain client sees beside the text; Chroma takes no empty values."""
    known = {
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "url": article.url,
        "language": article.language,
    }
    place: dict[str, str | int] = {"article_id": passage.article_id, "start": passage.start, "end": passage.end}
    return place | {key: value for key, value in known.items() if value}
