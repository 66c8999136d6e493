"""One question of an evaluation, or one labelled statement, and how a row of any format becomes one."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from qa.errors import QuestionsProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question and what is known of its right answer.

    answers         short right answers, any of them; of kind "comparison" its parts, all of them; () where the right
                    thing is to abstain, if has_gold
    asked           the day it is asked, YYYY-MM-DD
    gold_articles   ids, urls or titles of the articles that hold the answer, as the file has them
    gold_sentences  the sentences that hold it
    choices         what a multiple choice question offers
    disagreement    whether the articles contradict each other; None where nobody has looked
    sides           what each of them says: {"answer", "source"}
    supported       of a labelled statement, which stands in place of the question: whether the articles say it;
                    None for a question
    asks            the question that such a statement answers
    bad             claims or marks that no statement may be shown as supported with
    tags            what is known of it besides, such as "not_found": the search does not find its sentence
    has_gold        False where the file knows no answer to it, so that () says nothing
    """

    id: str
    question: str
    answers: tuple[str, ...] = ()
    asked: str | None = None
    lang: str | None = None
    kind: str | None = None
    gold_articles: tuple[str, ...] = ()
    gold_sentences: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    disagreement: bool | None = None
    sides: tuple[Mapping[str, Any], ...] = ()
    supported: bool | None = None
    asks: str | None = None
    bad: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    has_gold: bool = True

    @property
    def must_abstain(self) -> bool:
        """Whether the articles are known to hold no answer."""
        return self.has_gold and not self.answers

    def to_json(self) -> dict[str, Any]:
        """Return the case as values of JSON."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Case":
        """Return the case that to_json made a row of; names it does not know are passed over."""
        names = [field.name for field in fields(cls) if field.name in row]
        values: dict[str, Any] = {
            name: tuple(row[name]) if isinstance(row[name], list) else row[name] for name in names
        }
        return cls(**values)


def build_case(row: Mapping[str, Any], place: str) -> Case:
    """Return the case of a row with the names that a Case has; `answer` does for `answers`, and one text for a list.

    place  where the row is, such as "questions.jsonl, line 37"

    A row without an id is named by a hash of its question and its day. One without any answers (no such name, or null)
    has no gold; an empty list of them means that the right thing is to abstain. Raises QuestionsProblem.
    """
    question = read_string(row, "question", place)
    if not question:
        raise QuestionsProblem(f'{place} has no question. Give it a text as "question".')
    asked = read_day(row, "asked", place)
    answers = row.get("answers", row.get("answer"))
    disagreement = row.get("disagreement")
    if disagreement is not None and not isinstance(disagreement, bool):
        raise QuestionsProblem(f'{place}: "disagreement" has to be true or false.')
    return Case(
        id=read_string(row, "id", place) or "q-" + hashlib.sha256(f"{question}\n{asked}".encode()).hexdigest()[:12],
        question=question,
        answers=_read_strings({"answers": answers}, "answers", place),
        asked=asked,
        lang=read_string(row, "lang", place),
        kind=read_string(row, "kind", place),
        gold_articles=_read_strings(row, "gold_articles", place),
        gold_sentences=_read_strings(row, "gold_sentences", place),
        choices=_read_strings(row, "choices", place),
        disagreement=disagreement,
        sides=_read_sides(row, place),
        bad=_read_strings(row, "bad", place),
        tags=_read_strings(row, "tags", place),
        has_gold=answers is not None,
    )


def read_string(row: Mapping[str, Any], name: str, place: str) -> str | None:
    """Return the text that a row has by a name, a number as text, None for nothing. Raises QuestionsProblem."""
    value = row.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise QuestionsProblem(f'{place}: "{name}" has to be text.')
    return str(value).encode("utf-8", "replace").decode().strip() or None


def read_day(row: Mapping[str, Any], name: str, place: str) -> str | None:
    """Return the day that a row has by a name as YYYY-MM-DD; a time of day is cut off. Raises QuestionsProblem."""
    text = read_string(row, name, place)
    if text is None:
        return None
    try:
        return date.fromisoformat(text[:10].replace("/", "-")).isoformat()
    except ValueError:
        raise QuestionsProblem(f'{place}: "{name}" has to be a day as YYYY-MM-DD, not {text[:40]!r}.') from None


def _read_strings(row: Mapping[str, Any], name: str, place: str) -> tuple[str, ...]:
    value = row.get(name)
    values: Sequence[Any] = value if isinstance(value, list | tuple) else [value]
    try:
        texts = [read_string({name: item}, name, place) for item in values]
    except QuestionsProblem:
        raise QuestionsProblem(f'{place}: "{name}" has to be a text or a list of texts.') from None
    return tuple(text for text in texts if text)


def _read_sides(row: Mapping[str, Any], place: str) -> tuple[Mapping[str, Any], ...]:
    sides = row.get("sides") or ()
    if not isinstance(sides, list | tuple) or not all(isinstance(side, dict) and side.get("answer") for side in sides):
        raise QuestionsProblem(f'{place}: "sides" has to be a list of objects, each with an "answer".')
    return tuple({name: read_string(side, name, place) for name in ("answer", "source")} for side in sides)
