"""The report of runs in parts for the server's pages, each made once for the runs as they are."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from qa.errors import ArticleMissing
from qa.evals.report.facts import name_report
from qa.evals.report.figures import draw_plot
from qa.evals.report.plots import plot_runs
from qa.evals.report.questions import write_insides
from qa.evals.report.report import write_report_parts
from qa.evals.report.runs import ReportedRun, group_replies, open_runs
from qa.render.pages.page import write_part

if TYPE_CHECKING:
    from markupsafe import Markup

# Chosen: a report of some hundred questions takes some megabytes while its runs are open, a picture some kilobytes.
_MOST_OPEN, _MOST_PICTURES = 3, 30

# Of each run its name, its folder, and of its files what is another once they are.
RunsAsTheyAre = tuple[tuple[str, Path, frozenset[tuple[str, int, int]]], ...]


def look_at_runs(names: Sequence[str], paths: Sequence[Path]) -> RunsAsTheyAre:
    """Return runs as they are now."""
    return tuple((name, path, _read_state(path)) for name, path in zip(names, paths, strict=True))


@lru_cache(maxsize=_MOST_OPEN)
def write_report_page(runs: RunsAsTheyAre) -> "Markup":
    """Return the markup of a report; pictures and what is inside of questions have addresses of their own."""
    opened = _open_runs(runs)
    address = f"/evaluations/report/part?{urlencode([('run', name) for name, _, _ in runs])}"
    return write_part("server/report.html", about=name_report(opened), body_parts=write_report_parts(opened, address))


@lru_cache(maxsize=_MOST_OPEN)
def list_insides(runs: RunsAsTheyAre) -> "list[tuple[str, Markup]]":
    """Return the questions of a report, each with what is inside."""
    opened = _open_runs(runs)
    asked = [case.question for case, _ in group_replies(opened)]
    return list(zip(asked, write_insides(opened), strict=True))


def find_inside(runs: RunsAsTheyAre, number: str) -> "tuple[str, Markup]":
    """Return a question by its number, with what is inside. Raises ArticleMissing."""
    insides = list_insides(runs)
    return insides[_read_number(number, len(insides))]


@lru_cache(maxsize=_MOST_PICTURES)
def draw_picture(runs: RunsAsTheyAre, number: str) -> tuple[bytes, bytes]:
    """Return the picture with a number, for a light page and for a dark one. Raises ArticleMissing."""
    plots = plot_runs(_open_runs(runs))
    return draw_plot(plots[_read_number(number, len(plots))])


@lru_cache(maxsize=_MOST_OPEN)
def _open_runs(runs: RunsAsTheyAre) -> list[ReportedRun]:
    return open_runs([path for _, path, _ in runs])


def _read_number(text: str, most: int) -> int:
    """Return a number that is counted from 1 as one that is counted from 0."""
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if not 1 <= number <= most:
        raise ArticleMissing("There is nothing with this number in the report.")
    return number - 1


def _read_state(run: Path) -> frozenset[tuple[str, int, int]]:
    found = [(path.name, path.stat()) for path in run.iterdir() if path.is_file()]
    return frozenset((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
