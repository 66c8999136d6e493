"""Chat models behind an OpenAI-compatible endpoint, be it OpenAI's, a server of one's own, or the local model's."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qa.errors import ModelFailed, ModelUnavailable
from qa.models.chat import Completion, Event, FirstToken, Message, Token, Usage
from qa.models.openai_client import (
    CHAT,
    Endpoint,
    describe_nonsense,
    find_refused_parameter,
    open_client,
    translate_errors,
)

if TYPE_CHECKING:
    from openai import OpenAI

_SEED = 7
# A model that thinks first counts its thoughts as output: without room for them nothing is left for the answer.
_ROOM_TO_THINK = 2_000
# What an endpoint may refuse without making the call pointless.
_DISPENSABLE = frozenset({"max_tokens", "temperature", "seed", "stop", "stream_options"})
# What a call for probabilities is pointless without.
_SCORING = frozenset({"logprobs", "top_logprobs"})


class OpenAIModel:
    """A chat model behind an endpoint; nothing is imported or connected before the first call."""

    def __init__(self, endpoint: Endpoint, model: str, *, max_tokens: int, name: str | None = None) -> None:
        """Take what the endpoint calls the model, the longest answer in tokens, and a name to show."""
        self.name = name or f"openai:{model}"
        self._endpoint = endpoint
        self._model = model
        self._max_tokens = max_tokens
        self._refused: frozenset[str] = frozenset()

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,
        stop: Sequence[str] = (),
        logprobs: bool = False,
    ) -> Completion:
        """Send the messages; see ChatModel.stream.

        Raises, while the completion is iterated, MissingKey, ModelUnavailable, or ModelFailed.
        """
        parameters = _write_request(messages, max_tokens or self._max_tokens)
        parameters |= {"stream": True, "stream_options": {"include_usage": True}}
        if stop:
            parameters["stop"] = list(stop)
        if logprobs:
            parameters["logprobs"] = True
        return Completion(self._run(parameters))

    def score_first_token(self, messages: Sequence[Message], *, top: int = 20) -> FirstToken | None:
        """Return how likely the first tokens are, or None from an endpoint that refuses to tell or does not.

        Raises MissingKey, ModelUnavailable, or ModelFailed.
        """
        parameters = _write_request(messages, 1) | {"logprobs": True, "top_logprobs": top}
        with translate_errors(self._endpoint, self._model, CHAT):
            while not self._refused & _SCORING:
                if raw := self._try(parameters):
                    return _read_first_token(self._read_json(raw.http_response))
        return None

    def close(self) -> None:
        """Close the connections."""
        if "_client" in self.__dict__:
            self._client.close()

    @cached_property
    def _client(self) -> "OpenAI":
        return open_client(self._endpoint)

    def _run(self, parameters: dict[str, Any]) -> Iterator[Event]:
        started = False
        try:
            with translate_errors(self._endpoint, self._model, CHAT):
                for event in self._read_events(self._send(parameters)):
                    started = started or isinstance(event, str)
                    yield event
        except ModelUnavailable as error:
            raise ModelFailed(f"The answer broke off. {error}") if started else error from None
        if not started:
            raise ModelFailed(
                f"{self._endpoint.shown} sent an empty answer. Check that {self._model!r} is a chat model, or choose "
                "another with --model."
            )

    def _send(self, parameters: dict[str, Any]) -> Any:
        """Return the raw response, having left out what the endpoint refuses to be told."""
        while (raw := self._try(parameters)) is None:
            pass
        return raw

    def _try(self, parameters: dict[str, Any]) -> Any:
        """Return the raw response; None where a parameter is refused, which is remembered."""
        try:
            return self._client.chat.completions.with_raw_response.create(model=self._model, **self._adapt(parameters))
        except Exception as error:
            names = [name for name in parameters if name in _DISPENSABLE | _SCORING and name not in self._refused]
            refused = find_refused_parameter(error, names)
            if refused is None:
                raise
            self._refused |= {refused}
        return None

    def _adapt(self, parameters: dict[str, Any]) -> dict[str, Any]:
        adapted = {name: value for name, value in parameters.items() if name not in self._refused}
        if "max_tokens" in self._refused:
            adapted["max_completion_tokens"] = parameters["max_tokens"] + _ROOM_TO_THINK
        return adapted

    def _read_events(self, raw: Any) -> Iterator[Event]:
        response = raw.http_response
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/json":
            yield from self._read_whole(response)
        elif kind in ("text/event-stream", ""):
            with raw.parse() as chunks:
                for chunk in chunks:
                    yield from read_chunk(chunk)
        else:
            response.close()
            raise describe_nonsense(self._endpoint, CHAT, f"its content is {kind}")

    def _read_whole(self, response: Any) -> Iterator[Event]:
        """Read the reply of an endpoint that can't stream."""
        body = self._read_json(response)
        choice = body["choices"][0]
        if text := check_text(choice["message"]["content"]):
            yield text
        yield from (_read_token(token) for token in (choice.get("logprobs") or {}).get("content") or ())
        yield _read_usage(body)

    def _read_json(self, response: Any) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(_read_body(response))
        if body.get("error"):
            raise describe_nonsense(self._endpoint, CHAT, str(body["error"]))
        return body


