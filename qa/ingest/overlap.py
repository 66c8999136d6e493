"""Let reading run ahead of writing: what is to come is fetched and parsed while what is there is embedded."""

import threading
from collections.abc import Iterable, Iterator
from queue import Empty, Full, Queue
from typing import TypeVar

Item = TypeVar("Item")

# In seconds, chosen: how soon an interruption is seen.
_PAUSE = 0.2


class _End:
    """The last thing in the queue: the iterable has ended, with the error it ended with."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


def run_ahead(items: Iterable[Item], *, most: int = 32) -> Iterator[Item]:
    """Yield the items, which are taken from the iterable in a thread of its own, at most so many ahead.

    Whatever the iterable raises is raised here in its turn. When this is closed, the thread ends at its next item.
    """
    ready: Queue[Item | _End] = Queue(most)
    closed = threading.Event()
    thread = threading.Thread(target=_fill, args=(items, ready, closed), name="read ahead", daemon=True)
    thread.start()
    try:
        while not isinstance(item := _take(ready), _End):
            yield item
        if item.error:
            raise item.error
    finally:
        closed.set()


def _fill(items: Iterable[Item], ready: "Queue[Item | _End]", closed: threading.Event) -> None:
    error: BaseException | None = None
    try:
        for item in items:
            if not _put(item, ready, closed):
                return
    except BaseException as problem:
        error = problem
    _put(_End(error), ready, closed)


def _put(item: Item | _End, ready: "Queue[Item | _End]", closed: threading.Event) -> bool:
    while not closed.is_set():
        try:
            ready.put(item, timeout=_PAUSE)
        except Full:
            continue
        return True
    return False


def _take(ready: "Queue[Item | _End]") -> Item | _End:
    # A wait without an end would not notice Ctrl-C on every platform.
    while True:
        try:
            return ready.get(timeout=_PAUSE)
        except Empty:
            continue
