"""Sweep: the same questions by every combination of some settings, each a run of its own, side by side."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from qa.errors import QAError, UsageProblem
from qa.evals.cases.cases import CaseFile
from qa.evals.files import replace_json
from qa.evals.prices import load_metrics
from qa.evals.runs.folder import describe_questions
from qa.evals.runs.libraries import OnProgress
from qa.evals.runs.rows import Row
from qa.evals.runs.runs import RunOptions, run_questions
from qa.evals.scores import Score, find_metric, read_scores
from qa.evals.sweeping.grid import Cell, Grid, list_cells
from qa.evals.tables import write_number
from qa.render.clean import clean_line
from qa.render.layout import Table
from qa.settings import Settings

FORMAT = 1
SWEEP_FILE = "sweep.json"
_OF_LIBRARY = ("embedder", "passage_size")

OnCellRow = Callable[[Cell, Row, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of a cell.

    error   why there are no scores; None where there are
    failed  questions that failed, which are in no score
    """

    cell: Cell
    error: str | None = None
    failed: int = 0
    scores: Mapping[str, Score]

    @property
    def tokens(self) -> float | None:
        """Mean tokens of a question, to the model and from it; None where they are not known."""
        sides = [self.read_score(side).value for side in ("prompt_tokens", "completion_tokens")]
        known = [side for side in sides if side is not None]
        return sum(known) if len(known) == len(sides) else None

    @property
    def seconds(self) -> float | None:
        """The median of the seconds of a question."""
        return self.read_score("seconds_p50").value

    def read_score(self, metric: str) -> Score:
        """Return the score by a metric, one without a value where there is none."""
        return self.scores.get(metric) or Score(value=None, low=None, high=None, n=0, reason=self.error)

    def to_json(self) -> dict[str, Any]:
        """Return the result as values of JSON."""
        return {
            "settings": {name: _write_value(value) for name, value in self.cell.values.items()},
            "run": self.cell.name,
            "error": self.error,
            "failed": self.failed,
            "tokens": self.tokens,
            "seconds_p50": self.seconds,
            "scores": {name: asdict(score) for name, score in self.scores.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """All cells, the best by the metric first, those without a score of it last."""

    metric: str
    higher_is_better: bool
    questions: Mapping[str, Any]
    grid: Grid
    results: tuple[Result, ...]

    def to_json(self) -> dict[str, Any]:
        """Return what sweep.json holds."""
        return {
            "format": FORMAT,
            "metric": self.metric,
            "questions": dict(self.questions),
            "grid": {name: [_write_value(value) for value in values] for name, values in self.grid.items()},
            "cells": [result.to_json() for result in self.results],
        }


def run_sweep(
    questions: CaseFile,
    settings: Settings,
    grid: Grid,
    folder: Path,
    options: RunOptions,
    *,
    metric: str = "contains",
    notify: Callable[[str], None] = lambda notice: None,
    on_progress: OnProgress = lambda label, done, total: None,
    on_row: OnCellRow = lambda cell, row, done, total: None,
) -> Sweep:
    """Run every cell into a folder of its own in the folder, write sweep.json there and return the sweep.

    A library is made for each embedder and size of passages, not for each cell, and a reply is asked for once. What is
    in the folder from an interrupted sweep is gone on with; a cell that fails is a result with the reason.

    Raises UsageProblem for a metric that does not exist, or where there are no articles to make libraries of.
    """
    chosen = find_metric(metric, load_metrics())
    has_articles = options.articles or (not options.own_library and (questions.articles or questions.enclosed))
    if (fixed := [name for name in _OF_LIBRARY if name in grid]) and not has_articles:
        raise UsageProblem(f"A library has one {fixed[0]}. Give the articles with --articles, to make one for each.")
    options = replace(options, cache=options.cache or folder / "replies")
    told: set[str] = set()

    def tell_once(notice: str) -> None:
        if notice not in told:
            notify(notice)
        told.add(notice)

    results = []
    try:
        for cell in list_cells(grid):
            results.append(_run_cell(cell, questions, settings, folder, options, tell_once, on_progress, on_row))
    except BaseException:
        notify(f"The sweep was stopped after {len(results)} cells. The same sweep with -o {folder} goes on.")
        raise
    sweep = Sweep(
        metric=metric,
        higher_is_better=chosen.higher_is_better,
        questions=describe_questions(questions),
        grid=grid,
        results=rank_results(results, metric, higher_is_better=chosen.higher_is_better),
    )
    folder.mkdir(parents=True, exist_ok=True)
    replace_json(folder / SWEEP_FILE, sweep.to_json())
    return sweep


def rank_results(results: Sequence[Result], metric: str, *, higher_is_better: bool) -> tuple[Result, ...]:
    """Return the results, the best by the metric first, those without a score of it after them, failed cells last."""

    def rank(result: Result) -> tuple[bool, float]:
        value = result.read_score(metric).value
        if value is None:
            return True, float(result.error is not None)
        return False, -value if higher_is_better else value

    return tuple(sorted(results, key=rank))


def tabulate_sweep(sweep: Sweep) -> Table:
    """Return a row for each cell: its settings, the score with its interval, what it costs, or why it failed."""
    names = tuple(sweep.grid)
    heads = (*(name.upper() for name in names), sweep.metric, "LOW", "HIGH", "N", "TOKENS", "SECONDS P50", "FAILED", "")
    return Table(headers=heads, rows=tuple(_list_cells(result, names, sweep.metric) for result in sweep.results))


def _list_cells(result: Result, names: Sequence[str], metric: str) -> tuple[str, ...]:
    score = result.read_score(metric)
    numbers = [score.value, score.low, score.high]
    return (
        *(clean_line(str(result.cell.values[name])) for name in names),
        *(write_number(number) for number in numbers),
        str(score.n),
        write_number(result.tokens),
        write_number(result.seconds),
        str(result.failed),
        clean_line(result.error or score.reason),
    )


def _run_cell(
    cell: Cell,
    questions: CaseFile,
    settings: Settings,
    folder: Path,
    options: RunOptions,
    notify: Callable[[str], None],
    on_progress: OnProgress,
    on_row: OnCellRow,
) -> Result:
    try:
        run = run_questions(
            questions,
            replace(settings, **cell.values),
            folder / cell.name,
            options,
            notify=notify,
            on_progress=on_progress,
            on_row=lambda row, done, total: on_row(cell, row, done, total),
        )
        scores = read_scores(run.path)
    except QAError as error:
        return Result(cell=cell, error=str(error), scores={})
    except Exception as error:
        return Result(cell=cell, error=f"internal error: {type(error).__name__}: {error}", scores={})
    return Result(cell=cell, failed=scores.errors, scores=scores.scores)


def _write_value(value: Any) -> Any:
    return value if isinstance(value, int | float) else str(value)
