"""Read labelled statements: lines of JSON, as qa eval plant writes them or as people have labelled them."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qa.errors import QuestionsProblem
from qa.evals.cases.case import Case, read_day, read_string
from qa.evals.cases.cases import CaseFile
from qa.evals.cases.formats import parse_json_lines

# What labels mean: a statement that is supported in part alone may not be shown as supported.
_LABELS = {
    "true": True, "supported": True, "entailment": True, "supports": True,
    "false": False, "not_supported": False, "partially_supported": False, "contradicted": False, "refuted": False,
    "refutes": False, "contradiction": False, "neutral": False, "not_enough_info": False,
}  # fmt: skip
_TRUE_KIND = "true"
_FIELDS = '{"id", "text", "label": "true" or "false", "kind", "question", "asked"}'


def read_statements(path: Path) -> CaseFile:
    """Return the labelled statements of a file of JSON lines as cases, whose question is the statement.

    A line without a label is true where its kind is "true", and false otherwise. Of labels in degrees, such as
    "partially_supported", "supported" alone counts as true.

    Raises QuestionsProblem where the file can't be read, and for the first line that can't be used.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise QuestionsProblem(f"{path} can't be read: {error.strerror}. Give a file of labelled statements.") from None
    except UnicodeDecodeError:
        raise QuestionsProblem(f"{path} is not UTF-8 text. Give JSON lines: {_FIELDS}") from None
    cases: dict[str, Case] = {}
    for place, row in parse_json_lines(text, path):
        case = _build_statement(row, place)
        if case.id in cases:
            raise QuestionsProblem(f"{place} has the id {case.id!r} of a line before. Give each its own.")
        cases[case.id] = case
    if not cases:
        raise QuestionsProblem(f"{path} has no statements. Make some with: qa eval plant --articles PATH -o {path}")
    return CaseFile(
        path=path,
        format="statements",
        cases=tuple(cases.values()),
        hash=hashlib.sha256(text.encode()).hexdigest()[:12],
    )


def _build_statement(row: Mapping[str, Any], place: str) -> Case:
    text = read_string(row, "text", place)
    if not text:
        raise QuestionsProblem(f'{place} has no statement. Give a text as "text", in lines of {_FIELDS}')
    label, kind = _read_label(row, place), read_string(row, "kind", place)
    asked, asks = read_day(row, "asked", place), read_string(row, "question", place)
    article = read_string(row, "article", place)
    digest = hashlib.sha256(json.dumps([text, asks, asked]).encode()).hexdigest()[:12]
    return Case(
        id=read_string(row, "id", place) or f"statement-{digest}",
        question=text,
        kind=kind or label,
        asked=asked,
        asks=asks,
        supported=_LABELS[label] if label else kind == _TRUE_KIND,
        gold_articles=(article,) if article else (),
        has_gold=False,
    )


def _read_label(row: Mapping[str, Any], place: str) -> str | None:
    """Return the label of a row, None where its kind tells it. Raises QuestionsProblem."""
    value = row.get("label")
    name = str(value).lower() if isinstance(value, bool) else (read_string(row, "label", place) or "").lower()
    label = name.replace(" ", "_").replace("-", "_")
    if label and label not in _LABELS:
        raise QuestionsProblem(f'{place}: "label" can\'t be {name[:40]!r}. There are: {", ".join(_LABELS)}.')
    if not label and not read_string(row, "kind", place):
        raise QuestionsProblem(f'{place} has neither "label" nor "kind", so that nothing tells whether it is true.')
    return label or None
