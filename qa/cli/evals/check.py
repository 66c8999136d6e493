"""`qa eval check`: how well the check tells true statements from false ones."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.options import (
    BaseUrlOption,
    CountOption,
    EmbedderOption,
    JsonOption,
    JudgeModelOption,
    JudgeOption,
    LibraryOption,
    ModelOption,
    PromptsOption,
)
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter
from qa.cli.session import read_settings
from qa.errors import UsageProblem

if TYPE_CHECKING:
    from qa.evals.runs.folder import Run
    from qa.evals.runs.rows import Row
    from qa.evals.scores import Scores

EXAMPLES = (
    "qa eval plant --articles seeds/articles -n 40 -o statements.jsonl; "
    "qa eval check statements.jsonl --articles seeds/articles --no-judge -o runs/check",
    "qa eval gate runs/check --min true_kept=0.9 --max false_passed=0.9",
)
_LABEL = "checking statements"


def check_evaluation(
    statements: Annotated[
        Path, typer.Argument(metavar="STATEMENTS", help="JSON lines: text, label or kind; question and asked if any.")
    ],
    articles: Annotated[
        Path | None, typer.Option("--articles", metavar="PATH", help="Make a library of these, or use it again.")
    ] = None,
    library: LibraryOption = None,
    model: ModelOption = None,
    embedder: EmbedderOption = None,
    base_url: BaseUrlOption = None,
    prompts: PromptsOption = None,
    judge: JudgeOption = None,
    judge_model: JudgeModelOption = None,
    k: CountOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="RUN", help="Folder of the run; one there is gone on with.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Only the first statements.")] = None,
    sample: Annotated[int | None, typer.Option("--sample", metavar="N", min=1, help="Only so many, at random.")] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="Seed of the sample and the intervals.")] = 0,
    json: JsonOption = False,
) -> None:
    """Measure the check on labelled statements, such as qa eval plant makes.

    A statement is labelled true or false, or supported, partially_supported or not_supported, of which supported alone
    counts as true; without a label it is true where its kind is "true". With a question, it is checked as an answer.

    The run is a folder: run.json, verdicts.jsonl, scores.json. It can be gated, compared with another, and reported.
    The same command with the same -o goes on where it was interrupted.

    Exit code: 0 done, 2 wrong usage or bad statements, 4 no library, key or model, 1 failure, 130 interrupted.
    """
    if articles and library:
        raise UsageProblem("Give the articles with --articles or their library with --library, not both.")
    from qa.evals.cases.statements import read_statements
    from qa.evals.runs.checks import run_statements
    from qa.evals.runs.runs import RunOptions, name_folder

    settings = read_settings(
        library=library,
        model=model,
        embedder=embedder,
        base_url=base_url,
        prompts=prompts,
        judge=judge,
        judge_model=judge_model,
        k=k,
    )
    with Reporter() as reporter:

        def show(row: "Row", done: int, total: int) -> None:
            reporter.advance(_LABEL, done, total)

        run = run_statements(
            read_statements(statements),
            settings,
            output or name_folder(statements),
            RunOptions(articles=articles, limit=limit, sample=sample, seed=seed),
            notify=reporter.notify,
            on_progress=reporter.advance,
            on_row=show,
        )
        reporter.stop()
        show_check(run, reporter, json=json)


def show_check(run: "Run", reporter: Reporter, *, json: bool) -> None:
    """Write the scores of a run to stdout, as a whole and by kind, and on stderr where it is and what failed in it."""
    from qa.evals.scores import read_scores

    scores = read_scores(run.path)
    failed = [row for row in run.rows if row.error is not None]
    if failed:
        reporter.notify(f"{len(failed):,} failed and are in no score, such as {failed[0].case.id}: {failed[0].error}")
    reporter.notify(f"{scores.cases:,} statements checked by {run.info.model}. The run: {run.path}")
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
