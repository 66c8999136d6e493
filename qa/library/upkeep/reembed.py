"""Embed a whole library anew: beside the vectors that are in use, which stay until all is done."""

from collections.abc import Callable

from qa.library.adding import PassageEmbedder, embed_passages_of
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.changes import note_dimensions
from qa.library.catalogue.lock import hold_lock
from qa.library.catalogue.stored import WIDTH, encode_vectors
from qa.library.vectors import sync
from qa.library.vectors.codes.following import forget_codes
from qa.library.vectors.target import Target

# Chosen: little is done again after an interruption.
_ARTICLES_AT_ONCE = 32
_COLUMNS = "article INTEGER PRIMARY KEY, rows BLOB NOT NULL, width INTEGER NOT NULL"
_TABLE = f"CREATE TABLE IF NOT EXISTS new_vectors ({_COLUMNS})"


def re_embed_passages(
    catalogue: Catalogue,
    target: Target,
    *,
    embedder: PassageEmbedder,
    on_progress: Callable[[int, int], None] | None,
) -> int:
    """Embed every passage with embedder, then put the new vectors in the place of the old ones in one transaction.

    Other processes can search and ingest meanwhile, with the old embedder; what they add is embedded too. Returns the
    number of passages.
    """
    with hold_lock(target.folder):
        _begin(catalogue, embedder)
    while True:
        batch = _find_missing(catalogue)
        _embed_batch(catalogue, target, batch, embedder)
        if on_progress:
            on_progress(*_count_progress(catalogue))
        if batch:
            continue
        with hold_lock(target.folder):
            if not _find_missing(catalogue):
                _take_over(catalogue, target, embedder)
                return catalogue.count().passages


def _begin(catalogue: Catalogue, embedder: PassageEmbedder) -> None:
    """Make the table for the new vectors; keep what an interrupted run with the same embedder left in it."""
    with catalogue.write() as connection:
        if catalogue.get_meta("new_embedder") != embedder.name:
            connection.execute("DROP TABLE IF EXISTS new_vectors")
        connection.execute(_TABLE)
        catalogue.set_meta({"new_embedder": embedder.name})


def _find_missing(catalogue: Catalogue) -> dict[int, str]:
    """Return row and id of some articles that have no new vectors."""
    rows = catalogue.query(
        "SELECT row, id FROM articles WHERE row NOT IN (SELECT article FROM new_vectors) LIMIT ?", [_ARTICLES_AT_ONCE]
    )
    return dict(rows)


def _embed_batch(catalogue: Catalogue, target: Target, batch: dict[int, str], embedder: PassageEmbedder) -> None:
    with catalogue.read():
        articles = catalogue.get_articles(batch.values())
        passages = {id: catalogue.get_passages_of(id) for id in articles}
    found = [(row, articles[id], passages[id]) for row, id in batch.items() if id in articles]
    matrices = embed_passages_of([(article, own) for _, article, own in found], embedder=embedder)
    with hold_lock(target.folder), catalogue.write() as connection:
        for (row, _, _), matrix in zip(found, matrices, strict=True):
            values = [row, encode_vectors(matrix), WIDTH]
            connection.execute("INSERT OR REPLACE INTO new_vectors VALUES (?, ?, ?)", values)


def _count_progress(catalogue: Catalogue) -> tuple[int, int]:
    done = catalogue.query("SELECT total(passages) FROM articles WHERE row IN (SELECT article FROM new_vectors)")
    return int(done[0][0]), catalogue.count().passages


def _take_over(catalogue: Catalogue, target: Target, embedder: PassageEmbedder) -> None:
    """Put the new vectors in place of the old, then fill a new collection in place of the old one."""
    with catalogue.write() as connection:
        connection.execute("DELETE FROM vectors")
        connection.execute(
            "INSERT INTO vectors SELECT article, rows, width FROM new_vectors "
            "WHERE article IN (SELECT row FROM articles)"
        )
        connection.execute("DROP TABLE new_vectors")
        connection.execute("INSERT OR IGNORE INTO unsynced SELECT id FROM passages")
        catalogue.set_meta({"embedder": embedder.name, "new_embedder": "", "collection": "", "dimensions": ""})
        forget_codes(catalogue)
        note_dimensions(catalogue, connection)
    sync.sync_vectors(catalogue, target, embedder=embedder.name)
