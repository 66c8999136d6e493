"""`qa export`: write the articles of the library as JSON lines that `qa ingest` takes in as they were."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import FILTERS, command
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import open_parts
from qa.errors import UsageProblem

if TYPE_CHECKING:
    from qa.library import Filters
    from qa.library.parts.opened import OpenParts
    from qa.settings import Settings

EXAMPLES = (
    "qa export -o articles.jsonl",
    "qa export --since 2025-11 | qa ingest - --library november",
    "qa export -o articles.jsonl --chroma vectors",
)


@command(settings=("library",), filters=FILTERS)
def export_library(
    file: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here instead of to stdout.")
    ] = None,
    *,
    settings: "Settings",
    filters: "Filters",
    chroma: Annotated[
        Path | None,
        typer.Option("--chroma", metavar="FOLDER", help="Copy the whole Chroma collection to this new folder, too."),
    ] = None,
) -> None:
    """Write the articles as JSON lines for another library to take in.

    Each has all that is known of it, its id and its origin, and what it said before it changed. Vectors are not in it:
    they are made anew, or copied as a Chroma collection that any Chroma client opens.
    """
    from qa.library.upkeep.export import check_copy, copy_collection
    from qa.library.vectors.target import Target

    target = Target(folder=settings.library, url=settings.chroma)
    if chroma:
        check_copy(target, chroma)
    with open_parts(settings) as parts, Reporter() as reporter:
        with _open_file(file) as output:
            count = _write_rows(output, parts, filters, reporter if file else None)
        if chroma:
            copy_collection(parts.main.catalogue, target, chroma)
    if file:
        copied = f", the Chroma collection to {chroma}" if chroma else ""
        open_output().write_text(f"{count:,} {'article' if count == 1 else 'articles'} written to {file}{copied}.\n")


def _write_rows(output: Output, parts: "OpenParts", filters: "Filters", reporter: Reporter | None) -> int:
    from qa.library.upkeep.export import iterate_rows

    opened = parts.list_parts()
    total = sum(part.count().articles for part in opened)
    rows = chain.from_iterable(iterate_rows(part.catalogue, filters, without=part.hidden) for part in opened)
    count = 0
    for count, row in enumerate(rows, start=1):
        output.write_json(row, indent=None)
        if reporter:
            reporter.advance("Exporting", count, total)
    return count


@contextmanager
def _open_file(path: Path | None) -> Iterator[Output]:
    """Give what is written to: stdout, or a file that has its name only once it is complete."""
    if path is None:
        yield open_output()
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            yield Output(stream=stream)
        part.replace(path)
    except OSError as error:
        raise UsageProblem(f"{path} can't be written: {error.strerror or error}.") from None
    finally:
        part.unlink(missing_ok=True)
