"""Open what a command works with, from its options; what takes time to import is imported here, when it is needed."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qa.cli.options import read_first_day, read_last_day
from qa.cli.progress import Reporter

if TYPE_CHECKING:
    from qa.chain.chain import Chain
    from qa.library import Filters, Library
    from qa.library.catalogue.catalogue import Catalogue
    from qa.settings import Settings


def open_library(settings: "Settings", *, create: bool = False) -> "Library":
    """Open the library that the settings name."""
    from qa.chain import chain

    return chain.open_library(settings, create=create)


@contextmanager
def open_catalogue(settings: "Settings") -> Iterator["Catalogue"]:
    """Open the catalogue of the library that the settings name, for what needs no embedder."""
    from qa.library.catalogue.catalogue import Catalogue

    with closing(Catalogue.open(settings.library, create=False)) as catalogue:
        yield catalogue


def open_chain(settings: "Settings", reporter: Reporter, *, quiet: bool = False) -> "Chain":
    """Open the library and the model that the settings name; the reporter shows notices and progress.

    quiet  how a question was read is not told: questions come in numbers, or the answer as JSON, which has it
    """
    from qa.chain import chain

    on_notice = (lambda notice: None) if quiet else reporter.notify
    return chain.open_chain(settings, notify=reporter.notify, on_notice=on_notice, on_progress=reporter.advance)


def open_search(settings: "Settings", reporter: Reporter) -> "Chain":
    """Open a chain that can search and quote, and needs no model."""
    return open_chain(replace(settings, model="extractive"), reporter)


def read_settings(**flags: Any) -> "Settings":
    """Return the settings with these options on top; None is an option that was not given."""
    from qa.settings import load_settings

    return load_settings(flags)


def read_filters(
    *, since: str | None, until: str | None, sources: list[str] | None, languages: list[str] | None
) -> "Filters":
    """Return the limits that the options set. Raises UsageProblem for a day that is none."""
    from qa.library import Filters

    return Filters(
        since=read_first_day(since, name="--since"),
        until=read_last_day(until, name="--until"),
        sources=tuple(sources or ()),
        languages=tuple(languages or ()),
    )
