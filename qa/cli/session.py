"""Open what a command works with, from its options; what takes time to import is imported here, when it is needed."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.cli.progress import Reporter

if TYPE_CHECKING:
    from qa.chain import Chain
    from qa.conversation import Conversation
    from qa.library import Filters, Library
    from qa.library.parts.opened import OpenParts
    from qa.settings import Settings


def open_library(
    settings: "Settings", *, create: bool = False, one_shot: bool = True, embeds: bool = False
) -> "Library":
    """Open the library that the settings name; what there is to know of it is told on stderr.

    one_shot  the command asks one question of it, or none: nothing stays in memory for later
    embeds    texts are sent to the embedder, so that it is told where that is, if it is elsewhere
    """
    from qa import chain
    from qa.library.identity import name_own_embedder

    settings = name_own_embedder(settings)
    if create or embeds:
        tell_embedder(settings)
    return chain.open_library(settings, create=create, one_shot=one_shot, notify=Reporter().notify)


def tell_embedder(settings: "Settings") -> None:
    """Tell on stderr where texts are embedded, if that is elsewhere."""
    from qa.models.embeddings import tell_embedder_endpoint

    if endpoint := tell_embedder_endpoint(settings):
        Reporter().notify(endpoint)


@contextmanager
def open_parts(settings: "Settings", *, finishes: bool = True) -> Iterator["OpenParts"]:
    """Open the parts of the library that the settings name, for what needs no embedder.

    finishes  what was interrupted is finished first, so all the parts have to be there
    """
    from qa.library.catalogue.catalogue import Catalogue
    from qa.library.parts import opened
    from qa.library.parts.upkeep import finish_parts
    from qa.library.vectors.target import Target

    notify = Reporter().notify
    catalogue = Catalogue.open(settings.library, create=False)
    target = Target(folder=settings.library, url=settings.chroma)
    with closing(opened.open_parts(catalogue, target, notify=notify)) as parts:
        if finishes:
            finish_parts(parts, notify=notify)
        yield parts


def open_chain(settings: "Settings", reporter: Reporter, *, quiet: bool = False, one_shot: bool = True) -> "Chain":
    """Open the library and the model that the settings name; the reporter shows notices and progress.

    quiet     programs read what comes out: neither how a question was read, which JSON has, nor where the model is
              asked is told
    one_shot  the command asks one question
    """
    from qa import chain
    from qa.models.openai.client import tell_endpoint

    asked_at = tell_endpoint("model", settings)

    def notify(notice: str) -> None:
        if not quiet or notice != asked_at:
            reporter.notify(notice)

    on_notice = (lambda notice: None) if quiet else reporter.notify
    library = open_library(settings, one_shot=one_shot, embeds=not quiet)
    try:
        return chain.open_chain(
            settings,
            notify=notify,
            on_notice=on_notice,
            on_progress=reporter.advance,
            library=library,
        )
    except BaseException:
        library.close()
        raise


def open_search(settings: "Settings", reporter: Reporter) -> "Chain":
    """Open a chain that can search and quote, and needs no model."""
    return open_chain(replace(settings, model="extractive"), reporter)


def open_conversation(chain: "Chain", reporter: Reporter, *, filters: "Filters | None" = None) -> "Conversation":
    """Return a conversation with a chain; the reporter tells what is made of a question that leans on another."""
    from qa.conversation import start_conversation

    return start_conversation(
        chain,
        filters=filters,
        on_rewrite=lambda question: reporter.notify(f"Asking: {question}"),
        on_open=lambda words: reporter.notify(describe_open(words)),
    )


def describe_open(words: str) -> str:
    """Return in a line that it is open what is meant, and what to do."""
    return f"It is open what “{words[:80]}” means here, so it is asked as typed. If that misses, name it."