def _write_request(messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
    return {
        "messages": [{"role": m.role, "content": replace_unpaired(m.content)} for m in messages],
        "max_tokens": max_tokens,
        "temperature": 0,
        "seed": _SEED,
    }


def read_chunk(chunk: Any) -> Iterator[Event]:
    """Return what one chunk of a stream has of text, tokens and usage; a chunk of none is not an error."""
    choices = chunk.choices or []
    if text := check_text(choices[0].delta.content if choices else None):
        yield text
    told = getattr(choices[0], "logprobs", None) if choices else None
    yield from (_read_token(token.model_dump()) for token in (told and told.content) or ())
    if usage := getattr(chunk, "usage", None):
        yield Usage(prompt_tokens=usage.prompt_tokens or 0, completion_tokens=usage.completion_tokens or 0)


def check_text(content: object) -> str:
    """Return a piece of an answer, "" for None. Raises TypeError where it is not text."""
    if content is not None and not isinstance(content, str):
        raise TypeError("a piece of the answer is not text")
    return content or ""


def _read_token(token: Mapping[str, Any]) -> Token:
    return Token(text=check_text(token["token"]), logprob=float(token["logprob"]))


def _read_usage(body: Mapping[str, Any]) -> Usage:
    usage = body.get("usage") or {}
    return Usage(prompt_tokens=usage.get("prompt_tokens") or 0, completion_tokens=usage.get("completion_tokens") or 0)


def _read_first_token(body: Mapping[str, Any]) -> FirstToken | None:
    """Return what a reply tells of its first token; of two tokens that read alike the likelier one counts."""
    tokens = (body["choices"][0].get("logprobs") or {}).get("content") or []
    if not tokens:
        return None
    logprobs: dict[str, float] = {}
    for token in map(_read_token, [*(tokens[0].get("top_logprobs") or []), tokens[0]]):
        logprobs[token.text] = max(token.logprob, logprobs.get(token.text, token.logprob))
    return FirstToken(logprobs=logprobs, usage=_read_usage(body))


def _read_body(response: Any) -> bytes:
    """Return all of a response; the client only knows its errors while it reads a stream itself."""
    import openai

    try:
        return bytes(response.read())
    except Exception as error:
        raise openai.APIConnectionError(request=response.request) from error


def replace_unpaired(text: str) -> str:
    """Return the text with what can't be sent as UTF-8 replaced (halves of surrogate pairs, from broken JSON)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def find_first_model(endpoint: Endpoint) -> str:
    """Return the first model that the endpoint lists.

    Raises MissingKey, ModelUnavailable, or ModelFailed.
    """
    with translate_errors(endpoint, None, CHAT):
        client = open_client(endpoint)
        try:
            names = [model.id for model in client.models.list().data if isinstance(model.id, str)]
        finally:
            client.close()
    if not names:
        raise ModelUnavailable(f"{endpoint.shown} lists no model. Name one with --model openai:NAME.")
    return names[0]
