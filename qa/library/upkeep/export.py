"""Take a library out of its folder: its articles as rows, its Chroma collection as a folder of its own."""

import shutil
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

from qa.articles.portable import write_row
from qa.errors import LibraryProblem, UsageProblem
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters, write_condition
from qa.library.catalogue.lock import hold_lock
from qa.library.catalogue.versions import get_versions
from qa.library.vectors import sync
from qa.library.vectors.target import Target

# Chosen: what is in memory at once stays small, with all former versions.
_ARTICLES_AT_ONCE = 16


def iterate_rows(
    catalogue: Catalogue, filters: Filters | None = None, *, without: Container[str] = ()
) -> Iterator[dict[str, Any]]:
    """Yield a row for each article, in the order in which they were taken in, all of one moment of the library.

    without  ids of articles that are left out
    """
    condition = write_condition(filters)
    sql = f"SELECT row, id FROM articles WHERE row > ? AND {condition.sql} ORDER BY row LIMIT {_ARTICLES_AT_ONCE}"
    last = 0
    with catalogue.read():
        while found := catalogue.query(sql, [last, *condition.parameters]):
            last = found[-1][0]
            ids = [id for _, id in found if id not in without]
            articles, versions = catalogue.get_articles(ids), get_versions(catalogue, ids)
            for id in ids:
                yield write_row(articles[id], [version.article for version in versions.get(id, [])])


def check_copy(target: Target, folder: Path) -> None:
    """Raise UsageProblem where the collection can't be copied to folder."""
    if target.url:
        raise UsageProblem(
            "The collection is kept by a Chroma server and can't be copied from here. Use the server's own means."
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageProblem(f"{folder} is there already. Give a new folder.")


def copy_collection(catalogue: Catalogue, target: Target, folder: Path) -> None:
    """Bring the Chroma collection in step and copy it to a new folder, which any Chroma client opens.

    Raises UsageProblem where check_copy does, LibraryProblem where there is no collection, LibraryBusy.
    """
    check_copy(target, folder)
    part = folder.with_name(folder.name + ".part")
    with hold_lock(target.folder):
        sync.begin_changes(catalogue, target)
        sync.sync_vectors(catalogue, target, embedder=catalogue.get_meta("embedder"))
        if not sync.is_kept(catalogue, target):
            raise LibraryProblem(
                f"The library has more than {sync.COLLECTION_LIMIT:,} passages, and keeps no Chroma collection above "
                "that. Let a server have one: qa doctor --rebuild-vectors --chroma URL"
            )
        if not target.path.exists():
            raise LibraryProblem(f"The library {target.folder} has no vectors yet, so there is nothing to copy.")
        try:
            shutil.copytree(target.path, part)
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
        except OSError as error:
            shutil.rmtree(part, ignore_errors=True)
            raise UsageProblem(f"{folder} can't be written: {error.strerror or error}.") from None
