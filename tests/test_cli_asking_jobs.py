"""Work in order: several at once, results as they were asked for, each as soon as it can be."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import Home
from endpoint import run_endpoint

from qa.cli.asking.jobs import work_in_order


def test_results_come_in_the_order_of_the_items() -> None:
    taken: list[int] = []

    def work(n: int) -> int:
        time.sleep(0.01 * (n % 3))
        return n

    work_in_order(work, range(40), taken.append, jobs=4)
    assert taken == list(range(40))


def test_so_many_are_worked_on_at_once_and_no_more() -> None:
    now, most, lock = 0, 0, threading.Lock()

    def work(n: int) -> None:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.005)
        with lock:
            now -= 1

    work_in_order(work, range(30), lambda _: None, jobs=3)
    assert most == 3


def test_a_result_is_handed_on_while_the_next_item_is_waited_for() -> None:
    done = threading.Event()

    def items() -> Iterator[int]:
        yield 1
        assert done.wait(5)
        yield 2

    work_in_order(lambda n: n, items(), lambda n: done.set(), jobs=4)


@pytest.mark.parametrize("place", ["items", "work", "take"])
def test_what_is_raised_ends_it(place: str) -> None:
    begun: list[int] = []

    def fail(here: str, n: int) -> int:
        if here == place and n == 5:
            raise KeyError(here)
        return n

    def work(n: int) -> int:
        begun.append(n)
        return fail("work", n)

    def take(n: int) -> None:
        fail("take", n)

    with pytest.raises(KeyError, match=place):
        work_in_order(work, (fail("items", n) for n in range(1000)), take, jobs=2)
    assert len(begun) < 100


def test_many_questions_are_asked_of_several_endpoints_and_answered_in_their_order(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.run("ingest", "seeds/articles/kuala-lumpur")
    with run_endpoint() as one, run_endpoint() as other:
        one.fault = "500"
        lines = "".join(json.dumps({"question": "Whom did Hegseth meet?", "id": n}) + "\n" for n in range(6))
        options = ("--base-url", f"{one.url},{other.url}", "--model", "openai:scripted-model", "--jobs", "3")
        finished = home.run("ask", "-", *options, input=lines)
    rows = [json.loads(line) for line in finished.stdout.splitlines()]
    assert [row["id"] for row in rows] == list(range(6))
    assert not [row for row in rows if "error" in row]
    assert finished.stderr.count("The other endpoints are asked meanwhile.") == 1
    assert len(finished.stderr.splitlines()) == 1


def test_jobs_are_for_models_behind_an_endpoint(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.run("ingest", "seeds/articles/kuala-lumpur")
    finished = home.run("ask", "-", "--model", "extractive", "--jobs", "3", input="Whom did Hegseth meet?\n")
    assert finished.stderr == "qa: --jobs 3 is for models behind an endpoint; extractive answers one at a time.\n"
