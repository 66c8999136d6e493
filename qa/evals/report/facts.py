"""The head of a report: what was asked of what, by which model, with which settings, hashes and versions."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from qa.evals.report.page import escape_line
from qa.evals.report.runs import ReportedRun
from qa.language.dates.format import format_day

_Facts = Mapping[str, object]


def name_report(runs: Sequence[ReportedRun]) -> str:
    """Return the title of a report, as plain text."""
    questions = " and ".join(dict.fromkeys(map(_name_questions, runs)))
    models = " and ".join(dict.fromkeys(run.info.model for run in runs))
    verb = "checked" if runs[0].info.task == "check" else "answered"
    return f"{questions}, {verb} by {models}"


def write_facts(runs: Sequence[ReportedRun]) -> Iterator[str]:
    """Yield as HTML what has to be known of the runs, a column for each, and the rest to be opened."""
    for run in runs:
        yield from _write_notices(run)
    yield _write_table(runs, [_list_main(run) for run in runs])
    yield '<details class="more"><summary>Settings, hashes and versions</summary>'
    yield _write_table(runs, [_list_details(run) for run in runs])
    yield "</details>\n"


def _write_notices(run: ReportedRun) -> Iterator[str]:
    name = escape_line(run.name)
    if not run.info.finished:
        yield f'<p class="notice">The run {name} is not finished: questions are missing.</p>\n'
    if run.scores.errors:
        failed = f"{run.scores.errors:,} of {run.scores.cases:,} questions failed in {name}"
        yield f'<p class="notice">{failed}, and are in no score.</p>\n'


def _write_table(runs: Sequence[ReportedRun], facts: Sequence[_Facts]) -> str:
    """Return a table with a row for each fact; where the runs differ, a word says so."""
    names = "".join(f'<th scope="col">{escape_line(run.name)}</th>' for run in runs)
    rows = []
    for label in dict.fromkeys(label for listed in facts for label in listed):
        values = [escape_line(listed.get(label)) or "–" for listed in facts]
        differs = ' <span class="range">differs</span>' if len(set(values)) > 1 else ""
        cells = "".join(f"<td>{value}</td>" for value in values)
        rows.append(f'<tr><th scope="row">{escape_line(label)}{differs}</th>{cells}</tr>')
    return (
        f'<div class="scroll"><table class="facts"><thead><tr><th scope="col">Run</th>{names}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>\n"
    )


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
