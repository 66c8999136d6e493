"""Evaluate: answer a file of questions, and score the answers."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qa.api.options import AnyPath, Day, choose_settings
from qa.errors import UsageProblem
from qa.evals.cases.cases import read_cases
from qa.evals.runs.folder import Run
from qa.evals.runs.runs import RunOptions, name_folder, run_questions
from qa.evals.scores import Scores, read_scores
from qa.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """An evaluation that was run: every answer, and every score with its interval.

    Attributes:
        run: The folder of the run, what was run, and a row for each question.
        scores: Each metric as a whole, by kind of question and by question.
    """

    run: Run
    scores: Scores


def run_evaluation(
    questions: AnyPath,
    *,
    output: AnyPath | None = None,
    articles: AnyPath | None = None,
    library: AnyPath | None = None,
    model: str | None = None,
    as_of: Day | None = None,
    k: int | None = None,
    limit: int | None = None,
    sample: int | None = None,
    seed: int = 0,
    jobs: int = 1,
    replay_only: bool = False,
    settings: Settings | None = None,
    notify: Callable[[str], None] = lambda notice: None,
) -> Evaluation:
    """Answer the questions of a file, and score the answers.

    A folder that has a run of the same already is gone on with, and replies that a model gave before are used again.
    Compare two with `compare_runs`.

    Args:
        questions: File of questions, in any of the formats of `qa eval run`.
        output: Folder of the run; one below `runs/` that is named for the questions and the time when None.
        articles: Make a library of these, or use the one that was made of them before.
        library: Folder of a library, instead of articles.
        model: What answers, such as "openai:gpt-5-mini", "local" or "extractive"; the first that there is when None.
        as_of: The day that "today" in the questions means.
        k: Passages to retrieve; chosen by the question when None.
        limit: Only so many questions, the first ones.
        sample: Only so many questions, drawn with the seed.
        seed: Seed of the sample and of the intervals.
        jobs: Questions at once, for a model behind an endpoint.
        replay_only: Fail instead of asking the model for what is not kept.
        settings: What `load_settings()` gives when None; the arguments before it come first.
        notify: Called with what the user should know.

    Returns:
        The run and its scores.

    Raises:
        QuestionsProblem: The file of questions can't be used, or no gold article is in the library.
        RunProblem: The folder has another run, or can't be written.
        UsageProblem: Articles and a library are given, or an argument can't be used.
        LibraryMissing: There is no library at the given place.
        MissingKey: The endpoint wants a key and none was given, or it refused the one given.
        ModelUnavailable: The model is not installed, its endpoint can't be reached, or the file is not a model.
    """
    if articles is not None and library is not None:
        raise UsageProblem("Give the articles or their library, not both.")
    file = Path(questions)
    run = run_questions(
        read_cases(file),
        choose_settings(settings, library=library, model=model, as_of=as_of, k=k),
        Path(output) if output is not None else name_folder(file),
        RunOptions(
            articles=Path(articles) if articles is not None else None,
            own_library=library is not None,
            limit=limit,
            sample=sample,
            seed=seed,
            jobs=jobs,
            replay_only=replay_only,
        ),
        notify=notify,
    )
    return Evaluation(run=run, scores=read_scores(run.path))
