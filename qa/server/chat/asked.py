"""Read what a chat client sends as a question with what was said before it; what is of no use here is left aside."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.chain import Request as Question
from qa.chain.read import read_request
from qa.errors import UsageProblem
from qa.question import clean_question
from qa.server.api.asking import LENGTH, K
from qa.server.api.fields import AS_OF, LIMITS, choose_limits, clean_text, read_fields
from qa.server.chat.supported import UnsupportedParameter

_INSTRUCTED = "Instructions (system and developer messages) are not followed here: answers say what the articles say."
_TOOLS = "Tools are not called here: answers come from the articles."
_NOT_TEXT = "Pictures, sounds and files are not read: only the text of messages is."
# What a client may put into the metadata of a request.
_FIELDS = (*LIMITS, AS_OF, K, LENGTH)
_LISTS = frozenset(field.name for field in _FIELDS if field.kind == "texts")
_TEXT_PARTS = frozenset(["text", "input_text", "output_text"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """A question as a chat client puts it.

    Attributes:
        question: The last message of the user, and what holds for it.
        history: The messages before it, each question with its answer, the oldest first.
        notices: What of the request was left aside.
        model: As the client names it.
        streams: Whether the answer is sent piece by piece.
    """

    question: Question
    history: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    model: object
    streams: bool


def read_chat(body: Mapping[str, Any], messages: object, *, instructed: bool = False) -> ChatRequest:
    """Return what a request asks.

    Args:
        body: All of it; fields that are not known are left aside.
        messages: Its messages, or a text that is the only one.
        instructed: Whether instructions came beside the messages.

    Raises:
        UsageProblem: There is no question, or what holds for it can't be used.
    """
    items = [{"role": "user", "content": messages}] if isinstance(messages, str) else messages
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise UsageProblem("The messages have to be a list of objects with a role and a content.")
    said = [(str(item.get("role")), _read_content(item.get("content"))) for item in items]
    notices = [_INSTRUCTED] if instructed or any(role in ("system", "developer") for role, _ in said) else []
    notices += [_TOOLS] if body.get("tools") or body.get("functions") else []
    notices += [_NOT_TEXT] if any(_has_other_parts(item.get("content")) for item in items) else []
    asked = [place for place, (role, text) in enumerate(said) if role == "user" and text.strip()]
    if not asked:
        raise UsageProblem("There is no question: the last message of the user is taken for it.")
    values = read_fields(_read_metadata(body.get("metadata")), _FIELDS)
    options = {name: values[name] for name in ("as_of", "k", "length") if name in values}
    return ChatRequest(
        question=read_request(clean_question(said[asked[-1]][1]), filters=choose_limits(values), **options),
        history=tuple(_pair_messages(said[: asked[-1]])),
        notices=tuple(notices),
        model=body.get("model"),
        streams=body.get("stream") is True,
    )


def _pair_messages(said: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Yield each question with what was answered to it."""
    question, answers = "", list[str]()
    for role, text in (*said, ("user", "")):
        if role == "user":
            if question:
                yield question, " ".join(answers)
            question, answers = text, []
        elif role == "assistant":
            answers.append(text)


def _read_content(content: object) -> str:
    """Return the text of a message, whose content is a text or a list of parts."""
    if isinstance(content, str):
        return clean_text(content)
    parts = content if isinstance(content, list) else []
    texts = [part.get("text") for part in parts if isinstance(part, Mapping) and part.get("type") in _TEXT_PARTS]
    return clean_text("\n".join(text for text in texts if isinstance(text, str)))


def _has_other_parts(content: object) -> bool:
    parts = content if isinstance(content, list) else []
    return any(not isinstance(part, Mapping) or part.get("type") not in (*_TEXT_PARTS, "refusal") for part in parts)


def _read_metadata(metadata: object) -> dict[str, Any]:
    """Return the fields of metadata; its values are texts, a list is one with semicolons. Raises UsageProblem."""
    if metadata is None:
        return {}
    if not isinstance(metadata, Mapping):
        raise UnsupportedParameter("'metadata' has to be an object with texts.", param="metadata")
    known = [field.name for field in _FIELDS]
    if unknown := [name for name in metadata if name not in known]:
        told = f"There is no field {str(unknown[0])[:80]!r} in 'metadata'. Known are: {', '.join(known)}."
        raise UnsupportedParameter(told, param=f"metadata.{str(unknown[0])[:80]}")
    return {name: _split(value) if name in _LISTS else value for name, value in metadata.items()}


def _split(value: object) -> object:
    if not isinstance(value, str):
        return value
    if value.startswith("["):
        try:
            return json.loads(value)
        except ValueError:
            raise UsageProblem(f"{value[:80]!r} is no list. Separate several by semicolons.") from None
    return [part.strip() for part in value.split(";") if part.strip()]
