"""The way of a question: stage after stage, and what happens on it told while it happens."""

import time
from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from contextlib import aclosing
from datetime import date
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from qa.answer import Answer, Citation, Statement
from qa.chain.answer import complete_answer, explain_reason, explain_shortfall, write_answer
from qa.chain.components import Components
from qa.chain.draft import draft_answer
from qa.chain.events import AnswerEvent, ConfirmedStatement, Notice, StageFinished, StageName, StageStarted
from qa.chain.gather import gather_evidence
from qa.chain.langchain.retriever import make_retriever
from qa.chain.langchain.runnable import make_runnable
from qa.chain.read import Request, read_request, read_state
from qa.chain.resolve import resolve_versions
from qa.chain.retrieve import retrieve_hits
from qa.chain.state import State
from qa.chain.verify import verify_answer
from qa.errors import QAError
from qa.library import Filters, Library
from qa.models import ChatModel
from qa.models.cancellation import Cancellation, iterate_in_threads
from qa.retrieval.search import Hit
from qa.tracing import TracedSpan, begin_span, captures_texts

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

OnStatement = Callable[[Statement, tuple[Citation, ...]], None]
Stage = Callable[[State, Components], State]

# After the question was read, in their order; an answer is written at the end.
STAGES: Mapping[StageName, Stage] = {
    "retrieve": retrieve_hits,
    "gather": gather_evidence,
    "draft": draft_answer,
    "verify": verify_answer,
    "resolve": resolve_versions,
    "answer": complete_answer,
}


