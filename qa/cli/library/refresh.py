"""`qa refresh`: look at every feed and page of the library again; say what is new, what changed, what is gone."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.cli.groups import FETCH, GATHER, STORE, command
from qa.cli.library.ingest import read_web, report_end
from qa.cli.library.tally import IngestTally
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_library
from qa.errors import SourceProblem

if TYPE_CHECKING:
    from qa.ingest import Found, GatherOptions, Status
    from qa.ingest.fetch.fetcher import FetchOptions
    from qa.settings import Settings

EXAMPLES = (
    "qa refresh",
    "qa refresh --quiet --since 2025-10-01",
)
_WORDS: "dict[Status, str]" = {"new": "new", "replaced": "changed", "gone": "gone", "failed": "failed"}


class RefreshTally(IngestTally):
    """A tally that keeps what is new, changed or gone."""

    def __init__(self) -> None:
        super().__init__()
        self.news: list[Found] = []

    def add(self, found: "Found", passages: int) -> None:
        """Count one thing that is dealt with."""
        super().add(found, passages)
        if found.status in _WORDS:
            self.news.append(found)

    def write_refreshed(self) -> str:
        """Return the counts in a line."""
        counts = [f"{self.statuses[status]:,} {word}" for status, word in _WORDS.items()]
        rest = f"{self.statuses['unchanged']:,} unchanged, {self.statuses['skipped']:,} skipped"
        return f"{', '.join(counts)}; {rest}; {self.seconds:.1f} s."

    def to_rows(self) -> dict[str, Any]:
        """Return what is new, changed, gone, failed or skipped as values of JSON, and how much is unchanged."""
        rows: dict[str, Any] = {word: [] for word in (*_WORDS.values(), "skipped")}
        for found in [*self.news, *(found for found in self.missed if found.status == "skipped")]:
            rows[_WORDS.get(found.status, "skipped")].append(_describe(found))
        return {**rows, "unchanged": self.statuses["unchanged"], "seconds": round(self.seconds, 3)}


@command(settings=(*STORE, "base_url"), gather=GATHER, fetch=FETCH)
def refresh_library(
    settings: "Settings",
    gather: "GatherOptions",
    fetch: "FetchOptions",
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Say nothing unless something could not be fetched: for cron.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Look at every feed and page of the library again.

    It tells what is new, what changed, and which pages are gone (their articles stay). What did not change costs one
    request without an answer's body. Only one refresh of a library runs at a time; after an interruption the next one
    goes on.

    Exit code: 0 done, even where some could not be fetched; 1 nothing could be fetched, or a refresh is running.
    """
    from qa.ingest import hold_refresh, list_followed

    tally = RefreshTally()
    with Reporter(quiet=quiet) as reporter, open_library(settings) as opened, hold_refresh(opened):
        web = list_followed(opened, fetch=fetch, gather=gather)
        if not web.pages and not web.feeds:
            raise SourceProblem("The library follows no page or feed. Give one: qa ingest --feed ADDRESS")
        with report_end(tally, reporter, told=("failed",) if quiet else ("skipped", "failed")):
            read_web(opened, web, reporter, tally)
    _write_report(tally, quiet=quiet, json=json)
    if set(tally.statuses) == {"failed"}:
        raise SourceProblem("Nothing could be fetched. Check the connection, and run the same command again.")


def _write_report(tally: RefreshTally, *, quiet: bool, json: bool) -> None:
    from qa.render.clean import clean_line

    output = open_output()
    if json:
        output.write_json(tally.to_rows())
    elif not quiet:
        for found in tally.news:
            if found.status != "failed":
                told = (found.article.title if found.article else "") or found.reason
                output.write_text(f"{_WORDS[found.status]}\t{clean_line(told)}\t{clean_line(found.origin)}\n")
        output.write_text(tally.write_refreshed() + "\n")


def _describe(found: "Found") -> dict[str, str | None]:
    if found.article:
        return {"origin": found.origin, "id": found.article.id, "title": found.article.title}
    return {"origin": found.origin, "reason": found.reason}
