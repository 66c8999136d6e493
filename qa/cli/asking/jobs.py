"""Work on several items at once and hand the results on in the order of the items, each as soon as it can be."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Chosen: an item that takes long keeps the others waiting when so many times as many as are worked on are done.
_AHEAD = 4


def work_in_order(
    work: Callable[[Item], Result], items: Iterable[Item], take: Callable[[Result], None], *, jobs: int
) -> None:
    """Work on the items, so many at once, and have each result taken in their order, while the next item is waited for.

    Raises what the items, the work or taking raise; what is under way is waited for then, and no more is begun.
    """
    room = threading.Semaphore(_AHEAD * jobs)
    futures: SimpleQueue[Future[Result] | None] = SimpleQueue()
    problems: list[BaseException] = []

    def hand_on() -> None:
        while (future := futures.get()) is not None:
            try:
                if not problems:
                    take(future.result())
            except BaseException as error:
                problems.append(error)
            finally:
                room.release()

    taker = threading.Thread(target=hand_on, name="hand on", daemon=True)
    taker.start()
    pool = ThreadPoolExecutor(jobs, thread_name_prefix="job")
    try:
        for item in items:
            room.acquire()
            if problems:
                break
            futures.put(pool.submit(work, item))
    except BaseException as error:
        problems.insert(0, error)
    finally:
        futures.put(None)
        pool.shutdown(cancel_futures=bool(problems))
        taker.join()
    if problems:
        raise problems[0]
