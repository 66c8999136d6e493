"""`qa brief`: what the library holds of a topic as one cited page."""

from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.briefing.timeline import read_count
from qa.cli.groups import FILTERS, JUDGE, MODEL, STORE, command
from qa.cli.options import CountOption, Format, JsonOption, StrictOption, join_words
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_library

if TYPE_CHECKING:
    from qa.briefing import Brief
    from qa.library import Filters
    from qa.settings import Settings

NOT_FOUND = 3
EXAMPLES = (
    'qa brief "Teln valley flood"',
    'qa brief "Lakes Cup final" --model extractive --format html > cup.html',
    'qa brief "interest rate cut in Ilmaria" --until 2025-02-28 --json',
)


@command(settings=(*STORE, *MODEL, *JUDGE, "as_of"), filters=FILTERS)
def write_briefing(
    topic: Annotated[list[str], typer.Argument(metavar="TOPIC", help="What the briefing is about.")],
    settings: "Settings",
    filters: "Filters",
    k: CountOption = None,
    format: Annotated[Format, typer.Option("--format", help="How the briefing is written.")] = "text",
    strict: StrictOption = False,
    json: JsonOption = False,
) -> None:
    """Write a cited briefing of a topic.

    It tells what happened, who says what, figures, what is open, a timeline and the sources. The sections are
    written by the model, each from its own evidence and checked sentence by sentence, or taken from the articles
    word by word (--model extractive). What the articles do not confirm follows, set apart; --strict leaves it out,
    but for JSON. A section for which the articles have nothing is left out. -k is how many reports are looked at,
    40 by default.

    Exit code: 0 found, 3 nothing found, 4 no library, key or model, 1 failure, 2 wrong usage.
    """
    count = read_count(k)
    from qa.briefing import open_briefer

    with (
        Reporter() as reporter,
        open_library(settings, embeds=True) as library,
        open_briefer(settings, notify=reporter.notify, on_progress=reporter.advance, library=library) as briefer,
    ):
        brief = briefer.write_brief(join_words(topic), k=count, filters=filters, on_progress=reporter.advance)
        reporter.stop()
        for notice in brief.notices:
            reporter.notify(notice)
    chosen: Format = "json" if json else format
    write_brief(brief, open_output(), format=chosen, strict=strict)
    raise typer.Exit(0 if brief.status == "found" else NOT_FOUND)


def write_brief(brief: "Brief", output: Output, *, format: Format, strict: bool = False) -> None:
    """Write a briefing in one of the formats."""
    if format == "json":
        output.write_json(brief.to_json())
        return
    brief = brief.hide_unconfirmed() if strict else brief
    if format == "text":
        from qa.render.briefing.lines import lay_out_brief

        output.write_lines(lay_out_brief(brief))
    elif format == "markdown":
        from qa.render.briefing.markdown import write_brief_markdown

        output.write_text(write_brief_markdown(brief))
    else:
        from qa.render.pages.document import write_brief_page

        output.write_text(write_brief_page(brief))
