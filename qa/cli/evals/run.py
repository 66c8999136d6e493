"""`qa eval run`: answer a file of questions into a folder, and show how good the answers are."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.cli.groups import JUDGE, MODEL, REPLIES, SAMPLE, command
from qa.cli.options import JsonOption, RunFolderOption
from qa.cli.output import open_output
from qa.cli.progress import Reporter

if TYPE_CHECKING:
    from qa.evals.runs.folder import Run
    from qa.evals.runs.rows import Row
    from qa.evals.runs.runs import RunOptions
    from qa.evals.scores import Scores
    from qa.settings import Settings

EXAMPLES = (
    "qa eval run seeds/questions.jsonl --articles seeds/articles --sample 20 -o runs/first",
    "qa eval run seeds/questions.jsonl --articles seeds/articles --sample 20 -k 4 -o runs/second",
    "qa eval run seeds/questions.jsonl --articles seeds/articles --limit 5 --model extractive --json",
)
# What the bar shows while a run is under way.
RUNNING_METRICS = ("contains", "wrong", "passage_hit_at_5")
_LABEL = "answering"


class RunningScores:
    """The means of a few metrics over the answers so far."""

    def __init__(self) -> None:
        self._values: dict[str, list[float]] = {name: [] for name in RUNNING_METRICS}
        self._failed = 0

    def add(self, row: "Row") -> None:
        """Count a row."""
        from qa.evals.metrics import METRICS

        self._failed += row.answer is None
        for name, values in self._values.items():
            value = METRICS[name].measure(row.case, row.answer) if row.answer is not None else None
            if value is not None:
                values.append(value)

    def __str__(self) -> str:
        means = [f"{name} {sum(values) / len(values):.2f}" for name, values in self._values.items() if values]
        return ", ".join([*means, *([f"{self._failed} failed"] if self._failed else [])])


@command(
    settings=("library", "embedder", *MODEL, *JUDGE, "length", "k", "trace"),
    run_options=(*SAMPLE, "jobs", *REPLIES),
)
def run_evaluation(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS", help="jsonl, SQuAD json, csv, RealTime QA jsonl or a BEIR folder.")
    ],
    settings: "Settings",
    run_options: "RunOptions",
    output: RunFolderOption = None,
    json: JsonOption = False,
) -> None:
    """Answer a file of questions and score the answers.

    The run is a folder: run.json, answers.jsonl, scores.json. The same command with the same -o goes on where it was
    interrupted, and tries again what failed.

    What a model has replied is kept, so the same run again asks nothing and gives the same answers, scores and seconds.

    Scores come with the ends of their 95 % interval. One that the questions have no labels for is not shown; qa eval
    score --all tells why.

    Exit code: 0 done, 2 wrong usage or bad questions, 4 no library, key or model, 1 failure, 130 interrupted.
    """
    from qa.evals.cases.cases import read_cases
    from qa.evals.runs.runs import name_folder, run_questions

    running = RunningScores()
    with Reporter() as reporter:

        def show(row: "Row", done: int, total: int) -> None:
            running.add(row)
            reporter.advance(_LABEL, done, total, str(running))

        run = run_questions(
            read_cases(questions),
            settings,
            output or name_folder(questions),
            run_options,
            notify=reporter.notify,
            on_progress=reporter.advance,
            on_row=show,
        )
        reporter.stop()
        show_run(run, reporter, json=json)


def show_run(run: "Run", reporter: Reporter, *, json: bool, all: bool = False) -> None:
    """Write the scores of a run to stdout, and on stderr where it is and what failed in it."""
    from qa.evals.tables import MAIN_METRICS, tabulate_scores

    scores = report_run(run, reporter, done="questions answered")
    if json:
        open_output().write_json(scores.to_json())
    else:
        open_output().write_table(tabulate_scores(scores.scores, scores.scores if all else MAIN_METRICS, all=all))


def report_run(run: "Run", reporter: Reporter, *, done: str) -> "Scores":
    """Tell on stderr where a run is and what failed in it; return its scores."""
    from qa.evals.scores import read_scores

    scores = read_scores(run.path)
    failed = [row for row in run.rows if row.error is not None]
    if failed:
        reporter.notify(f"{len(failed):,} failed and are in no score, such as {failed[0].case.id}: {failed[0].error}")
    reporter.notify(f"{scores.cases:,} {done} by {run.info.model}. The run: {run.path}")
    return scores
