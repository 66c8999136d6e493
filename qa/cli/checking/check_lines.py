"""Texts to check from a stream of lines: each with its verdict, or why it has none, on a line of JSON, in order."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from qa.cli.asking.batch import LONGEST_LINE
from qa.cli.options import read_first_day
from qa.errors import QAError, UsageProblem

if TYPE_CHECKING:
    from qa.checking import CheckedText, Checker, Submission
    from qa.cli.output import Output
    from qa.library import Filters

# So many lines are in memory, and checked together: as many as one call of the judge takes.
LINES = 16
_FAILED, _NOT_SUPPORTED = 1, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedLine:
    """A line that was read: what it submits, or why it can't be checked; fields are all that it has."""

    number: int
    fields: Mapping[str, Any]
    submission: "Submission | None" = None
    error: str = ""


def check_lines(
    checker: "Checker", lines: Iterable[bytes], output: "Output", *, filters: "Filters", as_of: date | None = None
) -> int:
    """Write a row of JSON for each line that is not blank, in batches; return the exit code.

    as_of  what "asked" is for a line that has none
    """
    worst = 0
    rows = (read_line(line, number, as_of) for number, line in enumerate(lines, 1) if line.strip())
    while batch := list(islice(rows, LINES)):
        submitted = [line.submission for line in batch if line.submission]
        checked = iter(checker.check_texts(submitted, filters=filters))
        for line in batch:
            text = next(checked) if line.submission else None
            output.write_json(_write_row(line, text), indent=None)
            code = _FAILED if text is None else 0 if text.holds else _NOT_SUPPORTED
            worst = _FAILED if _FAILED in (worst, code) else max(worst, code)
    return worst


def read_line(line: bytes, number: int, as_of: date | None = None) -> SubmittedLine:
    """Return the text that a line submits, or why there is none."""
    fields: Mapping[str, Any] = {}
    try:
        fields = _read_fields(line)
        return SubmittedLine(number=number, fields=fields, submission=_read_submission(fields, as_of))
    except QAError as error:
        return SubmittedLine(number=number, fields=fields, error=str(error))


def _write_row(line: SubmittedLine, text: "CheckedText | None") -> dict[str, Any]:
    from qa.checking.values import text_to_values

    if text is None:
        return {"id": None, **line.fields, "line": line.number, "error": line.error}
    passed = {name: value for name, value in line.fields.items() if name != "error"}
    return {"id": None, **passed, **text_to_values(text)}


def _read_submission(fields: Mapping[str, Any], as_of: date | None) -> "Submission":
    """Return what the fields of a line submit. Raises UsageProblem and InvalidQuestion."""
    from qa.checking import Submission, make_answer_text
    from qa.question import read_question

    text, question = _read_text(fields, "text"), _read_text(fields, "question")
    if text is None or not any(letter.isalnum() for letter in text):
        raise UsageProblem('The line has no text. Give an object with "text".')
    if question is not None and question.strip():
        read_question(question)
    asked = read_first_day(_read_text(fields, "asked"), name="asked") or as_of
    return Submission(manuscript=make_answer_text(text), question=(question or "").strip() or None, asked=asked)


def _read_fields(line: bytes) -> Mapping[str, Any]:
    if len(line) > LONGEST_LINE:
        raise UsageProblem(f"The line has more than {LONGEST_LINE:,} bytes. Give a shorter text.")
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageProblem("The line is not UTF-8. Convert it, for instance with iconv.") from None
    except (ValueError, RecursionError) as error:
        raise UsageProblem(f"The line is not JSON: {error}.") from None
    if not isinstance(fields, dict):
        raise UsageProblem('The line is not an object. Give one with "text".')
    return fields


def _read_text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise UsageProblem(f'"{name}" has to be text.')
    # JSON can hold halves of characters, which nothing else takes.
    return value.encode("utf-8", "replace").decode() if value is not None else None
