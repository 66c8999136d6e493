"""`qa changes`: what is new about a topic since a day."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.briefing.timeline import read_count
from qa.cli.groups import STORE, command
from qa.cli.options import CountOption, Format, JsonOption, join_words
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_library

if TYPE_CHECKING:
    from qa.briefing import Changes
    from qa.library import Filters
    from qa.settings import Settings

NOT_FOUND = 3
EXAMPLES = (
    'qa changes "Teln valley flood" --since 2024-08-09',
    'qa changes "Lakes Cup" --since "last week" --as-of 2025-07-10 --format markdown',
    'qa changes "interest rate cut in Ilmaria" --since 2025-02 --json',
)


@command(settings=(*STORE, "base_url", "as_of"), filters=("until", "source", "language"))
def show_changes(
    topic: Annotated[list[str], typer.Argument(metavar="TOPIC", help="What the changes are about.")],
    since: Annotated[
        str, typer.Option("--since", metavar="DAY", help='YYYY-MM-DD, YYYY-MM, YYYY, or words such as "last week".')
    ],
    settings: "Settings",
    filters: "Filters",
    k: CountOption = None,
    format: Annotated[Format, typer.Option("--format", help="How the changes are written.")] = "text",
    json: JsonOption = False,
) -> None:
    """Show what is new about a topic since a day.

    No model is needed, and the day is included. Shown are new reports and the events that they tell, articles that
    were revised (- is what was said, + what is said now), that their outlets corrected, or whose pages are gone,
    and figures that moved. "last week" counts from --as-of, else from the newest article. -k is how many reports
    are looked at, 40 by default.

    Exit code: 0 found, be it that nothing changed, 3 the library has nothing about the topic, 4 no library, 1 failure,
    2 wrong usage.
    """
    count = read_count(k)
    from qa.briefing import open_briefer, read_since

    with (
        Reporter() as reporter,
        open_library(settings, embeds=True) as library,
        open_briefer(replace(settings, model="extractive"), library=library) as briefer,
    ):
        day = read_since(since, today=settings.as_of or briefer.find_newest_day(filters), name="--since")
        changes = briefer.find_changes(join_words(topic), since=day, k=count, filters=filters)
        for notice in changes.notices:
            reporter.notify(notice)
    write_changes(changes, open_output(), format="json" if json else format)
    raise typer.Exit(0 if changes.status != "nothing_found" else NOT_FOUND)


def write_changes(changes: "Changes", output: Output, *, format: Format) -> None:
    """Write the changes in one of the formats."""
    if format == "json":
        output.write_json(changes.to_json())
    elif format == "text":
        from qa.render.briefing.lines import lay_out_changes

        output.write_lines(lay_out_changes(changes))
    elif format == "markdown":
        from qa.render.briefing.markdown import write_changes_markdown

        output.write_text(write_changes_markdown(changes))
    else:
        from qa.render.pages.document import write_changes_page

        output.write_text(write_changes_page(changes))
