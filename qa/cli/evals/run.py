"""`qa eval run`: answer a file of questions into a folder, and show how good the answers are."""

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
    LengthOption,
    LibraryOption,
    ModelOption,
    PromptsOption,
)
from qa.cli.output import open_output
from qa.cli.progress import Reporter
from qa.cli.session import read_settings
from qa.errors import UsageProblem

if TYPE_CHECKING:
    from qa.evals.runs.folder import Run
    from qa.evals.runs.rows import Row

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


def run_evaluation(
    questions: Annotated[
        Path, typer.Argument(metavar="QUESTIONS", help="jsonl, SQuAD json, csv, RealTime QA jsonl or a BEIR folder.")
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
    length: LengthOption = None,
    k: CountOption = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="RUN", help="Folder of the run; one there is gone on with.")
    ] = None,
    jobs: Annotated[
        int,
        typer.Option("--jobs", metavar="N", min=1, max=64, help="Questions at once, for a model behind an endpoint."),
    ] = 1,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Only the first questions.")] = None,
    sample: Annotated[int | None, typer.Option("--sample", metavar="N", min=1, help="Only so many, at random.")] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="Seed of the sample and the intervals.")] = 0,
    cache: Annotated[
        Path | None, typer.Option("--cache", metavar="DIR", help="Keep the model's replies here, not in the library.")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Ask the model and measure the seconds anew; keep nothing.")
    ] = False,
    replay_only: Annotated[
        bool, typer.Option("--replay-only", help="Fail instead of asking the model for what is not kept.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Answer a file of questions and score the answers.

    The run is a folder: run.json, answers.jsonl, scores.json. The same command with the same -o goes on where it was
    interrupted, and tries again what failed.

    What a model has replied is kept, so the same run again asks nothing and gives the same answers, scores and seconds.

    Scores come with the ends of their 95 % interval; n/a is one that the questions have no labels for.

    Exit code: 0 done, 2 wrong usage or bad questions, 4 no library, key or model, 1 failure, 130 interrupted.
    """
    if articles and library:
        raise UsageProblem("Give the articles with --articles or their library with --library, not both.")
    if no_cache and (cache or replay_only):
        raise UsageProblem("--no-cache keeps nothing: leave it out, or leave out --cache and --replay-only.")
    from qa.evals.cases.cases import read_cases
    from qa.evals.runs.runs import RunOptions, name_folder, run_questions

    settings = read_settings(
        library=library,
        model=model,
        embedder=embedder,
        base_url=base_url,
        prompts=prompts,
        judge=judge,
        judge_model=judge_model,
        length=length,
        k=k,
    )
    options = RunOptions(
        articles=articles,
        own_library=library is not None,
        limit=limit,
        sample=sample,
        seed=seed,
        jobs=jobs,
        keeps=not no_cache,
        cache=cache,
        replay_only=replay_only,
    )
    running = RunningScores()
    with Reporter() as reporter:

        def show(row: "Row", done: int, total: int) -> None:
            running.add(row)
            reporter.advance(_LABEL, done, total, str(running))

        run = run_questions(
            read_cases(questions),
            settings,
            output or name_folder(questions),
            options,
            notify=reporter.notify,
            on_progress=reporter.advance,
            on_row=show,
        )
        reporter.stop()
        show_run(run, reporter, json=json)


def show_run(run: "Run", reporter: Reporter, *, json: bool, all: bool = False) -> None:
    """Write the scores of a run to stdout, and on stderr where it is and what failed in it."""
    from qa.evals.scores import read_scores
    from qa.evals.tables import MAIN_METRICS, tabulate_scores

    scores = read_scores(run.path)
    failed = [row for row in run.rows if row.error is not None]
    if failed:
        reporter.notify(f"{len(failed):,} failed and are in no score, such as {failed[0].case.id}: {failed[0].error}")
    reporter.notify(f"{scores.cases:,} questions answered by {run.info.model}. The run: {run.path}")
    if json:
        open_output().write_json(scores.to_json())
    else:
        open_output().write_table(tabulate_scores(scores.scores, scores.scores if all else MAIN_METRICS))
