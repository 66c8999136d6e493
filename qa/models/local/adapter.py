"""The adapter of the built-in model: low-rank matrices beside its weights, trained to answer from passages.

It is added for the prompt that it was trained on, answer_local, and for no other: judging, rewriting and briefings keep
the model as it is. tools/adapter makes it, and says of what.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from qa.data import find_data
from qa.errors import ModelFailed, ModelUnavailable
from qa.models.chat import Message

FILE_NAME = "answer-and-judge.gguf"
SHA256 = "32b1a03c10c227d1f99b9c74ce7bdd90d7e7adbc31e0689a5ff0a6ff6d002ab4"
# How much of it is added to the weights (Wortsman et al. 2022). Measured on questions of the starter corpus and of
# news, by what the model writes: right on 20 of 36 at half, 15 of 29 at three quarters, 17 of 36 in full; of 16 that
# the articles do not answer it declines 7, 10 and 10.
STRENGTH = 0.75
# The beginning of the hash of the system message that it was trained on.
_TRAINED_ON = "6de40071dee5"
_SECONDS = 30.0


def check_adapter(path: Path | None = None) -> Path:
    """Return the path of the adapter, the one that comes with the program when None.

    Raises ModelUnavailable where it is missing or is another one than the prompt was written for.
    """
    path = path or find_data("adapter") / FILE_NAME
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelUnavailable(
            f"The local model's adapter {path} can't be read: {error.strerror}. Install qa-news again."
        ) from None
    if found != SHA256:
        raise ModelUnavailable(f"The local model's adapter {path} is damaged. Install qa-news again.")
    return path


def choose_strength(messages: Sequence[Message]) -> float:
    """Return how much of the adapter is added for messages: all that is used for its own prompt, none for others."""
    told = next((message.content for message in messages if message.role == "system"), "")
    return STRENGTH if hashlib.sha256(told.encode()).hexdigest().startswith(_TRAINED_ON) else 0.0


class AdapterSwitch:
    """Tells a llama.cpp server how much of its only adapter to add from the next task on."""

    def __init__(self, address: str, key: str) -> None:
        """Take the address and the key of the server, which has the adapter loaded and adds none of it."""
        self._url = f"{address}/lora-adapters"
        self._key = key
        self.strength = 0.0

    def turn(self, strength: float) -> None:
        """Add so much of the adapter. Raises ModelFailed where the server does not take it."""
        import httpx

        try:
            reply = httpx.post(
                self._url,
                json=[{"id": 0, "scale": strength}],
                headers={"Authorization": f"Bearer {self._key}"},
                timeout=_SECONDS,
                trust_env=False,
            )
            reply.raise_for_status()
        except httpx.HTTPError as error:
            raise ModelFailed(f"The local model did not take its adapter: {error}. Ask again.") from None
        self.strength = strength
