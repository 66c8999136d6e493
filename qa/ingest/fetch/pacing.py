"""How often a site is asked: with a pause between two requests, and not while it wants to be left alone."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from qa.ingest.fetch.problem import FetchProblem

# In seconds, chosen: a site that wants more between two pages is asked once a minute.
_LONGEST_PAUSE = 60.0


@dataclass(slots=True)
class _Site:
    pause: float
    next_turn: float = 0.0
    closed_until: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Pacer:
    """The turns of all sites, safe to use from many threads.

    pause         seconds between the starts of two requests to one site, unless it wants more
    longest_wait  seconds to wait for a site that asked to be left alone; for a longer time its pages are given up
    """

    def __init__(
        self,
        *,
        pause: float,
        longest_wait: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._pause = pause
        self._longest_wait = longest_wait
        self._clock = clock
        self._sleep = sleep
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def take_turn(self, site: str) -> None:
        """Wait until the site may be asked, and take that turn.

        Raises FetchProblem when it asked to be left alone for longer than is waited.
        """
        state = self._find_site(site)
        with state.lock:
            now = self._clock()
            if self._is_closed(state, now):
                seconds = round(state.closed_until - now)
                raise FetchProblem(f"the site asks to come back in {seconds:,} seconds", retry=True, status=429)
            turn = max(now, state.next_turn, state.closed_until)
            state.next_turn = turn + state.pause
        if turn > now:
            self._sleep(turn - now)

    def find_wait(self, site: str) -> float:
        """Return the seconds until there is something to do for a site: its next turn, or giving up at once."""
        state, now = self._find_site(site), self._clock()
        return 0.0 if self._is_closed(state, now) else max(0.0, max(state.next_turn, state.closed_until) - now)

    def slow_down(self, site: str, pause: float) -> None:
        """Leave a longer pause between the requests to a site, at most a minute."""
        state = self._find_site(site)
        with state.lock:
            longer = max(state.pause, min(pause, _LONGEST_PAUSE))
            state.next_turn += longer - state.pause if state.next_turn else 0.0
            state.pause = longer

    def close_site(self, site: str, seconds: float) -> None:
        """Ask nothing of a site for so many seconds."""
        state = self._find_site(site)
        with state.lock:
            state.closed_until = max(state.closed_until, self._clock() + seconds)

    def _is_closed(self, state: _Site, now: float) -> bool:
        return state.closed_until - now > self._longest_wait

    def _find_site(self, site: str) -> _Site:
        with self._lock:
            return self._sites.setdefault(site, _Site(self._pause))