class Chain:
    """Answers questions from one library with one model; close it, or use it in a `with` block.

    Any number of threads may ask it at once.

    Args:
        components: What its stages work with; the chain closes them.
        on_notice: Called by `ask` and `search` with how a question was read (a corrected word, the time that it speaks
            of), and with what went wrong in judging.
    """

    def __init__(self, components: Components, *, on_notice: Callable[[str], None] = lambda notice: None) -> None:
        self.components = components
        self._on_notice = on_notice

    @property
    def library(self) -> Library:
        """The library that it answers from."""
        return self.components.library

    @property
    def model(self) -> ChatModel | None:
        """What writes its answers; None where sentences are quoted."""
        return self.components.model

    def close(self) -> None:
        """Close the library and let go of the model."""
        self.components.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def ask(
        self,
        question: str | Mapping[str, Any] | Request,
        *,
        filters: Filters | None = None,
        as_of: date | None = None,
        on_statement: OnStatement | None = None,
        **options: Any,
    ) -> Answer:
        """Return the checked answer to a question.

        Args:
            question: What is asked, in up to a few sentences; a bare topic asks for an overview. Or a mapping with the
                question and what holds for it, as `stream` takes it.
            filters: Limits on the articles.
            as_of: The day that "this week" is counted from; the setting's when None.
            on_statement: Called with each statement, and the citations that it is the first to use, once it is
                confirmed.
            options: `k` and `length`, as `stream` takes them.

        Raises:
            InvalidQuestion: The question is empty or too long.
            UnknownOutlet: No article of the library is from an outlet that is named.
            ModelFailed: The model's endpoint answered with something that is not an answer.
            ModelUnavailable: The model's endpoint can't be reached.
        """
        for event in self.stream(question, filters=filters, as_of=as_of, **options):
            if isinstance(event, Answer):
                return event
            if isinstance(event, Notice):
                self._on_notice(event.text)
            elif isinstance(event, ConfirmedStatement) and on_statement:
                on_statement(event.statement, event.citations)
        raise AssertionError("a stream ends with its answer")

    def stream(
        self,
        question: str | Mapping[str, Any] | Request,
        *,
        cancellation: Cancellation | None = None,
        **options: Any,
    ) -> Generator[AnswerEvent, None, None]:
        """Yield what happens on the way to an answer while it happens, and the answer at the end.

        Closing the generator ends it between two events; what waits inside of one is ended by the cancellation.

        Args:
            question: What is asked, or a mapping with `question`, `filters`, `as_of`, `k` (passages to retrieve) and
                `length` ("short" or "full"), as far as they are to be other than the settings.
            cancellation: Ends it, the model's call too, from another thread; Cancelled is raised then.
            options: The same fields by name; they go before those of a mapping.

        Raises:
            UsageProblem: A field does not exist or has a value that can't be used.
            QAError: What `ask` raises.
        """
        request, cancellation = read_request(question, **options), cancellation or Cancellation()
        with begin_span("qa.ask") as span:
            work = partial(read_state, request, self.components)
            state = yield from _run_stage("read", 0, work, cancellation, span)
            yield from state.list_news()
            for name, stage in STAGES.items():
                if state.needs(name):
                    before, work = state, partial(stage, state, self.components)
                    state = yield from _run_stage(name, state.count(name), work, cancellation, span)
                    yield from state.list_news(before)
            answer = write_answer(state, self.components)
            _note_answer(span, answer)
        yield answer

    async def astream(
        self, question: str | Mapping[str, Any] | Request, **options: Any
    ) -> AsyncGenerator[AnswerEvent, None]:
        """Yield the same events; the work is done in threads, and cancelling the task ends the model's call."""
        cancellation = Cancellation()
        events = self.stream(question, cancellation=cancellation, **options)
        async with aclosing(iterate_in_threads(events, cancellation)) as awaited:
            async for event in awaited:
                yield event

    def search(
        self,
        query: str,
        *,
        k: int | None = None,
        filters: Filters | None = None,
        as_of: date | None = None,
        on_notice: Callable[[str], None] | None = None,
    ) -> list[Hit]:
        """Return the k best passages for a query (the setting's k when None), the best first; no model is used.

        Why there are none, or few, is told as a notice, to the chain's own `on_notice` where none is given.
        """
        tell = on_notice or self._on_notice
        request = read_request(query, k=k, filters=filters, as_of=as_of)
        state = explain_shortfall(retrieve_hits(read_state(request, self.components), self.components))
        for notice in state.notices:
            tell(notice)
        if reason := state.shortfall.explanation if state.shortfall else explain_reason(state):
            tell(reason)
        return list(state.hits)

    def as_runnable(self) -> "Runnable[Any, Any]":
        """Return the chain as a LangChain runnable: from a question, or a mapping as `stream` takes it, to the Answer.

        It streams the events of `stream`, the answer last, and each stage is a run of its own for tracing. The command
        line runs the chain without it: importing LangChain's runnables costs more than all else here.
        """
        return make_runnable(self.stream)

    def as_retriever(self, *, k: int | None = None, filters: Filters | None = None) -> "BaseRetriever":
        """Return a LangChain retriever of the k best passages (the setting's when None).

        Args:
            k: Passages to retrieve.
            filters: Limits on the articles.
        """
        return make_retriever(self.search, k=k, filters=filters)


def _note_answer(span: TracedSpan, answer: Answer) -> None:
    """Add to the span of a question what came of it; its words only where the user wants texts in spans."""
    span.note(
        {
            "qa.status": answer.status,
            "qa.reason": answer.reason or "",
            "qa.shape": answer.shape,
            "qa.model": answer.model,
            "qa.judge": answer.judge,
            "qa.statements": len(answer.statements),
            "qa.unconfirmed": len(answer.unconfirmed),
            "qa.citations": len(answer.citations),
        }
    )
    if captures_texts():
        span.note({"qa.question": answer.question, "qa.answer": answer.text})


def _run_stage(
    name: StageName, count: int, work: Callable[[], State], cancellation: Cancellation, span: TracedSpan
) -> Generator[AnswerEvent, None, State]:
    """Do the work of a stage, telling when it begins and ends; return the state with the seconds that it took."""
    yield StageStarted(stage=name, count=count)
    begun = time.perf_counter()
    try:
        with cancellation.hold(), begin_span(name, {"qa.count": count}, under=span).hold():
            state = work()
    except QAError:
        cancellation.check()
        raise
    seconds = time.perf_counter() - begun
    yield StageFinished(stage=name, seconds=seconds, results=state.tell_results(name))
    return state.add_seconds(name, seconds)
