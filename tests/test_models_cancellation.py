"""Who waits for a model may stop waiting, from any thread: what is done for nobody ends."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from qa.models.cancellation import Cancellation, Cancelled, get_cancellation, iterate_in_threads
from qa.models.chat import Completion, Event


def test_what_is_held_to_a_cancellation_knows_it_and_only_inside() -> None:
    outer, inner = Cancellation(), Cancellation()
    with outer.hold():
        assert get_cancellation() is outer
        with inner.hold():
            assert get_cancellation() is inner
        assert get_cancellation() is outer
    assert not get_cancellation().is_cancelled
    assert get_cancellation() is not outer


def test_nothing_begins_and_nothing_counts_once_it_is_cancelled() -> None:
    cancellation = Cancellation()
    with pytest.raises(Cancelled), cancellation.hold():
        cancellation.cancel()
    with pytest.raises(Cancelled), cancellation.hold():
        pytest.fail("it begins nevertheless")


def test_an_error_inside_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError), Cancellation().hold():
        print(1 / 0)


def test_what_waits_is_ended_once_and_only_while_it_waits() -> None:
    cancellation, ended = Cancellation(), list[str]()
    with cancellation.watch(lambda: ended.append("over")):
        pass
    with cancellation.watch(lambda: ended.append("waiting")):
        cancellation.cancel()
        cancellation.cancel()
    assert ended == ["waiting"]
    with pytest.raises(Cancelled), cancellation.watch(lambda: ended.append("late")):
        pytest.fail("it begins nevertheless")


def test_a_completion_ends_at_its_next_piece_and_tells_the_model() -> None:
    closed = threading.Event()

    def tell() -> Iterator[Event]:
        try:
            yield from ["They ", "met ", "on ", "Friday."]
        finally:
            closed.set()

    cancellation, seen = Cancellation(), list[str]()

    def read() -> None:
        with cancellation.hold():
            for piece in Completion(tell()):
                seen.append(piece)
                if len(seen) == 2:
                    cancellation.cancel()

    with pytest.raises(Cancelled):
        read()
    assert seen == ["They ", "met "]
    assert closed.is_set()


def test_items_that_block_are_waited_for_in_threads_and_come_in_their_order() -> None:
    threads: set[int] = set()

    def count() -> Iterator[int]:
        for n in range(3):
            threads.add(threading.get_ident())
            yield n

    async def collect() -> list[int]:
        return [n async for n in iterate_in_threads(count(), Cancellation())]

    assert asyncio.run(collect()) == [0, 1, 2]
    assert threading.get_ident() not in threads


def test_what_makes_the_items_is_closed_when_nobody_waits_any_more() -> None:
    closed = threading.Event()

    def count() -> Iterator[int]:
        try:
            yield from range(10)
        finally:
            closed.set()

    async def take_one(cancellation: Cancellation) -> int:
        items = iterate_in_threads(count(), cancellation)
        first = await anext(items)
        await items.aclose()
        return first

    cancellation = Cancellation()
    assert asyncio.run(take_one(cancellation)) == 0
    assert closed.is_set()
    assert cancellation.is_cancelled


def test_an_error_of_the_items_is_raised_where_they_are_awaited() -> None:
    def fail() -> Iterator[int]:
        yield 1
        raise KeyError("broken")

    async def collect() -> list[int]:
        return [n async for n in iterate_in_threads(fail(), Cancellation())]

    with pytest.raises(KeyError, match="broken"):
        asyncio.run(collect())
