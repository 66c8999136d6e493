import threading
from collections.abc import Iterator
from itertools import count

import pytest

from qa.ingest.overlap import run_ahead


def test_items_come_in_their_order() -> None:
    assert list(run_ahead(range(100), most=3)) == list(range(100))


def test_no_more_than_so_many_are_taken_ahead() -> None:
    taken: list[int] = []

    def give() -> Iterator[int]:
        for n in count():
            taken.append(n)
            yield n

    items = run_ahead(give(), most=4)
    assert next(items) == 0
    threading.Event().wait(0.3)
    assert len(taken) <= 1 + 4 + 1
    items.close()  # type: ignore[attr-defined]  # it is a generator


def test_the_next_items_are_made_while_one_is_dealt_with() -> None:
    made = threading.Event()

    def give() -> Iterator[int]:
        yield 1
        made.set()
        yield 2

    items = run_ahead(give())
    next(items)
    assert made.wait(5)


def test_an_error_comes_in_its_turn() -> None:
    def give() -> Iterator[int]:
        yield 1
        raise KeyError("broken")

    items = run_ahead(give())
    assert next(items) == 1
    with pytest.raises(KeyError):
        next(items)


def test_closing_it_ends_the_thread() -> None:
    before = threading.active_count()
    items = run_ahead(count(), most=2)
    next(items)
    items.close()  # type: ignore[attr-defined]  # it is a generator
    for thread in threading.enumerate():
        if thread.name == "read ahead":
            thread.join(5)
    assert threading.active_count() <= before
