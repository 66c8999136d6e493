"""The calls that most scripts need: take articles in, ask, check a text, find words, brief on a topic."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from os import PathLike, fspath
from pathlib import Path

from qa.answer import Answer
from qa.articles import Skipped
from qa.briefing import Brief, Changes, Timeline, open_briefer
from qa.chain.chain import open_chain, open_library
from qa.checking import CheckedText, Place, Submission, find_places, make_manuscript, open_checker
from qa.ingest import Found, WebSources, find_in_files, is_address, take_in, take_in_web
from qa.library import Filters
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


def check_text(
    text: str,
    *,
    markdown: bool = False,
    written: date | None = None,
    library: str | PathLike[str] | None = None,
    settings: Settings | None = None,
) -> CheckedText:
    """Return a text with every statement and every quotation of it held against the library.

    To check many, keep the checker that open_checker gives.

    markdown  what is markup in Markdown is no part of the text
    written   the day that its "on Friday" is counted from; None takes it as the articles have it

    Raises LibraryMissing, MissingKey, ModelUnavailable.
    """
    draft = make_manuscript(text, kind="markdown" if markdown else "text")
    with open_checker(_place(settings, library)) as checker:
        return checker.check_texts([Submission(manuscript=draft, asked=written)])[0]


def find_quote(
    words: str,
    *,
    filters: Filters | None = None,
    library: str | PathLike[str] | None = None,
    settings: Settings | None = None,
) -> list[Place]:
    """Return where words were said, exactly or nearly, the best place first; no model is used.

    Raises LibraryMissing.
    """
    with open_library(_place(settings, library)) as opened:
        return find_places(words, opened, filters=filters)


def write_brief(
    topic: str,
    *,
    filters: Filters | None = None,
    library: str | PathLike[str] | None = None,
    settings: Settings | None = None,
) -> Brief:
    """Return the briefing of a topic: what happened, who says what, figures, what is open, a timeline, the sources.

    To write many, keep the briefer that open_briefer gives.

    Raises InvalidQuestion, LibraryMissing, MissingKey, ModelUnavailable, ModelFailed.
    """
    with open_briefer(_place(settings, library)) as briefer:
        return briefer.write_brief(topic, filters=filters)


def make_timeline(
    topic: str,
    *,
    most: int = 30,
    filters: Filters | None = None,
    library: str | PathLike[str] | None = None,
    settings: Settings | None = None,
) -> Timeline:
    """Return the events of a topic by the day on which they happened, at most so many; no model is used.

    Raises InvalidQuestion, LibraryMissing.
    """
    with open_briefer(replace(_place(settings, library), model="extractive")) as briefer:
        return briefer.make_timeline(topic, most=most, filters=filters)


def find_changes(
    topic: str,
    *,
    since: date,
    filters: Filters | None = None,
    library: str | PathLike[str] | None = None,
    settings: Settings | None = None,
) -> Changes:
    """Return what is new, revised, corrected or gone about a topic since a day, that day included; no model is used.

    Raises InvalidQuestion, LibraryMissing.
    """
    with open_briefer(replace(_place(settings, library), model="extractive")) as briefer:
        return briefer.find_changes(topic, since=since, filters=filters)


def _place(settings: Settings | None, library: str | PathLike[str] | None) -> Settings:
    settings = settings or load_settings()
    return replace(settings, library=Path(library)) if library is not None else settings
