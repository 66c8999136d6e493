"""Read what a chat client sends as a question with what was said before it; what is of no use here is left aside."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qa.chain import Request as Question
from qa.chain.read import read_request
from qa.errors import UsageProblem
from qa.library import Filters
from qa.question import clean_question
from qa.server.api.asking import LENGTH, K
from qa.server.api.fields import AS_OF, LIMITS, choose_limits, clean_text, read_fields
from qa.server.chat.bodies import COMPLETION, RESPONSE, check_body, has_other_parts, read_content

_INSTRUCTED = "Instructions (system and developer messages) are not followed here: answers say what the articles say."
_TOOLS = "Tools are not called here: answers come from the articles."
_NOT_TEXT = "Pictures, sounds and files are not read: only the text of messages is."
# What a client may put into the metadata of a request.
_FIELDS = (*LIMITS, AS_OF, K, LENGTH)
_LISTS = frozenset(field.name for field in _FIELDS if field.kind == "texts")


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
    model: str | None
    streams: bool


def read_completion(body: Mapping[str, Any]) -> ChatRequest:
    """Return what a request of chat completions asks. Raises UsageProblem as read_chat does."""
    check_body(body, COMPLETION)
    return read_chat(body, "messages", body["messages"])


def read_response(body: Mapping[str, Any]) -> ChatRequest:
    """Return what a request of responses asks, whose input may be a text. Raises UsageProblem as read_chat does."""
    check_body(body, RESPONSE)
    given = body["input"]
    items = [{"role": "user", "content": given}] if isinstance(given, str) else given
    return read_chat(body, "input", [item for item in items if item.get("type", "message") == "message"])


def read_chat(body: Mapping[str, Any], name: str, messages: Sequence[Mapping[str, Any]]) -> ChatRequest:
    """Return what a request asks.

    Args:
        body: All of it, as its schema says; fields that are not known are left aside.
        name: The field that has its messages.
        messages: Its messages.

    Raises:
        UsageProblem: There is no question, or what holds for it can't be used.
    """
    said = [(str(item["role"]), clean_text(read_content(item.get("content")))) for item in messages]
    instructed = bool(body.get("instructions")) or any(role in ("system", "developer") for role, _ in said)
    notices = [_INSTRUCTED] if instructed else []
    notices += [_TOOLS] if body.get("tools") or body.get("functions") else []
    notices += [_NOT_TEXT] if any(has_other_parts(item.get("content")) for item in messages) else []
    asked = [place for place, (role, text) in enumerate(said) if role == "user" and text.strip()]
    if not asked:
        raise UsageProblem("There is no question: the last message of the user is taken for it.", param=name)
    values, filters = _read_metadata(body.get("metadata") or {})
    options = {each: values[each] for each in ("as_of", "k", "length") if each in values}
    return ChatRequest(
        question=read_request(clean_question(said[asked[-1]][1]), filters=filters, **options),
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


def _read_metadata(metadata: Mapping[str, Any]) -> tuple[dict[str, Any], Filters]:
    """Return the fields of metadata as they are worked with, and the limits among them; their texts may be lists.

    Raises UsageProblem with the field that is meant.
    """
    try:
        values = read_fields({name: _split(name, value) for name, value in metadata.items()}, _FIELDS)
        return values, choose_limits(values)
    except UsageProblem as error:
        param = f"metadata.{error.param}" if error.param else "metadata"
        raise UsageProblem(f"In 'metadata': {error}", param=param) from None


def _split(name: str, value: object) -> object:
    """Return a value of metadata as a list where its field takes one: it is written with semicolons, or as JSON."""
    if name not in _LISTS or not isinstance(value, str):
        return value
    if value.startswith("["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise UsageProblem(f"{value[:80]!r} is no list. Separate several by semicolons.", param=name) from None
    return [part.strip() for part in value.split(";") if part.strip()]
