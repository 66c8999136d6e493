"""Take what was found into a library, and remember what is dealt with only once it is safe there."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from qa.articles.language import identify_article
from qa.ingest.found import Found, Mark
from qa.ingest.overlap import read_ahead
from qa.library import Added, Library, Visit, Visits

OnFound = Callable[[Found, int], None]

# Chosen: a write for so many notes costs little, and little is done again after a crash.
_NOTES_AT_ONCE = 64


def take_in(library: Library, found: Iterable[Found], *, on_found: OnFound, batch_size: int = 64) -> None:
    """Take articles in while more of them are found in another thread.

    on_found    called with each thing found, with its status, once it is dealt with, and the number of its passages
    batch_size  about how many passages are embedded and written at once

    Raises what Library.add_articles raises; what was told of is safe then, and the rest is found again the next time.
    """
    notes = _Notes(visits=library.visits)
    waiting: deque[Found] = deque()

    def sift() -> Iterator[Found]:
        for item in read_ahead(found):
            if item.article:
                waiting.append(item)
                yield item
            else:
                notes.add(item)
                on_found(item, 0)

    def tell(added: Added) -> None:
        item = replace(waiting.popleft(), status=added.status, reason=added.reason)
        notes.add(item)
        on_found(item, added.passages)

    try:
        for added in _add(library, sift(), batch_size=batch_size):
            tell(added)
    finally:
        notes.write()


def _add(library: Library, found: Iterable[Found], *, batch_size: int) -> Iterator[Added]:
    """Put articles into a library; those that have their vectors with these."""
    for has_vectors, group in groupby(found, key=lambda item: item.embedded is not None):
        if has_vectors:
            yield from library.add_embedded((item.embedded for item in group if item.embedded), batch_size=batch_size)
        else:
            articles = (identify_article(item.article) for item in group if item.article)
            yield from library.add_articles(articles, batch_size=batch_size)


@dataclass(slots=True, kw_only=True)
class _Notes:
    """What is to be remembered, written some at a time."""

    visits: Visits
    _seen: dict[tuple[str, Literal["page", "feed"]], Visit] = field(default_factory=dict)
    _done: list[Mark] = field(default_factory=list)

    def add(self, item: Found) -> None:
        """Note an item that is dealt with."""
        if item.visit:
            self._seen[item.visit.url, item.visit.kind] = item.visit
        self._done += item.done
        if len(self._seen) + len(self._done) >= _NOTES_AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write what is noted, if anything."""
        if self._seen or self._done:
            self.visits.remember(list(self._seen.values()), self._done)
        self._seen, self._done = {}, []
