"""Many questions from a stream of lines: each answered, or refused with a reason, on a line of JSON, in order."""

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from qa.cli.asking.jobs import work_in_order
from qa.cli.options import read_first_day, read_last_day
from qa.errors import InvalidQuestion, QAError, UsageProblem

if TYPE_CHECKING:
    from qa.cli.asking.showing import Asker
    from qa.cli.output import Output
    from qa.library import Filters

LONGEST_LINE = 1_000_000
_NOT_ANSWERED = 3
# From the best to the worst: what the batch as a whole ends with.
_SEVERITY = (0, _NOT_ANSWERED, 2, 1, 4)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """A question as a line gives it; fields are all that the line has, to be passed through."""

    question: str
    as_of: date | None
    filters: "Filters"
    fields: Mapping[str, Any]


def read_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a stream; of one longer than a million bytes only a beginning that is one too long.

    UTF-16 with a mark, as PowerShell pipes and redirects it, becomes UTF-8.
    """
    is_first = True
    while line := stream.readline(LONGEST_LINE + 1):
        if is_first and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield from _read_utf16_lines(line, stream)
            return
        is_first = False
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)


def _read_utf16_lines(piece: bytes, stream: BinaryIO) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    rest = ""
    while piece:
        *lines, rest = f"{rest}{decoder.decode(piece)}".split("\n")
        yield from (f"{line}\n".encode() for line in lines)
        rest = rest[: LONGEST_LINE + 1]
        piece = stream.readline(LONGEST_LINE + 1)
    if rest:
        yield rest.encode()


def answer_lines(chain: "Asker", lines: Iterable[bytes], output: "Output", *, filters: "Filters", jobs: int = 1) -> int:
    """Write a row of JSON for each line that is not blank, in their order; return the exit code of the worst.

    jobs  how many are answered at once
    """
    worst = 0

    def answer(numbered: tuple[int, bytes]) -> tuple[dict[str, Any], int]:
        number, line = numbered
        return _answer_line(chain, line, number, filters)

    def write(answered: tuple[dict[str, Any], int]) -> None:
        nonlocal worst
        row, code = answered
        output.write_json(row, indent=None)
        worst = max(worst, code, key=_SEVERITY.index)

    asked = ((number, line) for number, line in enumerate(lines, 1) if line.strip())
    if jobs == 1:
        for numbered in asked:
            write(answer(numbered))
    else:
        work_in_order(answer, asked, write, jobs=jobs)
    return worst


def read_question_line(line: bytes, filters: "Filters") -> AskedLine:
    """Return the question that a line holds, as text or as an object of JSON. Raises UsageProblem."""
    from qa.library.catalogue.filters import read_languages

    fields = _read_fields(line)
    question = fields.get("question")
    if not isinstance(question, str) or not question.strip():
        raise InvalidQuestion('The line has no question. Give text, or an object with "question".')
    return AskedLine(
        question=question.encode("utf-8", "replace").decode(),
        as_of=read_first_day(_read_text(fields, "asked"), name="asked"),
        filters=replace(
            filters,
            since=read_first_day(_read_text(fields, "since"), name="since") or filters.since,
            until=read_last_day(_read_text(fields, "until"), name="until") or filters.until,
            sources=_read_texts(fields, "source") or filters.sources,
            languages=read_languages(_read_texts(fields, "language")) or filters.languages,
        ),
        fields=fields,
    )


def _answer_line(chain: "Asker", line: bytes, number: int, filters: "Filters") -> tuple[dict[str, Any], int]:
    fields: Mapping[str, Any] = {}
    try:
        fields = _read_fields(line)
        asked = read_question_line(line, filters)
        answer = chain.ask(asked.question, filters=asked.filters, as_of=asked.as_of)
    except QAError as error:
        return {"question": None, **fields, "line": number, "error": str(error)}, error.exit_code
    passed = {name: value for name, value in asked.fields.items() if name != "error"}
    return {**passed, **answer.to_json()}, 0 if answer.status == "answered" else _NOT_ANSWERED


def _read_fields(line: bytes) -> Mapping[str, Any]:
    if len(line) > LONGEST_LINE:
        raise InvalidQuestion(f"The line has more than {LONGEST_LINE:,} bytes. Ask a shorter question.")
    try:
        text = line.decode("utf-8-sig").strip()
        fields = json.loads(text) if text.startswith("{") else {"question": text}
    except UnicodeDecodeError:
        raise InvalidQuestion("The line is not UTF-8. Convert it, for instance with iconv.") from None
    except (ValueError, RecursionError) as error:
        raise InvalidQuestion(f"The line is not JSON: {error}.") from None
    assert isinstance(fields, dict)
    return fields


def _read_text(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise UsageProblem(f'"{name}" has to be text.')
    return value


def _read_texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = fields.get(name)
    values = () if value is None else (value,) if isinstance(value, str) else value
    if not isinstance(values, list | tuple) or not all(isinstance(item, str) for item in values):
        raise UsageProblem(f'"{name}" has to be text or a list of texts.')
    return tuple(values)
