"""`qa library split`: move what is done from the open part of a library to parts of their own."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qa.cli.groups import STORE, command
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_parts

if TYPE_CHECKING:
    from qa.settings import Settings

EXAMPLES = ("qa library split --by month --freeze", "qa library split --by size --size 50000")


@command(settings=STORE)
def split_parts(
    settings: "Settings",
    by: Annotated[
        Literal["month", "size"], typer.Option("--by", help="A part for each month, or for so many passages.")
    ] = "month",
    size: Annotated[
        int, typer.Option("--size", metavar="N", min=1, help="With --by size: passages in a part.")
    ] = 100_000,
    freeze: Annotated[bool, typer.Option("--freeze", help="Close the new parts: see qa library freeze.")] = False,
    json: JsonOption = False,
) -> None:
    """Move articles from the open part of the library to others, without embedding them again.

    By month, the latest month stays in the open part; by size, what is too little for a part. What has no day stays in
    any case. Run it again when there is more: late articles go to the part of their month, unless that is frozen. When
    it is interrupted, nothing is lost, and the next run goes on.
    """
    from qa.library.parts.facts import describe_part
    from qa.library.parts.joining import freeze_part
    from qa.library.parts.splitting import plan_parts, split_library
    from qa.render.library.parts import tabulate_parts

    with open_parts(settings) as parts, Reporter() as reporter:
        planned = plan_parts(parts.main.catalogue, by=by, size=size)
        names = [
            entry.name
            for entry in split_library(
                parts, planned, on_progress=lambda done, total: reporter.advance("Moving", done, total)
            )
        ]
        for done, name in enumerate(names if freeze else ()):
            reporter.advance("Compacting", done, len(names))
            freeze_part(parts, name, notify=reporter.notify)
        reporter.stop()
        found = [describe_part(part) for part in parts.list_parts() if part.entry.name in names]
    if json:
        open_output().write_json([asdict(facts) for facts in found])
    elif found:
        open_output().write_table(tabulate_parts(found))
    else:
        open_output().write_text("There is nothing to move: the open part has too little for another part.\n")
