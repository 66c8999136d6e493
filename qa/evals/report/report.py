"""Write the report of runs to a file, and never over one that is something else."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qa.errors import RunProblem
from qa.evals.files import replace_file
from qa.evals.report.facts import name_report, write_facts
from qa.evals.report.figures import write_plots
from qa.evals.report.plots import plot_runs
from qa.evals.report.questions import write_questions
from qa.evals.report.runs import ReportedRun, open_runs
from qa.evals.report.scores import write_score_tables
from qa.render.pages.page import write_page

if TYPE_CHECKING:
    from markupsafe import Markup

REPORT_FILE = "report.html"
# By this a file is known to be a report, which may be written over.
GENERATOR = "qa eval report"
# The generator is named within so many bytes of the beginning.
_HEAD = 1_000


def write_report(paths: Sequence[Path], output: Path | None = None) -> Path:
    """Write the report of the runs in folders, the first of which the others are compared to; return where it is.

    output  the file; None puts report.html into the folder of the first run

    Raises RunProblem where a run can't be reported, and where the file can't be written or is not a report.
    """
    runs = open_runs(paths)
    file = output or paths[0] / REPORT_FILE
    try:
        _check_replaceable(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, "".join(build_report(runs)).encode())
    except OSError as error:
        raise RunProblem(f"{file} can't be written: {error.strerror}. Name another file with -o.") from None
    return file


def build_report(runs: Sequence[ReportedRun]) -> Iterator[str]:
    """Yield the report as HTML, piece by piece."""
    return write_page(
        "report/page.html",
        script="report.js",
        title=name_report(runs),
        generator=GENERATOR,
        body_parts=write_report_parts(runs),
    )


def write_report_parts(runs: Sequence[ReportedRun], address: str = "") -> "Iterator[Markup]":
    """Yield what a report shows, without the page around it.

    Args:
        runs: What is reported.
        address: Where a server has the pictures and the insides of questions, by their numbers from 1; "" puts all in.
    """
    yield write_facts(runs)
    yield write_score_tables(runs)
    yield write_plots(plot_runs(runs), address)
    yield write_questions(runs, address)


def _check_replaceable(path: Path) -> None:
    """Refuse to write over what is not a report. Raises RunProblem, and OSError where it can't be read."""
    if not path.exists():
        return
    if path.is_file():
        with path.open("rb") as file:
            begin = file.read(_HEAD)
        if f'content="{GENERATOR}"'.encode() in begin or not begin:
            return
    raise RunProblem(f"{path} is there already and is not a report of qa. Name another file with -o.")
