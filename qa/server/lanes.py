"""A bound on what is done at once, and on how many wait for it, and how long; each kind of work has its own lane."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from contextvars import copy_context
from typing import TypeVar

from qa.errors import QAError

Result = TypeVar("Result")


class ServerBusy(QAError):
    """More wait than the server takes, or one has waited for too long."""


class Lane:
    """Threads for one kind of work.

    Args:
        name: What its threads are called.
        jobs: How many are at work at once.
        queue: How many may wait for that; more are refused.
        patience: After so many seconds who waits is refused too.
    """

    def __init__(self, name: str, *, jobs: int, queue: int, patience: float) -> None:
        self.threads = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix=name)
        self.held = 0
        self._most = jobs + queue
        self._patience = patience
        self._turns = asyncio.Semaphore(jobs)

    @asynccontextmanager
    async def hold_turn(self) -> AsyncIterator[None]:
        """Wait for a turn and have it while the block runs. Raises ServerBusy."""
        if self.held >= self._most:
            raise ServerBusy("Too many wait for an answer here. Ask again in a minute.")
        self.held += 1
        try:
            try:
                async with asyncio.timeout(self._patience):
                    await self._turns.acquire()
            except TimeoutError:
                raise ServerBusy("Nobody here had time for an answer. Ask again in a minute.") from None
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self.held -= 1

    async def run(self, call: Callable[[], Result]) -> Result:
        """Return what a call returns, made in a thread; the turn has to be held."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, copy_context().run, call)

    def close(self) -> None:
        """Begin nothing more."""
        self.threads.shutdown(wait=False, cancel_futures=True)
