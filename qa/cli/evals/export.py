"""`qa eval export`: hand a run to another program that keeps track of runs."""

from pathlib import Path
from typing import Annotated

import typer

from qa.cli.output import open_output
from qa.cli.progress import Reporter

EXAMPLES = ("qa eval export runs/first", "qa eval export runs/first --to sqlite:///mlflow.db --experiment news")


def export_evaluation(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of the run.")],
    to: Annotated[str | None, typer.Option("--to", metavar="STORE", help="The tracking store.")] = None,
    experiment: Annotated[str, typer.Option("--experiment", metavar="NAME", help="What it is listed under.")] = "qa",
) -> None:
    """Log a run to MLflow: settings as parameters, scores as metrics, the folder of the run as artifacts.

    The store is a database or a server; without --to that of MLFLOW_TRACKING_URI. A run that is exported again stays
    one run there. Its id is printed.

    Exit code: 0 done, 1 the run is missing or damaged, or the store can't be written, 4 MLflow is not installed.
    """
    from qa.evals.mlflow import log_run
    from qa.evals.runs.folder import open_run
    from qa.evals.scores import score_run

    opened = open_run(run)
    with Reporter():
        id = log_run(opened, score_run(opened), uri=to, experiment=experiment)
    open_output().write_text(f"{id}\n")
