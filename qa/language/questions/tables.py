"""The forms of questions by language, and the question words of languages that have no more than these here."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import cast

from qa.language.known import CODES
from qa.language.questions.forms import Kind, QuestionForms

# Italian, Portuguese, Russian and Arabic.
KINDS_ELSEWHERE: tuple[tuple[Kind, str], ...] = (
    ("number", r"\bquant[oiae]s?\b|\bсколько\b|\bكم\b"),
    ("date", r"\bquando\b|\bкогда\b|\bمتى\b"),
    ("reason", r"\bperché\b|\bпочему\b|\bلماذا\b"),
    ("place", r"\bdove\b|\bonde\b|\bгде\b|\bأين\b"),
    ("name", r"\bchi\b|\bquem\b|\bкто\b"),
)
_READ: Mapping[str, str] = {code: f"qa.language.questions.{code}" for code in CODES}


def get_question_forms(language: str | None) -> QuestionForms:
    """Return how questions are put in a language by its code; English where that is not known."""
    code = (language or "en")[:2].lower()
    return _load(code if code in _READ else "en")


def list_forms(language: str | None) -> Iterator[QuestionForms]:
    """Yield the forms of a language; those of all, English first, where it is none that is known."""
    code = (language or "")[:2].lower()
    yield from map(_load, [code] if code in _READ else CODES)


@cache
def _load(code: str) -> QuestionForms:
    return cast(QuestionForms, import_module(_READ[code]).FORMS)
