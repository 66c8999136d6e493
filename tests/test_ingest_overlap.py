import threading
from collections.abc import Iterator
from itertools import count

import pytest

from qa.articles import Article
from qa.ingest.found import Found
from qa.ingest.overlap import read_ahead, run_ahead


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
    items.close()


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
    items.close()
    for thread in threading.enumerate():
        if thread.name == "read ahead":
            thread.join(5)
    assert threading.active_count() <= before


def test_what_weighs_more_than_may_wait_is_taken_one_by_one() -> None:
    taken: list[int] = []

    def give() -> Iterator[int]:
        for n in range(9):
            taken.append(n)
            yield n

    items = run_ahead(give(), most=10, weigh=lambda n: 50)
    assert next(items) == 0
    threading.Event().wait(0.1)
    assert taken == [0]
    assert list(items) == list(range(1, 9))


def test_what_follows_a_long_article_is_not_read_before_that_is_dealt_with() -> None:
    def count_ahead(characters: int) -> int:
        taken: list[int] = []

        def give() -> Iterator[Found]:
            for n in range(99):
                taken.append(n)
                yield Found(origin=str(n), article=Article(text="a" * characters))

        items = read_ahead(give())
        next(items)
        threading.Event().wait(0.3)
        items.close()
        return len(taken)

    assert count_ahead(1_000_000) == 1
    assert count_ahead(8_000) > 20
