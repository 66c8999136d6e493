"""Repair a library from what is left of the truth: the articles first, and what follows from them."""

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import islice

from qa.errors import EmbedderMismatch, LibraryUnwritable
from qa.library.adding import PassageEmbedder, embed_articles
from qa.library.catalogue import changes
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.lock import hold_lock
from qa.library.catalogue.reindex import rebuild_words
from qa.library.stories.stories import join_story
from qa.library.upkeep.checks import ORPHANS, find_bad_passages, find_bad_vectors
from qa.library.upkeep.chroma_checks import find_differing
from qa.library.upkeep.doctor import Repair
from qa.library.upkeep.removal import has_new_vectors, rebuild_vectors, wipe_files
from qa.library.vectors import sync
from qa.library.vectors.codes.following import follow_catalogue, forget_codes
from qa.library.vectors.erasing.wiping import remove_dead_indexes
from qa.library.vectors.target import Target

# Chosen: little is done again after an interruption.
_ARTICLES_AT_ONCE = 64


def make_repairs(open_embedder: Callable[[], PassageEmbedder], *, passage_size: int) -> dict[str, Repair]:
    """Return the repairs by name of the check that asks for them; each holds the writer lock while it works.

    open_embedder  opens what missing vectors are made with; called only where some are
    """

    def embed_anew(catalogue: Catalogue, ids: Iterable[str]) -> None:
        embedder = open_embedder()
        if embedder.name != catalogue.get_meta("embedder"):
            raise EmbedderMismatch(
                f"Vectors are missing, and the library was made with {catalogue.get_meta('embedder')}, not with "
                f"{embedder.name}. Give that one with --embedder, or run: qa ingest --re-embed"
            )
        replace_passages(catalogue, ids, embedder=embedder, passage_size=passage_size)

    def repair_articles(catalogue: Catalogue, target: Target) -> None:
        embed_anew(catalogue, {*find_bad_passages(catalogue), *find_bad_vectors(catalogue)})

    def repair_collection(catalogue: Catalogue, target: Target) -> None:
        """Where vectors differ, embed the articles anew: that alone tells which one is right."""
        with suppress(LibraryUnwritable):
            if differing := find_differing(catalogue, target):
                embed_anew(catalogue, {id.partition(":")[0] for id in differing})
        remake_collection(catalogue, target)

    repairs: dict[str, Repair] = {
        "file": rebuild_indexes,
        "orphans": delete_orphans,
        "counts": note_counts,
        "passages": repair_articles,
        "vectors": repair_articles,
        "codes": make_codes,
        "recall": make_codes,
        "words": lambda catalogue, target: rebuild_words(catalogue),
        "stories": find_stories,
        "chroma": repair_collection,
        "waiting": write_waiting,
        "leftovers": clear_leftovers,
    }
    return {name: _hold_lock(repair) for name, repair in repairs.items()}


def rebuild_indexes(catalogue: Catalogue, target: Target) -> None:
    """Make the indexes of the tables anew."""
    catalogue.query("REINDEX")


def make_codes(catalogue: Catalogue, target: Target) -> None:
    """Make the codes of the vectors anew."""
    with catalogue.write():
        forget_codes(catalogue)
    follow_catalogue(catalogue)


def delete_orphans(catalogue: Catalogue, target: Target) -> None:
    """Delete the rows that belong to nothing; their passages go from Chroma, too."""
    with catalogue.write() as connection:
        orphans = "SELECT id FROM passages WHERE article NOT IN (SELECT row FROM articles)"
        connection.execute(f"INSERT OR IGNORE INTO unsynced {orphans}")
        for _, table, condition in ORPHANS:
            connection.execute(f"DELETE FROM {table} WHERE {condition}")


def note_counts(catalogue: Catalogue, target: Target) -> None:
    """Note how many articles and passages there are."""
    with catalogue.write():
        counted = catalogue.recount()
        catalogue.set_meta({"articles": str(counted.articles), "passages": str(counted.passages)})


def replace_passages(catalogue: Catalogue, ids: Iterable[str], *, embedder: PassageEmbedder, passage_size: int) -> None:
    """Split and embed articles anew; the indexes of words are made anew as well, as they can't forget single rows."""
    waiting = iter(ids)
    while articles := list(catalogue.get_articles(islice(waiting, _ARTICLES_AT_ONCE)).values()):
        embedded = embed_articles(articles, embedder=embedder, passage_size=passage_size)
        with catalogue.write() as connection:
            for item in embedded:
                [row] = connection.execute("SELECT row FROM articles WHERE id = ?", [item.article.id]).fetchone()
                connection.execute("INSERT OR IGNORE INTO unsynced SELECT id FROM passages WHERE article = ?", [row])
                for table in ("passages", "vectors"):
                    connection.execute(f"DELETE FROM {table} WHERE article = ?", [row])
                connection.execute("UPDATE articles SET passages = ? WHERE row = ?", [len(item.passages), row])
                changes.insert_passages(connection, row, item)
            changes.note_dimensions(catalogue, connection)
    rebuild_words(catalogue)


def find_stories(catalogue: Catalogue, target: Target) -> None:
    """Compare the articles that were not compared yet with the others."""
    with catalogue.write() as connection:
        for (row,) in connection.execute("SELECT row FROM articles WHERE story IS NULL ORDER BY row").fetchall():
            [text] = connection.execute("SELECT text FROM articles WHERE row = ?", [row]).fetchone()
            join_story(connection, row, text)


def remake_collection(catalogue: Catalogue, target: Target) -> None:
    """Make the Chroma collection anew; where Chroma can't even open its folder, the folder as well."""
    try:
        rebuild_vectors(catalogue, target)
    except LibraryUnwritable:
        shutil.rmtree(target.path, ignore_errors=True)
        rebuild_vectors(catalogue, target)


def clear_leftovers(catalogue: Catalogue, target: Target) -> None:
    """Give up an interrupted embedding, remove index folders that are not used, wipe what removed articles left."""
    if has_new_vectors(catalogue):
        with catalogue.write() as connection:
            connection.execute("DROP TABLE new_vectors")
            catalogue.set_meta({"new_embedder": ""})
    remove_dead_indexes(target)
    if catalogue.get_meta("remnants"):
        wipe_files(catalogue, target)


def write_waiting(catalogue: Catalogue, target: Target) -> None:
    """Bring Chroma in step with the catalogue."""
    sync.sync_vectors(catalogue, target, embedder=catalogue.get_meta("embedder"))


def _hold_lock(repair: Repair) -> Repair:
    def run(catalogue: Catalogue, target: Target) -> None:
        catalogue.check_writable()
        with hold_lock(target.folder):
            sync.begin_changes(catalogue, target)
            repair(catalogue, target)

    return run
