"""Open what a briefing needs, and make briefings, timelines and lists of changes from one library."""

from collections.abc import Callable
from datetime import date
from types import TracebackType
from typing import Self

from qa.briefing.timeline import EVENTS, Timeline, make_timeline
from qa.briefing.topic import ARTICLES
from qa.chain import open_library
from qa.embeddings import Embedder, open_embedder
from qa.library import Filters, Library
from qa.settings import Settings


class Briefer:
    """Makes briefings, timelines and lists of changes of topics; close it, or use it in a `with` block.

    timelines and changes need no model.
    """

    def __init__(self, *, library: Library, embedder: Embedder, settings: Settings) -> None:
        self.library = library
        self._embedder = embedder
        self._settings = settings

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def make_timeline(
        self, topic: str, *, most: int = EVENTS, k: int | None = None, filters: Filters | None = None
    ) -> Timeline:
        """Return the events of a topic by their days, at most so many.

        k  reports to look at

        Raises InvalidQuestion.
        """
        return make_timeline(
            topic,
            self.library,
            self._embedder,
            most=most,
            k=k or ARTICLES,
            filters=filters,
            as_of=self._settings.as_of,
        )


def open_briefer(settings: Settings) -> Briefer:
    """Open the library that the settings name, for what needs no model. Raises what open_library does."""
    return Briefer(library=open_library(settings), embedder=open_embedder(settings), settings=settings)
