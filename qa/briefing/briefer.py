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
from qa.chain import open_library
from qa.chain.read import find_newest_day
from qa.library import Filters, Library
from qa.models import ChatModel, choose_model, open_model
from qa.models.embeddings import Embedder, open_embedder
from qa.models.prompts import load_prompt
from qa.settings import Settings
from qa.verify.judge.opening import open_judge
from qa.verify.verifier import Verifier

OnProgress = Callable[[str, int, int], None]


class Briefer:
    """Makes briefings, timelines and lists of changes of topics; close it, or use it in a `with` block.

    Args:
        model: What writes the sections of briefings, to be closed at the end, or None for the articles' own sentences.
        writer: Writes with it, or None.
    """

    def __init__(
        self,
        *,
        library: Library,
        embedder: Embedder,
        settings: Settings,
        model: ChatModel | None = None,
        writer: SectionWriter | None = None,
    ) -> None:
        self.library = library
        self._embedder = embedder
        self._settings = settings
        self._model = model
        self._writer = writer

    def close(self) -> None:
        """Close the library and let go of the model."""
        self.library.close()
        if self._model is not None:
            self._model.close()

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
        """
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
        library: One that is open already, instead of the settings'; it is closed in the end.

    Raises:
        LibraryMissing: There is no library at the given place.
        MissingKey: The endpoint wants a key and none was given, or it refused the one given.
        ModelUnavailable: The model is not installed, its endpoint can't be reached, or the file is not a model.
        PromptProblem: A prompt file is missing, unreadable, or lacks a placeholder.
    """
    library = library or open_library(settings)
    model: ChatModel | None = None
    try:
        choice = choose_model(settings)
        if choice.notice:
            notify(choice.notice)
        model = open_model(choice, settings, on_progress=on_progress)
        writer = None
        if model is not None:
            verifier = Verifier(open_judge(settings, model, on_progress=on_progress))
            writer = SectionWriter(model=model, prompt=load_prompt("brief", settings.prompts), verifier=verifier)
    except BaseException:
        library.close()
        if model is not None:
            model.close()
        raise
    return Briefer(library=library, embedder=open_embedder(settings), settings=settings, model=model, writer=writer)
