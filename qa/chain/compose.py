"""The composition root: what chains, briefings and checks work with is opened here, as the settings name it."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import TypeVar

from qa.chain.chain import Chain
from qa.chain.components import Components, Resources
from qa.drafting.write import name_prompt
from qa.library import Library
from qa.library.identity import name_own_embedder
from qa.models import ChatModel, choose_model, open_model
from qa.models.checksums import Progress
from qa.models.embeddings import name_embedder, open_embedder
from qa.models.prompts import load_prompt
from qa.retrieval.reader import open_reader
from qa.retrieval.rerank import open_reranker
from qa.settings import Settings
from qa.tracing import start_tracing
from qa.verify.judge import open_judge
from qa.verify.verifier import Verifier

# Returns the model that settings name, or None for the extractive answerer.
OpenModel = Callable[[Settings], ChatModel | None]
Made = TypeVar("Made")


def open_library(
    settings: Settings,
    *,
    create: bool = False,
    one_shot: bool = False,
    notify: Callable[[str], None] | None = None,
) -> Library:
    """Return the library that the settings name, opened; it raises what Library.open does.

    Args:
        settings: Which library, with which embedder; where they name none, with its own.
        create: Make the library if there is none.
        one_shot: The process ends with what it does: nothing stays in memory for later.
        notify: Called with what the user should know of the library; None has it logged.
    """
    return Library.open(
        settings.library,
        embedder=open_embedder(name_own_embedder(settings)),
        chroma=settings.chroma,
        create=create,
        passage_size=settings.passage_size,
        one_shot=one_shot,
        notify=notify,
    )


def open_chain(
    settings: Settings,
    *,
    notify: Callable[[str], None] = lambda notice: None,
    on_notice: Callable[[str], None] = lambda notice: None,
    on_progress: Progress | None = None,
    library: Library | None = None,
    open_chat: OpenModel | None = None,
) -> Chain:
    """Return a chain of the library and the model that the settings name.

    Args:
        settings: Which library and model, and how it answers.
        notify: Called with what the user should know, such as that no model was found.
        on_notice: Called with how each question was read, and with what went wrong in judging.
        on_progress: Called with stage, done and total while a local model is unpacked and loaded.
        library: One that is open already, instead of the settings'; the chain closes it in the end. Where no chain
            can be opened, it stays open.
        open_chat: Opens the model, and that of the judge where it has one of its own; `open_chosen_model` else.
    """
    reranker = open_reranker(settings.reranker)

    def make(resources: Resources) -> Chain:
        components = Components(
            library=resources.library,
            embedder=resources.embedder,
            model=resources.model,
            settings=resources.settings,
            verifier=resources.verifier,
            prompt=load_prompt(name_prompt(resources.model), settings.prompts),
            reader=open_reader(),
            reranker=reranker,
        )
        return Chain(components, on_notice=on_notice)

    return make_from_resources(
        make, settings, notify=notify, on_progress=on_progress, library=library, open_chat=open_chat
    )


def make_from_resources(
    make: Callable[[Resources], Made],
    settings: Settings,
    *,
    notify: Callable[[str], None] = lambda notice: None,
    on_progress: Progress | None = None,
    library: Library | None = None,
    open_chat: OpenModel | None = None,
) -> Made:
    """Return what is made of the library and the models that the settings name.

    Where that fails, what was opened for it is closed; a library that was given stays open.

    Args:
        make: Makes a chain, or what else works with them, and closes them in the end.
        settings: Which library and model, and who judges what that writes.
        notify: Called with what the user should know, such as that no model was found.
        on_progress: Called with stage, done and total while a local model is unpacked and loaded.
        library: One that is open already, instead of the settings'.
        open_chat: As `open_chain` takes it.
    """
    if settings.trace:
        start_tracing()
    open_chat = open_chat or partial(open_chosen_model, notify=notify, on_progress=on_progress)
    with ExitStack() as opened:
        if library is None:
            library = open_library(settings)
            opened.callback(library.close)
        settings = name_embedder(settings, library.embedder)
        model = open_chat(settings)
        if model is not None:
            opened.callback(model.close)
        resources = Resources(
            library=library,
            embedder=open_embedder(settings),
            model=model,
            settings=settings,
            verifier=Verifier(open_judge(settings, model, open_chat=open_chat) if model else None),
        )
        made = make(resources)
        opened.pop_all()
        return made


def open_chosen_model(
    settings: Settings, *, notify: Callable[[str], None], on_progress: Progress | None = None
) -> ChatModel | None:
    """Return the model that the settings lead to; None where they lead to none, which is told."""
    choice = choose_model(settings)
    if choice.notice:
        notify(choice.notice)
    return open_model(choice, settings, on_progress=on_progress, on_notice=notify)
