"""Prompt files: load one, check its placeholders, fill it in, and tell its hash."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.data import find_data
from qa.errors import PromptProblem
from qa.language.invisible import drop_unneeded
from qa.models import Message, Role

PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    "answer": ("evidence", "question"),
    "answer_local": ("evidence", "question"),
    "brief": ("evidence", "topic"),
    "eval_judge": ("answer", "gold", "question"),
    "eval_make": ("answer", "sentence", "title"),
    "follow_up": ("history", "question"),
    "judge": ("question", "sources", "statements"),
    "judge_local": ("question", "sources", "statement"),
}

# A prompt may do without these.
OPTIONAL: dict[str, tuple[str, ...]] = {"answer": ("shape",), "answer_local": ("shape",), "brief": ("shape",)}

_SHAPE = re.compile(r"^## shape (\w+)[ \t]*$", re.MULTILINE)
_SECTION = re.compile(r"^## (system|user|assistant)[ \t]*$", re.MULTILINE)
_ROLES: Mapping[str, Role] = {"system": "system", "user": "user", "assistant": "assistant"}
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A prompt file: messages under the headings "## system", "## user" and "## assistant", with {{placeholders}}.

    What {{shape}} stands for, by the shape of the question, may follow them under headings such as "## shape list".
    """

    name: str
    path: Path
    text: str

    @property
    def hash(self) -> str:
        """12 hex digits that change with the file."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    @property
    def description(self) -> str:
        """The first line of the file, above the first message."""
        return _SECTION.split(self.text, maxsplit=1)[0].strip().partition("\n")[0].lstrip("# ")

    @property
    def shapes(self) -> dict[str, str]:
        """What is said of each shape of question, by its name."""
        _, *parts = _SHAPE.split(self.text)
        return {name: content.strip() for name, content in zip(parts[::2], parts[1::2], strict=True)}

    def render(self, values: Mapping[str, str]) -> list[Message]:
        """Return the messages with the placeholders replaced; a value is never searched for placeholders itself.

        An optional placeholder without a value is left out. What nobody sees is taken out of values, so that whoever
        reads a prompt reads all that the model is told.
        """
        _, *parts = _SECTION.split(_SHAPE.split(self.text, maxsplit=1)[0])
        values = dict.fromkeys(OPTIONAL.get(self.name, ()), "") | dict(values)
        return [
            Message(
                role=_ROLES[role],
                content=_PLACEHOLDER.sub(lambda match: drop_unneeded(values[match[1]]), content).strip(),
            )
            for role, content in zip(parts[::2], parts[1::2], strict=True)
        ]


def load_prompt(name: str, folder: Path | None = None) -> Prompt:
    """Return a prompt, from the user's folder if it has a file of that name, else the one of the program.

    Raises PromptProblem where there is no such prompt, or where it lacks a message or a placeholder.
    """
    own = find_data("prompts")
    if folder is not None and not folder.is_dir():
        raise PromptProblem(
            f"There is no folder {folder}. Copy prompts to it: qa prompts show answer > {folder}/answer.md"
        )
    for path in [*([folder / f"{name}.md"] if folder else []), own / f"{name}.md"]:
        if path.is_file():
            return _check_prompt(Prompt(name=name, path=path, text=_read_text(path)))
    known = ", ".join(sorted(PLACEHOLDERS))
    raise PromptProblem(f"There is no prompt called {name!r}. There are: {known}.")


def list_prompts(folder: Path | None = None) -> list[Prompt]:
    """Return all prompts that are in use, by name."""
    return [load_prompt(name, folder) for name in sorted(PLACEHOLDERS)]


def quote_data(value: Any) -> str:
    """Return a value as JSON on one line in which no text can end the data or pass for the token of a role.

    Brackets of every kind and what can't be seen are written as escapes, for "<|" or "[/INST]" is a token to some
    models wherever it stands.
    """
    return _JSON_STRING.sub(
        lambda match: "".join(_escape(c) if c in "<>[]{}" or not c.isprintable() else c for c in match[0]),
        json.dumps(value, ensure_ascii=False),
    )


def _escape(character: str) -> str:
    return f"\\u{ord(character):04x}" if character.isascii() else json.dumps(character)[1:-1]


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PromptProblem(f"The prompt {path} can't be read: {error}.") from None


def _check_prompt(prompt: Prompt) -> Prompt:
    wanted = set(PLACEHOLDERS.get(prompt.name, ()))
    found = set(_PLACEHOLDER.findall(prompt.text))
    if not _SECTION.search(prompt.text):
        raise PromptProblem(f'The prompt {prompt.path} has no message. Begin one with a line "## user".')
    if missing := sorted(wanted - found):
        raise PromptProblem(f"The prompt {prompt.path} lacks the placeholder {{{{{missing[0]}}}}}. Put it in.")
    wanted |= set(OPTIONAL.get(prompt.name, ()))
    if unknown := sorted(found - wanted):
        raise PromptProblem(
            f"The prompt {prompt.path} has the unknown placeholder {{{{{unknown[0]}}}}}. There are: "
            + ", ".join(f"{{{{{name}}}}}" for name in sorted(wanted))
            + "."
        )
    return prompt
