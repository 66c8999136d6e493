"""Chat models of any provider that LangChain knows, by its `init_chat_model`."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qa.errors import InvalidSetting, ModelFailed, ModelUnavailable
from qa.models.chat import Completion, Event, Finish, FirstToken, Message, Usage, name_reason
from qa.models.openai.endpoint import replace_unpaired
from qa.models.traced import trace_events

_SECRET_NAME = re.compile(r"(KEY|TOKEN|SECRET|PASSWORD|CREDENTIALS)$")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class LangChainModel:
    """A model given as "provider:name"; nothing is imported before the first call."""

    def __init__(self, spec: str, *, max_tokens: int, timeout: float) -> None:
        """Take the longest answer in tokens and the seconds to wait for it."""
        self.name = spec
        self._max_tokens = max_tokens
        self._timeout = timeout
        self._models: dict[int, Any] = {}

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,
        stop: Sequence[str] = (),
        logprobs: bool = False,
    ) -> Completion:
        """Send the messages; see ChatModel.stream. No log-probabilities are told.

        Raises, while the completion is iterated, InvalidSetting, ModelUnavailable, or ModelFailed.
        """
        most = max_tokens or self._max_tokens
        events = self._run(messages, most, list(stop))
        return Completion(trace_events(events, self.name, messages, max_tokens=most))

    def score_first_token(self, messages: Sequence[Message], *, top: int = 20) -> FirstToken | None:
        """Return None: LangChain has no way to ask all of its providers for probabilities."""
        return None

    def close(self) -> None:
        """Do nothing: LangChain's models close themselves."""

    def _open(self, max_tokens: int) -> Any:
        """Return the model for answers of this length, a limit that providers take only while it is made."""
        if max_tokens not in self._models:
            self._models[max_tokens] = self._make(max_tokens)
        return self._models[max_tokens]

    def _make(self, max_tokens: int) -> Any:
        from langchain.chat_models import init_chat_model

        try:
            return init_chat_model(self.name, temperature=0, max_tokens=max_tokens, timeout=self._timeout)
        except ImportError as error:
            raise ModelUnavailable(f"The model {self.name} needs another package. {read_error(error)}") from None
        except Exception as error:
            if "Unsupported provider" in str(error) or "infer model provider" in str(error):
                raise InvalidSetting(
                    f"LangChain has no provider for the model {self.name!r}. Give extractive, local, local:PATH.gguf, "
                    "openai:NAME, or PROVIDER:NAME with one of LangChain's providers."
                ) from None
            raise ModelUnavailable(f"The model {self.name} can't be opened: {read_error(error)}") from None

    def _run(self, messages: Sequence[Message], max_tokens: int, stop: list[str]) -> Iterator[Event]:
        model, total, started = self._open(max_tokens), Usage(), False
        turns = [(message.role, replace_unpaired(message.content)) for message in messages]
        try:
            for chunk in model.stream(turns, stop=stop or None):
                if text := str(chunk.text):
                    started = True
                    yield text
                if reason := _read_reason(chunk.response_metadata):
                    yield Finish(reason=reason)
                if usage := chunk.usage_metadata:
                    total += Usage(prompt_tokens=usage["input_tokens"], completion_tokens=usage["output_tokens"])
        except Exception as error:
            raise ModelFailed(f"The model {self.name} failed: {read_error(error)}") from None
        if not started:
            raise ModelFailed(f"The model {self.name} sent an empty answer. Choose another with --model.")
        yield total


def _read_reason(metadata: Mapping[str, Any]) -> str | None:
    """Return why a model stopped, as the providers call it."""
    told = (metadata.get(name) for name in ("finish_reason", "stop_reason", "done_reason"))
    return next((name_reason(reason) for reason in told if isinstance(reason, str) and reason), None)


def read_error(error: Exception) -> str:
    """Return the first line of what a provider says, without what the environment keeps secret, as a sentence."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    line = _CONTROL.sub(" ", lines[0])
    for name, value in os.environ.items():
        if _SECRET_NAME.search(name.upper()) and len(value) > 4:
            line = line.replace(value, "***")
    return line[:200].rstrip(". ") + "."
