"""The folder of a run: run.json says what was asked of what, by which settings; answers.jsonl has the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Self

from qa.errors import RunProblem
from qa.evals.cases.cases import CaseFile
from qa.evals.files import read_object, replace_json
from qa.evals.metrics import Task
from qa.evals.runs.rows import Row, read_rows
from qa.settings import Settings
from qa.urls import show_urls

FORMAT = 1
RUN_FILE = "run.json"
# Where things are and how long to wait changes no answer; the rest has a field of its own in run.json.
_NOT_NOTED = {"library", "chroma", "timeout", "prompts", "model"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInfo:
    """What run.json holds.

    Attributes:
        created: When it was begun, ISO 8601 in UTC.
        settings: Those that can change an answer.
        sample: {"limit", "size"}: how many of the questions were taken, None for all.
        seed: What the sample and the intervals were drawn with.
        finished: Whether all questions have been asked.
        task: What is measured: answers, or the check of statements.
    """

    created: str
    model: str
    settings: Mapping[str, Any]
    settings_hash: str
    prompt_hashes: Mapping[str, str]
    questions: Mapping[str, Any]
    library: Mapping[str, Any]
    versions: Mapping[str, str]
    seed: int
    sample: Mapping[str, int | None]
    finished: bool = False
    task: Task = "answer"

    def to_json(self) -> dict[str, Any]:
        """Return what run.json holds."""
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return what to_json made values of. Raises KeyError or TypeError where it did not."""
        for part in ("questions", "library"):
            _ = values[part]["hash"]
        return cls(
            **{field.name: values[field.name] for field in fields(cls) if field.name != "task" or "task" in values}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run as it is on disk, its rows in the order of answers.jsonl."""

    path: Path
    info: RunInfo
    rows: tuple[Row, ...]


def open_run(path: Path) -> Run:
    """Return the run in the folder path.

    Raises:
        RunProblem: There is none, it is damaged, or another version of the program wrote it.
    """
    return Run(path=path, info=read_info(path), rows=tuple(read_rows(path)))


def read_info(path: Path) -> RunInfo:
    """Return what run.json in the folder path holds. Raises RunProblem as open_run does."""
    missing = f"There is no evaluation run in {path}. Make one with: qa eval run QUESTIONS -o {path}"
    values = read_object(path / RUN_FILE, missing=missing)
    if values.get("format") != FORMAT:
        raise RunProblem(
            f"{path / RUN_FILE} is of format {values.get('format')!r}, and this version of qa knows {FORMAT}. "
            "Use the version that wrote it, or run the evaluation again."
        )
    try:
        return RunInfo.from_json(values)
    except (KeyError, TypeError) as error:
        raise RunProblem(f"{path / RUN_FILE} is damaged ({error}). Run the evaluation again.") from None


def write_info(path: Path, info: RunInfo) -> None:
    """Write run.json."""
    replace_json(path / RUN_FILE, info.to_json())


def check_same(path: Path, begun: RunInfo, asked: RunInfo) -> None:
    """Refuse to go on with a run by other means than it was begun. Raises RunProblem, which names what differs."""
    differing = [f"{name} {old!s}, not {new!s}" for name, old, new in _pair_facts(begun, asked) if old != new]
    if differing:
        raise RunProblem(
            f"The run {path} was begun with {'; with '.join(differing)}. Give the same again to go on with it, or "
            "another folder with -o to begin a new one."
        )


def describe_settings(settings: Settings) -> dict[str, Any]:
    """Return the settings that a run notes, as values of JSON."""
    values = {field.name: getattr(settings, field.name) for field in fields(settings) if field.name not in _NOT_NOTED}
    values["base_url"] = show_urls(settings.base_url) if settings.base_url else None
    return {name: value if isinstance(value, int | float | None) else str(value) for name, value in values.items()}


def describe_questions(questions: CaseFile) -> dict[str, Any]:
    """Return what a run notes of its questions."""
    return {
        "path": str(questions.path),
        "hash": questions.hash,
        "format": questions.format,
        "cases": len(questions.cases),
    }


def _pair_facts(begun: RunInfo, asked: RunInfo) -> Iterator[tuple[str, Any, Any]]:
    """Yield what has to be the same: its name, and what it was and is."""
    yield "the task", begun.task, asked.task
    yield "the model", begun.model, asked.model
    for name in sorted({*begun.settings, *asked.settings}):
        yield name, begun.settings.get(name), asked.settings.get(name)
    for name in sorted({*begun.prompt_hashes, *asked.prompt_hashes}):
        yield f"the prompt {name!r} of hash", begun.prompt_hashes.get(name), asked.prompt_hashes.get(name)
    yield "questions of hash", begun.questions["hash"], asked.questions["hash"]
    yield "a library of hash", begun.library["hash"], asked.library["hash"]
    for name in sorted({*begun.sample, *asked.sample}):
        yield f"a {name} of", begun.sample.get(name), asked.sample.get(name)
    yield "the seed", begun.seed, asked.seed
