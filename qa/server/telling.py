"""Tell a reader of the server what a message says without what only who runs it can use: commands, options, places.

Messages are written for somebody at a command line: what happened, and what to type next.
"""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from qa.answer import Answer
    from qa.briefing import Brief, Changes, Timeline
    from qa.checking import CheckedText

Result = TypeVar("Result", "Answer", "Brief", "Changes", "Timeline", "CheckedText")
# What is typed, not read: options, commands of qa and pip, variables of the environment.
_TYPED = re.compile(r"(?<![\w-])--[a-z]|`?\bqa [a-z]+\b|\bpip install\b|\b(?:QA|OPENAI)_[A-Z_]+\b")
# What a sentence is about is named by its option; a reader knows it without the dashes.
_ABOUT = re.compile(r"^--(?=[a-z][a-z-]* can't be )")
# With a word of two letters before it, which is "in" or its like.
_PLACE = re.compile(r"(?:\s[a-z]{2})?(?:\s|(?<=\())(?:~|[A-Za-z]:)?[/\\](?:[\w.@+-]+[/\\])*[\w@+-]+(?:\.\w+)*")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_CLAUSE = re.compile(r"\s*[:;(,–]\s*")
NOTHING_LEFT = "This can't be done here."


def tell_reader(message: str) -> str:
    """Return what a message tells a reader: its sentences but for those on what to type, and no place on the disk."""
    kept = []
    for n, sentence in enumerate(_SENTENCE.split(message)):
        sentence = _ABOUT.sub("", sentence)
        typed = _TYPED.search(sentence)
        told = sentence if typed is None else _cut_typed(sentence, typed.start()) if n == 0 else ""
        if told:
            kept.append(_PLACE.sub(" here", told))
    return " ".join(kept) or NOTHING_LEFT


def fit_readers(result: Result) -> Result:
    """Return a result with its notices, and with why there is nothing in it, as they are told to readers."""
    told: dict[str, Any] = {"notices": tuple(map(tell_reader, result.notices))}
    if explanation := getattr(result, "explanation", ""):
        told["explanation"] = tell_reader(explanation)
    return replace(result, **told)


def _cut_typed(sentence: str, place: int) -> str:
    """Return the clauses of a sentence before the one in which something is typed, "" where that is the first."""
    marks = [mark.start() for mark in _CLAUSE.finditer(sentence, 0, place)]
    return f"{sentence[: marks[-1]]}." if marks else ""
