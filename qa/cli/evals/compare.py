"""`qa eval compare`: two runs of the same questions side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.options import JsonOption
from qa.cli.output import Output, open_output
from qa.cli.progress import Reporter

if TYPE_CHECKING:
    from qa.evals.comparing.compare import Comparison

EXAMPLES = (
    "qa eval compare runs/first runs/second",
    "qa eval compare runs/first runs/second --metric token_f1 --metric wrong",
)


def compare_evaluations(
    run_a: Annotated[Path, typer.Argument(metavar="RUN_A", help="Folder of the earlier run.")],
    run_b: Annotated[Path, typer.Argument(metavar="RUN_B", help="Folder of the later run.")],
    metric: Annotated[
        list[str] | None,
        typer.Option("--metric", metavar="NAME", help="Only this one; the first tells what flipped. Repeatable."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="Seed of the intervals and p-values.")] = 0,
    json: JsonOption = False,
) -> None:
    """Compare two runs question by question.

    B - A is the mean difference over the questions that both have answered, with the ends of its 95 % interval; p is
    the probability of one as large if the runs were equally good. What follows is one metric by kind of question, and
    the questions that flipped, with both answers.

    Exit code: 0 done, 1 a run is missing or damaged or of other questions, 2 no such metric.
    """
    from qa.evals.comparing.compare import compare_runs
    from qa.evals.runs.folder import open_run
    from qa.evals.tables import write_outcome

    comparison = compare_runs(open_run(run_a), open_run(run_b), metrics=metric or (), seed=seed)
    with Reporter() as reporter:
        tell_unshared(comparison, reporter)
        reporter.notify(write_outcome(comparison))
    if json:
        open_output().write_json(comparison.to_json())
    else:
        show_comparison(comparison, open_output(), names=metric)


def tell_unshared(comparison: "Comparison", reporter: Reporter) -> None:
    """Tell on stderr which questions are left out: those of one run only, and those that failed."""
    if comparison.only_a or comparison.only_b:
        reporter.notify(
            f"The runs share {comparison.shared:,} questions; {comparison.only_a:,} are only in the first and "
            f"{comparison.only_b:,} only in the second."
        )
    if comparison.errors_a or comparison.errors_b:
        reporter.notify(
            f"Left out: {comparison.errors_a:,} questions that failed in the first run, {comparison.errors_b:,} in the "
            "second."
        )


def show_comparison(comparison: "Comparison", output: Output, *, names: list[str] | None) -> None:
    """Write the table of differences, the one by kind, and what flipped."""
    from qa.evals.tables import MAIN_METRICS, lay_out_flips, tabulate_changes, tabulate_kinds
    from qa.render.layout import Line

    output.write_table(tabulate_changes(comparison.changes, names or MAIN_METRICS, all=bool(names)))
    if comparison.flip_metric is None:
        return
    if comparison.by_kind:
        output.write_lines([Line()])
        output.write_table(tabulate_kinds(comparison, comparison.flip_metric))
    output.write_lines(lay_out_flips(comparison))
