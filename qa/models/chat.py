"""What every chat model is to the rest of the program: messages in, pieces of text out, the tokens it took counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message of a conversation with a model."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """The tokens that a call took; 0 where the model does not say."""

    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstToken:
    """What a model would begin its answer with.

    logprobs  natural logarithms of the probabilities of the likeliest tokens, by their text; others are below the least
    """

    logprobs: Mapping[str, float]
    usage: Usage = field(default_factory=Usage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token of an answer, and the natural logarithm of how likely the model was to write it."""

    text: str
    logprob: float


Event = str | Usage | Token


class Completion:
    """The answer to one call: iterate over its pieces as they come, then read `usage` and `tokens`.

    It belongs to one thread; concurrent calls each have their own.
    """

    def __init__(self, events: Iterator[Event]) -> None:
        """Take the events of a model: non-empty pieces of text, and its usage and its tokens at any point."""
        self._events = events
        self._pieces: list[str] = []
        self.usage = Usage()
        self.tokens: list[Token] = []

    def __iter__(self) -> Iterator[str]:
        for event in self._events:
            if isinstance(event, Usage):
                self.usage = event
            elif isinstance(event, Token):
                self.tokens.append(event)
            else:
                self._pieces.append(event)
                yield event

    @property
    def text(self) -> str:
        """The text that has come so far."""
        return "".join(self._pieces)

    def read(self) -> str:
        """Wait for the whole answer and return it."""
        for _ in self:
            pass
        return self.text

    def close(self) -> None:
        """Stop before the end: the model is told, and what it has to say is lost."""
        close = getattr(self._events, "close", None)
        if close is not None:
            close()


class ChatModel(Protocol):
    """A model that answers messages; one may be used by many threads at once."""

    @property
    def name(self) -> str:
        """What it is called in an answer, such as "openai:gpt-4.1-mini"."""

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,
        stop: Sequence[str] = (),
        logprobs: bool = False,
    ) -> Completion:
        """Send the messages; errors of the call are raised while the completion is iterated.

        max_tokens  longest answer; that of the settings when None
        stop        strings that end the answer and are not part of it
        logprobs    ask for the tokens with their log-probabilities too; the completion has none where none are told
        """

    def score_first_token(self, messages: Sequence[Message], *, top: int = 20) -> FirstToken | None:
        """Return how likely each of the top first tokens of an answer is; None where the model does not tell.

        Raises what iterating over a completion raises.
        """

    def close(self) -> None:
        """Let go of connections and memory; the model can't be used afterwards."""


def runs_here(model: ChatModel | None) -> bool:
    """Tell whether a model runs in this process, and so reads and writes slowly: the built-in one or a GGUF file."""
    return model is not None and model.name.partition(":")[0] == "local"
