"""`qa timeline`: the events of a topic by the day on which they happened."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import FILTERS, STORE, command
from qa.cli.options import CountOption, Format, JsonOption, join_words
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_library
from qa.errors import UsageProblem

if TYPE_CHECKING:
    from qa.briefing import Timeline
    from qa.library import Filters
    from qa.settings import Settings

NOT_FOUND = 3
EXAMPLES = (
    'qa timeline "Teln valley flood"',
    'qa timeline "Lakes Cup" --since 2025-07 -n 10 --format markdown',
    'qa timeline "interest rate cut in Ilmaria" --json --picture rates.svg',
)
_PICTURES = (".svg", ".png")


@command(settings=(*STORE, "base_url", "as_of"), filters=FILTERS)
def show_timeline(
    topic: Annotated[list[str], typer.Argument(metavar="TOPIC", help="What the timeline is of.")],
    settings: "Settings",
    filters: "Filters",
    k: CountOption = None,
    n: Annotated[int, typer.Option("-n", metavar="N", min=1, max=500, help="Events to show.")] = 30,
    picture: Annotated[
        str | None, typer.Option("--picture", metavar="FILE", help="Draw it as well, into an .svg or .png file.")
    ] = None,
    dark: Annotated[bool, typer.Option("--dark", help="Draw for a dark page.")] = False,
    format: Annotated[Format, typer.Option("--format", help="How the timeline is written.")] = "text",
    json: JsonOption = False,
) -> None:
    """Show what happened when, without any model.

    Each event is a sentence of an article, by the day that it speaks of and not by the day of publication. What several
    outlets tell is one event; plans, later figures and corrections are marked. --since and --until limit the articles.
    -k is how many reports are looked at, 40 by default.

    Exit code: 0 found, 3 nothing found, 4 no library, 1 failure, 2 wrong usage.
    """
    if picture and Path(picture).suffix.lower() not in _PICTURES:
        raise UsageProblem(f"--picture can't be {picture[:80]!r}. Give a file that ends in .svg or .png.")
    from qa.briefing import open_briefer

    with (
        Reporter() as reporter,
        open_library(settings, embeds=True) as library,
        open_briefer(replace(settings, model="extractive"), library=library) as briefer,
    ):
        timeline = briefer.make_timeline(join_words(topic), most=n, k=read_count(k), filters=filters)
        for notice in timeline.notices:
            reporter.notify(notice)
        write_timeline(timeline, open_output(), format="json" if json else format)
        if picture and timeline.events:
            from qa.render.briefing.picture import draw_timeline

            for notice in draw_timeline(timeline, Path(picture), dark=dark):
                reporter.notify(notice)
    raise typer.Exit(0 if timeline.events else NOT_FOUND)


def read_count(k: int | None) -> int | None:
    """Return how many reports to look at. Raises UsageProblem for less than one."""
    if k is not None and not 1 <= k <= 1_000:
        raise UsageProblem(f"-k can't be {k}. Give a number from 1 to 1000.")
    return k


def write_timeline(timeline: "Timeline", output: Output, *, format: Format) -> None:
    """Write a timeline in one of the formats."""
    if format == "json":
        output.write_json(timeline.to_json())
    elif format == "text":
        from qa.render.briefing.lines import lay_out_timeline

        output.write_lines(lay_out_timeline(timeline))
    elif format == "markdown":
        from qa.render.briefing.markdown import write_timeline_markdown

        output.write_text(write_timeline_markdown(timeline))
    else:
        from qa.render.pages.document import write_timeline_page

        output.write_text(write_timeline_page(timeline))
