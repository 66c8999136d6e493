"""Write the report of runs to a file, and never over one that is something else."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from qa.errors import RunProblem
from qa.evals.files import replace_file
from qa.evals.report.facts import name_report, write_facts
from qa.evals.report.figures import write_figure
from qa.evals.report.page import GENERATOR, write_page
from qa.evals.report.plots import plot_runs
from qa.evals.report.questions import write_questions
from qa.evals.report.runs import ReportedRun, open_runs
from qa.evals.report.scores import write_scores

REPORT_FILE = "report.html"
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
    return write_page(name_report(runs), _write_parts(runs))


def _write_parts(runs: Sequence[ReportedRun]) -> Iterator[str]:
    yield from write_facts(runs)
    yield from write_scores(runs)
    yield '<h2>Plots</h2>\n<div class="plots">\n'
    yield from map(write_figure, plot_runs(runs))
    yield "</div>\n"
    yield from write_questions(runs)


def _check_replaceable(path: Path) -> None:
    """Refuse to write over what is not a report. Raises RunProblem, and OSError where it can't be read."""
    if not path.exists():
        return
    if path.is_file():
        with path.open("rb") as file:
            begin = file.read(_HEAD)
        if GENERATOR.encode() in begin or not begin:
            return
    raise RunProblem(f"{path} is there already and is not a report of qa. Name another file with -o.")
