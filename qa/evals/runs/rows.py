"""The rows of a run: one line of answers.jsonl for each question, safe on the disk as soon as it is answered."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self

from qa.errors import RunProblem
from qa.evals.cases.cases import Case
from qa.evals.files import replace_file
from qa.render.json import write_json

ANSWERS_FILE = "answers.jsonl"
# The same for a run that checks statements: the answer to each is its verdict.
VERDICTS_FILE = "verdicts.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question and what became of it.

    Attributes:
        answer: The whole answer as values of JSON; None where there is an error.
        error: Why there is no answer; None where there is one.
        seconds: How long it took.
    """

    case: Case
    answer: Mapping[str, Any] | None
    error: str | None
    seconds: float

    def to_json(self) -> dict[str, Any]:
        """Return the row as values of JSON."""
        return {
            "id": self.case.id,
            "case": self.case.to_json(),
            "answer": self.answer,
            "error": self.error,
            "seconds": self.seconds,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return the row that to_json made values of."""
        case = Case.from_json(values["case"])
        return cls(case=case, answer=values["answer"], error=values["error"], seconds=values["seconds"])


class RowFile:
    """The rows of a run, open to be added to; a last line that was torn off is gone."""

    def __init__(self, folder: Path, name: str = ANSWERS_FILE) -> None:
        """Open the file in the folder of a run, a new one where there is none. Raises RunProblem."""
        self._path = folder / name
        self.rows = {row.case.id: row for row in read_rows(folder)}
        self._file: BinaryIO = self._path.open("ab")
        self._file.truncate(_find_last_end(self._path))

    def append(self, row: Row) -> None:
        """Write the row and send it off; it replaces one of the same question."""
        self._file.write(_write_row(row))
        self._file.flush()
        self.rows[row.case.id] = row

    def close(self, order: Iterable[str] | None = None) -> None:
        """Close the file; with the ids in their order, leave just one line for each of them, in that order."""
        self._file.close()
        if order is not None:
            replace_file(self._path, b"".join(_write_row(self.rows[id]) for id in order if id in self.rows))


def read_rows(folder: Path) -> list[Row]:
    """Return the rows in the folder of a run, the last one of each question; a line that was torn off is left out.

    Raises RunProblem where the file can't be read or is damaged.
    """
    path = find_rows(folder)
    try:
        lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    except OSError as error:
        raise RunProblem(f"{path} can't be read: {error.strerror}. Check its permissions.") from None
    rows: dict[str, Row] = {}
    for number, line in enumerate(lines, start=1):
        try:
            row = Row.from_json(json.loads(line))
        except (ValueError, TypeError, LookupError, AttributeError):
            raise RunProblem(
                f"{path} is damaged in line {number}. Remove the line and run the evaluation again with -o {folder}, "
                "or begin a new one."
            ) from None
        rows[row.case.id] = row
    return list(rows.values())


def find_rows(folder: Path) -> Path:
    """Return the file that has the rows of the run in a folder, or would have them."""
    verdicts = folder / VERDICTS_FILE
    return verdicts if verdicts.exists() else folder / ANSWERS_FILE


def _find_last_end(path: Path) -> int:
    return path.read_bytes().rfind(b"\n") + 1


def _write_row(row: Row) -> bytes:
    return write_json(row.to_json()).encode("utf-8", "replace") + b"\n"
