from collections.abc import Iterator, Sequence

import pytest

from qa.cli.estimate import Estimate


def follow(steps: Sequence[tuple[float, float]], total: float) -> Iterator[str]:
    """Yield what is told after each step: the second at which it is done, and how much is done then."""
    now = 0.0
    estimate = Estimate(lambda: now)
    for second, done in steps:
        now = second
        estimate.add(done)
        yield estimate.tell_left(total)


def test_a_batch_that_is_told_at_once_is_one_step() -> None:
    burst = [(5.0 + n / 1000, n + 1.0) for n in range(10)]
    assert set(follow(burst[:1], 1000)) == {"about 83 min left"}
    assert list(follow(burst, 1000))[-1] == "about 8 min left"


def test_the_estimate_holds_from_the_beginning_to_the_end() -> None:
    # The first batch takes longer, for the model is loaded.
    steps = [(8.0, 10.0), *((8.0 + 3 * n, 10.0 + 10 * n) for n in range(1, 100))]
    told = list(follow(steps, 1000))
    assert told[:4] == ["about 13 min left", "about 9 min left", "about 5 min left", "about 5 min left"]
    assert told[50] == "about 2 min left"
    assert told[-2:] == ["about 5 s left", ""]


def test_what_was_fast_because_it_was_there_already_is_forgotten() -> None:
    steps = [*((n / 1.0, 50.0 * n) for n in range(1, 11)), *((10.0 + 3 * n, 500.0 + 5 * n) for n in range(1, 40))]
    assert list(follow(steps, 1000))[-1] == "about 3 min left"


@pytest.mark.parametrize(
    ("steps", "total"),
    [
        pytest.param([(1.0, 10.0)], 100, id="too early"),
        pytest.param([(10.0, 0.0)], 100, id="nothing done"),
        pytest.param([(10.0, 10.0)], 0, id="no end known"),
    ],
)
def test_where_nothing_can_be_told_nothing_is(steps: list[tuple[float, float]], total: float) -> None:
    assert list(follow(steps, total)) == [""]
