"""Beginnings of prompts that a local model has read: its state afterwards is kept on disk, for other processes too."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from qa.models.chat import Message
from qa.settings import cache_folder

# A state has 28 KB a token for the built-in model; it is read and written in milliseconds.
_SECONDS = 30.0


def prefix_folder() -> Path:
    """Return where the states are kept, made if there is none; only the program's own prompts are in them."""
    folder = cache_folder() / "prefixes"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def name_prefix(model: Path, engine: str, messages: Sequence[Message]) -> str:
    """Return the name of the state after some messages: another model, engine or word makes another.

    engine  what reads them: the engine's version, and the hash of the adapter where there is one
    """
    parts = [model.name, str(model.stat().st_size), engine, *(f"{m.role}:{m.content}" for m in messages)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24] + ".bin"


class PrefixStore:
    """Saves and restores the state of a llama.cpp server's only slot."""

    def __init__(self, address: str, key: str) -> None:
        """Take the address and the key of the server."""
        self._url = f"{address}/slots/0"
        self._key = key

    def restore(self, name: str) -> bool:
        """Bring back a state; False where there is none that can be read."""
        return (prefix_folder() / name).is_file() and self._act("restore", name)

    def save(self, name: str) -> bool:
        """Keep the state as it is now; False where it can't be written."""
        return self._act("save", name)

    def _act(self, action: str, name: str) -> bool:
        import httpx

        try:
            reply = httpx.post(
                self._url,
                params={"action": action},
                json={"filename": name},
                headers={"Authorization": f"Bearer {self._key}"},
                timeout=_SECONDS,
                trust_env=False,
            )
        except httpx.HTTPError:
            return False
        return reply.is_success
