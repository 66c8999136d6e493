"""The composition root: the stages of an answer in their order, as one chain for the program and for LangChain."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from qa.answer import Answer, Reason
from qa.chain.retriever import make_retriever
from qa.chain.state import (
    OnStatement,
    State,
    add_history,
    begin_turn,
    explain_reason,
    explain_turn,
    find_shortfall,
    finish_turn,
)
from qa.chain.verification import gather_premises, quote_draft, verify_drafts
from qa.drafting import Draft
from qa.drafting.extract import extract_drafts
from qa.drafting.plan import Plan, choose_plan
from qa.drafting.write import name_prompt, write_drafts
from qa.library import Filters, Library
from qa.models import ChatModel, choose_model, open_model, runs_here
from qa.models.embeddings import Embedder, open_embedder
from qa.models.prompts import Prompt, load_prompt
from qa.question import Question, read_parts
from qa.retrieval.confidence import rate_hits
from qa.retrieval.evidence import Evidence, select_by_part, select_evidence
from qa.retrieval.reader import Reader, open_reader
from qa.retrieval.reader.hits import read_hits
from qa.retrieval.rerank import Reranker, open_reranker
from qa.retrieval.search import Hit, merge_hits, retrieve_passages
from qa.settings import Settings
from qa.statements import add_quote, add_verdict, cite_doubts
from qa.statements.conflicts import find_versions
from qa.statements.intervals import answer_interval
from qa.statements.resolution import add_versions, resolve_statement
from qa.verify.judge import open_judge
from qa.verify.verifier import Verifier

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

# Chosen: the share of the likelihood of an answer that is enough for a broad question.
_BROAD = 0.4

__all__ = ["Chain", "OnStatement", "open_chain", "open_library"]


class Chain:
    """Answers questions from one library with one model; close it, or use it in a `with` block.

    Args:
        model: None for the extractive answerer, which quotes the best sentences instead of writing any.
        verifier: Checks what the model writes.
        reader: Reads the passages for what answers the question.
        reranker: Reads the best passages again, or None.
        on_notice: Called with how a question was read (a corrected word, the time that it speaks of), and with what
            went wrong in judging.
    """

    def __init__(
        self,
        *,
        library: Library,
        embedder: Embedder,
        model: ChatModel | None,
        prompt: Prompt,
        settings: Settings,
        verifier: Verifier,
        reader: Reader,
        reranker: Reranker | None = None,
        on_notice: Callable[[str], None] = lambda notice: None,
    ) -> None:
        self.library = library
        self.model = model
        self._embedder = embedder
        self._prompt = prompt
        self._settings = settings
        self._verifier = verifier
        self._reader = reader
        self._reranker = reranker
        self._on_notice = on_notice
        self.stages: tuple[Callable[[State], State], ...] = (
            self._retrieve,
            self._gather,
            self._draft,
            self._verify,
            self._settle,
        )

    @property
    def _is_local(self) -> bool:
        return runs_here(self.model)

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

        Args:
            question: What is asked, in up to a few sentences; a bare topic asks for an overview.
            filters: Limits on the articles.
            as_of: The day that "this week" is counted from; the setting's when None.
            on_statement: Called with each statement, and the citations that it is the first to use, once it is
                confirmed.

        Raises:
            InvalidQuestion: The question is empty or too long.
            UnknownOutlet: No article of the library is from an outlet that is named.
            ModelFailed: The model's endpoint answered with something that is not an answer.
            ModelUnavailable: The model's endpoint can't be reached.
        """
        turn = self._begin(question, filters=filters, as_of=as_of, on_statement=on_statement)
        return self._finish(reduce(lambda turn, stage: stage(turn), self.stages, turn))

    def search(
        self, query: str, *, k: int | None = None, filters: Filters | None = None, as_of: date | None = None
    ) -> list[Hit]:
        """Return the k best passages for a query (the setting's k when None), the best first; no model is used.

        Why there are none, or few, is told as a notice.
        """
        turn = explain_turn(self._retrieve(self._begin(query, k=k, filters=filters, as_of=as_of)))
        self._tell_shortfall(turn)
        if not turn.hits and not turn.shortfall:
            self._on_notice(explain_reason(turn))
        return list(turn.hits)

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
    ) -> State:
        settings = self._settings

        def plan(question: Question) -> Plan:
            chosen = choose_plan(question, settings, local=self._is_local)
            return replace(chosen, k=k or chosen.k)

        turn = begin_turn(text, self.library, plan=plan, filters=filters, as_of=as_of or settings.as_of)
        for notice in turn.notices:
            self._on_notice(notice)
        return replace(turn, on_statement=on_statement)

    def _retrieve(self, turn: State) -> State:
        begun = time.perf_counter()
        turn = find_shortfall(turn, self.library)
        if turn.reason:
            return turn
        asked = [turn.question, *read_parts(turn.question)]
        told: list[str] = []
        whole, *parts = [self._search(question, turn, told.append) for question in asked]
        for notice in (notices := tuple(dict.fromkeys(told))):
            self._on_notice(notice)
        hits = merge_hits([whole, *parts], k=turn.plan.k) if parts else whole
        seconds = replace(turn.seconds, retrieve=time.perf_counter() - begun)
        return replace(
            turn,
            hits=tuple(hits),
            part_hits=tuple(map(tuple, parts)),
            seconds=seconds,
            notices=(*turn.notices, *notices),
            reason=None if hits else "no_match",
        )

    def _search(self, question: Question, turn: State, on_notice: Callable[[str], None]) -> list[Hit]:
        return retrieve_passages(
            question,
            self.library,
            self._embedder,
            k=turn.plan.k,
            filters=turn.filters,
            rerank=self._reranker,
            on_notice=on_notice,
        )

    def _read(self, turn: State) -> State:
        """Return the turn with its passages read; a model declines by itself, quotes have to be likely to answer.

        For a broad question a model is shown what the search found best: no one sentence answers it.
        """
        if self.model and turn.plan.spread:
            return turn
        begun = time.perf_counter()
        asked = read_parts(turn.question)
        hits = read_hits(asked or [turn.question], turn.hits, self._reader)
        parts = [
            tuple(read_hits([part], found, self._reader))
            for part, found in zip(asked, turn.part_hits, strict=True)
            if self._is_local
        ]
        seconds = replace(turn.seconds, retrieve=turn.seconds.retrieve + time.perf_counter() - begun)
        reason: Reason | None = None if self.model or self._may_quote(turn.question, hits, turn.plan) else "no_match"
        return replace(turn, hits=tuple(hits), part_hits=tuple(parts), seconds=seconds, reason=reason)

    def _may_quote(self, question: Question, hits: Sequence[Hit], plan: Plan) -> bool:
        """Tell whether sentences are likely to answer; the figure that is asked for is an answer.

        What is asked broadly no one sentence has to answer: less likelihood is enough.
        """
        least = self._settings.least_confidence * (_BROAD if plan.spread else 1.0)
        return rate_hits(hits) >= least or any(version.figure for version in find_versions(question, hits).current)

    def _gather(self, turn: State) -> State:
        """Return the turn with its evidence; the time between two events is worked out from their days at once."""
        if turn.reason:
            return turn
        if found := answer_interval(turn.question.text, gather_premises((), turn.hits)):
            return replace(turn, written=add_verdict(turn.written, *found, turn.question))
        turn = self._read(turn)
        if turn.reason:
            return turn
        return replace(
            turn,
            evidence=tuple(self._select(turn)),
            versions=find_versions(turn.question, turn.hits),
        )

    def _select(self, turn: State) -> list[Evidence]:
        """Return the evidence; the built-in model is shown that of each part of a question by itself."""
        if self._is_local and turn.part_hits:
            return select_by_part(turn.part_hits, budget=turn.plan.evidence)
        return select_evidence(turn.hits, budget=turn.plan.evidence, spread=turn.plan.spread)

    def _draft(self, turn: State) -> State:
        """Return the turn with the sentences of an answer; without, where the model declines."""
        if turn.reason or turn.written.statements:
            return turn
        begun = time.perf_counter()
        if self.model is None:
            drafts = tuple(self._extract(turn))
            return replace(turn, drafts=drafts, reason=None if drafts else "no_match")
        written = write_drafts(turn.question, turn.evidence, model=self.model, prompt=self._prompt, plan=turn.plan)
        for notice in written.notices:
            self._on_notice(notice)
        return replace(
            turn,
            drafts=written.drafts,
            unanswered=written.unanswered,
            reason=None if written.drafts else "abstained",
            seconds=replace(turn.seconds, answer=time.perf_counter() - begun),
            usage=written.usage,
            notices=(*turn.notices, *written.notices),
        )

    def _verify(self, turn: State) -> State:
        """Return the turn with the sentences that the articles say, and those that they do not as doubts."""
        if turn.reason or turn.written.statements:
            return turn.show_new_statements()
        begun = time.perf_counter()
        turn = self._check(turn) if self.model else _take_words(turn)
        seconds = replace(turn.seconds, verify=time.perf_counter() - begun)
        nothing: Reason = "unsupported" if self.model else "no_match"
        reason = None if turn.written.statements else nothing
        return replace(turn, seconds=seconds, reason=reason).show_new_statements()

    def _settle(self, turn: State) -> State:
        """Return the turn with every side of a disagreement, and the newest figure in place of one out of date."""
        if not turn.written.statements and not turn.written.outdated:
            return turn
        written, sides = add_versions(turn.written, turn.versions)
        turn = replace(turn, written=written, sides=sides, reason=None if written.statements else turn.reason)
        return turn.show_new_statements()

    def _extract(self, turn: State) -> list[Draft]:
        is_broad = turn.plan.spread or bool(turn.question.parts)
        counts = turn.versions.outdated or any(version.figure for version in turn.versions.current)
        tells = (lambda text: turn.versions.tell(text) is not None) if counts and not is_broad else None
        return list(extract_drafts(turn.evidence, most=turn.plan.sentences, spread=is_broad, tells=tells))

    def _check(self, turn: State) -> State:
        """Return the turn with what the model wrote, once it is checked."""
        premises = gather_premises(turn.evidence, turn.hits)
        checked = verify_drafts(turn.drafts, premises, turn.question, self._verifier)
        written = turn.written
        for draft in checked.drafts:
            added = add_verdict(written, draft.text, draft.verdict, turn.question)
            written = resolve_statement(written, added, turn.versions, wrote=draft.text)
        for notice in checked.notices:
            self._on_notice(notice)
        notices, usage = (*turn.notices, *checked.notices), turn.usage + checked.usage
        return replace(turn, written=written, judge=checked.judge, usage=usage, notices=notices)

    def _tell_shortfall(self, turn: State) -> None:
        if turn.shortfall:
            self._on_notice(turn.shortfall.explanation)

    def _finish(self, turn: State) -> Answer:
        if turn.written.statements:
            self._tell_shortfall(turn)
        return finish_turn(
            add_history(replace(turn, written=cite_doubts(turn.written)), self.library),
            model=self.model.name if self.model else "extractive",
            settings_hash=self._settings.hash(),
            prompt_hash=self._prompt.hash,
        )


