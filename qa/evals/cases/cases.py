"""Read the questions of an evaluation from a file or a folder; which format it has is told by its content."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from qa.articles.text.clean import decode_bytes, has_mark
from qa.errors import QuestionsProblem
from qa.evals.cases import formats as case_formats
from qa.evals.cases.case import Case
from qa.evals.cases.columns import find_unread_labels, holds_question

__all__ = ["Case", "CaseFile", "CaseFormat", "read_cases"]

CaseFormat = Literal["jsonl", "squad", "beir", "csv", "realtimeqa", "statements"]

_FORMATS = (
    'JSON lines with "question" and "answers", SQuAD JSON, RealTime QA JSON lines, CSV with the columns question and '
    "answers, or a BEIR folder (corpus.jsonl, queries.jsonl, qrels/*.tsv)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The cases of a file or folder.

    hash      12 hex digits of its content
    articles  the file of articles that belongs to it: BEIR's corpus
    enclosed  the articles that it holds itself, as rows to ingest (id, title, text): SQuAD's paragraphs
    notices   what the user should know of how it was read
    """

    path: Path
    format: CaseFormat
    cases: tuple[Case, ...]
    hash: str
    articles: Path | None = None
    enclosed: tuple[Mapping[str, str], ...] = ()
    notices: tuple[str, ...] = ()


def read_cases(path: Path) -> CaseFile:
    """Return the cases of a file or a BEIR folder.

    Raises QuestionsProblem where it can't be read or is none of the formats, and for the first row that can't be used.
    """
    if path.is_dir():
        return _read_folder(path)
    text = _read_text(path)
    if not text.strip():
        raise QuestionsProblem(f"{path} is empty. Questions are read from {_FORMATS}.")
    if text.lstrip().startswith(("{", "[")):
        return _read_json(path, text)
    if case_formats.find_delimiter(text):
        rows = list(case_formats.parse_table(text, path))
        unread = _tell_unread([row for _, row in rows])
        return _finish(path, "csv", case_formats.build_table(rows), text, notices=unread)
    seen = " ".join(text.split())[:60]
    raise QuestionsProblem(f"{path} is no file of questions: it begins with {seen!r}. There are: {_FORMATS}.")


def _read_json(path: Path, text: str) -> CaseFile:
    document = _parse_document(path, text)
    if isinstance(document, dict) and isinstance(document.get("data"), list):
        articles = tuple(case_formats.list_squad_articles(document, path))
        return _finish(path, "squad", case_formats.read_squad(document, path), text, enclosed=articles)
    rows = list(case_formats.parse_json_lines(text, path)) if document is None else _list_items(path, document)
    names = rows[0][1].keys() if rows else ()
    if "question_sentence" in names:
        return _finish(path, "realtimeqa", case_formats.build_realtime(rows), text)
    if any(holds_question(row) for _, row in rows):
        return _finish(path, "jsonl", case_formats.build_rows(rows), text, notices=_tell_unread([r for _, r in rows]))
    seen = ", ".join(list(names)[:8])
    raise QuestionsProblem(f"{path} is no file of questions: its rows have {seen or 'nothing'}. There are: {_FORMATS}.")


def _read_folder(folder: Path) -> CaseFile:
    tables = sorted(folder.glob("qrels/*.tsv"))
    if not (folder / "queries.jsonl").is_file() or not tables:
        raise QuestionsProblem(f"{folder} has no queries.jsonl and qrels/*.tsv, as a BEIR folder does. Give a file.")
    # The benchmark is scored on its test split.
    tables = [path for path in tables if path.stem == "test"] or tables
    queries = _read_text(folder / "queries.jsonl")
    qrels = {path: _read_text(path) for path in tables}
    corpus = folder / "corpus.jsonl"
    cases = case_formats.read_beir(folder, queries, qrels)
    content = "\0".join([queries, *qrels.values()])
    return _finish(folder, "beir", cases, content, articles=corpus if corpus.is_file() else None)


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QuestionsProblem(f"{path} can't be read: {error.strerror}. Give a file or a BEIR folder.") from None
    text = decode_bytes(data) if has_mark(data) else None
    try:
        return text if text is not None else data.decode("utf-8")
    except UnicodeDecodeError:
        raise QuestionsProblem(f"{path} is not UTF-8. Convert it, for instance with iconv.") from None


def _parse_document(path: Path, text: str) -> object:
    """Return the one value that a text is, or None where its first line is an object and more follow.

    Raises QuestionsProblem where it is neither.
    """
    try:
        return json.loads(text)
    except (RecursionError, ValueError) as error:
        try:
            json.loads(text.lstrip().partition("\n")[0])
        except (RecursionError, ValueError):
            where = f", line {error.lineno}," if isinstance(error, json.JSONDecodeError) else ""
            reason = error.msg if isinstance(error, json.JSONDecodeError) else "too deep, or a number too long"
            raise QuestionsProblem(f"{path}{where} is not JSON: {reason}.") from None
        return None


def _list_items(path: Path, document: object) -> list[tuple[str, Mapping[str, Any]]]:
    if isinstance(document, dict):
        return [(f"{path}, line 1", document)]
    assert isinstance(document, list)
    for number, item in enumerate(document, start=1):
        if not isinstance(item, dict):
            raise QuestionsProblem(f"{path}, item {number} is not an object.")
    return [(f"{path}, item {number}", item) for number, item in enumerate(document, start=1)]


def _finish(
    path: Path,
    format: CaseFormat,
    placed: case_formats.Placed,
    content: str,
    *,
    articles: Path | None = None,
    enclosed: tuple[Mapping[str, str], ...] = (),
    notices: tuple[str, ...] = (),
) -> CaseFile:
    """Return the file of the cases. Raises QuestionsProblem where there is none, or where two have one id."""
    places: dict[str, str] = {}
    cases = []
    for place, case in placed:
        if case.id in places:
            raise QuestionsProblem(f"{place} has the id {case.id!r} of {places[case.id]}. Give each its own.")
        places[case.id] = place
        cases.append(case)
    if not cases:
        raise QuestionsProblem(f"{path} has no questions in it.")
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return CaseFile(
        path=path,
        format=format,
        cases=tuple(cases),
        hash=digest,
        articles=articles,
        enclosed=enclosed,
        notices=notices,
    )


def _tell_unread(rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return which columns look like right answers and are not read."""
    names = dict.fromkeys(name for row in rows for name in find_unread_labels(row))
    return tuple(f'The column "{name}" is not read. If it has the right answers, call it "answers".' for name in names)
