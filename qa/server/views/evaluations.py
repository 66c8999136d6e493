"""The pages of evaluations: runs with their scores, two of them compared, and the report in its place."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from qa.errors import UsageProblem
from qa.evals.comparing.compare import Flip, compare_runs
from qa.evals.report.facts import name_report
from qa.evals.report.report import write_report_parts
from qa.evals.report.runs import open_runs
from qa.evals.runs.folder import open_run
from qa.evals.tables import MOST_FLIPS, tabulate_changes, tabulate_kinds, write_number, write_outcome
from qa.render.pages.page import read_template_file, write_part
from qa.server.frame import send_page, write_server_page
from qa.server.services import Services
from qa.server.views.progress import send_result
from qa.server.views.runs import find_runs, list_runs, pick_runs

if TYPE_CHECKING:
    from markupsafe import Markup

# Chosen: more can't be read side by side.
_MOST_REPORTED = 6
# Chosen: a report of some hundred questions takes about a megabyte.
_MOST_KEPT = 8
_RunState = frozenset[tuple[str, int, int]]


async def show_runs(request: Request) -> Response:
    """Show the runs, with what makes a report of some or compares two."""
    services: Services = request.app.state.services
    folder = _find_folder(services)
    listed = await services.read(lambda: list_runs(find_runs(folder)))
    return send_page(request.scope, "server/runs.html", title="Evaluations", listed=listed)


async def show_report(request: Request) -> Response:
    """Show the report of runs."""
    names = request.query_params.getlist("run")
    if not 1 <= len(names) <= _MOST_REPORTED:
        raise UsageProblem(f"A report is of one to {_MOST_REPORTED} runs. Choose them in the list.")
    return await _send(request, names, "Report", _write_report)


async def show_comparison(request: Request) -> Response:
    """Show two runs side by side, the one that was chosen first as A."""
    names = request.query_params.getlist("run")
    if len(set(names)) != 2:
        raise UsageProblem("Two runs are compared. Choose two in the list.")
    return await _send(request, names, "Comparison", _write_comparison)


async def send_report_script(_: Request) -> Response:
    """Send the module that chooses among the questions of a report."""
    return Response(
        read_template_file("report.js"), media_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )


async def _send(
    request: Request, names: Sequence[str], title: str, write: Callable[[Sequence[Path]], "Markup"]
) -> Response:
    services: Services = request.app.state.services
    paths = await services.read(lambda: pick_runs(find_runs(_find_folder(services)), names))
    page = write_server_page(
        request.scope,
        "server/evaluation.html",
        title=title,
        names=list(dict.fromkeys(names)),
        chooses=title == "Report",
    )
    return await send_result(page, services.follow(lambda tell: write(paths)), stop="/evaluations")


def _write_report(paths: Sequence[Path]) -> "Markup":
    return _write_report_of(tuple((path, _read_state(path)) for path in paths))


@lru_cache(maxsize=_MOST_KEPT)
def _write_report_of(runs_as_they_are: "tuple[tuple[Path, _RunState], ...]") -> "Markup":
    """Return the markup of a report, made once for the runs as they are: to draw it takes a second or two."""
    runs = open_runs([path for path, _ in runs_as_they_are])
    return write_part("server/report.html", about=name_report(runs), body_parts=write_report_parts(runs))


def _write_comparison(paths: Sequence[Path]) -> "Markup":
    a, b = map(open_run, paths)
    found = compare_runs(a, b)
    metric = found.flip_metric
    tables = [("Differences", tabulate_changes(found.changes))]
    if metric and found.by_kind:
        tables.append((f"{metric}, by kind of question", tabulate_kinds(found, metric)))
    return write_part(
        "server/comparison.html",
        outcome=write_outcome(found),
        unshared=found.only_a + found.only_b,
        errors=found.errors_a + found.errors_b,
        tables=[(name, [header or "NOTE" for header in table.headers], table.rows) for name, table in tables],
        metric=metric,
        flips=[
            (title, len(flips), [_describe_flip(flip) for flip in flips[:MOST_FLIPS]])
            for title, flips in (("Better in B", found.better), ("Worse in B", found.worse))
        ],
    )


def _read_state(run: Path) -> "_RunState":
    """Return what is another once a file of a run is."""
    found = [(path.name, path.stat()) for path in run.iterdir() if path.is_file()]
    return frozenset((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)


def _describe_flip(flip: Flip) -> dict[str, Any]:
    values = flip.to_json()
    return {
        "question": values["question"],
        "gold": "; ".join(values["gold"]),
        "answers": [
            (name, write_number(value), values[name.lower()] or "(not answered)")
            for name, value in (("A", flip.before), ("B", flip.after))
        ],
    }


def _find_folder(services: Services) -> Path:
    return services.options.runs or services.library.path / "runs"
