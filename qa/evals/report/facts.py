"""The head of a report: what was asked of what, by which model, with which settings, hashes and versions."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from qa.evals.report.runs import ReportedRun
from qa.language.dates.format import format_day
from qa.render.pages.page import write_part

if TYPE_CHECKING:
    from markupsafe import Markup

_Facts = Mapping[str, object]


def name_report(runs: Sequence[ReportedRun]) -> str:
    """Return the title of a report, as plain text."""
    questions = " and ".join(dict.fromkeys(map(_name_questions, runs)))
    models = " and ".join(dict.fromkeys(run.info.model for run in runs))
    verb = "checked" if runs[0].info.task == "check" else "answered"
    return f"{questions}, {verb} by {models}"


def write_facts(runs: Sequence[ReportedRun]) -> "Markup":
    """Return as markup what has to be known of the runs, a column for each, and the rest to be opened."""
    return write_part(
        "report/facts.html",
        notices=[notice for run in runs for notice in _list_notices(run)],
        headers=["Run", *(run.name for run in runs)],
        main=_list_rows([_list_main(run) for run in runs]),
        details=_list_rows([_list_details(run) for run in runs]),
    )


def _list_notices(run: ReportedRun) -> Iterator[str]:
    if not run.info.finished:
        yield f"The run {run.name} is not finished: questions are missing."
    if run.scores.errors:
        yield f"{run.scores.errors:,} of {run.scores.cases:,} questions failed in {run.name}, and are in no score."


def _list_rows(facts: Sequence[_Facts]) -> list[Sequence[object]]:
    """Return a row for each fact; where the runs differ, a word says so."""
    rows: list[Sequence[object]] = []
    for label in dict.fromkeys(label for listed in facts for label in listed):
        values = ["–" if (value := listed.get(label)) in (None, "") else str(value) for listed in facts]
        head = write_part("report/label.html", label=label, differs=len(set(values)) > 1)
        rows.append([head, *values])
    return rows


def _list_main(run: ReportedRun) -> _Facts:
    info = run.info
    cases = info.questions.get("cases")
    of = "" if cases == run.scores.cases else f" of {cases}"
    return {
        "model": info.model,
        "begun": f"{format_day(info.created)}, {info.created[11:16]} UTC" if format_day(info.created) else info.created,
        "questions": f"{run.scores.cases}{of}, {_name_questions(run)}",
        "articles": f"{info.library.get('articles')} in {info.library.get('passages')} passages",
    }


def _list_details(run: ReportedRun) -> _Facts:
    info = run.info
    return {
        **info.settings,
        **{f"sample {name}": value for name, value in info.sample.items()},
        "seed": info.seed,
        "settings, hash": info.settings_hash,
        "questions, hash": info.questions.get("hash"),
        "library, hash": info.library.get("hash"),
        **{f"prompt {name}, hash": value for name, value in info.prompt_hashes.items()},
        **{f"{package}, version": value for package, value in info.versions.items()},
    }


def _name_questions(run: ReportedRun) -> str:
    return PurePath(str(run.info.questions.get("path"))).name
