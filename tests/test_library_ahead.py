import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from qa.library.ahead import leave_if_closed, map_ahead


def double(number: int) -> int:
    return 2 * number


def test_results_come_in_the_order_of_the_items() -> None:
    assert list(map_ahead(double, range(50), most=3)) == [2 * n for n in range(50)]


def test_no_more_than_so_many_items_are_taken_ahead() -> None:
    taken = 0

    def give() -> Iterator[int]:
        nonlocal taken
        while taken < 99:
            taken += 1
            yield taken

    with closing(map_ahead(double, give(), most=4)) as results:
        for number, _ in enumerate(results, start=1):
            assert taken - number <= 5
            time.sleep(0.002)


def test_the_work_is_done_while_the_caller_is_busy() -> None:
    done: list[int] = []

    def work(number: int) -> None:
        time.sleep(0.02)
        done.append(number)

    results = map_ahead(work, range(5), most=8)
    next(results)
    deadline = time.monotonic() + 5
    while len(done) < 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert done == [0, 1, 2, 3, 4]
    results.close()


def test_items_are_taken_in_the_thread_of_the_caller() -> None:
    def give() -> Iterator[threading.Thread]:
        for _ in range(3):
            yield threading.current_thread()

    found = list(map_ahead(lambda thread: (thread, threading.current_thread()), give(), most=1))
    assert all(taken is threading.current_thread() and taken is not worked for taken, worked in found)


def test_an_error_of_the_work_comes_in_its_turn_and_ends_it() -> None:
    worked: list[int] = []

    def work(number: int) -> int:
        worked.append(number)
        return 12 // (3 - number)

    results = map_ahead(work, range(9), most=8)
    assert [next(results) for _ in range(3)] == [4, 6, 12]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert worked == [0, 1, 2, 3]


def test_an_error_of_the_items_comes_after_the_results_before_it() -> None:
    def give() -> Iterator[int]:
        yield from range(3)
        raise OSError("gone")

    results = map_ahead(double, give(), most=8)
    assert [next(results) for _ in range(3)] == [0, 2, 4]
    with pytest.raises(OSError, match="gone"):
        next(results)


def test_closing_it_ends_the_thread() -> None:
    before = set(threading.enumerate())
    results = map_ahead(double, range(1000), most=2)
    next(results)
    [thread] = set(threading.enumerate()) - before
    results.close()
    thread.join(5)
    assert not thread.is_alive()


def test_whoever_closes_it_waits_for_the_item_that_is_worked_on() -> None:
    begun, ended = list[int](), list[int]()

    def work(number: int) -> None:
        begun.append(number)
        time.sleep(0.05)
        ended.append(number)

    with closing(map_ahead(work, range(99), most=4)) as results:
        next(results)
        while len(begun) == len(ended):
            time.sleep(0.001)
    assert begun == ended


def test_of_items_that_weigh_more_than_may_wait_the_next_is_taken_when_one_is_done() -> None:
    taken: list[int] = []

    def give() -> Iterator[int]:
        for number in range(5):
            taken.append(number)
            yield number

    with closing(map_ahead(double, give(), most=4, weigh=lambda number: 9)) as results:
        for number, _ in enumerate(results):
            assert taken[-1] == number


def test_light_items_are_taken_as_long_as_all_together_are_light() -> None:
    taken: list[int] = []
    blocked = threading.Event()

    def give() -> Iterator[int]:
        for number in range(99):
            taken.append(number)
            yield number

    def work(number: int) -> int:
        if number:
            blocked.wait(5)
        return number

    with closing(map_ahead(work, give(), most=10, weigh=lambda number: 4)) as results:
        next(results)
        threading.Timer(0.05, blocked.set).start()
        next(results)
        assert len(taken) <= 5


def test_long_work_ends_where_it_looks_whether_it_is_closed() -> None:
    steps: list[int] = []

    def work(number: int) -> None:
        while number:
            leave_if_closed()
            steps.append(number)
            time.sleep(0.001)

    before = time.monotonic()
    with closing(map_ahead(work, range(2), most=4)) as results:
        next(results)
    assert time.monotonic() - before < 4
    count = len(steps)
    time.sleep(0.01)
    assert len(steps) == count


def test_nothing_else_leaves() -> None:
    leave_if_closed()
