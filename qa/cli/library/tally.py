"""Count what became of everything that a command looked at, and tell it: a bar, a summary, reasons."""

import time
from collections import Counter
from typing import TYPE_CHECKING, Any

from qa.cli.progress import Reporter

if TYPE_CHECKING:
    from qa.ingest import Found, Status

MOST_REASONS = 20
MISSED: "tuple[Status, ...]" = ("skipped", "failed", "gone")
_TAKEN: "tuple[Status, ...]" = ("new", "replaced")
_SAFE: "tuple[Status, ...]" = ("new", "unchanged", "replaced", "older")


class IngestTally:
    """What became of the things found in one run; those without an article to take in are kept with their reasons."""

    def __init__(self) -> None:
        self.statuses: Counter[Status] = Counter()
        self.passages = 0
        self.undated = 0
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

    def add(self, found: "Found", passages: int) -> None:
        """Count one thing that is dealt with."""
        self.statuses[found.status] += 1
        self.passages += passages
        self.undated += found.article is not None and found.status in _TAKEN and found.article.published is None
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
        return f"{self.articles:,} {noun} in: {counts}; {self.seconds:.1f} s{undated if self.undated else ''}."

    def to_json(self) -> dict[str, Any]:
        """Return the counts as values of JSON, with a row for each thing that was not taken in."""
        counts = {kind: self.statuses[kind] for kind in ("new", "unchanged", "replaced")}
        more = {kind: self.statuses[kind] for kind in ("older", "read") if self.statuses[kind]}
        rows: dict[str, list[dict[str, str]]] = {
            kind: [{"origin": found.origin, "reason": found.reason} for found in self.missed if found.status == kind]
            for kind in MISSED
        }
        told = {kind: rows[kind] for kind in rows if rows[kind] or kind == "skipped"}
        dated = {"undated": self.undated} if self.undated else {}
        return {**counts, **more, **told, **dated, "passages": self.passages, "seconds": round(self.seconds, 3)}

    def report_missed(self, reporter: Reporter, *, told: "tuple[Status, ...]" = MISSED) -> None:
        """Tell what was not taken in and why, the first twenty of it; told limits that to some kinds."""
        missed = [found for found in self.missed if found.status in told]
        for found in missed[:MOST_REASONS]:
            reporter.notify(f"{found.status} {found.origin}: {found.reason}")
        if len(missed) > MOST_REASONS:
            reporter.notify(f"and {len(missed) - MOST_REASONS:,} more skipped. See all: --json")

    def _write_counts(self, kinds: "list[Any]") -> str:
        return ", ".join(f"{self.statuses[kind]:,} {kind}" for kind in kinds)
