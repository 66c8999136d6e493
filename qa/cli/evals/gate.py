"""`qa eval gate`: hold a run to bounds, for CI."""

from pathlib import Path
from typing import Annotated

import typer

from qa.cli.output import open_output

GATE_FAILED = 5
EXAMPLES = (
    "qa eval gate runs/first --min quote_validity=1 --max errors=0",
    "qa eval gate runs/second --baseline runs/first --allow-drop 0.1 --junit gate.xml",
)


def gate_evaluation(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of the run.")],
    min: Annotated[
        list[str] | None, typer.Option("--min", metavar="NAME=X", help="The score is at least X. Repeatable.")
    ] = None,
    max: Annotated[
        list[str] | None, typer.Option("--max", metavar="NAME=X", help="The score is at most X. Repeatable.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="RUN", help="An earlier run of the same questions.")
    ] = None,
    allow_drop: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-drop",
            metavar="X | NAME=X",
            help="At most so much worse than the baseline, in the metrics of the other rules or else the main ones.",
        ),
    ] = None,
    junit: Annotated[
        Path | None, typer.Option("--junit", metavar="FILE", help="Write the verdicts as JUnit XML.")
    ] = None,
) -> None:
    """Hold a run to rules; the exit code tells the outcome.

    One line a rule: pass or FAIL, the rule, the value. A score that the questions have no labels for fails its rule.
    The number of questions that failed is called errors.

    Exit code: 0 all rules hold, 5 one does not, 1 a run is missing, damaged, unfinished or of other questions, 2 wrong
    usage.
    """
    from qa.evals.comparing.gate import check_rules, read_rules
    from qa.evals.comparing.junit import write_junit
    from qa.evals.runs.folder import open_run
    from qa.evals.scores import read_scores
    from qa.evals.tables import lay_out_verdicts

    opened, scores = open_run(run), read_scores(run)
    earlier = open_run(baseline) if baseline else None
    rules = read_rules(scores, least=min or (), most=max or (), drops=allow_drop or ())
    verdicts = check_rules(opened, scores, rules, baseline=earlier)
    open_output().write_lines(lay_out_verdicts(verdicts))
    if junit:
        write_junit(junit, verdicts, run=str(run))
    raise typer.Exit(0 if all(verdict.passed for verdict in verdicts) else GATE_FAILED)
