"""Let reading run ahead of writing: what is to come is fetched and parsed while what is there is embedded."""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from typing import Generic, TypeVar

from qa.ingest.found import Found

Item = TypeVar("Item")

# In seconds, chosen: how soon an interruption is seen.
_PAUSE = 0.2
# In characters, chosen: some thirty articles of news, or one that is longer; what is no article counts as a note.
_MOST_CHARACTERS, _NOTE = 320_000, 1_000


class _End:
    """The last thing in the queue: the iterable has ended, with the error it ended with."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def read_ahead(found: Iterable[Found]) -> Generator[Found, None, None]:
    """Yield what is found while what follows is read; what follows a long article waits until that is dealt with."""
    return run_ahead(found, most=_MOST_CHARACTERS, weigh=_count_characters)


def run_ahead(
    items: Iterable[Item], *, most: int = 32, weigh: Callable[[Item], int] = lambda item: 1
) -> Generator[Item, None, None]:
    """Yield the items, which are taken from the iterable in a thread of its own, some of them ahead.

    The next one is taken while those that wait, and the one that was yielded last, weigh less than most: of what weighs
    more by itself, there is one at a time. Whatever the iterable raises is raised here in its turn. When this is
    closed, the thread ends at its next item.
    """
    queue: _Queue[Item] = _Queue(most, weigh)
    thread = threading.Thread(target=_fill, args=(items, queue), name="read ahead", daemon=True)
    thread.start()
    try:
        while not isinstance(item := queue.take(), _End):
            yield item
            # It must not stay in memory while the next one is made.
            del item
        if item.error:
            raise item.error
    finally:
        queue.close()


def _count_characters(found: Found) -> int:
    return _NOTE + (len(found.article.text) if found.article else 0)


class _Queue(Generic[Item]):
    """What is ready and waits, with its weight and that of what was taken last."""

    def __init__(self, most: int, weigh: Callable[[Item], int]) -> None:
        self._most = most
        self._weigh = weigh
        self._ready: deque[Item | _End] = deque()
        self._weight = self._taken = 0
        self._is_closed = False
        self._changed = threading.Condition()

    def has_room(self) -> bool:
        """Wait until there is room; tell whether there will ever be."""
        with self._changed:
            while self._weight >= self._most and not self._is_closed:
                self._changed.wait()
            return not self._is_closed

    def put(self, item: "Item | _End") -> None:
        """Add what is ready."""
        with self._changed:
            self._ready.append(item)
            self._weight += 0 if isinstance(item, _End) else self._weigh(item)
            self._changed.notify_all()

    def take(self) -> "Item | _End":
        """Return what was ready first, once there is something."""
        with self._changed:
            # Whoever asks for the next is done with the one before.
            self._weight, self._taken = self._weight - self._taken, 0
            self._changed.notify_all()
            # A wait without an end would not notice Ctrl-C on every platform.
            while not self._ready:
                self._changed.wait(_PAUSE)
            item = self._ready.popleft()
            self._taken = 0 if isinstance(item, _End) else self._weigh(item)
            return item

    def close(self) -> None:
        """Let nobody wait for room any more."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()


def _fill(items: Iterable[Item], queue: "_Queue[Item]") -> None:
    error: BaseException | None = None
    waiting = iter(items)
    try:
        while queue.has_room():
            queue.put(next(waiting))
    except StopIteration:
        pass
    except BaseException as problem:
        error = problem
    queue.put(_End(error))
