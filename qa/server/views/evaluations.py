"""The pages of evaluations: runs with their scores, two of them compared, and the report in its place."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from qa.errors import UsageProblem
from qa.evals.comparing.compare import Flip, compare_runs
from qa.evals.runs.folder import open_run
from qa.evals.tables import MOST_FLIPS, tabulate_changes, tabulate_kinds, write_number, write_outcome
from qa.render.pages.page import read_template_file, write_part
from qa.server.frame import send_page, write_server_page
from qa.server.services import Services
from qa.server.views.progress import send_result
from qa.server.views.reports import (
    RunsAsTheyAre,
    draw_picture,
    find_inside,
    list_insides,
    look_at_runs,
    write_report_page,
)
from qa.server.views.runs import find_runs, list_runs, pick_runs

if TYPE_CHECKING:
    from markupsafe import Markup

# Chosen: more can't be read side by side.
_MOST_REPORTED = 6


async def show_runs(request: Request) -> Response:
    """Show the runs, with what makes a report of some or compares two."""
    services: Services = request.app.state.services
    folder = _find_folder(services)
    listed = await services.read(lambda: list_runs(find_runs(folder)))
    return send_page(request.scope, "server/runs.html", title="Evaluations", listed=listed)


async def show_report(request: Request) -> Response:
    """Show the report of runs."""
    return await _send(request, _read_reported(request), "Report", write_report_page)


async def send_report_part(request: Request) -> Response:
    """Send what the page of a report leaves out: a picture, or what is inside of a question; with `part` nothing else.

    Without a number the insides of all questions come.
    """
    services: Services = request.app.state.services
    fields = request.query_params
    runs = await _pick(request, _read_reported(request))
    if "picture" in fields:
        pictures = await services.read(lambda: draw_picture(runs, fields["picture"]))
        return Response(pictures["dark" in fields], media_type="image/svg+xml", headers={"Cache-Control": "no-cache"})
    if "part" in fields and "question" not in fields:
        return HTMLResponse("".join(inside for _, inside in await services.read(lambda: list_insides(runs))))
    title, inside = await services.read(lambda: find_inside(runs, fields.get("question", "")))
    if "part" in fields:
        return HTMLResponse(inside)
    report = f"/evaluations/report?{urlencode([('run', name) for name, _, _ in runs])}"
    return send_page(request.scope, "server/question.html", title=title, inside=inside, report=report)


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
    request: Request, names: Sequence[str], title: str, write: Callable[[RunsAsTheyAre], "Markup"]
) -> Response:
    services: Services = request.app.state.services
    runs = await _pick(request, names)
    page = write_server_page(
        request.scope,
        "server/evaluation.html",
        title=title,
        names=[name for name, _, _ in runs],
        chooses=title == "Report",
    )
    return await send_result(page, services.follow(lambda tell: write(runs)), stop="/evaluations")


def _read_reported(request: Request) -> list[str]:
    names = request.query_params.getlist("run")
    if not 1 <= len(names) <= _MOST_REPORTED:
        raise UsageProblem(f"A report is of one to {_MOST_REPORTED} runs. Choose them in the list.")
    return names


async def _pick(request: Request, names: Sequence[str]) -> RunsAsTheyAre:
    services: Services = request.app.state.services
    own = list(dict.fromkeys(names))
    return await services.read(lambda: look_at_runs(own, pick_runs(find_runs(_find_folder(services)), own)))


def _write_comparison(runs: RunsAsTheyAre) -> "Markup":
    a, b = (open_run(path) for _, path, _ in runs)
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
