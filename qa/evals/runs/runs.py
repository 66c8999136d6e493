"""Run an evaluation: answer the questions of a file, into a folder, from where an earlier run of the same stopped."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from qa.chain import open_library
from qa.errors import QuestionsProblem, RunProblem
from qa.evals.cases.cases import Case, CaseFile
from qa.evals.files import replace_file
from qa.evals.runs.answering import CaseAnswerer, answer_cases, choose_settings, open_answerer
from qa.evals.runs.folder import (
    RUN_FILE,
    Run,
    RunInfo,
    check_same,
    describe_questions,
    describe_settings,
    open_run,
    read_info,
    write_info,
)
from qa.evals.runs.libraries import (
    LibraryFacts,
    LocatedCases,
    OnProgress,
    describe_library,
    locate_gold,
    prepare_library,
)
from qa.evals.runs.rows import Row, RowFile, find_rows
from qa.evals.runs.versions import read_versions
from qa.evals.scores import score_run, write_scores
from qa.library.identity import name_own_embedder
from qa.models.prompts import load_prompt
from qa.models.resolve import has_endpoint
from qa.settings import Settings, cache_folder

OnRow = Callable[[Row, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How a run is made.

    articles     file or folder to make a library of; None takes that of the settings, or what the questions bring
    own_library  take the library of the settings even where the questions bring articles
    limit        only so many questions, the first ones
    sample       only so many questions, drawn with the seed
    jobs         questions answered at once, with a model behind an endpoint
    keeps        whether the model's replies and the seconds are kept and used again
    cache        folder where they are kept; None keeps them in the library's folder
    replay_only  fail instead of asking the model for what is not kept
    """

    articles: Path | None = None
    own_library: bool = False
    limit: int | None = None
    sample: int | None = None
    seed: int = 0
    jobs: int = 1
    keeps: bool = True
    cache: Path | None = None
    replay_only: bool = False


def run_questions(
    questions: CaseFile,
    settings: Settings,
    folder: Path,
    options: RunOptions | None = None,
    *,
    notify: Callable[[str], None] = lambda notice: None,
    on_progress: OnProgress = lambda label, done, total: None,
    on_row: OnRow = lambda row, done, total: None,
) -> Run:
    """Answer the questions into the folder, score the answers and return the run.

    A folder that has a run of the same already is gone on with; what failed in it is tried again.

    notify       called with what the user should know
    on_progress  called with a label, done and total while a library is made or a model loaded
    on_row       called with each row once it is safe, how many there are, and how many there will be

    Raises RunProblem for a folder of another run, QuestionsProblem where no gold article is in the library, and what
    would go wrong with every question: SomethingMissing, LibraryProblem, UsageProblem, or ModelFailed.
    """
    options = options or RunOptions()
    for notice in questions.notices:
        notify(notice)
    cases = select_cases(questions.cases, options)
    settings = choose_settings(settings, notify=notify, replay_only=options.replay_only)
    if articles := _find_articles(questions, options):
        settings = prepare_library(articles, settings, notify=notify, on_progress=on_progress)
    settings = name_own_embedder(settings)
    with closing(open_library(settings)) as library:
        summaries = library.list_articles()
        facts = describe_library(library, summaries, embedder=library.embedder)
        located = locate_gold(cases, summaries)
        _tell_missing(located, facts, notify)
        replies = (options.cache or settings.library / "replies") if options.keeps else None
        answerer = open_answerer(
            settings,
            library,
            library_hash=facts.hash,
            replies=replies,
            replay_only=options.replay_only,
            on_progress=on_progress,
            on_notice=notify,
        )
        info = _describe_run(questions, settings, options, facts, model=answerer.model)
        jobs = options.jobs if has_endpoint(settings.model) else 1
        if jobs < options.jobs:
            notify(f"--jobs {options.jobs} is for models behind an endpoint; {answerer.model} answers one at a time.")
        with closing(answerer), hold_folder(folder):
            info = begin_run(folder, info, notify)
            _answer(located.cases, answerer, folder, jobs=jobs, notify=notify, on_row=on_row)
            write_info(folder, replace(info, finished=True))
    run = open_run(folder)
    write_scores(folder, score_run(run))
    return run


