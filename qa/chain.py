"""The composition root: the stages of an answer in their order, as one chain for the program and for LangChain."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import reduce
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from qa.answer import Answer, Reason
from qa.confidence import rate_hits
from qa.draft import Draft, extract_drafts, stream_drafts
from qa.embeddings import Embedder, open_embedder
from qa.evidence import select_evidence, write_evidence
from qa.judge import judge_statements
from qa.library import Filters, Library
from qa.models import ChatModel, Completion, choose_model, open_model
from qa.prompts import Prompt, load_prompt
from qa.rerank import Reranker, open_reranker
from qa.retrieve import Hit, retrieve_passages
from qa.retriever import make_retriever
from qa.settings import Settings
from qa.settle import add_versions, settle_statement
from qa.sides import find_versions
from qa.statements import add_draft
from qa.turn import OnStatement, Turn, add_history, begin_turn, finish_turn

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

__all__ = ["Chain", "OnStatement", "open_chain", "open_library"]

EXTRACTED_SENTENCES = 3
_MODEL_DECLINES = 0.75
_SURE = 0.95


class Chain:
    """Answers questions from one library with one model; close it, or use it in a `with` block.

    model         None for the extractive answerer, which quotes the best sentences instead of writing any
    reranker      reads the best passages again, or None
    judge_prompt  with one, the model is asked a second time whether its statements hold
    on_notice     called with how a question was read: a corrected word, the time that it speaks of
    """

    def __init__(
        self,
        *,
        library: Library,
        embedder: Embedder,
        model: ChatModel | None,
        prompt: Prompt,
        settings: Settings,
        reranker: Reranker | None = None,
        judge_prompt: Prompt | None = None,
        on_notice: Callable[[str], None] = lambda notice: None,
    ) -> None:
        self.library = library
        self.model = model
        self._embedder = embedder
        self._prompt = prompt
        self._settings = settings
        self._reranker = reranker
        self._judge_prompt = judge_prompt
        self._on_notice = on_notice
        self.stages: tuple[Callable[[Turn], Turn], ...] = (
            self._retrieve,
            self._gather,
            self._answer,
            self._judge,
            self._settle,
        )

    def close(self) -> None:
        """Close the library and let go of the model."""
        self.library.close()
        if self.model is not None:
            self.model.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def ask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        as_of: date | None = None,
        on_statement: OnStatement | None = None,
    ) -> Answer:
        """Return the checked answer to a question.

        as_of         the day that "this week" is counted from; the setting's when None
        on_statement  called with each statement, and the citations that it is the first to use, once it is checked

        Raises InvalidQuestion, and what the library and the model raise.
        """
        turn = self._begin(question, filters=filters, as_of=as_of, on_statement=on_statement)
        return self._finish(reduce(lambda turn, stage: stage(turn), self.stages, turn))

    def search(
        self, query: str, *, k: int | None = None, filters: Filters | None = None, as_of: date | None = None
    ) -> list[Hit]:
        """Return the k best passages for a query (the setting's k when None), the best first; no model is used."""
        return list(self._retrieve(self._begin(query, k=k, filters=filters, as_of=as_of)).hits)

    def as_runnable(self) -> "Runnable[str, Answer]":
        """Return the same stages as a LangChain runnable, from the question's text to the Answer.

        The program itself runs the stages without it: importing LangChain's runnables costs more than all else here.
        """
        from langchain_core.runnables import RunnableLambda

        chain: Runnable[Any, Any] = RunnableLambda(lambda question: self._begin(question), name="read_question")
        for stage in self.stages:
            chain = chain | RunnableLambda(stage, name=stage.__name__.strip("_"))
        return chain | RunnableLambda(self._finish, name="finish")

    def as_retriever(self, *, k: int | None = None, filters: Filters | None = None) -> "BaseRetriever":
        """Return a LangChain retriever of the k best passages (the setting's when None)."""
        return make_retriever(lambda query: self.search(query, k=k, filters=filters))

    def _begin(
        self,
        text: str,
        *,
        k: int | None = None,
        filters: Filters | None = None,
        as_of: date | None = None,
        on_statement: OnStatement | None = None,
    ) -> Turn:
        settings = self._settings
        turn = begin_turn(text, self.library, k=k or settings.k, filters=filters, as_of=as_of or settings.as_of)
        for notice in turn.notices:
            self._on_notice(notice)
        return replace(turn, on_statement=on_statement)

    def _retrieve(self, turn: Turn) -> Turn:
        begun = time.perf_counter()
        if not self.library.count().articles:
            return replace(turn, reason="empty_library")
        hits = retrieve_passages(
            turn.question, self.library, self._embedder, k=turn.k, filters=turn.filters, rerank=self._reranker
        )
        seconds = replace(turn.seconds, retrieve=time.perf_counter() - begun)
        least = self._settings.least_confidence * (_MODEL_DECLINES if self.model else 1.0)
        unlikely = rate_hits(hits) < least
        return replace(turn, hits=tuple(hits), seconds=seconds, reason="no_match" if unlikely else None)

    def _gather(self, turn: Turn) -> Turn:
        if turn.reason:
            return turn
        texts = {id: article.text for id, article in self.library.get_articles(h.article.id for h in turn.hits).items()}
        return replace(
            turn,
            texts=texts,
            evidence=tuple(select_evidence(turn.hits, budget=self._settings.evidence_tokens)),
            versions=find_versions(turn.question, turn.hits),
        )

    def _answer(self, turn: Turn) -> Turn:
        if turn.reason:
            return turn
        begun, spent = time.perf_counter(), 0.0
        drafts, completion = self._draft(turn)
        abstained = False
        for draft in drafts:
            started = time.perf_counter()
            abstained = abstained or draft.abstains
            if not draft.abstains:
                turn = _add_drafts(turn, [draft])
                if self._judge_prompt is None:
                    turn = turn.show_new_statements()
            spent += time.perf_counter() - started
        if not turn.written.statements and self.model:
            wrote = bool(turn.written.dropped) and not abstained
            turn = self._quote_instead(turn, least=self._settings.least_confidence if wrote else _SURE)
        seconds = replace(turn.seconds, answer=time.perf_counter() - begun - spent, verify=spent)
        reason: Reason = "abstained" if abstained and not turn.written.dropped else "unsupported"
        usage = completion.usage if completion else turn.usage
        return replace(turn, seconds=seconds, reason=None if turn.written.statements else reason, usage=usage)

    def _judge(self, turn: Turn) -> Turn:
        """Return the turn without the statements that the model itself, asked again, does not find in their quotes."""
        if self._judge_prompt is None or self.model is None or not turn.written.statements:
            return turn
        begun = time.perf_counter()
        written, usage = judge_statements(turn.written, turn.question, self.model, self._judge_prompt)
        seconds = replace(turn.seconds, verify=turn.seconds.verify + time.perf_counter() - begun)
        reason: Reason | None = None if written.statements else "unsupported"
        return replace(turn, written=written, usage=turn.usage + usage, seconds=seconds, reason=reason)

    def _settle(self, turn: Turn) -> Turn:
        """Return the turn with every side of a disagreement, and the newest figure in place of one out of date."""
        if turn.reason and not (turn.reason == "unsupported" and turn.versions.outdated):
            return turn
        written, sides = add_versions(turn.written, turn.versions, turn.texts)
        turn = replace(turn, written=written, sides=sides, reason=None if written.statements else turn.reason)
        return turn.show_new_statements()

    def _quote_instead(self, turn: Turn, *, least: float) -> Turn:
        """Return the turn with the best sentence of the evidence, where nothing that the model wrote held.

        least  how likely it has to be that the passages hold an answer: nearly sure, where the model found none
        """
        if rate_hits(turn.hits) < least:
            return turn
        return _add_drafts(turn, extract_drafts(turn.evidence, most=1))

    def _draft(self, turn: Turn) -> tuple[Iterator[Draft], Completion | None]:
        if self.model is None:
            return extract_drafts(turn.evidence, most=EXTRACTED_SENTENCES), None
        values = {
            "evidence": write_evidence(turn.evidence, days=turn.question.kind == "date"),
            "question": turn.question.text,
        }
        completion = self.model.stream(self._prompt.render(values), max_tokens=self._settings.max_tokens)
        return stream_drafts(completion), completion

    def _finish(self, turn: Turn) -> Answer:
        return finish_turn(
            add_history(turn, self.library),
            model=self.model.name if self.model else "extractive",
            settings_hash=self._settings.hash(),
            prompt_hash=self._prompt.hash,
        )


def _add_drafts(turn: Turn, drafts: Iterable[Draft]) -> Turn:
    written = turn.written
    for draft in drafts:
        added = add_draft(written, draft, turn.evidence, turn.question, turn.texts)
        written = settle_statement(written, added, turn.versions)
    return replace(turn, written=written)


def open_library(settings: Settings, *, create: bool = False) -> Library:
    """Open the library that the settings name. Raises what Library.open does."""
    return Library.open(
        settings.library,
        embedder=open_embedder(settings),
        chroma=settings.chroma,
        create=create,
        passage_size=settings.passage_size,
    )


def open_chain(
    settings: Settings,
    *,
    notify: Callable[[str], None] = lambda notice: None,
    on_notice: Callable[[str], None] = lambda notice: None,
    on_progress: Callable[[str, int, int], None] | None = None,
) -> Chain:
    """Open the library and the model that the settings name and put the chain together.

    notify       called with what the user should know, such as that no model was found
    on_notice    called with how each question was read
    on_progress  called with stage, done and total while a local model is unpacked and loaded
    """
    prompt = load_prompt("answer", settings.prompts)
    judge_prompt = load_prompt("judge", settings.prompts) if settings.judge else None
    reranker = open_reranker(settings.reranker)
    library = open_library(settings)
    try:
        choice = choose_model(settings)
        if choice.notice:
            notify(choice.notice)
        model = open_model(choice, settings, on_progress=on_progress)
    except BaseException:
        library.close()
        raise
    return Chain(
        library=library,
        embedder=open_embedder(settings),
        model=model,
        prompt=prompt,
        settings=settings,
        reranker=reranker,
        judge_prompt=judge_prompt,
        on_notice=on_notice,
    )
