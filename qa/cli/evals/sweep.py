"""`qa eval sweep`: the same questions by every combination of some settings."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.options import (
    BaseUrlOption,
    EmbedderOption,
    JsonOption,
    JudgeModelOption,
    JudgeOption,
    LibraryOption,
    ModelOption,
    PromptsOption,
)
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.cli.session import read_settings
from qa.errors import UsageProblem

if TYPE_CHECKING:
    from qa.evals.runs.rows import Row
    from qa.evals.sweeping.grid import Cell

EXAMPLES = (
    "qa eval sweep seeds/questions.jsonl --articles seeds/articles --model extractive --limit 10 --set k=4,8",
    "qa eval sweep seeds/questions.jsonl --articles seeds/articles --set passage_size=600,1000 --set k=4,8 --limit 10",
)
_NOTHING_WORKED = 1


def sweep_evaluation(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS", help="jsonl, SQuAD json, csv, RealTime QA jsonl or a BEIR folder.")
    ],
    set: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=X,Y", help="A setting and the values to try. Repeatable."),
    ] = None,
    articles: Annotated[
        Path | None, typer.Option("--articles", metavar="PATH", help="Make a library of these for each splitter.")
    ] = None,
    library: LibraryOption = None,
    model: ModelOption = None,
    embedder: EmbedderOption = None,
    base_url: BaseUrlOption = None,
    prompts: PromptsOption = None,
    judge: JudgeOption = None,
    judge_model: JudgeModelOption = None,
    metric: Annotated[str, typer.Option("--metric", metavar="NAME", help="What the table is sorted by.")] = "contains",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Folder of the runs; one there is gone on with."),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option("--jobs", metavar="N", min=1, max=64, help="Questions at once, for a model behind an endpoint."),
    ] = 1,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Only the first questions.")] = None,
    sample: Annotated[int | None, typer.Option("--sample", metavar="N", min=1, help="Only so many, at random.")] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="Seed of the sample and the intervals.")] = 0,
    json: JsonOption = False,
) -> None:
    """Run the questions with every combination of settings.

    Each combination is an ordinary run in FOLDER, for compare, score, gate and report. A library is made once for each
    embedder and passage_size, and a model is asked the same thing once. The same command goes on where it was
    interrupted; a combination that fails is a row with the reason.

    Beside the runs, FOLDER gets sweep.json, and quality against cost as sweep.png and sweep.svg.

    Exit code: 0 done, 1 every combination failed, 2 wrong usage or bad questions, 130 interrupted.
    """
    if articles and library:
        raise UsageProblem("Give the articles with --articles or their library with --library, not both.")
    from qa.evals.cases.cases import read_cases
    from qa.evals.runs.runs import RunOptions, name_folder
    from qa.evals.sweeping.grid import read_grid
    from qa.evals.sweeping.plot import draw_sweep
    from qa.evals.sweeping.sweep import run_sweep, tabulate_sweep

    grid = read_grid(set or ())
    settings = read_settings(
        library=library,
        model=model,
        embedder=embedder,
        base_url=base_url,
        prompts=prompts,
        judge=judge,
        judge_model=judge_model,
    )
    folder = output or name_folder(Path(f"sweep-{questions.stem}"))
    options = RunOptions(
        articles=articles, own_library=library is not None, limit=limit, sample=sample, seed=seed, jobs=jobs
    )
    with Reporter() as reporter:

        def show(cell: "Cell", row: "Row", done: int, total: int) -> None:
            reporter.advance(str(cell), done, total)

        sweep = run_sweep(
            read_cases(questions),
            settings,
            grid,
            folder,
            options,
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
