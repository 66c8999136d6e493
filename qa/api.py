"""The two calls that most scripts need: take articles in, ask a question."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path

from qa.answer import Answer
from qa.articles import Article, Skipped, read_articles
from qa.chain import open_chain, open_library
from qa.settings import Settings, load_settings


def ingest_articles(
    sources: Sequence[str | PathLike[str]],
    *,
    library: str | PathLike[str] | None = None,
    settings: Settings | None = None,
) -> list[Skipped]:
    """Take files and folders into a library, which is made where there is none; return what was skipped and why.

    Raises LibraryUnwritable, LibraryBusy, EmbedderMismatch.
    """
    skipped: list[Skipped] = []

    def keep_articles() -> Iterator[Article]:
        for item in read_articles([fspath(source) for source in sources]):
            if isinstance(item, Skipped):
                skipped.append(item)
            else:
                yield item

    with open_library(_place(settings, library), create=True) as opened:
        for _ in opened.add_articles(keep_articles()):
            pass
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
