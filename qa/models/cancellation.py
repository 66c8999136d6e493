"""Give up what a model is asked: who waits for it may stop waiting, from any thread, and the call ends."""

import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar, copy_context
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor

Item = TypeVar("Item")
_END = object()


class Cancelled(Exception):
    """Nobody waits any more for what is being done."""


class Cancellation:
    """Tells what is done for one question that nobody waits for it any more.

    The calls of models that are made inside `hold` end at their next piece, or at once where they wait for one.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ends: list[Callable[[], None]] = []
        self._cancelled = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody waits any more."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """End what is done; any thread may call it, and more than once."""
        with self._lock:
            self._cancelled.set()
            ends, self._ends = self._ends, []
        for end in ends:
            end()

    def check(self) -> None:
        """Raise Cancelled where it was cancelled."""
        if self.is_cancelled:
            raise Cancelled

    def sleep(self, seconds: float) -> None:
        """Do nothing for a while. Raises Cancelled at once when it is cancelled."""
        self._cancelled.wait(seconds)
        self.check()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Have the calls that this thread makes inside end when it is cancelled. Raises Cancelled where it was."""
        self.check()
        token = _held.set(self)
        try:
            yield
        finally:
            _held.reset(token)
        self.check()

    @contextmanager
    def watch(self, end: Callable[[], None]) -> Iterator[None]:
        """Have something called at once when it is cancelled while the block runs. Raises Cancelled where it was."""
        with self._lock:
            self.check()
            self._ends.append(end)
        try:
            yield
        finally:
            with self._lock:
                self._ends = [other for other in self._ends if other is not end]


_held: ContextVar[Cancellation | None] = ContextVar("cancellation", default=None)


def get_cancellation() -> Cancellation:
    """Return what the calls of this thread are held to; one that nobody cancels where there is none."""
    return _held.get() or Cancellation()


def _take_next(items: Iterator[Any]) -> Any:
    return next(items, _END)


async def iterate_in_threads(
    items: Iterator[Item], cancellation: Cancellation, *, threads: "Executor | None" = None
) -> AsyncGenerator[Item, None]:
    """Yield items that block, each waited for in a thread; when nobody waits any more, what makes them is cancelled.

    Args:
        items: What is waited for.
        cancellation: Ends what makes them.
        threads: Where they are waited for; the loop's own when None.
    """
    import asyncio

    loop = asyncio.get_running_loop()
    try:
        while True:
            item: Any = await loop.run_in_executor(threads, partial(copy_context().run, _take_next, items))
            if item is _END:
                return
            yield item
    finally:
        cancellation.cancel()
        close = getattr(items, "close", None)
        # Where a thread is still inside, the cancellation ends it.
        with suppress(ValueError):
            if close is not None:
                close()
