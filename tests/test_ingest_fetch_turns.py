import threading
from collections.abc import Callable

from qa.ingest.fetch.turns import Turns


def make_turns(
    work: Callable[[str], str], *, alone: bool = False, wait: Callable[[str], float] = lambda group: 0.0
) -> Turns[str, str]:
    return Turns(work=work, find_group=lambda task: task[0], find_wait=wait, threads=4, alone=alone)


def test_results_come_in_the_order_in_which_they_are_done() -> None:
    done = threading.Event()

    def work(task: str) -> str:
        if task == "slow":
            done.wait(5)
        return task

    results = make_turns(work).run(["slow", "fast"])
    assert next(results) == "fast"
    done.set()
    assert list(results) == ["slow"]


def test_one_of_a_group_works_at_a_time() -> None:
    busy: set[str] = set()
    clashes: list[str] = []

    def work(task: str) -> str:
        if task[0] in busy:
            clashes.append(task)
        busy.add(task[0])
        threading.Event().wait(0.001)
        busy.discard(task[0])
        return task

    tasks = [f"{group}{number}" for number in range(20) for group in "ab"]
    assert sorted(make_turns(work, alone=True).run(tasks)) == sorted(tasks)
    assert clashes == []


def test_a_group_that_must_wait_is_passed_by_others() -> None:
    waits = {"a": [0.05, 0.05]}
    turns = make_turns(str.upper, wait=lambda group: waits[group].pop() if waits.get(group) else 0.0)
    assert list(turns.run(["a", "b", "c"]))[-1] == "A"


def test_tasks_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def count() -> object:
        for number in range(5_000):
            taken.append(number)
            yield f"a{number}"

    results = make_turns(str.upper).run(count())  # type: ignore[arg-type]
    next(results)
    assert len(taken) <= 1_010
    results.close()  # type: ignore[attr-defined]


def test_nothing_to_do_is_done_at_once() -> None:
    assert list(make_turns(str.upper).run([])) == []