def select_cases(cases: Sequence[Case], options: RunOptions) -> tuple[Case, ...]:
    """Return the cases that the options leave, in their order: a sample of them, of that the first ones."""
    if options.sample is not None and options.sample < len(cases):
        drawn = random.Random(options.seed).sample(range(len(cases)), options.sample)
        cases = [cases[n] for n in sorted(drawn)]
    return tuple(cases[: options.limit])


def name_folder(questions: Path) -> Path:
    """Return the folder of a new run where none is named: runs/<name of the questions>-<time in UTC>."""
    return Path("runs") / f"{questions.stem}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"


def _find_articles(questions: CaseFile, options: RunOptions) -> Path | None:
    """Return the articles to make a library of; those that a file of questions encloses are written to the cache."""
    if options.articles or options.own_library:
        return options.articles
    if not questions.enclosed:
        return questions.articles
    path = cache_folder() / "evals" / f"{questions.hash}.jsonl"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, "".join(f"{json.dumps(row)}\n" for row in questions.enclosed).encode())
    return path


def _tell_missing(located: LocatedCases, facts: LibraryFacts, notify: Callable[[str], None]) -> None:
    """Warn of gold articles that are not in the library. Raises QuestionsProblem where none is."""
    if not located.missing:
        return
    count = f"{len(located.missing):,} of the {located.known + len(located.missing):,} gold articles"
    if not located.known:
        raise QuestionsProblem(
            f"None of the gold articles is in the library {facts.path}, such as {located.missing[0]!r}. Give the "
            "articles that belong to the questions with --articles, or their library with --library."
        )
    notify(f"{count} are not in the library, such as {located.missing[0]!r}; retrieval can't find them.")


def _describe_run(
    questions: CaseFile, settings: Settings, options: RunOptions, facts: LibraryFacts, *, model: str
) -> RunInfo:
    return RunInfo(
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        model=model,
        settings=describe_settings(settings),
        settings_hash=settings.hash(),
        prompt_hashes={
            name: load_prompt(name, settings.prompts).hash
            for name in ("answer", "answer_local", *(("judge", "judge_local") if settings.judge else ()))
        },
        questions=describe_questions(questions),
        library=asdict(facts),
        versions=read_versions(),
        seed=options.seed,
        sample={"size": options.sample, "limit": options.limit},
    )


@contextmanager
def hold_folder(folder: Path) -> Iterator[None]:
    """Make the folder and keep other processes from running into it. Raises RunProblem."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "run.lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise RunProblem(f"Another process is running into {folder}. Wait for it, or name another folder.") from None
    except OSError as error:
        raise RunProblem(f"{folder} can't be written: {error.strerror}. Name another folder with -o.") from None
    try:
        yield
    finally:
        lock.release()


def begin_run(folder: Path, info: RunInfo, notify: Callable[[str], None]) -> RunInfo:
    """Write what is run, or check that it is what was begun. Raises RunProblem."""
    if not (folder / RUN_FILE).exists():
        if find_rows(folder).exists():
            raise RunProblem(f"{folder} has answers but no {RUN_FILE}. Name another folder with -o.")
        write_info(folder, info)
        return info
    begun = read_info(folder)
    check_same(folder, begun, info)
    if begun.versions != info.versions:
        notify(f"The run {folder} was begun by another version of the program or of what it uses.")
    return begun


def _answer(
    cases: Sequence[Case],
    answerer: CaseAnswerer,
    folder: Path,
    *,
    jobs: int,
    notify: Callable[[str], None],
    on_row: OnRow,
) -> None:
    """Answer what is not answered yet, keeping each answer as soon as it is there."""
    file = RowFile(folder)
    done = {id for id, row in file.rows.items() if row.error is None}
    waiting = [case for case in cases if case.id not in done]
    if done and waiting:
        notify(f"Going on with the run {folder}: {len(done):,} of {len(cases):,} questions are answered.")
    try:
        for row in answer_cases(waiting, answerer.answer, jobs=jobs):
            file.append(row)
            done.add(row.case.id)
            on_row(row, len(done), len(cases))
    except BaseException:
        file.close()
        notify(f"Stopped at {len(done):,} of {len(cases):,} questions. The same command with -o {folder} goes on.")
        raise
    file.close([case.id for case in cases])
