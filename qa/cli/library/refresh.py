"""`qa refresh`: look at every feed and page of the library again; say what is new, what changed, what is gone."""

from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import FETCH, GATHER, STORE, command
from qa.cli.library.ingest import read_web, report_end
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_library
from qa.errors import SourceProblem

if TYPE_CHECKING:
    from qa.ingest import GatherOptions, RefreshTally
    from qa.ingest.fetch.fetcher import FetchOptions
    from qa.settings import Settings

EXAMPLES = (
    "qa refresh",
    "qa refresh --quiet --since 2025-10-01",
)


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
    from qa.ingest import RefreshTally, hold_refresh, list_followed

    tally = RefreshTally()
    with Reporter(quiet=quiet) as reporter, open_library(settings, embeds=True) as opened, hold_refresh(opened):
        web = list_followed(opened, fetch=fetch, gather=gather)
        if not web.pages and not web.feeds:
            raise SourceProblem("The library follows no page or feed. Give one: qa ingest --feed ADDRESS")
        with report_end(tally, reporter, told=("failed",) if quiet else ("skipped", "failed")):
            read_web(opened, web, reporter, tally)
    _write_report(tally, quiet=quiet, json=json)
    if set(tally.statuses) == {"failed"}:
        raise SourceProblem("Nothing could be fetched. Check the connection, and run the same command again.")


def _write_report(tally: "RefreshTally", *, quiet: bool, json: bool) -> None:
    from qa.ingest.tally import NEWS
    from qa.render.clean import clean_line

    output = open_output()
    if json:
        output.write_json(tally.to_rows())
    elif not quiet:
        for found in tally.news:
            if found.status != "failed":
                told = (found.article.title if found.article else "") or found.reason
                output.write_text(f"{NEWS[found.status]}\t{clean_line(told)}\t{clean_line(found.origin)}\n")
        output.write_text(tally.write_refreshed() + "\n")