def _take_words(turn: State) -> State:
    """Return the turn with sentences of the articles, which need no check, but for those out of date."""
    written = turn.written
    for draft in turn.drafts:
        added = add_quote(written, quote_draft(draft, turn.evidence))
        written = resolve_statement(written, added, turn.versions, wrote=None)
    return replace(turn, written=written)


def open_library(settings: Settings, *, create: bool = False) -> Library:
    """Return the library that the settings name, opened; it raises what Library.open does.

    Args:
        settings: Which library, with which embedder.
        create: Make the library if there is none.
    """
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
    """Return a chain of the library and the model that the settings name.

    Args:
        settings: Which library and model, and how it answers.
        notify: Called with what the user should know, such as that no model was found.
        on_notice: Called with how each question was read, and with what went wrong in judging.
        on_progress: Called with stage, done and total while a local model is unpacked and loaded.
    """
    reranker = open_reranker(settings.reranker)
    library = open_library(settings)
    try:
        choice = choose_model(settings)
        if choice.notice:
            notify(choice.notice)
        model = open_model(choice, settings, on_progress=on_progress, on_notice=notify)
        judge = open_judge(settings, model, on_progress=on_progress) if model else None
        prompt = load_prompt(name_prompt(model), settings.prompts)
    except BaseException:
        library.close()
        raise
    return Chain(
        library=library,
        embedder=open_embedder(settings),
        model=model,
        prompt=prompt,
        settings=settings,
        verifier=Verifier(judge),
        reader=open_reader(),
        reranker=reranker,
        on_notice=on_notice,
    )
