"""What a library that is added has in common with the others: shown once, in its newest state, and never deleted."""

import sqlite3
from collections.abc import Mapping
from contextlib import suppress

from qa.errors import QAError
from qa.library.catalogue import changes, versions
from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.words.indexing import index_passages
from qa.library.parts import moving
from qa.library.parts.intake import recall_predecessors
from qa.library.parts.manifest import note_superseded, read_entries
from qa.library.parts.opened import OpenParts, Part

_VERSIONS = "SELECT id, current, ingested_at, article FROM versions WHERE current IN (?)"


def find_duplicates(parts: OpenParts, new: Catalogue) -> dict[str, int]:
    """Return the articles of a library that the parts show too, each with its number of passages."""
    twice: dict[str, int] = {}
    ids = [id for (id,) in new.query("SELECT id FROM articles")]
    for part in parts.list_parts():
        twice |= part.show(moving.count_passages_of(part.catalogue, ids))
    # Passages may have been cut to another size there.
    return moving.count_passages_of(new, twice)


def recall_other_states(parts: OpenParts, new: Catalogue) -> list[str]:
    """Return the articles of a library of which the parts show another state, which the open part has from now on.

    Goes by the url. Takes the writer lock of the open part.
    """
    urls = dict(new.query("SELECT url, id FROM articles WHERE url IS NOT NULL"))
    twice = find_duplicates(parts, new)
    found: list[str] = []
    for part in parts.list_parts():
        rows = part.catalogue.query_in("SELECT url, id FROM articles WHERE url IN (?)", urls)
        found += [urls[url] for url, id in rows if id not in part.hidden and urls[url] not in twice]
    found = list(dict.fromkeys(found))
    articles = new.get_articles(found)
    recall_predecessors(parts, list(articles.values()))
    return found


def take_other_states(new: Catalogue, main: Catalogue, connection: sqlite3.Connection, ids: list[str]) -> None:
    """Take articles of another library in to the open part as if they were read: the newest state is the current one.

    What they said before comes along.
    """
    unindexed: list[changes.IndexedPassage] = []
    for id, item in moving.read_embedded(new, ids).items():
        changes.write_articles(main, connection, [item.article], [item], unindexed=unindexed)
        pass_on_versions(new, main, connection, {id: versions.find_current(main, id, item.article.url) or id})
    index_passages(connection, unindexed)


def pass_on_versions(new: Catalogue, main: Catalogue, connection: sqlite3.Connection, currents: dict[str, str]) -> None:
    """Copy former versions that the open part does not know.

    currents  by id of the article in the other library, the id that it has in the open part
    """
    rows = new.query_in(_VERSIONS, currents)
    known = {id for (id,) in main.query_in("SELECT id FROM versions WHERE id IN (?)", {row[0] for row in rows})}
    known |= set(currents.values())
    connection.executemany(
        "INSERT OR IGNORE INTO versions (id, current, ingested_at, article) VALUES (?, ?, ?, ?)",
        [(id, currents[current], moment, article) for id, current, moment, article in rows if id not in known],
    )


def note_overlap(
    main: Part,
    new: Catalogue,
    connection: sqlite3.Connection,
    name: str,
    *,
    twice: Mapping[str, int],
    states: list[str],
) -> None:
    """Leave out of sight in a library that is added what is told by other parts.

    twice   articles that these have, with their numbers of passages
    states  articles that the open part has in another state
    """
    take_other_states(new, main.catalogue, connection, states)
    both = moving.count_passages_of(main.catalogue, twice)
    pass_on_versions(new, main.catalogue, connection, {id: id for id in both})
    note_superseded(connection, name, {**twice, **moving.count_passages_of(new, states)})


def find_left(parts: OpenParts, gone: str) -> dict[str, list[str]]:
    """Return by part the hidden articles that no other part has any more when one is detached, in whatever state."""
    main = parts.main
    opened = [main]
    for entry in read_entries(main.catalogue):
        if entry.name != gone:
            # Another one that is not there tells nothing, and is no reason to keep this one.
            with suppress(QAError):
                opened.append(parts.open_part(entry))
    left: dict[str, list[str]] = {}
    shown: set[str] = set()
    for part in opened[1:]:
        ids = set(part.hidden) - shown if part.entry.added else set()
        for other in opened:
            if other is not part:
                ids -= _find_told(other, ids)
        left[part.entry.name] = list(ids)
        shown |= ids
    return left


def _find_told(part: Part, ids: set[str]) -> set[str]:
    """Return which of these a part shows, or has as a former state of what it shows."""
    held = part.catalogue.query_in("SELECT id, id FROM articles WHERE id IN (?)", ids)
    held += part.catalogue.query_in("SELECT id, current FROM versions WHERE id IN (?)", ids)
    return {id for id, current in held if current not in part.hidden}
