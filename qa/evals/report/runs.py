"""The runs of a report, read and checked: each with its name, its scores, and how it differs from the first one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa.answer import Answer
from qa.errors import RunProblem
from qa.evals.cases.cases import Case
from qa.evals.comparing.compare import Comparison, compare_runs
from qa.evals.metrics import METRICS
from qa.evals.report.outcomes import Outcome, find_outcome
from qa.evals.runs.folder import Run, RunInfo, open_run
from qa.evals.runs.rows import ANSWERS_FILE, Row
from qa.evals.scores import Scores, read_scores
from qa.evals.tables import MAIN_METRICS
from qa.render.clean import clean_line


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedAnswer:
    """What a run made of a question; there is no answer where it failed, and to a statement, which has a verdict."""

    row: Row
    answer: Answer | None
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """What a line of answers.jsonl has to hold."""

    case: Case
    answer: Answer | None
    error: str | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedRun:
    """A run with what the report says of it.

    name        the name of its folder; its whole path where another one has the same
    comparison  with the first run, by the main metrics; None for the first one itself
    """

    name: str
    info: RunInfo
    replies: tuple[ReportedAnswer, ...]
    scores: Scores
    comparison: Comparison | None


def open_runs(paths: Sequence[Path]) -> list[ReportedRun]:
    """Return the runs in folders, the same folder once.

    Raises RunProblem where one is missing, damaged, of another version, empty, without its scores, or where one shares
    no question with the first.
    """
    unique = {path.resolve(): path for path in paths}
    runs = [open_run(path) for path in unique.values()]
    replies = [tuple(_read_replies(run)) for run in runs]
    scores = [_read_scores(run) for run in runs]
    counts = Counter(folder.name for folder in unique)
    return [
        ReportedRun(
            name=clean_line(folder.name if counts[folder.name] == 1 else str(run.path)),
            info=run.info,
            replies=replies[n],
            scores=scores[n],
            comparison=compare_runs(runs[0], run, metrics=_list_main(runs[0])) if n else None,
        )
        for n, (folder, run) in enumerate(zip(unique, runs, strict=True))
    ]


def group_replies(runs: Sequence[ReportedRun]) -> Iterator[tuple[Case, dict[str, ReportedAnswer]]]:
    """Yield each question of any run, in their order, with its reply in each run that has it, by the run's name."""
    found: dict[tuple[str, str], dict[str, ReportedAnswer]] = {}
    for run in runs:
        for reply in run.replies:
            case = reply.row.case
            found.setdefault((case.id, case.question), {})[run.name] = reply
    for replies in found.values():
        yield next(iter(replies.values())).row.case, replies


def _read_replies(run: Run) -> Iterator[ReportedAnswer]:
    """Yield the replies of a run. Raises RunProblem where there are none, or for an answer that is damaged."""
    from pydantic import TypeAdapter, ValidationError

    if run.rows and run.info.task == "check":
        yield from (ReportedAnswer(row=row, answer=None, outcome=find_outcome(row)) for row in run.rows)
        return
    if not run.rows:
        raise RunProblem(f"The run {run.path} has no answers yet. Go on with it: qa eval run QUESTIONS -o {run.path}")
    adapter = TypeAdapter(_Line)
    for row in run.rows:
        try:
            line = adapter.validate_python(row.to_json())
        except ValidationError as error:
            place = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise RunProblem(
                f"The answer to {row.case.id} in {run.path} is damaged, at {place}. Remove its line from "
                f"{ANSWERS_FILE} and go on with the run: qa eval run QUESTIONS -o {run.path}"
            ) from None
        yield ReportedAnswer(row=row, answer=line.answer, outcome=find_outcome(row))


def _list_main(run: Run) -> list[str]:
    return [name for name in MAIN_METRICS if METRICS[name].task == run.info.task]


def _read_scores(run: Run) -> Scores:
    """Return the scores of a run. Raises RunProblem where there are none, or those of other answers."""
    scores = read_scores(run.path)
    if scores.cases != len(run.rows) or set(scores.per_case) != {row.case.id for row in run.rows if row.answer}:
        raise RunProblem(
            f"The scores in {run.path} are not those of its answers. Compute them anew: qa eval score {run.path}"
        )
    return scores
