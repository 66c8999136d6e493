"""Open what a briefing needs, and make briefings, timelines and lists of changes from one library."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import Self

from qa.briefing.brief import Brief
from qa.briefing.changes import Changes, find_changes
from qa.briefing.composing import compose_brief, read_material
from qa.briefing.timeline import EVENTS, Timeline, make_timeline
from qa.briefing.topic.topic import ARTICLES, gather_topic
from qa.briefing.writing import SectionWriter
from qa.chain.components import Resources
from qa.chain.compose import make_from_resources
from qa.chain.read import find_newest_day
from qa.library import Filters, Library
from qa.library.catalogue.filters import check_order
from qa.models.prompts import load_prompt
from qa.settings import Settings

OnProgress = Callable[[str, int, int], None]


class Briefer:
    """Makes briefings, timelines and lists of changes of topics; close it, or use it in a `with` block.

    Args:
        resources: What it works with; the briefer closes them. Without a model, briefings are of the articles' own
            sentences.

    Raises:
        PromptProblem: The prompt for sections is unreadable or lacks a placeholder.
    """

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._settings = resources.settings
        self._embedder = resources.embedder
        self._writer: SectionWriter | None = None
        if resources.model is not None:
            prompt = load_prompt("brief", resources.settings.prompts)
            self._writer = SectionWriter(model=resources.model, prompt=prompt, verifier=resources.verifier)

    @property
    def library(self) -> Library:
        """The library that it reads."""
        return self._resources.library

    def close(self) -> None:
        """Close the library and let go of the model."""
        self._resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def write_brief(
        self,
        topic: str,
        *,
        k: int | None = None,
        filters: Filters | None = None,
        on_progress: OnProgress = lambda stage, done, total: None,
    ) -> Brief:
        """Return the briefing of a topic.

        Args:
            topic: What the briefing is about, in a few words.
            k: Reports to look at.
            filters: Limits on the articles.
            on_progress: Called with stage, done and total while a model writes the sections.

        Raises:
            InvalidQuestion: The topic is empty or too long.
            UnknownOutlet: No article of the library is from an outlet that is named.
            ModelFailed: The model's endpoint answered with something that is not an answer.
        """
        begun = time.perf_counter()
        gathered = gather_topic(
            topic, self.library, self._embedder, k=k or ARTICLES, filters=filters, as_of=self._settings.as_of
        )
        brief = compose_brief(
            read_material(gathered, self._embedder), self.library, self._writer, on_progress=on_progress
        )
        return replace(brief, seconds=time.perf_counter() - begun)

    def make_timeline(
        self, topic: str, *, most: int = EVENTS, k: int | None = None, filters: Filters | None = None
    ) -> Timeline:
        """Return the events of a topic by their days, at most so many; no model is used.

        Args:
            k: Reports to look at.

        Raises:
            InvalidQuestion: The topic is empty or too long.
            UnknownOutlet: No article of the library is from an outlet that is named.
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

    def find_newest_day(self, filters: Filters | None = None) -> date | None:
        """Return the day of the newest article that passes the filters: what "last week" counts from."""
        return find_newest_day(self.library, filters)

    def find_changes(self, topic: str, *, since: date, k: int | None = None, filters: Filters | None = None) -> Changes:
        """Return what changed about a topic since a day, that day included; no model is used.

        Args:
            k: Reports to look at.

        Raises:
            InvalidQuestion: The topic is empty or too long.
            UnknownOutlet: No article of the library is from an outlet that is named.
            UsageProblem: The day is after the last day of the filters.
        """
        check_order(since, filters.until if filters else None)
        return find_changes(
            topic,
            self.library,
            self._embedder,
            since=since,
            k=k or ARTICLES,
            filters=filters,
            as_of=self._settings.as_of,
        )


def open_briefer(
    settings: Settings,
    *,
    notify: Callable[[str], None] = lambda notice: None,
    on_progress: OnProgress | None = None,
    library: Library | None = None,
) -> Briefer:
    """Return a briefer with the library and the model that the settings name.

    Args:
        settings: Which library and model.
        notify: Called with what the user should know, such as that no model was found.
        on_progress: Called with stage, done and total while a local model is unpacked and loaded.
        library: One that is open already, instead of the settings'; the briefer closes it in the end.

    Raises:
        LibraryMissing: There is no library at the given place.
        MissingKey: The endpoint wants a key and none was given, or it refused the one given.
        ModelUnavailable: The model is not installed, its endpoint can't be reached, or the file is not a model.
        PromptProblem: A prompt file is missing, unreadable, or lacks a placeholder.
    """
    return make_from_resources(Briefer, settings, notify=notify, on_progress=on_progress, library=library)
