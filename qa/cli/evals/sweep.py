"""`qa eval sweep`: the same questions by every combination of some settings."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import JUDGE, MODEL, SAMPLE, command
from qa.cli.options import JsonOption
from qa.cli.output import open_output
from qa.cli.progress import Reporter

if TYPE_CHECKING:
    from qa.evals.runs.rows import Row
    from qa.evals.runs.runs import RunOptions
    from qa.evals.sweeping.grid import Cell
    from qa.settings import Settings

EXAMPLES = (
    "qa eval sweep seeds/questions.jsonl --articles seeds/articles --model extractive --limit 10 --set k=4,8",
    "qa eval sweep seeds/questions.jsonl --articles seeds/articles --set passage_size=600,1000 --set k=4,8 --limit 10",
)
_NOTHING_WORKED = 1


@command(settings=("library", "embedder", *MODEL, *JUDGE), run_options=(*SAMPLE, "jobs"))
def sweep_evaluation(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS", help="jsonl, SQuAD json, csv, RealTime QA jsonl or a BEIR folder.")
    ],
    set: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=X,Y", help="A setting and the values to try. Repeatable."),
    ] = None,
    *,
    settings: "Settings",
    run_options: "RunOptions",
    metric: Annotated[str, typer.Option("--metric", metavar="NAME", help="What the table is sorted by.")] = "contains",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Folder of the runs; one there is gone on with."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Run the questions with every combination of settings.

    Each combination is an ordinary run in FOLDER, for compare, score, gate and report. A library is made once for each
    embedder and passage_size, and a model is asked the same thing once. The same command goes on where it was
    interrupted; a combination that fails is a row with the reason.

    Beside the runs, FOLDER gets sweep.json, and quality against cost as sweep.png and sweep.svg.

    Exit code: 0 done, 1 every combination failed, 2 wrong usage or bad questions, 130 interrupted.
    """
    from qa.evals.cases.cases import read_cases
    from qa.evals.runs.runs import name_folder
    from qa.evals.sweeping.grid import read_grid
    from qa.evals.sweeping.plot import draw_sweep
    from qa.evals.sweeping.sweep import run_sweep, tabulate_sweep

    grid = read_grid(set or ())
    folder = output or name_folder(Path(f"sweep-{questions.stem}"))
    with Reporter() as reporter:

        def show(cell: "Cell", row: "Row", done: int, total: int) -> None:
            reporter.advance(str(cell), done, total)

        sweep = run_sweep(
            read_cases(questions),
            settings,
            grid,
            folder,
            run_options,
            metric=metric,
            notify=reporter.notify,
            on_progress=reporter.advance,
            on_row=show,
        )
        drawn = draw_sweep(sweep, folder)
        reporter.notify(f"The sweep: {folder}" + (f", drawn in {drawn[0]}" if drawn else ""))
    if json:
        open_output().write_json(sweep.to_json())
    else:
        open_output().write_table(tabulate_sweep(sweep))
    if all(result.error for result in sweep.results):
        raise typer.Exit(_NOTHING_WORKED)
