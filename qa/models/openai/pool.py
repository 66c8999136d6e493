"""One model behind several endpoints: each call goes to the least busy one, and what fails is left out a while."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from qa.errors import QAError
from qa.models.cancellation import get_cancellation
from qa.models.chat import Completion, Event, FirstToken, Message, Restart
from qa.models.openai.embeddings import EndpointEmbedder
from qa.models.openai.endpoint import OpenAIModel
from qa.models.openai.errors import EndpointFault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Model = TypeVar("Model")

# In seconds, chosen: a server that restarts is back in half a minute; each failure in a row doubles the wait.
_FIRST_REST, _LONGEST_REST = 2.0, 60.0
# Chosen: so often all of the endpoints are asked before a call has failed, after at most so many seconds each time.
_ROUNDS, _LONGEST_PAUSE = 3, 10.0
# In texts, chosen: what an endpoint embeds in one request.
_TEXTS_AT_ONCE = 128


@dataclass(slots=True, kw_only=True, eq=False)
class Replica(Generic[Model]):
    """A model at one endpoint of several that have the same.

    shown     where it is, as it may be shown
    asked     calls so far
    calls     under way now
    failures  in a row
    rested    when it may be asked again, by the monotonic clock
    """

    model: Model
    shown: str
    asked: int = 0
    calls: int = 0
    failures: int = 0
    rested: float = 0.0


@dataclass(slots=True, kw_only=True)
class ReplicaPool(Generic[Model]):
    """Which of several endpoints is asked next; any number of threads may take one.

    on_notice  told once of each that is left out
    """

    replicas: Sequence[Replica[Model]]
    on_notice: Callable[[str], None]
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _told: set[str] = field(default_factory=set)

    def iterate_attempts(self) -> "Iterator[Attempt[Model]]":
        """Yield attempts until one of them succeeds; the last one raises what it fails with, and names them all."""
        for turn in range(1, _ROUNDS + 1):
            tried: list[Replica[Model]] = []
            while len(tried) < len(self.replicas):
                is_last = turn == _ROUNDS and len(tried) == len(self.replicas) - 1
                yield Attempt(self, tried, is_last=is_last)
            get_cancellation().sleep(self._tell_pause())

    def take(self, tried: "Sequence[Replica[Model]]") -> Replica[Model]:
        """Return the least busy endpoint that was not tried yet, and of those left out the one that is back first."""
        with self._lock:
            now = time.monotonic()
            left = [replica for replica in self.replicas if replica not in tried]
            replica = min(left, key=lambda each: (max(0.0, each.rested - now), each.calls, each.asked))
            replica.calls += 1
            replica.asked += 1
        return replica

    def give_back(self, replica: Replica[Model]) -> None:
        """Count a call that is over."""
        with self._lock:
            replica.calls -= 1

    def note_success(self, replica: Replica[Model]) -> None:
        """Note that an endpoint has answered."""
        with self._lock:
            replica.failures, replica.rested = 0, 0.0

    def note_failure(self, replica: Replica[Model], error: QAError, fault: EndpointFault) -> None:
        """Leave an endpoint out for a while, and tell that the first time."""
        with self._lock:
            replica.failures += 1
            pause = min(_LONGEST_REST, _FIRST_REST * 2 ** (replica.failures - 1)) if fault.wait is None else fault.wait
            replica.rested = time.monotonic() + pause
            is_new = replica.shown not in self._told
            self._told.add(replica.shown)
        if is_new:
            self.on_notice(f"{error} The other endpoints are asked meanwhile.")

    def _tell_pause(self) -> float:
        """Return the seconds until one of them is to be asked again."""
        with self._lock:
            return min(_LONGEST_PAUSE, max(0.0, min(each.rested for each in self.replicas) - time.monotonic()))


class Attempt(Generic[Model]):
    """One call to one endpoint; what is the endpoint's fault ends the block without an error, but for the last time."""

    def __init__(self, pool: ReplicaPool[Model], tried: list[Replica[Model]], *, is_last: bool) -> None:
        """Take the pool, and what was tried before, to which this one is added."""
        self._pool = pool
        self._is_last = is_last
        self._replica = pool.take(tried)
        tried.append(self._replica)

    def __enter__(self) -> Model:
        return self._replica.model

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: object) -> bool:
        self._pool.give_back(self._replica)
        fault = error.__cause__ if isinstance(error, QAError) else None
        if isinstance(error, QAError) and isinstance(fault, EndpointFault):
            self._pool.note_failure(self._replica, error, fault)
            if self._is_last:
                others = ", ".join(each.shown for each in self._pool.replicas if each is not self._replica)
                raise type(error)(f"{error} The other endpoints failed too: {others}.") from fault
            return True
        if error is None:
            self._pool.note_success(self._replica)
        return False


class PooledModel:
    """A chat model whose calls are spread over several endpoints that have it."""

    def __init__(self, models: Sequence[OpenAIModel], *, on_notice: Callable[[str], None]) -> None:
        """Take the model at each endpoint, and whom to tell that one of them is left out."""
        self.name = models[0].name
        replicas = [Replica(model=model, shown=model.shown) for model in models]
        self._pool = ReplicaPool(replicas=replicas, on_notice=on_notice)

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int | None = None,
        stop: Sequence[str] = (),
        logprobs: bool = False,
    ) -> Completion:
        """Send the messages; see ChatModel.stream. An answer that breaks off begins anew at another endpoint."""

        def ask(model: OpenAIModel) -> Completion:
            return model.stream(messages, max_tokens=max_tokens, stop=stop, logprobs=logprobs)

        return Completion(self._follow(ask))

    def score_first_token(self, messages: Sequence[Message], *, top: int = 20) -> FirstToken | None:
        """Return how likely the first tokens are; see ChatModel.score_first_token."""
        for attempt in self._pool.iterate_attempts():
            with attempt as model:
                return model.score_first_token(messages, top=top)
        return None

    def close(self) -> None:
        """Close the connections."""
        for replica in self._pool.replicas:
            replica.model.close()

    def _follow(self, ask: Callable[[OpenAIModel], Completion]) -> Iterator[Event]:
        has_begun = False
        for attempt in self._pool.iterate_attempts():
            with attempt as model:
                if has_begun:
                    yield Restart()
                completion = ask(model)
                try:
                    for event in completion.events:
                        has_begun = True
                        yield event
                finally:
                    completion.close()
                return


class PooledEmbedder:
    """An embedder whose texts are spread over several endpoints that have it, all of them at work at once."""

    def __init__(self, embedders: Sequence[EndpointEmbedder]) -> None:
        """Take the embedder at each endpoint."""
        self.name = embedders[0].name
        replicas = [Replica(model=embedder, shown=embedder.shown) for embedder in embedders]
        self._pool = ReplicaPool(replicas=replicas, on_notice=logging.getLogger("qa").warning)

    def embed_passages(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of passages; see EndpointEmbedder.embed_passages."""
        import numpy as np

        pieces = [texts[first : first + _TEXTS_AT_ONCE] for first in range(0, len(texts), _TEXTS_AT_ONCE)] or [[]]
        with ThreadPoolExecutor(len(self._pool.replicas), thread_name_prefix="embed") as threads:
            return np.concatenate(list(threads.map(self._embed, pieces)))

    def embed_queries(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        """Return the vectors of questions; endpoints make no difference between the two."""
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> "NDArray[np.float32]":
        for attempt in self._pool.iterate_attempts():
            with attempt as embedder:
                return embedder.embed_passages(texts)
        raise AssertionError("the last attempt returns or raises")
