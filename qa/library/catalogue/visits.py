"""What a library follows: pages and feeds of the web, their last visits, and the entries that are dealt with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from qa.library.catalogue.catalogue import Catalogue

VisitKind = Literal["page", "feed"]

_COLUMNS = "url, kind, parent, etag, last_modified, checked, gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last visit to a feed or a page.

    url            address of a page or feed, or absolute path of a feed's file
    parent         the list of feeds that a feed was found in; None for what the user named
    etag           of the last answer that was dealt with as a whole; last_modified likewise
    checked        when it was last asked for, ISO 8601 in UTC
    gone           when it was first found to be gone, or None
    """

    url: str
    kind: VisitKind
    parent: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    checked: str | None = None
    gone: str | None = None


class Visits:
    """The visits of a library; its methods may be called from any thread."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def get_visit(self, url: str, kind: VisitKind) -> Visit | None:
        """Return the last visit to a page or a feed, None where there was none."""
        rows = self._catalogue.query(f"SELECT {_COLUMNS} FROM visits WHERE url = ? AND kind = ?", [url, kind])
        return _read_visit(rows[0]) if rows else None

    def list_feeds(self, *, parent: str | None = None) -> list[Visit]:
        """Return the feeds that the user named or, with a parent, those that were found in that list."""
        sql = f"SELECT {_COLUMNS} FROM visits WHERE kind = 'feed' AND parent IS ? ORDER BY url"
        return [_read_visit(row) for row in self._catalogue.query(sql, [parent])]

    def list_visits(self, kind: VisitKind) -> list[Visit]:
        """Return all visits of a kind."""
        return [
            _read_visit(row) for row in self._catalogue.query(f"SELECT {_COLUMNS} FROM visits WHERE kind = ?", [kind])
        ]

    def list_pages(self, *, since: date | None = None) -> list[Visit]:
        """Return the pages that articles are from; with since, of those published (else fetched) from that day on."""
        sql = (
            f"SELECT {', '.join(f'visits.{name}' for name in _COLUMNS.split(', '))} FROM visits "
            "JOIN origins ON origins.origin = visits.url JOIN articles ON articles.id = origins.article_id "
            "WHERE kind = 'page' AND coalesce(day, substr(ingested_at, 1, 10)) >= ? ORDER BY visits.url"
        )
        return [_read_visit(row) for row in self._catalogue.query(sql, [since.isoformat() if since else ""])]

    def select_done(self, feed: str) -> frozenset[str]:
        """Return the marks of the entries of a feed that are dealt with."""
        rows = self._catalogue.query("SELECT mark FROM entries WHERE feed = ?", [feed])
        return frozenset(row[0] for row in rows)

    def remember(self, visits: Sequence[Visit], done: Iterable[tuple[str, str]] = ()) -> None:
        """Note visits, and feed and mark of entries that are done, all of it or nothing."""
        rows = [[getattr(visit, name) for name in _COLUMNS.split(", ")] for visit in visits]
        with self._catalogue.write() as connection:
            connection.executemany(f"INSERT OR REPLACE INTO visits ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            connection.executemany("INSERT OR IGNORE INTO entries VALUES (?, ?)", done)

    def forget_feed(self, url: str) -> bool:
        """Follow a feed, and the feeds that were found in it, no more; tell whether it was followed."""
        known = self.get_visit(url, "feed") is not None
        inner = [visit.url for visit in self.list_feeds(parent=url)]
        with self._catalogue.write() as connection:
            for feed in (url, *inner):
                connection.execute("DELETE FROM entries WHERE feed = ?", [feed])
                connection.execute("DELETE FROM visits WHERE url = ? AND kind = 'feed'", [feed])
        return known


def _read_visit(row: Sequence[Any]) -> Visit:
    return Visit(**dict(zip(_COLUMNS.split(", "), row, strict=True)))
