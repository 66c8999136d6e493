"""What happens on the way to an answer, told while it happens: stages, notices, statements that are confirmed."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from qa.answer import Answer, Citation, Statement

StageName = Literal["read", "retrieve", "gather", "draft", "verify", "resolve", "answer"]

# What each stage does, alone and with how many things it has before it.
_DOING: dict[StageName, tuple[str, str]] = {
    "read": ("Reading the question", ""),
    "retrieve": ("Searching the articles", ""),
    "gather": ("Reading what was found", "passage"),
    "draft": ("Drafting", "passage"),
    "verify": ("Checking", "sentence"),
    "resolve": ("Comparing what the articles tell", ""),
    "answer": ("Completing the answer", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStarted:
    """A stage begins.

    Attributes:
        stage: Its name.
        count: How many things it has before it: passages to read or to draft from, sentences to check; else 0.
    """

    stage: StageName
    count: int = 0

    def describe(self) -> str:
        """Return what is being done in a few words: "Checking 3 sentences"."""
        doing, noun = _DOING[self.stage]
        if not noun or not self.count:
            return doing
        lead = {"gather": "Reading", "draft": "Drafting from", "verify": "Checking"}[self.stage]
        return f"{lead} {self.count} {noun}{'' if self.count == 1 else 's'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFinished:
    """A stage is over.

    Attributes:
        stage: Its name.
        seconds: How long it took.
        results: What came of it, each thing in a line: the question as it was read, passages found or shown, sentences
            drafted or confirmed.
    """

    stage: StageName
    seconds: float
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the user should know: how the question was read, or what went wrong in judging."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedStatement:
    """A statement of the answer, as soon as it is confirmed.

    Attributes:
        statement: The sentence, with the numbers of its citations.
        citations: Those of its citations that no statement before it has. That an article was corrected or changed
            since stands in those of the answer.
    """

    statement: Statement
    citations: tuple[Citation, ...]


AnswerEvent = StageStarted | StageFinished | Notice | ConfirmedStatement | Answer

_NAMES: dict[type, str] = {
    StageStarted: "started", StageFinished: "finished", Notice: "notice", ConfirmedStatement: "statement",
    Answer: "answer",
}  # fmt: skip


def name_event(event: AnswerEvent) -> str:
    """Return the kind of an event: "started", "finished", "notice", "statement", or "answer", the last of all."""
    return _NAMES[type(event)]


def write_event(event: AnswerEvent) -> dict[str, Any]:
    """Return what an event tells as values of JSON; an answer by the contract of `--json`."""
    if isinstance(event, Answer):
        return event.to_json()
    values = asdict(event)
    return values | {"text": event.describe()} if isinstance(event, StageStarted) else values
