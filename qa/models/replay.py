"""Replies of a chat model kept in a folder by what was asked, so that asking the same again costs nothing."""

import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from qa.errors import InvalidSetting, ReplyNotKept
from qa.models.chat import ChatModel, Completion, Event, Finish, FirstToken, Message, Token, Usage


class KeptValues:
    """Small JSON values in a folder, each in a file named by the hash of its key.

    A file is written under another name and then renamed: a killed process leaves none that is half written, and any
    number of processes may write at once.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folder if there is none. Raises InvalidSetting where it can't be made."""
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InvalidSetting(
                f"Nothing can be kept in {folder}: {error.strerror}. Give another folder with --cache, or --no-cache."
            ) from None

    def read(self, key: Any) -> dict[str, Any] | None:
        """Return the value kept for a key, or None where there is none that can be read."""
        try:
            kept = json.loads(self._find(key).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        value = kept.get("value") if isinstance(kept, dict) else None
        return value if isinstance(value, dict) else None

    def keep(self, key: Any, value: dict[str, Any]) -> dict[str, Any]:
        """Return the value kept for a key; where there is none, keep this one. Both have to be JSON."""
        kept = self.read(key)
        if kept is None:
            self._write(key, value)
        return value if kept is None else kept

    def _write(self, key: Any, value: dict[str, Any]) -> None:
        path = self._find(key)
        path.parent.mkdir(exist_ok=True)
        unfinished = path.with_suffix(f".{secrets.token_hex(4)}")
        unfinished.write_text(json.dumps({"key": key, "value": value}), encoding="utf-8")
        unfinished.replace(path)

    def _find(self, key: Any) -> Path:
        digest = hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()
        return self.folder / digest[:2] / f"{digest}.json"


class ReplayModel:
    """A chat model whose replies are kept; what was asked before is answered without it.

    A reply comes whole, with the usage of the call that it was made by.
    """

    def __init__(self, model: ChatModel, folder: Path, *, replay_only: bool = False, origin: str = "") -> None:
        """Take the model, where its replies are kept, and what else tells it from others of its name.

        replay_only  raise ReplyNotKept instead of asking the model
        origin       the url of its endpoint, or which file it is read from
        """
        self.name = model.name
        self._model = model
        self._kept = KeptValues(folder)
        self._replay_only = replay_only
        self._origin = origin
        self._replayed = _Replayed()

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,
        stop: Sequence[str] = (),
        logprobs: bool = False,
    ) -> Completion:
        """Send the messages, or answer them from the folder; see ChatModel.stream."""
        return Completion(self._run(messages, max_tokens=max_tokens, stop=stop, logprobs=logprobs))

    def score_first_token(self, messages: Sequence[Message], *, top: int = 20) -> FirstToken | None:
        """Ask the model, or answer from the folder; see ChatModel.score_first_token."""
        key = self._write_key(messages, top=top)
        reply = self._recall(key, messages, lambda: _write_token(self._model.score_first_token(messages, top=top)))
        return None if reply["logprobs"] is None else FirstToken(logprobs=reply["logprobs"], usage=_read_usage(reply))

    def close(self) -> None:
        """Close the model."""
        self._model.close()

    def take_seconds(self) -> float:
        """Return how long the calls took whose replies this thread was given from the folder, and count anew."""
        seconds, self._replayed.seconds = self._replayed.seconds, 0.0
        return seconds

    def _run(
        self, messages: Sequence[Message], *, max_tokens: int | None, stop: Sequence[str], logprobs: bool
    ) -> Iterator[Event]:
        key = self._write_key(messages, max_tokens=max_tokens, stop=list(stop))
        ask = partial(self._model.stream, messages, max_tokens=max_tokens, stop=stop, logprobs=logprobs)
        reply = self._recall(key | ({"logprobs": True} if logprobs else {}), messages, lambda: _write_completion(ask()))
        yield _read_usage(reply)
        yield from (Token(text=text, logprob=logprob) for text, logprob in reply.get("tokens", ()))
        yield reply["text"]
        if reason := reply.get("finish_reason"):
            yield Finish(reason=reason)

    def _write_key(self, messages: Sequence[Message], **parameters: Any) -> dict[str, Any]:
        return {
            "model": self.name,
            "origin": self._origin,
            "messages": [[message.role, message.content] for message in messages],
            **parameters,
        }

    def _recall(
        self, key: dict[str, Any], messages: Sequence[Message], ask: Callable[[], dict[str, Any]]
    ) -> dict[str, Any]:
        """Return what is kept for a key; where nothing is, ask the model and keep it with the seconds it took."""
        if kept := self._kept.read(key):
            self._replayed.seconds += kept["seconds"]
            return kept
        if self._replay_only:
            asked = messages[-1].content.strip().splitlines() if messages else []
            raise ReplyNotKept(
                f"No reply of {self.name} to {asked[-1][-200:] if asked else 'nothing'!r} is kept in "
                f"{self._kept.folder}. Run once without --replay-only, or give the folder with --cache."
            )
        begun = time.perf_counter()
        reply = ask()
        return self._kept.keep(key, {**reply, "seconds": round(time.perf_counter() - begun, 6)})


def _write_completion(completion: Completion) -> dict[str, Any]:
    reply: dict[str, Any] = {"text": completion.read(), **asdict(completion.usage)}
    if completion.finish_reason:
        reply["finish_reason"] = completion.finish_reason
    tokens = [[token.text, token.logprob] for token in completion.tokens]
    return reply | ({"tokens": tokens} if tokens else {})


def _write_token(token: FirstToken | None) -> dict[str, Any]:
    return {"logprobs": dict(token.logprobs) if token else None, **asdict(token.usage if token else Usage())}


def _read_usage(reply: dict[str, Any]) -> Usage:
    return Usage(prompt_tokens=reply["prompt_tokens"], completion_tokens=reply["completion_tokens"])


class LazyModel:
    """A model that is opened at its first call; until then neither a key nor the model has to be there."""

    def __init__(self, name: str, open: Callable[[], ChatModel]) -> None:
        """Take the name that the opened model will have, and what opens it."""
        self.name = name
        self._open = open
        self._model: ChatModel | None = None
        self._lock = threading.Lock()

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,
        stop: Sequence[str] = (),
        logprobs: bool = False,
    ) -> Completion:
        """Send the messages; see ChatModel.stream. Raises what opening the model raises."""
        return self._find_model().stream(messages, max_tokens=max_tokens, stop=stop, logprobs=logprobs)

    def score_first_token(self, messages: Sequence[Message], *, top: int = 20) -> FirstToken | None:
        """Ask the model; see ChatModel.score_first_token. Raises what opening the model raises."""
        return self._find_model().score_first_token(messages, top=top)

    def close(self) -> None:
        """Close the model if it was opened."""
        if self._model:
            self._model.close()

    def _find_model(self) -> ChatModel:
        with self._lock:
            self._model = self._model or self._open()
            return self._model


class _Replayed(threading.local):
    """Seconds of replayed calls, counted for each thread by itself."""

    seconds = 0.0
