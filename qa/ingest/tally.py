"""Count what became of everything that was looked at, and tell it: a rate, a summary, reasons."""

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from qa.ingest.found import Found, Status

MISSED: tuple[Status, ...] = ("skipped", "failed", "gone")
_TAKEN: tuple[Status, ...] = ("new", "replaced")
_SAFE: tuple[Status, ...] = ("new", "unchanged", "replaced", "older")
# What is news where a library is looked over again, and how it is called.
NEWS: Mapping[Status, str] = {"new": "new", "replaced": "changed", "gone": "gone", "failed": "failed"}


class IngestTally:
    """What became of the things found in one run; those without an article to take in are kept with their reasons."""

    def __init__(self) -> None:
        self.statuses: Counter[Status] = Counter()
        self.passages = 0
        self.undated = 0
        self.loaded = 0
        self.missed: list[Found] = []
        self.bytes_done = 0
        self._begun = time.monotonic()

    @property
    def articles(self) -> int:
        """How many are in: new, unchanged, replaced, or as former states of others."""
        return sum(self.statuses[status] for status in _SAFE)

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self._begun

    def add(self, found: Found, passages: int) -> None:
        """Count one thing that is dealt with."""
        self.statuses[found.status] += 1
        self.passages += passages
        self.undated += found.article is not None and found.status in _TAKEN and found.article.published is None
        self.loaded += found.embedded is not None and found.status in _TAKEN
        self.bytes_done = max(self.bytes_done, found.size)
        if found.status in MISSED:
            self.missed.append(found)

    def write_rate(self) -> str:
        """Return how many articles are in and how many a second, for the bar."""
        return f"{self.articles:,} articles, {self.articles / max(self.seconds, 0.001):,.1f}/s"

    def write_summary(self) -> str:
        """Return the counts in a line."""
        kinds = ["new", "unchanged", "replaced", *(["older"] if self.statuses["older"] else [])]
        noun = "article" if self.articles == 1 else "articles"
        rest = ["skipped", *(kind for kind in ("failed", "gone") if self.statuses[kind])]
        counts = f"{self._write_counts(kinds)}; {self._write_counts(rest)}"
        undated = f"; {self.undated:,} without a day, which --since leaves out (--published gives one)"
        loaded = f"; {self.loaded:,} with the vectors of their shards" if self.loaded else ""
        return f"{self.articles:,} {noun} in: {counts}{loaded}; {self.seconds:.1f} s{undated if self.undated else ''}."

    def to_json(self) -> dict[str, Any]:
        """Return the counts as values of JSON, with a row for each thing that was not taken in."""
        counts = {kind: self.statuses[kind] for kind in ("new", "unchanged", "replaced")}
        more = {kind: self.statuses[kind] for kind in ("older", "read") if self.statuses[kind]}
        rows: dict[str, list[dict[str, str]]] = {
            kind: [{"origin": found.origin, "reason": found.reason} for found in self.missed if found.status == kind]
            for kind in MISSED
        }
        told = {kind: rows[kind] for kind in rows if rows[kind] or kind == "skipped"}
        known = {"undated": self.undated, "loaded": self.loaded}
        noted = {name: count for name, count in known.items() if count}
        return {**counts, **more, **told, **noted, "passages": self.passages, "seconds": round(self.seconds, 3)}

    def _write_counts(self, kinds: list[Any]) -> str:
        return ", ".join(f"{self.statuses[kind]:,} {kind}" for kind in kinds)


class RefreshTally(IngestTally):
    """A tally that keeps what is new, changed or gone."""

    def __init__(self) -> None:
        super().__init__()
        self.news: list[Found] = []

    def add(self, found: Found, passages: int) -> None:
        """Count one thing that is dealt with."""
        super().add(found, passages)
        if found.status in NEWS:
            self.news.append(found)

    def write_refreshed(self) -> str:
        """Return the counts in a line."""
        counts = [f"{self.statuses[status]:,} {word}" for status, word in NEWS.items()]
        rest = f"{self.statuses['unchanged']:,} unchanged, {self.statuses['skipped']:,} skipped"
        return f"{', '.join(counts)}; {rest}; {self.seconds:.1f} s."

    def to_rows(self) -> dict[str, Any]:
        """Return what is new, changed, gone, failed or skipped as values of JSON, and how much is unchanged."""
        rows: dict[str, Any] = {word: [] for word in (*NEWS.values(), "skipped")}
        for found in [*self.news, *(found for found in self.missed if found.status == "skipped")]:
            rows[NEWS.get(found.status, "skipped")].append(_describe(found))
        return {**rows, "unchanged": self.statuses["unchanged"], "seconds": round(self.seconds, 3)}


def _describe(found: Found) -> dict[str, str | None]:
    if found.article:
        return {"origin": found.origin, "id": found.article.id, "title": found.article.title}
    return {"origin": found.origin, "reason": found.reason}
