"""Ask a question, keep a conversation, and see later whether the words of an answer still stand."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from qa.answer import Answer
from qa.api.options import AnyPath, Day, choose_settings
from qa.chain import open_chain, open_library
from qa.conversation import Conversation, start_conversation
from qa.history.recheck import CheckedAnswer, read_answers, recheck_answers
from qa.library.catalogue.filters import make_filters
from qa.settings import Settings


def ask_question(
    question: str,
    *,
    library: AnyPath | None = None,
    model: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    sources: Sequence[str] | str = (),
    languages: Sequence[str] | str = (),
    as_of: Day | None = None,
    k: int | None = None,
    settings: Settings | None = None,
) -> Answer:
    """Return the checked answer to one question; to ask many, keep the chain that `open_chain` gives.

    Args:
        question: What is asked, in up to a few sentences; a bare topic asks for an overview.
        library: Folder of the library; that of the settings when None.
        model: What answers, such as "openai:gpt-5-mini", "local" or "extractive"; the first that there is when None.
        since: First day of publication: a date, or YYYY-MM-DD, YYYY-MM, YYYY.
        until: Last day of publication, that day included.
        sources: Outlets, by name or by domain.
        languages: Languages of articles, by name or as ISO 639-1 codes.
        as_of: The day that "today" in the question means.
        k: Passages to retrieve; chosen by the question when None.
        settings: What `load_settings()` gives when None; the arguments before it come first.

    Returns:
        The answer, `status` "not_answered" where the articles do not say.

    Raises:
        InvalidQuestion: The question is empty or too long.
        UsageProblem: An argument can't be used.
        UnknownOutlet: No article of the library is from an outlet that is named.
        LibraryMissing: There is no library at the given place.
        MissingKey: The endpoint wants a key and none was given, or it refused the one given.
        ModelUnavailable: The model is not installed, its endpoint can't be reached, or the file is not a model.
        ModelFailed: The model's endpoint answered with something that is not an answer.
    """
    chosen = choose_settings(settings, library=library, model=model, as_of=as_of, k=k)
    filters = make_filters(since=since, until=until, sources=sources, languages=languages)
    with open_chain(chosen) as chain:
        return chain.ask(question, filters=filters)


@contextmanager
def open_conversation(
    *,
    library: AnyPath | None = None,
    model: str | None = None,
    since: Day | None = None,
    until: Day | None = None,
    sources: Sequence[str] | str = (),
    languages: Sequence[str] | str = (),
    as_of: Day | None = None,
    settings: Settings | None = None,
    on_rewrite: Callable[[str], None] = lambda question: None,
) -> Iterator[Conversation]:
    """Open a conversation, in which a question may lean on those before it; use it in a `with` block.

    Args:
        library: Folder of the library; that of the settings when None.
        model: What answers, such as "openai:gpt-5-mini", "local" or "extractive"; the first that there is when None.
        since: First day of publication: a date, or YYYY-MM-DD, YYYY-MM, YYYY.
        until: Last day of publication, that day included.
        sources: Outlets, by name or by domain.
        languages: Languages of articles, by name or as ISO 639-1 codes.
        as_of: The day that "today" in questions means.
        settings: What `load_settings()` gives when None; the arguments before it come first.
        on_rewrite: Called with the full question where it is another than the one that was put.

    Yields:
        The conversation; its `ask` takes one question after the other.

    Raises:
        UsageProblem: An argument can't be used.
        LibraryMissing: There is no library at the given place.
        MissingKey: The endpoint wants a key and none was given, or it refused the one given.
        ModelUnavailable: The model is not installed, its endpoint can't be reached, or the file is not a model.
        PromptProblem: A prompt file is missing, unreadable, or lacks a placeholder.
    """
    chosen = choose_settings(settings, library=library, model=model, as_of=as_of)
    filters = make_filters(since=since, until=until, sources=sources, languages=languages)
    with open_chain(chosen) as chain:
        yield start_conversation(chain, filters=filters, on_rewrite=on_rewrite)


def recheck_answer(
    answer: Answer | Mapping[str, Any], *, library: AnyPath | None = None, settings: Settings | None = None
) -> CheckedAnswer:
    """Return what became of the words that an answer cites: each stands, changed, was corrected or is gone.

    Args:
        answer: An answer, or what its `to_json()` gave.
        library: Folder of the library; that of the settings when None.
        settings: What `load_settings()` gives when None.

    Returns:
        The question, and the state of each citation; no model is used.

    Raises:
        UsageProblem: The mapping is not an answer.
        LibraryMissing: There is no library at the given place.
    """
    values = answer.to_json() if isinstance(answer, Answer) else dict(answer)
    saved = read_answers(json.dumps(values, default=str), name="the answer")
    with open_library(choose_settings(settings, library=library)) as opened:
        return recheck_answers(saved, opened)[0]
