"""Run the check over labelled statements, into a folder, from where an earlier run of the same stopped."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from qa.checking import CheckedStatement, Checker, open_checker
from qa.errors import LibraryProblem, ModelFailed, QAError, SomethingMissing, UsageProblem
from qa.evals.cases.case import Case
from qa.evals.cases.cases import CaseFile
from qa.evals.runs.answering import MOST_FAILURES, choose_settings
from qa.evals.runs.folder import Run, RunInfo, describe_questions, describe_settings, open_run, write_info
from qa.evals.runs.libraries import OnProgress, describe_library, prepare_library
from qa.evals.runs.rows import VERDICTS_FILE, Row, RowFile
from qa.evals.runs.runs import OnRow, RunOptions, begin_run, hold_folder, select_cases
from qa.evals.runs.versions import read_versions
from qa.evals.scores import score_run, write_scores
from qa.library.identity import name_own_embedder
from qa.models.prompts import load_prompt
from qa.settings import Settings

# Statements that are checked together, and lost together where the run is interrupted; a call of the judge takes them.
BATCH = 16
_FATAL = (SomethingMissing, LibraryProblem, UsageProblem)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Means:
    """What a run is checked by, and who is told of it."""

    checker: Checker
    notify: Callable[[str], None]
    on_row: OnRow


def run_statements(
    statements: CaseFile,
    settings: Settings,
    folder: Path,
    options: RunOptions | None = None,
    *,
    notify: Callable[[str], None] = lambda notice: None,
    on_progress: OnProgress = lambda label, done, total: None,
    on_row: OnRow = lambda row, done, total: None,
) -> Run:
    """Check the statements into the folder, score the verdicts and return the run.

    A folder that has a run of the same already is gone on with; what failed in it is tried again. Of the options,
    articles, limit, sample and seed are looked at.

    notify       called with what the user should know
    on_progress  called with a label, done and total while a library is made or a model loaded
    on_row       called with each row once it is safe, how many there are, and how many there will be

    Raises RunProblem for a folder of another run, and what would go wrong with every statement: SomethingMissing,
    LibraryProblem, UsageProblem, or ModelFailed.
    """
    options = options or RunOptions()
    cases = select_cases(statements.cases, options)
    if settings.judge and not settings.judge_model:
        settings = choose_settings(settings, notify=notify)
    if options.articles:
        settings = prepare_library(options.articles, settings, notify=notify, on_progress=on_progress)
    settings = name_own_embedder(settings)
    with (
        open_checker(settings, notify=notify, on_notice=notify, on_progress=on_progress) as checker,
        hold_folder(folder),
    ):
        info = begin_run(folder, _describe_run(statements, settings, options, checker), notify)
        _check(cases, _Means(checker=checker, notify=notify, on_row=on_row), folder)
        write_info(folder, replace(info, finished=True))
    run = open_run(folder)
    write_scores(folder, score_run(run))
    return run


def _describe_run(statements: CaseFile, settings: Settings, options: RunOptions, checker: Checker) -> RunInfo:
    library = checker.library
    facts = describe_library(library, library.list_articles(), embedder=settings.named_embedder)
    return RunInfo(
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        model=checker.judge_name,
        settings=describe_settings(settings),
        settings_hash=settings.hash(),
        prompt_hashes={"judge": load_prompt("judge", settings.prompts).hash} if settings.judge else {},
        questions=describe_questions(statements),
        library=asdict(facts),
        versions=read_versions(),
        seed=options.seed,
        sample={"size": options.sample, "limit": options.limit},
        task="check",
    )


def _check(cases: Sequence[Case], means: _Means, folder: Path) -> None:
    """Check what is not checked yet, keeping each batch as soon as it is there."""
    file = RowFile(folder, VERDICTS_FILE)
    done = {id for id, row in file.rows.items() if row.error is None}
    waiting = [case for case in cases if case.id not in done]
    if done and waiting:
        means.notify(f"{len(done):,} of {len(cases):,} statements are checked already; going on with the rest.")
    failed = 0
    try:
        for first in range(0, len(waiting), BATCH):
            for row in _check_batch(waiting[first : first + BATCH], means.checker):
                file.append(row)
                failed += row.error is not None
                if row.error is None:
                    done.add(row.case.id)
                means.on_row(row, len(done), len(cases))
            if failed >= MOST_FAILURES and not done:
                raise ModelFailed(f"The first {failed} statements all failed, the last one so: {row.error}")
    except BaseException:
        file.close()
        means.notify(
            f"Stopped at {len(done):,} of {len(cases):,} statements. The same command with -o {folder} goes on."
        )
        raise
    file.close([case.id for case in cases])


def _check_batch(cases: Sequence[Case], checker: Checker) -> Iterator[Row]:
    """Yield the rows of some cases; where they can't be checked together, of each by itself."""
    begun = time.perf_counter()
    try:
        checked = checker.check_statements(
            [case.question for case in cases],
            questions=[case.asks for case in cases],
            asked=[date.fromisoformat(case.asked) if case.asked else None for case in cases],
        )
    except _FATAL:
        raise
    except QAError as error:
        if len(cases) == 1:
            yield Row(case=cases[0], answer=None, error=str(error), seconds=time.perf_counter() - begun)
        else:
            for case in cases:
                yield from _check_batch([case], checker)
        return
    seconds = round((time.perf_counter() - begun) / len(cases), 6)
    for case, statement in zip(cases, checked, strict=True):
        yield Row(case=case, answer=_write_verdict(statement), error=None, seconds=seconds)


def _write_verdict(statement: CheckedStatement) -> dict[str, Any]:
    """Return the verdict on a statement as values of JSON; its text is what is shown of it."""
    verdict = statement.verdict
    quotes = [
        {
            "article": quote.premise.article.url or quote.premise.article.id,
            "title": quote.premise.article.title,
            "source": quote.premise.article.source,
            "published": quote.premise.article.published,
            "quote": quote.words,
            "start": quote.start,
            "end": quote.end,
        }
        for quote in verdict.quotes
    ]
    flags = list(statement.flags)
    text = f"{verdict.name.replace('_', ' ')}, {verdict.score:.2f}"
    return {
        "status": "checked",
        "text": "; ".join([text, *flags]),
        "verdict": verdict.name,
        "score": round(verdict.score, 6),
        "judge": verdict.judge,
        "flags": flags,
        "decided": sorted({flag.kind for flag in verdict.flags if flag.decides}),
        "quotes": quotes,
    }
