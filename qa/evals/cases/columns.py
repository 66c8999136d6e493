"""The names that other programs give to the columns of questions, and the shapes that they give to answers."""

from collections.abc import Mapping
from typing import Any

Row = Mapping[str, Any]

# ragas before and since 0.2, DeepEval, promptfoo and data sets on the hub name the same things so.
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "question": ("user_input", "query", "input"),
    "answers": ("ground_truth", "ground_truths", "reference", "expected_output", "expected_answer", "gold_answer"),
    "id": ("question_id", "qid"),
}
_LABELS = frozenset(
    """answer_key correct correct_answer correct_answers expected gold gold_answers golden_answer ideal label output
    reference_answer reference_answers references solution target truth""".split()
)
_TEXTS = ("text", "value", "normalized_value")


def name_columns(row: Row) -> dict[str, Any]:
    """Return a row with the names of ours for columns that other programs name otherwise; ours come first.

    An answer as an object has its text, or value and aliases: SQuAD's and TriviaQA's rows.
    """
    named = dict(row)
    for name, aliases in _ALIASES.items():
        alias = next((alias for alias in aliases if row.get(alias) is not None), None)
        is_missing = row.get(name) is None and not (name == "answers" and row.get("answer") is not None)
        if alias and is_missing:
            named[name] = row[alias]
    for name in ("answers", "answer"):
        if isinstance(named.get(name), dict):
            named[name] = _read_answers(named[name])
    return named


def holds_question(row: Row) -> bool:
    """Tell whether a row has a question, under our name or another program's."""
    return any(name in row for name in ("question", *_ALIASES["question"]))


def find_unread_labels(row: Row) -> list[str]:
    """Return the columns of a row that look like right answers and are not read, where no other gives any."""
    named = name_columns(row)
    if named.get("answers") is not None or named.get("answer") is not None:
        return []
    return [name for name in row if name.lower() in _LABELS and row[name] is not None]


def _read_answers(value: Row) -> list[Any] | Any:
    texts = next((value[name] for name in _TEXTS if name in value), None)
    if texts is None:
        return dict(value)
    others = value.get("aliases") or []
    told = [*(texts if isinstance(texts, list) else [texts]), *(others if isinstance(others, list) else [others])]
    return list(dict.fromkeys(told))
