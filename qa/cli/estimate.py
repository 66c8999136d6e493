"""Estimate how long work still takes, from how it went in the last minute."""

import time
from collections import deque
from collections.abc import Callable

# Chosen: work is done some at a time, which is seen as one step; fewer seconds tell nothing of the rest.
_STEP_SECONDS = 0.5
_LEAST_SECONDS = 3.0
_WINDOW_SECONDS = 60.0
_FEWEST_STEPS = 3


class Estimate:
    """What has been done when, for one kind of work."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._steps: deque[tuple[float, float]] = deque([(clock(), 0.0)])

    def add(self, done: float) -> None:
        """Note how much is done now."""
        now = self._clock()
        if len(self._steps) > 1 and now - self._steps[-1][0] < _STEP_SECONDS:
            now, _ = self._steps.pop()
        self._steps.append((now, done))
        # What comes first is slower: a model is loaded for it.
        if len(self._steps) == _FEWEST_STEPS + 1 and self._steps[0][1] == 0:
            self._steps.popleft()
        while len(self._steps) > _FEWEST_STEPS and now - self._steps[1][0] > _WINDOW_SECONDS:
            self._steps.popleft()

    def tell_left(self, total: float) -> str:
        """Return in words about how long the rest takes; "" where that can't be told yet."""
        (begun, before), (last, done) = self._steps[0], self._steps[-1]
        if last - begun < _LEAST_SECONDS or done <= before or done >= total:
            return ""
        seconds = (total - done) * (last - begun) / (done - before) - (self._clock() - last)
        if seconds < 90:
            return f"about {max(1, round(seconds / 5)) * 5} s left"
        return f"about {round(seconds / 60)} min left" if seconds < 5_400 else f"about {seconds / 3600:.1f} h left"
