"""`qa eval report`: one page with the scores, the plots and every answer of one or more runs."""

from pathlib import Path
from typing import Annotated

import typer

from qa.cli.progress import Reporter

EXAMPLES = (
    "qa eval report runs/first",
    "qa eval report runs/first runs/second -o report.html",
)


def report_evaluation(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN", help="Folders of runs, the one to compare to first.")],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="The page; report.html in the first run's folder if not said."
        ),
    ] = None,
) -> None:
    """Write a report of one or more runs as an HTML page.

    The scores with their 95 % intervals, side by side with the differences to the first run; plots; and every question
    with its answers, the quotes in their place, and the right answer. The page is one file that loads nothing, and
    nothing in an article can run in it. An older report is written over, another file never.

    Exit code: 0 done, 1 a run is missing, damaged or of other questions, or the file can't be written.
    """
    from qa.evals.report import write_report

    path = write_report(runs, output)
    with Reporter() as reporter:
        reporter.notify(f"The report: {path}")
