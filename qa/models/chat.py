"""What every chat model is to the rest of the program: messages in, pieces of text out, the tokens it took counted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from qa.models.cancellation import Cancelled, get_cancellation
from qa.models.thoughts import trim_final_text

Role = Literal["system", "user", "assistant"]

_LIMIT_REASONS = frozenset({"length", "max_tokens", "max_output_tokens", "model_length", "token_limit"})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """What a model thought before its final text, where its endpoint tells it apart; shown to nobody."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """Why a model stopped: "stop" where it meant to, "length" at the limit, or another word of its endpoint."""

    reason: str


def name_reason(told: str) -> str:
    """Return why a model stopped in the words of Finish, whatever its endpoint calls it."""
    return "length" if told.lower() in _LIMIT_REASONS else told.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart:
    """What came so far counts for nothing: the model is asked again."""


Event = str | Usage | Token | Thought | Finish | Restart


class Completion:
    """The answer to one call: iterate over its pieces as they come, then read the rest.

    The pieces are what the model writes, thoughts between tags among them; `text` and `tokens` are without thoughts.
    It belongs to one thread; concurrent calls each have their own. Where nobody waits for it any more (see
    Cancellation), the model is told, and Cancelled is raised.

    events         what the model tells, each event once, for who passes it on
    usage          the tokens that it took
    finish_reason  why the model stopped (see Finish), None where its endpoint does not tell
    """

    def __init__(self, events: Iterator[Event]) -> None:
        """Take the events of a model: non-empty pieces of text, and what else it tells at any point."""
        self.events = events
        self._pieces: list[str] = []
        self._tokens: list[Token] = []
        self.usage = Usage()
        self.finish_reason: str | None = None

    def __iter__(self) -> Iterator[str]:
        cancellation = get_cancellation()
        for event in self.events:
            if cancellation.is_cancelled:
                self.close()
                raise Cancelled
            if isinstance(event, str):
                self._pieces.append(event)
                yield event
            else:
                self._note(event)

    @property
    def text(self) -> str:
        """The final text that has come so far."""
        raw = "".join(self._pieces)
        return join_surrogates("".join(raw[start:end] for start, end in trim_final_text(raw)))

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the final text, where the model tells them."""
        raw = "".join(token.text for token in self._tokens)
        return list(_cut_tokens(self._tokens, trim_final_text(raw)))

    @property
    def is_cut(self) -> bool:
        """Whether it ended at its limit of length."""
        return self.finish_reason == "length"

    def read(self) -> str:
        """Wait for the whole answer and return its final text."""
        for _ in self:
            pass
        return self.text

    def close(self) -> None:
        """Stop before the end: the model is told, and what it has to say is lost."""
        close = getattr(self.events, "close", None)
        if close is not None:
            close()

    def _note(self, event: Event) -> None:
        if isinstance(event, Usage):
            self.usage = event
        elif isinstance(event, Token):
            self._tokens.append(event)
        elif isinstance(event, Finish):
            self.finish_reason = event.reason
        elif isinstance(event, Restart):
            self._pieces, self._tokens, self.finish_reason = [], [], None


def join_surrogates(text: str) -> str:
    """Return the text with halves of a character that came apart joined, and those without another half replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _cut_tokens(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> Iterator[Token]:
    """Yield the tokens of the spans, one that begins before a span or ends after it cut."""
    place, left = 0, list(reversed(spans))
    for token in tokens:
        end = place + len(token.text)
        while left and left[-1][1] <= place:
            left.pop()
        if left and left[-1][0] < end:
            kept = token.text[max(0, left[-1][0] - place) : left[-1][1] - place]
            yield token if kept == token.text else Token(text=kept, logprob=token.logprob)
        place = end


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
