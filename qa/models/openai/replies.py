"""Read the reply of a chat endpoint, streamed or whole, in whatever shape its text and its thoughts have."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qa.models.chat import Event, Finish, FirstToken, Thought, Token, Usage, name_reason
from qa.models.openai.http import EndpointError, find_message

# Fields beside the content that hold thoughts, by the servers of today.
_THOUGHT_FIELDS = ("reasoning_content", "reasoning", "reasoning_text", "reasoning_details", "thinking", "thoughts")
_THOUGHT_TYPES = frozenset("thinking reasoning redacted_thinking redacted_reasoning thought reasoning_text".split())


def iterate_lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """Yield the lines of a stream of bytes, without their ends."""
    rest: list[bytes] = []
    for piece in pieces:
        first, *others = piece.split(b"\n")
        rest.append(first)
        for line in others:
            yield b"".join(rest).decode("utf-8", "replace").rstrip("\r")
            rest = [line]
    yield b"".join(rest).decode("utf-8", "replace").rstrip("\r")


def iterate_data(lines: Iterable[str]) -> Iterator[Any]:
    """Yield the data of the events of a stream, up to its end.

    Raises ValueError for what is not JSON, and EndpointError for an error that is sent in place of an answer.
    """
    held: list[str] = []
    fails = False
    for line in lines:
        name, _, value = line.lstrip("\ufeff").partition(":")
        if name.strip() == "event":
            fails = value.strip() == "error"
        elif name.strip() == "data":
            held.append(value.strip())
            if held == ["[DONE]"]:
                return
            whole = _parse(held[0]) if len(held) == 1 else None
            if fails and held[0]:
                raise EndpointError(200, {"error": whole or held[0]})
            if whole is not None:
                held = []
                yield whole
        elif not line.strip() and held:
            data, held = "\n".join(held), []
            if data.strip():
                yield json.loads(data)
    if any(held):
        yield json.loads("\n".join(held))


def read_chunk(chunk: Any, *, has_text: bool = False) -> Iterator[Event]:
    """Return what one chunk of a stream tells; one that tells nothing is no error. Raises EndpointError.

    has_text  text has come before: a whole message, as some send at the end, says it once more
    """
    if not isinstance(chunk, dict):
        return
    _check_error(chunk)
    choices = chunk.get("choices")
    choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
    if choice.get("index") in (None, 0):
        message = {} if has_text else choice.get("message")
        yield from _read_choice(choice, choice.get("delta") or message or {})
    yield from read_usage(chunk)


def read_whole_reply(body: Any) -> Iterator[Event]:
    """Return what a reply in one piece tells. Raises EndpointError, or LookupError or TypeError where it is none."""
    _check_error(body)
    if isinstance(body, dict) and "choices" not in body and find_message(body):
        raise EndpointError(200, body)
    choice = body["choices"][0]
    message = choice.get("message")
    yield from _read_choice(choice, {"content": choice["text"]} if message is None and "text" in choice else message)
    yield from read_usage(body)


def read_first_token(body: Any) -> FirstToken | None:
    """Return what a reply tells of its first token; of two tokens that read alike the likelier one counts."""
    _check_error(body)
    tokens = _list_tokens(body["choices"][0])
    if not tokens:
        return None
    logprobs: dict[str, float] = {}
    for token in map(_read_token, [*(tokens[0].get("top_logprobs") or []), tokens[0]]):
        logprobs[token.text] = max(token.logprob, logprobs.get(token.text, token.logprob))
    return FirstToken(logprobs=logprobs, usage=next(read_usage(body), Usage()))


def read_usage(body: Mapping[str, Any]) -> Iterator[Usage]:
    """Yield the usage, if a reply tells any."""
    usage = body.get("usage")
    if isinstance(usage, dict) and usage:
        counts = [usage.get("prompt_tokens"), usage.get("completion_tokens")]
        prompt, completion = [int(count) if isinstance(count, int | float) else 0 for count in counts]
        yield Usage(prompt_tokens=prompt, completion_tokens=completion)


def read_content(content: Any) -> tuple[str, str]:
    """Return the text and the thoughts of a message's content: a text, a part of one, or a list of parts.

    Raises TypeError where it is none of these.
    """
    if content is None or isinstance(content, str):
        return content or "", ""
    if isinstance(content, list):
        parts = [read_content(part) for part in content]
        return "".join(text for text, _ in parts), "".join(thoughts for _, thoughts in parts)
    if not isinstance(content, dict):
        raise TypeError("a piece of the answer is not text")
    if content.get("type") in _THOUGHT_TYPES or content.get("thought") is True:
        return "", str(content.get("thinking") or content.get("text") or content.get("reasoning") or "…")
    value = content.get("text", content.get("content", content.get("value")))
    return read_content(value)


def _read_choice(choice: Mapping[str, Any], message: Any) -> Iterator[Event]:
    if not isinstance(message, dict):
        raise TypeError("there is no message in it")
    for field in _THOUGHT_FIELDS:
        if thought := message.get(field):
            yield Thought(text=thought if isinstance(thought, str) else "…")
    text, thoughts = read_content(message.get("content"))
    if thoughts:
        yield Thought(text=thoughts)
    if text := text or read_content(message.get("refusal"))[0] or read_content(choice.get("text"))[0]:
        yield text
    yield from map(_read_token, _list_tokens(choice))
    if isinstance(reason := choice.get("finish_reason"), str) and reason:
        yield Finish(reason=name_reason(reason))


def _check_error(body: Any) -> None:
    """Raise the error that a reply holds in place of an answer."""
    if not isinstance(body, dict) or body.get("choices"):
        return
    if body.get("error") or "error" in (body.get("object"), body.get("type")):
        raise EndpointError(200, body)


def _list_tokens(choice: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    told = choice.get("logprobs")
    tokens = told.get("content") if isinstance(told, dict) else None
    return [token for token in tokens if isinstance(token, dict)] if isinstance(tokens, list) else []


def _read_token(token: Mapping[str, Any]) -> Token:
    return Token(text=read_content(token["token"])[0], logprob=float(token["logprob"]))


def _parse(text: str) -> Any:
    """Return the JSON of a line, None where more lines belong to it."""
    try:
        return json.loads(text)
    except ValueError:
        return None
