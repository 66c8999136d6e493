"""What a library of several parts follows: noted in the open part, for the articles of all of them."""

from datetime import date

from qa.library.catalogue.visits import Visit, Visits
from qa.library.parts.opened import OpenParts

_READ = (
    "SELECT origins.origin, articles.id, coalesce(day, substr(ingested_at, 1, 10)) FROM origins "
    "JOIN articles ON articles.id = origins.article_id WHERE origins.origin IN (?)"
)


class PartedVisits(Visits):
    """The visits of a library; the pages that it follows may be those of articles in any part."""

    def __init__(self, parts: OpenParts) -> None:
        super().__init__(parts.main.catalogue)
        self._parts = parts

    def list_pages(self, *, since: date | None = None) -> list[Visit]:
        """Return the pages that articles are from; with since, of those published (else fetched) from that day on."""
        parts = self._parts.list_parts()
        if len(parts) == 1:
            return super().list_pages(since=since)
        visits = {visit.url: visit for visit in self.list_visits("page")}
        first = since.isoformat() if since else ""
        read: set[str] = set()
        for part in parts:
            rows = part.catalogue.query_in(_READ, visits)
            read |= {url for url, id, day in rows if day >= first and id not in part.hidden}
        return [visits[url] for url in sorted(read)]
