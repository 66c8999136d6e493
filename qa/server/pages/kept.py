"""Keep the last answers, so that a page that is loaded again, or gone back to, does not ask a model again."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from threading import Lock

from qa.answer import Answer
from qa.library import Library
from qa.server.pages.asked import Asked

# Chosen: more than a reader goes back to; an answer takes some 50 kB.
_MOST_KEPT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer, the question as it was put with its settings, and when it was given, in UTC; None is just now."""

    answer: Answer
    asked: Asked
    at: datetime | None = None


class KeptAnswers:
    """The last answers by their full questions and settings.

    An answer counts for the library as it was and for the day on which it was given, since "this week" moves on.
    """

    def __init__(self, library: Library, *, most: int = _MOST_KEPT) -> None:
        self._library = library
        self._most = most
        self._kept: OrderedDict[Hashable, KeptAnswer] = OrderedDict()
        self._lock = Lock()

    def find(self, asked: Asked) -> KeptAnswer | None:
        """Return the answer to a question with the same settings, or None where it has to be asked."""
        key = self._name(asked)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, asked: Asked, answer: Answer) -> None:
        """Keep an answer, and let go of the one that was looked at longest ago where there are too many."""
        with self._lock:
            self._kept[self._name(asked)] = KeptAnswer(answer=answer, asked=asked, at=datetime.now(UTC))
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def forget(self, asked: Asked) -> None:
        """Let go of the answer to a question, which is asked again then."""
        with self._lock:
            self._kept.pop(self._name(asked), None)

    def _name(self, asked: Asked) -> Hashable:
        question = replace(asked, question=asked.full_question, asked_as="", is_open="")
        return question, date.today(), self._read_state()

    def _read_state(self) -> tuple[int, int]:
        """Return what is another once anything was written to the library, by whichever process."""
        files = [path for path in self._library.path.rglob("catalogue.sqlite*") if not path.name.endswith("-shm")]
        stats = [path.stat() for path in files if path.exists()]
        return max((stat.st_mtime_ns for stat in stats), default=0), sum(stat.st_size for stat in stats)
