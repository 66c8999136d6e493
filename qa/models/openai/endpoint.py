"""Chat models behind an OpenAI-compatible endpoint, be it OpenAI's, a server of one's own, or the local model's."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qa.errors import ModelFailed, ModelUnavailable
from qa.models.chat import Completion, Event, Finish, FirstToken, Message, Restart, Thought, Usage
from qa.models.openai.client import Endpoint
from qa.models.openai.errors import CHAT, describe_nonsense, is_too_long, translate_errors
from qa.models.openai.http import Deadline, EndpointClient, EndpointError, iterate_bytes
from qa.models.openai.refusals import find_refused_parameter
from qa.models.openai.replies import iterate_data, iterate_lines, read_chunk, read_first_token, read_whole_reply
from qa.models.thoughts import trim_final_text
from qa.models.traced import note_usage, trace_call, trace_events

if TYPE_CHECKING:
    import httpx

_CHAT_PATH = "/chat/completions"
# Chosen: any will do; the same question gets the same answer where the endpoint can.
_SEED = 7
# A model that thinks first counts its thoughts as output: without room for them nothing is left for the answer. Chosen:
# short thoughts take some hundred tokens, long ones some thousand; who still thinks after these does so for minutes.
_ROOMS_TO_THINK = (0, 2_000, 8_000)
# A model of this machine writes some tokens a second and has a small context.
_ROOMS_HERE = (0, 1_000)
# What an endpoint may refuse without making the call pointless; "system" stands for messages of that role.
_DISPENSABLE = frozenset(
    {"max_tokens", "max_completion_tokens", "temperature", "seed", "stop", "stream_options", "stream", "system"}
)
# What a call for probabilities is pointless without.
_SCORING = frozenset({"logprobs", "top_logprobs"})

# In characters, chosen: longer than any thoughts before an answer, and than nearly all tokens.
_LONGEST_REPLY, _LONGEST_TOKEN = 200_000, 16


class OpenAIModel:
    """A chat model behind an endpoint; nothing is imported or connected before the first call."""

    def __init__(
        self,
        endpoint: Endpoint,
        model: str,
        *,
        max_tokens: int,
        name: str | None = None,
        on_notice: Callable[[str], None] = lambda notice: None,
    ) -> None:
        """Take what the endpoint calls the model, the longest answer in tokens, a name to show, and whom to tell.

        on_notice  told when a call waits because the endpoint asks for it
        """
        self.name = name or f"openai:{model}"
        self._endpoint = endpoint
        self._model = model
        self._max_tokens = max_tokens
        self._on_notice = on_notice
        self._refused: frozenset[str] = frozenset()
        self._room = 0

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
        most = max_tokens or self._max_tokens
        parameters = _write_request(messages, most)
        parameters |= {"stream": True, "stream_options": {"include_usage": True}}
        if stop:
            parameters["stop"] = list(stop)
        if logprobs:
            parameters["logprobs"] = True
        return Completion(trace_events(self._run(parameters), self.name, messages, max_tokens=most))

    def score_first_token(self, messages: Sequence[Message], *, top: int = 20) -> FirstToken | None:
        """Return how likely the first tokens are, or None from an endpoint that refuses to tell or does not.

        Raises MissingKey, ModelUnavailable, or ModelFailed.
        """
        parameters = _write_request(messages, 1) | {"logprobs": True, "top_logprobs": top}
        with trace_call(self.name, messages, max_tokens=1) as span, translate_errors(self._endpoint, self._model, CHAT):
            while not self._refused & _SCORING:
                deadline = Deadline(self._endpoint.timeout)
                with suppress(_Refused), self._note_refusal(parameters):
                    first = read_first_token(self._client.read_json(self._send(parameters, deadline), deadline))
                    note_usage(span, first.usage if first else Usage())
                    return first
        return None

    @property
    def shown(self) -> str:
        """Where it is asked, as it may be shown."""
        return self._endpoint.shown

    def close(self) -> None:
        """Close the connections."""
        if "_client" in self.__dict__:
            self._client.close()

    @cached_property
    def _client(self) -> EndpointClient:
        return EndpointClient(self._endpoint, on_notice=self._on_notice)

    def _run(self, parameters: dict[str, Any]) -> Iterator[Event]:
        """Yield what the endpoint tells, asking again with more room while thoughts have used it up."""
        rooms = _ROOMS_HERE if self._endpoint.is_ours else _ROOMS_TO_THINK
        for room in [room for room in rooms if room >= self._room]:
            self._room = room
            attempt = _Attempt()
            try:
                with translate_errors(self._endpoint, self._model, CHAT):
                    for event in attempt.follow(self._ask(parameters, is_first=room == rooms[0])):
                        self._check_length(attempt, parameters["max_tokens"])
                        yield event
            except (ModelUnavailable, ModelFailed) as error:
                broken = ModelFailed(f"The answer broke off. {error}") if attempt.text else error
                raise broken from error.__cause__
            if not attempt.lacks_room:
                break
            yield Restart()
        if not attempt.final_text:
            raise ModelFailed(self._describe_silence(attempt, parameters["max_tokens"]))

    def _check_length(self, attempt: "_Attempt", most: int) -> None:
        """Raise ModelFailed for a reply that goes on far beyond the tokens that its endpoint was told."""
        if attempt.length > max(_LONGEST_REPLY, _LONGEST_TOKEN * (most + self._room)):
            raise ModelFailed(
                f"{self._model!r} wrote {attempt.length:,} characters, far beyond its limit of {most + self._room:,} "
                "tokens, and was stopped. Choose another model with --model."
            )

    def _ask(self, parameters: dict[str, Any], *, is_first: bool) -> Iterator[Event]:
        """Yield the events of one reply, having left out what the endpoint refuses to be told."""
        while True:
            deadline = Deadline(self._endpoint.timeout)
            try:
                with self._note_refusal(parameters):
                    events = self._read_events(self._send(parameters, deadline), deadline)
                    first = next(events, None)
            except _Refused:
                continue
            except EndpointError as error:
                if is_first or not is_too_long(error):
                    raise
                # There is no more room: what the last attempt came to is all that can be had.
                yield Finish(reason="length")
                return
            if first is not None:
                yield first
            yield from events
            return

    def _send(self, parameters: dict[str, Any], deadline: Deadline) -> "httpx.Response":
        body = {"model": self._model, **self._adapt(parameters)}
        names = self._list_refusable(body)
        return self._client.send(
            _CHAT_PATH, body, deadline=deadline, is_final=lambda error: bool(find_refused_parameter(error, names))
        )

    @contextmanager
    def _note_refusal(self, parameters: dict[str, Any]) -> Iterator[None]:
        """Remember what of the request an error names that can be left out, and raise _Refused in its place."""
        try:
            yield
        except EndpointError as error:
            refused = find_refused_parameter(error, self._list_refusable(self._adapt(parameters)))
            if refused is None:
                raise
            self._refused |= {refused}
            raise _Refused from None

    def _list_refusable(self, body: dict[str, Any]) -> list[str]:
        names = [name for name in body if name in _DISPENSABLE | _SCORING]
        return [*names, *(["system"] if any(message["role"] == "system" for message in body["messages"]) else [])]

    def _adapt(self, parameters: dict[str, Any]) -> dict[str, Any]:
        adapted = {name: value for name, value in parameters.items() if name not in self._refused}
        most = parameters["max_tokens"]
        if "max_tokens" not in self._refused:
            adapted["max_tokens"] = most + (self._room if most > 1 else 0)
        elif "max_completion_tokens" not in self._refused:
            adapted["max_completion_tokens"] = most + max(self._room, _ROOMS_TO_THINK[1])
        if "stream" in self._refused:
            adapted.pop("stream_options", None)
        if "system" in self._refused:
            adapted["messages"] = _merge_system(parameters["messages"])
        return adapted

    def _read_events(self, response: "httpx.Response", deadline: Deadline) -> Iterator[Event]:
        kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/json":
            yield from read_whole_reply(self._client.read_json(response, deadline))
            return
        if kind not in ("text/event-stream", "text/plain", ""):
            response.close()
            raise describe_nonsense(self._endpoint, CHAT, f"its content is {kind}")
        has_text = False
        for data in iterate_data(iterate_lines(iterate_bytes(response, deadline))):
            for event in read_chunk(data, has_text=has_text):
                deadline.renew()
                has_text = has_text or isinstance(event, str)
                yield event

    def _describe_silence(self, attempt: "_Attempt", most: int) -> str:
        where = self._endpoint.shown
        if attempt.reason == "content_filter":
            return f"{where} withheld the answer of {self._model!r} (content_filter). Ask in other words."
        if attempt.reason == "stop" and attempt.text.strip() and not attempt.thinks:
            return (
                f"{self._model!r} began to think and never said where its thoughts end, so that none of its reply is "
                "known to be an answer. Choose another model with --model."
            )
        if attempt.lacks_room or attempt.thinks:
            return (
                f"{self._model!r} thought for all of its {most + self._room:,} tokens and wrote no answer. Choose a "
                "model that thinks less with --model, or give it more room with QA_MAX_TOKENS."
            )
        return (
            f"{where} sent an empty answer. Check that {self._model!r} is a chat model, or choose another with --model."
        )


class _Refused(Exception):
    """Something of the request is refused and will be left out."""


class _Attempt:
    """What one reply came to."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self.thinks = False
        self.reason: str | None = None

    def follow(self, events: Iterator[Event]) -> Iterator[Event]:
        """Yield the events and take note of them."""
        for event in events:
            if isinstance(event, str):
                self._pieces.append(event)
                self.length += len(event)
            elif isinstance(event, Thought):
                self.thinks = True
                self.length += len(event.text)
            elif isinstance(event, Finish):
                self.reason = event.reason
            yield event

    @property
    def text(self) -> str:
        """All that came, thoughts between tags too."""
        return "".join(self._pieces)

    @property
    def final_text(self) -> str:
        """What came, without thoughts."""
        return "".join(self.text[start:end] for start, end in trim_final_text(self.text)).strip()

    @property
    def lacks_room(self) -> bool:
        """Whether thoughts have used up the room of the answer, or a part of it."""
        thinks = self.thinks or len(self.final_text) < len(self.text.strip())
        if self.final_text:
            return thinks and self.reason == "length"
        return self.reason == "length" or (thinks and self.reason != "content_filter")


