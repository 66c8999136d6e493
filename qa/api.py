"""The two calls that most scripts need: take articles in, ask a question."""

from collections.abc import Sequence
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path

from qa.answer import Answer
from qa.articles import Skipped
from qa.chain import open_chain, open_library
from qa.intake import Found, WebSources, find_in_files, is_address, take_in, take_in_web
from qa.settings import Settings, load_settings


def ingest_articles(
    sources: Sequence[str | PathLike[str]],
    *,
    feeds: Sequence[str] = (),
    library: str | PathLike[str] | None = None,
    settings: Settings | None = None,
) -> list[Skipped]:
    """Take files, folders, pages and feeds into a library, which is made where there is none.

    sources  paths, and addresses of pages
    feeds    addresses or files of feeds, lists of feeds and sitemaps

    Returns what was skipped and why. Raises LibraryUnwritable, LibraryBusy, EmbedderMismatch.
    """
    skipped: list[Skipped] = []

    def keep_skipped(found: Found, passages: int) -> None:
        if found.status in ("skipped", "failed", "gone"):
            skipped.append(Skipped(origin=found.origin, reason=found.reason))

    names = [fspath(source) for source in sources]
    pages = tuple(name for name in names if is_address(name))
    with open_library(_place(settings, library), create=True) as opened:
        take_in(opened, find_in_files([name for name in names if name not in pages]), on_found=keep_skipped)
        if pages or feeds:
            take_in_web(opened, WebSources(pages=pages, feeds=tuple(feeds)), on_found=keep_skipped)
    return skipped


def ask_question(
    question: str, *, library: str | PathLike[str] | None = None, settings: Settings | None = None
) -> Answer:
    """Return the checked answer to one question; to ask many, keep the chain that open_chain gives.

    Raises InvalidQuestion, LibraryMissing, MissingKey, ModelUnavailable, ModelFailed.
    """
    with open_chain(_place(settings, library)) as chain:
        return chain.ask(question)


def _place(settings: Settings | None, library: str | PathLike[str] | None) -> Settings:
    settings = settings or load_settings()
    return replace(settings, library=Path(library)) if library is not None else settings
