"""Chat models of any provider that LangChain knows, by its `init_chat_model`."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from qa.errors import ModelFailed, ModelUnavailable
from qa.models.chat import Completion, Message, Usage


class LangChainModel:
    """A model given as "provider:name"; nothing is imported before the first call."""

    def __init__(self, spec: str, *, max_tokens: int, timeout: float) -> None:
        self.name = spec
        self._max_tokens = max_tokens
        self._timeout = timeout

    def stream(
        self, messages: Sequence[Message], *, max_tokens: int | None = None, stop: Sequence[str] = ()
    ) -> Completion:
        """Send the messages; see ChatModel.stream.

        Raises, while the completion is iterated, ModelUnavailable or ModelFailed.
        """
        return Completion(self._run(messages, max_tokens or self._max_tokens, list(stop)))

    def close(self) -> None:
        """Do nothing: LangChain's models close themselves."""

    @cached_property
    def _model(self) -> Any:
        from langchain.chat_models import init_chat_model

        provider = self.name.partition(":")[0]
        try:
            return init_chat_model(self.name, temperature=0, max_tokens=self._max_tokens, timeout=self._timeout)
        except ImportError as error:
            raise ModelUnavailable(
                f"The model {self.name} needs LangChain's package for {provider}: {_first_line(error)}"
            ) from None
        except Exception as error:
            raise ModelUnavailable(f"The model {self.name} can't be opened: {_first_line(error)}") from None

    def _run(self, messages: Sequence[Message], max_tokens: int, stop: list[str]) -> Iterator[str | Usage]:
        model = self._model
        turns = [(message.role, message.content) for message in messages]
        try:
            for chunk in model.stream(turns, stop=stop or None, max_tokens=max_tokens):
                if text := chunk.text if isinstance(chunk.text, str) else chunk.text():
                    yield str(text)
                if usage := chunk.usage_metadata:
                    yield Usage(prompt_tokens=usage["input_tokens"], completion_tokens=usage["output_tokens"])
        except Exception as error:
            raise ModelFailed(f"The model {self.name} failed: {_first_line(error)}") from None


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