def _write_request(messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
    return {
        "messages": [{"role": m.role, "content": replace_unpaired(m.content)} for m in messages],
        "max_tokens": max_tokens,
        "temperature": 0,
        "seed": _SEED,
    }


def _merge_system(messages: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Return the messages with those of the system at the head of the next one of the user."""
    merged: list[dict[str, str]] = []
    held: list[str] = []
    for message in messages:
        if message["role"] == "system":
            held.append(message["content"])
        elif held and message["role"] == "user":
            merged.append({"role": "user", "content": "\n\n".join([*held, message["content"]])})
            held = []
        else:
            merged.append(message)
    return [*merged, *([{"role": "user", "content": "\n\n".join(held)}] if held else [])]


def replace_unpaired(text: str) -> str:
    """Return the text with what can't be sent as UTF-8 replaced (halves of surrogate pairs, from broken JSON)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def find_first_model(endpoint: Endpoint) -> str:
    """Return the first model that the endpoint lists.

    Raises MissingKey, ModelUnavailable, or ModelFailed.
    """
    with translate_errors(endpoint, None, CHAT):
        client = EndpointClient(endpoint)
        deadline = Deadline(endpoint.timeout)
        try:
            body = client.read_json(client.send("/models", deadline=deadline), deadline)
        finally:
            client.close()
        listed = body if isinstance(body, list) else body["data"]
        names = [item["id"] for item in listed or () if isinstance(item["id"], str)]
    if not names:
        raise ModelUnavailable(f"{endpoint.shown} lists no model. Name one with --model openai:NAME.")
    return names[0]
