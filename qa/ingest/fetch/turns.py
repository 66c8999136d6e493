"""Do many pieces of work at the same time, those of one group one after the other, each when it is its turn."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

# Enough to find another site where a feed has many pages of one.
_LOOK_AHEAD = 1_000


@dataclass(slots=True, kw_only=True)
class Turns(Generic[Task, Result]):
    """Who is at work and who waits.

    work        does a task; it raises nothing
    find_group  the group of a task
    find_wait   seconds until there is something to do for a group
    threads     most tasks at work at the same time
    alone       at most one of them of each group
    """

    work: Callable[[Task], Result]
    find_group: Callable[[Task], str]
    find_wait: Callable[[str], float]
    threads: int
    alone: bool
    _waiting: dict[str, deque[Task]] = field(default_factory=dict)
    _running: dict[Future[Result], str] = field(default_factory=dict)

    def run(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the result of each task, in the order in which they are done; at most 1,000 tasks wait at a time."""
        todo = iter(tasks)
        pool = ThreadPoolExecutor(self.threads, thread_name_prefix="fetch")
        try:
            while self._take_tasks(todo) or self._running:
                pause = self._start_tasks(pool)
                if not self._running:
                    time.sleep(pause or 0.0)
                    continue
                done, _ = wait(self._running, timeout=pause, return_when=FIRST_COMPLETED)
                for future in done:
                    del self._running[future]
                    yield future.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _take_tasks(self, todo: Iterator[Task]) -> bool:
        """Let tasks wait as far as there is room, and tell whether any do."""
        room = _LOOK_AHEAD - sum(map(len, self._waiting.values()))
        for task in islice(todo, room):
            self._waiting.setdefault(self.find_group(task), deque()).append(task)
        return bool(self._waiting)

    def _start_tasks(self, pool: ThreadPoolExecutor) -> float | None:
        """Start what has its turn; return the seconds until the next one has, None when that depends on others."""
        pauses = []
        for group, tasks in list(self._waiting.items()):
            while tasks and len(self._running) < self.threads:
                if self.alone and group in self._running.values():
                    break
                if pause := self.find_wait(group):
                    pauses.append(pause)
                    break
                self._running[pool.submit(self.work, tasks.popleft())] = group
            if not tasks:
                del self._waiting[group]
        return min(pauses, default=None)
