"""The composition root: the parts of a chain are opened here, as the settings name them, and nowhere else."""

from collections.abc import Callable
from functools import partial

from qa.chain.chain import Chain
from qa.chain.components import Components
from qa.drafting.write import name_prompt
from qa.library import Library
from qa.models import ChatModel, choose_model, open_model
from qa.models.checksums import Progress
from qa.models.embeddings import open_embedder
from qa.models.prompts import load_prompt
from qa.retrieval.reader import open_reader
from qa.retrieval.rerank import open_reranker
from qa.settings import Settings
from qa.verify.judge import open_judge
from qa.verify.verifier import Verifier

# Returns the model that settings name, or None for the extractive answerer.
OpenModel = Callable[[Settings], ChatModel | None]


def open_library(
    settings: Settings,
    *,
    create: bool = False,
    one_shot: bool = False,
    notify: Callable[[str], None] | None = None,
) -> Library:
    """Return the library that the settings name, opened; it raises what Library.open does.

    Args:
        settings: Which library, with which embedder.
        create: Make the library if there is none.
        one_shot: The process ends with its first question, so it does not wait for chromadb to be imported.
        notify: Called with what the user should know of the library; None has it logged.
    """
    return Library.open(
        settings.library,
        embedder=open_embedder(settings),
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
        library: One that is open already, instead of the settings'; the chain closes it in the end, and where there is
            none it stays open.
        open_chat: Opens the model, and that of the judge where it has one of its own; `open_chosen_model` else.
    """
    open_chat = open_chat or partial(open_chosen_model, notify=notify, on_progress=on_progress)
    reranker = open_reranker(settings.reranker)
    given, library = library is not None, library or open_library(settings)
    try:
        model = open_chat(settings)
        components = Components(
            library=library,
            embedder=open_embedder(settings),
            model=model,
            prompt=load_prompt(name_prompt(model), settings.prompts),
            settings=settings,
            verifier=Verifier(open_judge(settings, model, open_chat=open_chat) if model else None),
            reader=open_reader(),
            reranker=reranker,
        )
    except BaseException:
        if not given:
            library.close()
        raise
    return Chain(components, on_notice=on_notice)


def open_chosen_model(
    settings: Settings, *, notify: Callable[[str], None], on_progress: Progress | None = None
) -> ChatModel | None:
    """Return the model that the settings lead to; None where they lead to none, which is told."""
    choice = choose_model(settings)
    if choice.notice:
        notify(choice.notice)
    return open_model(choice, settings, on_progress=on_progress, on_notice=notify)
