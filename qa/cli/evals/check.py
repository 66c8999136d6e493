"""`qa eval check`: how well the check tells true statements from false ones."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.evals.run import report_run
from qa.cli.groups import JUDGE, MODEL, SAMPLE, command
from qa.cli.options import JsonOption, RunFolderOption
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter

if TYPE_CHECKING:
    from qa.evals.runs.folder import Run
    from qa.evals.runs.rows import Row
    from qa.evals.runs.runs import RunOptions
    from qa.evals.scores import Scores
    from qa.settings import Settings

EXAMPLES = (
    "qa eval plant --articles seeds/articles -n 40 -o statements.jsonl; "
    "qa eval check statements.jsonl --articles seeds/articles --no-judge -o runs/check",
    "qa eval gate runs/check --min true_kept=0.9 --max false_passed=0.9",
)
_LABEL = "checking statements"


@command(settings=("library", "embedder", *MODEL, *JUDGE, "k"), run_options=SAMPLE)
def check_evaluation(
    statements: Annotated[
        Path, typer.Argument(metavar="STATEMENTS", help="JSON lines: text, label or kind; question and asked if any.")
    ],
    settings: "Settings",
    run_options: "RunOptions",
    output: RunFolderOption = None,
    json: JsonOption = False,
) -> None:
    """Measure the check on labelled statements, such as qa eval plant makes.

    A statement is labelled true or false, or supported, partially_supported or not_supported, of which supported alone
    counts as true; without a label it is true where its kind is "true". With a question, it is checked as an answer.

    The run is a folder: run.json, verdicts.jsonl, scores.json. It can be gated, compared with another, and reported.
    The same command with the same -o goes on where it was interrupted.

    Exit code: 0 done, 2 wrong usage or bad statements, 4 no library, key or model, 1 failure, 130 interrupted.
    """
    from qa.evals.cases.statements import read_statements
    from qa.evals.runs.checks import run_statements
    from qa.evals.runs.runs import name_folder

    with Reporter() as reporter:

        def show(row: "Row", done: int, total: int) -> None:
            reporter.advance(_LABEL, done, total)

        run = run_statements(
            read_statements(statements),
            settings,
            output or name_folder(statements),
            run_options,
            notify=reporter.notify,
            on_progress=reporter.advance,
            on_row=show,
        )
        reporter.stop()
        show_check(run, reporter, json=json)


def show_check(run: "Run", reporter: Reporter, *, json: bool) -> None:
    """Write the scores of a run to stdout, as a whole and by kind, and on stderr where it is and what failed in it."""
    scores = report_run(run, reporter, done="statements checked")
    if json:
        open_output().write_json(scores.to_json())
    else:
        write_tables(scores, open_output())


def write_tables(scores: "Scores", output: Output) -> None:
    """Write the scores, and below them those by kind."""
    from qa.evals.tables import tabulate_scores, tabulate_verdicts
    from qa.render.layout import Line

    output.write_table(tabulate_scores(scores.scores))
    output.write_lines([Line()])
    output.write_table(tabulate_verdicts(scores))
