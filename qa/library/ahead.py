"""Let work run ahead of whoever takes its results: what is to come is embedded while what is there is written."""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# In seconds, chosen: how soon an interruption is seen where the system does not interrupt a wait.
_PAUSE = 0.2
# In seconds, chosen: longer than opening an embedder, or a piece of its work, takes on a busy machine.
_LAST = 5.0

_here = threading.local()


class WorkClosed(BaseException):
    """Nobody takes the result of the work any more. Nothing but the thread that does it sees this."""


def map_ahead(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    most: int,
    weigh: Callable[[Item], int] = lambda item: 1,
) -> Generator[Result, None, None]:
    """Yield what work makes of the items, in their order; it works in a thread of its own, some of them ahead.

    The items are taken from the iterable in the thread of the caller, the next one while those that wait or are worked
    on weigh less than most: of what weighs more by itself, there is one at a time. What the iterable or the work raises
    is raised after the results before it. When this is closed, the thread ends after the item that it has, or where its
    work calls leave_if_closed, and is waited for.
    """
    worker = _Ahead(work)
    problem: Exception | None = None
    try:
        try:
            for item in items:
                worker.give(item, weigh(item))
                # What is done with must not stay in memory until the next one is there.
                del item
                while worker.weight >= most or worker.has_result:
                    yield worker.take()
        except Exception as error:
            problem = error
        while worker.weights and not worker.has_failed:
            yield worker.take()
        if problem:
            raise problem
    finally:
        worker.close()


def leave_if_closed() -> None:
    """Raise WorkClosed in the thread of a map_ahead that was closed, do nothing elsewhere: for work that is long."""
    worker = getattr(_here, "worker", None)
    if worker is not None and worker.is_closed:
        raise WorkClosed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome(Generic[Result]):
    """What became of an item: a result, or what was raised."""

    result: Result | None = None
    error: BaseException | None = None


class _Ahead(Generic[Item, Result]):
    """A thread that works on one item after the other until it fails or is closed.

    weights  of the items whose results were not taken yet
    """

    def __init__(self, work: Callable[[Item], Result]) -> None:
        self.weights: deque[int] = deque()
        self.weight = 0
        self.has_failed = False
        self.is_closed = False
        self._work = work
        self._todo: SimpleQueue[Item | None] = SimpleQueue()
        self._done: SimpleQueue[_Outcome[Result]] = SimpleQueue()
        self._thread: threading.Thread | None = None

    @property
    def has_result(self) -> bool:
        """Whether the next result is there."""
        return not self._done.empty()

    def give(self, item: Item, weight: int) -> None:
        """Have an item worked on."""
        self.weights.append(weight)
        self.weight += weight
        self._todo.put(item)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="work ahead", daemon=True)
            self._thread.start()

    def take(self) -> Result:
        """Return the next result, or raise what was raised instead."""
        while True:
            try:
                outcome = self._done.get(timeout=_PAUSE)
            except Empty:
                continue
            self.weight -= self.weights.popleft()
            if outcome.error:
                self.has_failed = True
                raise outcome.error
            return outcome.result  # type: ignore[return-value]

    def close(self) -> None:
        """Have the thread end, and wait for that: a thread within compiled code when Python ends would crash it."""
        self.is_closed = True
        self._todo.put(None)
        if self._thread:
            self._thread.join(_LAST)

    def _run(self) -> None:
        _here.worker = self
        while (item := self._todo.get()) is not None and not self.is_closed:
            try:
                self._done.put(_Outcome(result=self._work(item)))
            except BaseException as error:
                self._done.put(_Outcome(error=error))
                return
            del item
