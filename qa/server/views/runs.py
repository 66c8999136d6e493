"""Find the evaluation runs in a folder: by names that are looked up, so that no address of a request is ever a path."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from qa.errors import ArticleMissing, QAError
from qa.evals.runs.folder import RUN_FILE, read_info
from qa.evals.scores import Score, read_scores
from qa.evals.tables import MAIN_METRICS, write_number
from qa.language.dates.format import format_day

# Chosen: what is looked at of a folder, and shown of a run in a line.
_MOST_RUNS, _MOST_ENTRIES, _SHOWN_SCORES = 500, 5_000, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRun:
    """A run in a list; where it can't be read, why.

    Attributes:
        scores: Some of them, each its name and its value.
    """

    name: str
    model: str = ""
    created: str = ""
    about: str = ""
    scores: tuple[tuple[str, str], ...] = ()
    problem: str = ""


def find_runs(folder: Path) -> dict[str, Path]:
    """Return the folders of runs in a folder and in the folders in it, by their names; links are not followed."""
    found = sorted((path for path in _walk(folder, depth=2)), key=lambda path: path.as_posix())
    return {path.relative_to(folder).as_posix(): path for path in found[:_MOST_RUNS]}


def pick_runs(runs: Mapping[str, Path], names: Sequence[str]) -> list[Path]:
    """Return the folders of runs with these names. Raises ArticleMissing where there is none."""
    if unknown := [name for name in names if name not in runs]:
        raise ArticleMissing(f"There is no run {unknown[0][:80]!r} here.")
    return [runs[name] for name in dict.fromkeys(names)]


def list_runs(runs: Mapping[str, Path]) -> list[ListedRun]:
    """Return what is shown of runs, the last one first."""
    return sorted((_describe_run(name, path) for name, path in runs.items()), key=lambda run: run.created)[::-1]


def _describe_run(name: str, path: Path) -> ListedRun:
    try:
        info = read_info(path)
        scores = read_scores(path)
    except QAError as error:
        return ListedRun(name=name, problem=str(error).replace(str(path), name))
    questions = PurePath(str(info.questions.get("path"))).name
    failed = f", {scores.errors:,} failed" if scores.errors else ""
    return ListedRun(
        name=name,
        model=info.model,
        created=info.created,
        about=f"{format_day(info.created)}: {scores.cases:,} of {questions}{failed}"
        + ("" if info.finished else ", not finished"),
        scores=tuple(_list_scores(scores.scores)),
    )


def _list_scores(scores: Mapping[str, Score]) -> Iterator[tuple[str, str]]:
    found = [(name, scores[name].value) for name in MAIN_METRICS if name in scores and scores[name].value is not None]
    yield from ((name, write_number(value)) for name, value in found[:_SHOWN_SCORES])


def _walk(folder: Path, *, depth: int) -> Iterator[Path]:
    try:
        inside = [path for path, _ in zip(folder.iterdir(), range(_MOST_ENTRIES), strict=False)]
    except OSError:
        return
    for path in inside:
        if path.is_symlink() or not path.is_dir() or path.name.startswith("."):
            continue
        if (path / RUN_FILE).is_file():
            yield path
        elif depth > 1:
            yield from _walk(path, depth=depth - 1)
