"""`qa eval judge`: let a model grade the answers of a run, and see how far it agrees with the exact score."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import MODEL, command
from qa.cli.options import JobsOption, JsonOption, ReplayOnlyOption
from qa.cli.output import open_output
from qa.cli.progress import Reporter

if TYPE_CHECKING:
    from qa.evals.comparing.intervals import Interval
    from qa.evals.judge import Agreement, Judgement
    from qa.evals.runs.rows import Row
    from qa.render.layout import Line, Table
    from qa.settings import Settings

EXAMPLES = (
    "qa eval judge runs/first --model openai:gpt-4.1",
    "qa eval judge runs/first --base-url http://127.0.0.1:8080/v1 --jobs 8 --json",
)
MOST_DIFFERING = 20
FEWEST_TO_DOUBT = 5
_LABEL = "grading"


@command(settings=MODEL)
def judge_evaluation(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of the run.")],
    settings: "Settings",
    jobs: JobsOption = 1,
    replay_only: ReplayOnlyOption = False,
    json: JsonOption = False,
) -> None:
    """Have a model grade the answers against the gold ones.

    The grades go to judge.json in the folder of the run and into no score. Shown is how far they agree with the exact
    score `contains`: the share, Cohen's kappa (0 is what chance gives, 1 is always) and where the two differ.

    An answer reaches the model as a quoted string, and only a reply of one of the three words counts. No prompt makes
    sure that a text can't sway the model that reads it: look at the answers where the two differ. It takes a large
    model; the local one that comes with the program is too small to grade.

    Exit code: 0 done, 1 the run is missing, damaged or has nothing to grade, 2 no model, 4 no key.
    """
    from qa.evals.judge import judge_run
    from qa.evals.runs.folder import open_run

    opened = open_run(run)
    with Reporter() as reporter:
        judgement = judge_run(
            opened,
            settings,
            jobs=jobs,
            replay_only=replay_only,
            notify=reporter.notify,
            on_progress=reporter.advance,
            on_grade=lambda done, total: reporter.advance(_LABEL, done, total),
        )
        for verdict in ("unreadable", "failed"):
            if count := judgement.counts[verdict]:
                reporter.notify(f"{count:,} of {len(judgement.grades):,} grades: {verdict}; they are in no agreement.")
        if max(judgement.counts.values()) == len(judgement.grades) >= FEWEST_TO_DOUBT:
            reporter.notify("All answers got the same grade: perhaps the model is too small to tell right from wrong.")
        reporter.notify(f"{len(judgement.grades):,} answers graded by {judgement.model}: {run / 'judge.json'}")
    output = open_output()
    if json:
        output.write_json(judgement.to_json())
        return
    output.write_table(_tabulate_counts(judgement))
    output.write_lines(_lay_out_agreement(judgement.agreement))
    output.write_lines(_lay_out_differing(judgement, {row.case.id: row for row in opened.rows}))


def _tabulate_counts(judgement: "Judgement") -> "Table":
    from qa.render.layout import Table

    rows = tuple((verdict, str(count)) for verdict, count in judgement.counts.items())
    return Table(headers=("GRADE", "ANSWERS"), rows=rows)


def _lay_out_agreement(agreement: "Agreement") -> Iterator["Line"]:
    from qa.render.layout import Line, make_line

    yield Line()
    yield make_line("Agreement with contains", "strong")
    yield make_line(f"share  {_write_interval(agreement.share)}", indent=2)
    yield make_line(f"kappa  {_write_interval(agreement.kappa)}", indent=2)
    for says, name in ((True, "right"), (False, "not right")):
        held, lacking = agreement.table[says, True], agreement.table[says, False]
        yield make_line(f"{name}: {held} with a gold answer in it, {lacking} without", indent=2)


def _lay_out_differing(judgement: "Judgement", rows: Mapping[str, "Row"]) -> Iterator["Line"]:
    from qa.evals.metrics.metric import read_answer_text
    from qa.render.clean import clean_line
    from qa.render.layout import Line, make_line

    differing = judgement.list_differing()
    yield Line()
    yield make_line(f"They differ on {len(differing)}", "strong")
    for grade in differing[:MOST_DIFFERING]:
        row = rows[grade.id]
        yield make_line(f"{clean_line(grade.id)}  {clean_line(row.case.question)}", indent=2)
        yield make_line(f"gold  {clean_line('; '.join(row.case.answers))}", "faint", indent=4)
        yield make_line(
            f"{grade.verdict}, contains {grade.exact:g}  {clean_line(read_answer_text(row.answer or {}))}", indent=4
        )
    if len(differing) > MOST_DIFFERING:
        yield make_line(f"and {len(differing) - MOST_DIFFERING} more; all of them: --json", "faint", indent=2)


def _write_interval(interval: "Interval | None") -> str:
    if interval is None:
        return "n/a: both always say the same, or nothing was graded"
    return f"{interval.value:.3f} ({interval.low:.3f} to {interval.high:.3f}) of {interval.n:,}"
