"""`qa eval score`: compute the scores of a run anew from its answers; no model is asked."""

from pathlib import Path
from typing import Annotated

import typer

from qa.cli.evals.run import show_run
from qa.cli.options import JsonOption
from qa.cli.progress import Reporter

EXAMPLES = ("qa eval score runs/first", "qa eval score runs/first --all")


def score_evaluation(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of the run.")],
    all: Annotated[bool, typer.Option("--all", help="Show every metric.")] = False,
    json: JsonOption = False,
) -> None:
    """Score the answers of a run anew, without asking a model.

    Prices are taken from ./qa-prices.toml, or from one in the user's configuration folder: a table for each model, with
    its prompt and completion in US dollars per million tokens.

    Exit code: 0 done, 1 the run is missing or damaged.
    """
    from qa.evals.runs.folder import open_run
    from qa.evals.scores import score_run, write_scores

    opened = open_run(run)
    write_scores(run, score_run(opened))
    with Reporter() as reporter:
        show_run(opened, reporter, json=json, all=all)
