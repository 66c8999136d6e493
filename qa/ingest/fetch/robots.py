"""What sites allow by their robots.txt, asked for once a site (RFC 9309)."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa.ingest.fetch.problem import FetchProblem

if TYPE_CHECKING:
    from protego import Protego

# In bytes: about the 500 kibibytes that RFC 9309 has crawlers read at least.
MOST_BYTES = 500_000

# A code of HTTP.
_TOO_MANY = 429

Ask = Callable[[str], tuple[int, bytes]]


@dataclass(slots=True)
class _Entry:
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: "Protego | None" = None
    problem: FetchProblem | None = None


class Robots:
    """The rules of sites for one robot, safe to use from many threads.

    robot  the name that the rules are looked up by
    ask    returns status and body of an address, or raises FetchProblem
    """

    def __init__(self, robot: str, ask: Ask) -> None:
        self._robot = robot
        self._ask = ask
        self._entries: dict[str, _Entry] = {}
        self._lock = threading.Lock()

    def check_url(self, url: str, *, site: str) -> float:
        """Return the seconds that a site wants between two requests, 0 when it names none.

        Raises FetchProblem when the site doesn't allow the url, or when its rules can't be had now.
        """
        rules = self._find_rules(site)
        if not rules.can_fetch(url, self._robot):
            raise FetchProblem("robots.txt of the site does not allow it")
        return rules.crawl_delay(self._robot) or 0.0

    def list_sitemaps(self, site: str) -> list[str]:
        """Return the sitemaps that a site names. Raises FetchProblem when its rules can't be had now."""
        return list(self._find_rules(site).sitemaps)

    def _find_rules(self, site: str) -> "Protego":
        with self._lock:
            entry = self._entries.setdefault(site, _Entry())
        with entry.lock:
            if entry.rules is None and entry.problem is None:
                self._load(entry, site)
        if entry.rules is None:
            raise _copy_problem(entry.problem)
        return entry.rules

    def _load(self, entry: _Entry, site: str) -> None:
        from protego import Protego

        try:
            status, body = self._ask(f"{site}/robots.txt")
        except FetchProblem as problem:
            entry.problem = problem
            return
        if status == _TOO_MANY or status >= 500:
            entry.problem = FetchProblem(f"no robots.txt to be had now ({status})", retry=True, status=status)
            return
        entry.rules = Protego.parse(body.decode("utf-8", errors="replace") if status == 200 else "")


def _copy_problem(problem: FetchProblem | None) -> FetchProblem:
    """Return a problem as new: one exception can't be raised in many threads."""
    if problem is None:
        return FetchProblem("no robots.txt to be had now", retry=True)
    prefix = "robots.txt: " if problem.retry and problem.status is None else ""
    return FetchProblem(prefix + problem.reason, retry=problem.retry, status=problem.status)
