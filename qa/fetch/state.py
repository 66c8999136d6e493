"""What is remembered of a page or feed between runs, so that only what is new is asked for."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from qa.fetch.feeds import FeedEntry
from qa.fetch.fetcher import Fetched, PageRequest

_MOST_SEEN = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last visit to an address.

    etag, last_modified  of the last answer that was dealt with as a whole
    seen                 marks of the entries of a feed that were dealt with, oldest first
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    seen: tuple[str, ...] = ()

    def make_request(self) -> PageRequest:
        """Return the request that gets an answer only if something changed since."""
        return PageRequest(url=self.url, etag=self.etag, last_modified=self.last_modified)

    def select_new(self, entries: Iterable[FeedEntry]) -> list[FeedEntry]:
        """Return the entries that were not dealt with, or that changed since; each once."""
        marks = {mark_entry(entry): entry for entry in entries}
        seen = set(self.seen)
        return [entry for mark, entry in marks.items() if mark not in seen]

    def remember(self, fetched: Fetched, *, done: Iterable[FeedEntry] = (), is_whole: bool = True) -> "Visit":
        """Return the visit with the entries that are done now.

        is_whole  nothing of the answer is left for later; otherwise the next run gets it again
        """
        seen = tuple(dict.fromkeys([*self.seen, *map(mark_entry, done)]))[-_MOST_SEEN:]
        if not is_whole:
            return replace(self, seen=seen, etag=None, last_modified=None)
        return replace(self, seen=seen, etag=fetched.etag, last_modified=fetched.last_modified)

    def to_json(self) -> str:
        """Return the visit as a JSON object."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Visit":
        """Return the visit that to_json wrote; raises ValueError for anything else."""
        try:
            values = json.loads(text)
            return cls(**{**values, "seen": tuple(values["seen"])})
        except (TypeError, KeyError) as error:
            raise ValueError(f"not a visit: {error}") from None


def mark_entry(entry: FeedEntry) -> str:
    """Return 16 hex digits that change when an entry is another one or was updated."""
    return hashlib.sha256(json.dumps([entry.key, entry.updated]).encode()).hexdigest()[:16]
