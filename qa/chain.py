"""The composition root: the stages of an answer in their order, as one chain for the program and for LangChain."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from qa.answer import Answer, Citation, CitedArticle, RankedPassage, Reason, Seconds, Statement, write_fragment_link
from qa.confidence import rate_hits
from qa.draft import Draft, extract_drafts, stream_drafts
from qa.embeddings import Embedder, open_embedder
from qa.evidence import Evidence, select_evidence, write_evidence
from qa.library import Filters, Library
from qa.models import ChatModel, Completion, Usage, choose_model, open_model
from qa.prompts import Prompt, load_prompt
from qa.question import Question, read_question
from qa.retrieve import Hit, retrieve_passages
from qa.retriever import make_retriever
from qa.settings import Settings
from qa.verify import Quote, check_statement, cut_dates

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

OnStatement = Callable[[Statement, tuple[Citation, ...]], None]
EXTRACTED_SENTENCES = 3
_MODEL_DECLINES = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One question on its way through the stages; each stage returns it with its own part filled in."""

    question: Question
    k: int
    filters: Filters | None = None
    on_statement: OnStatement | None = None
    hits: tuple[Hit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reason: Reason | None = None
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    dropped: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    seconds: Seconds = field(default_factory=Seconds)


class Chain:
    """Answers questions from one library with one model; close it, or use it in a `with` block.

    model  None for the extractive answerer, which quotes the best sentences instead of writing any
    """

    def __init__(
        self, *, library: Library, embedder: Embedder, model: ChatModel | None, prompt: Prompt, settings: Settings
    ) -> None:
        self.library = library
        self._embedder = embedder
        self._model = model
        self._prompt = prompt
        self._settings = settings
        self.stages: tuple[Callable[[Turn], Turn], ...] = (self._retrieve, self._gather, self._answer)

    def close(self) -> None:
        """Close the library and let go of the model."""
        self.library.close()
        if self._model is not None:
            self._model.close()

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
        question = read_question(text, as_of=as_of or self._settings.as_of)
        return Turn(question=question, k=k or self._settings.k, filters=filters, on_statement=on_statement)

    def _retrieve(self, turn: Turn) -> Turn:
        begun = time.perf_counter()
        if not self.library.count().articles:
            return replace(turn, reason="empty_library")
        hits = retrieve_passages(turn.question, self.library, self._embedder, k=turn.k, filters=turn.filters)
        seconds = replace(turn.seconds, retrieve=time.perf_counter() - begun)
        least = self._settings.least_confidence * (_MODEL_DECLINES if self._model else 1.0)
        unlikely = rate_hits(hits) < least
        return replace(turn, hits=tuple(hits), seconds=seconds, reason="no_match" if unlikely else None)

    def _gather(self, turn: Turn) -> Turn:
        if turn.reason:
            return turn
        return replace(turn, evidence=tuple(select_evidence(turn.hits, budget=self._settings.evidence_tokens)))

    def _answer(self, turn: Turn) -> Turn:
        if turn.reason:
            return turn
        begun, spent = time.perf_counter(), 0.0
        texts = {id: article.text for id, article in self.library.get_articles(h.article.id for h in turn.hits).items()}
        drafts, completion = self._draft(turn)
        abstained = False
        for draft in drafts:
            started = time.perf_counter()
            if draft.abstains:
                abstained = True
            else:
                turn = check_draft(turn, draft, texts)
            spent += time.perf_counter() - started
        if not turn.statements and turn.dropped and not abstained:
            turn = self._quote_instead(turn, texts)
        seconds = replace(turn.seconds, answer=time.perf_counter() - begun - spent, verify=spent)
        reason: Reason = "abstained" if abstained and not turn.dropped else "unsupported"
        usage = completion.usage if completion else turn.usage
        return replace(turn, seconds=seconds, reason=None if turn.statements else reason, usage=usage)

    def _quote_instead(self, turn: Turn, texts: dict[str, str]) -> Turn:
        """Return the turn with the best sentence of the evidence, where nothing that the model wrote held."""
        if rate_hits(turn.hits) < self._settings.least_confidence:
            return turn
        return reduce(lambda turn, draft: check_draft(turn, draft, texts), extract_drafts(turn.evidence, most=1), turn)

    def _draft(self, turn: Turn) -> tuple[Iterator[Draft], Completion | None]:
        if self._model is None:
            return extract_drafts(turn.evidence, most=EXTRACTED_SENTENCES), None
        values = {"evidence": write_evidence(turn.evidence), "question": turn.question.text}
        completion = self._model.stream(self._prompt.render(values), max_tokens=self._settings.max_tokens)
        return stream_drafts(completion), completion

    def _finish(self, turn: Turn) -> Answer:
        return Answer(
            question=turn.question.text,
            status="answered" if turn.statements else "not_answered",
            reason=turn.reason,
            text=" ".join(write_statement(statement) for statement in turn.statements),
            statements=turn.statements,
            citations=turn.citations,
            passages=tuple(_rank_passage(rank, hit) for rank, hit in enumerate(turn.hits, start=1)),
            model=self._model.name if self._model else "extractive",
            usage=turn.usage,
            seconds=turn.seconds,
            settings_hash=self._settings.hash(),
            prompt_hash=self._prompt.hash,
            dropped=turn.dropped,
        )


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
    on_progress: Callable[[str, int, int], None] | None = None,
) -> Chain:
    """Open the library and the model that the settings name and put the chain together.

    notify       called with what the user should know, such as that no model was found
    on_progress  called with stage, done and total while a local model is unpacked and loaded
    """
    prompt = load_prompt("answer", settings.prompts)
    library = open_library(settings)
    try:
        choice = choose_model(settings)
        if choice.notice:
            notify(choice.notice)
        model = open_model(choice, settings, on_progress=on_progress)
    except BaseException:
        library.close()
        raise
    return Chain(library=library, embedder=open_embedder(settings), model=model, prompt=prompt, settings=settings)


def check_draft(turn: Turn, draft: Draft, texts: dict[str, str]) -> Turn:
    """Return the turn with the draft as a statement and its citations, or among the dropped where it does not hold."""
    text = draft.text
    cited = [item for item in turn.evidence if item.n in draft.cited]
    if draft.span:
        quotes: tuple[Quote, ...] = (Quote(evidence=cited[0], start=draft.span[0], end=draft.span[1]),)
        support = 1.0
    else:
        others = [item for item in turn.evidence if item.n not in draft.cited]
        check = check_statement(text, cited, others, turn.question, texts)
        if not check.supported and (shorter := cut_dates(text, check.missing)):
            text = shorter
            check = check_statement(text, cited, others, turn.question, texts)
        if not check.supported:
            return replace(turn, dropped=(*turn.dropped, draft.text))
        quotes, support = check.quotes, check.support
    citations = list(turn.citations)
    numbers = [_cite(quote, citations, texts) for quote in quotes]
    statement = Statement(text=text, citations=tuple(numbers), supported=True, support=support)
    if turn.on_statement:
        turn.on_statement(statement, tuple(citations[len(turn.citations) :]))
    return replace(turn, statements=(*turn.statements, statement), citations=tuple(citations))


def write_statement(statement: Statement) -> str:
    """Return a statement with the numbers of its citations: "They met on Friday. [1][3]"."""
    return statement.text + " " + "".join(f"[{n}]" for n in statement.citations)


def _cite(quote: Quote, citations: list[Citation], texts: dict[str, str]) -> int:
    """Return the number of the citation of a quote, the same for the same words; a new one is added to the list."""
    hit = quote.evidence.hit
    for citation in citations:
        if (citation.article.id, citation.start, citation.end) == (hit.article.id, quote.start, quote.end):
            return citation.n
    words = texts[hit.article.id][quote.start : quote.end]
    citations.append(
        Citation(
            n=len(citations) + 1,
            article=CitedArticle(
                id=hit.article.id,
                title=hit.article.title,
                source=hit.article.source,
                published=hit.article.published,
                url=hit.article.url,
            ),
            quote=words,
            start=quote.start,
            end=quote.end,
            link=write_fragment_link(hit.article.url, words),
            also_in=hit.also_in,
        )
    )
    return len(citations)


def _rank_passage(rank: int, hit: Hit) -> RankedPassage:
    return RankedPassage(
        rank=rank,
        article_id=hit.article.id,
        title=hit.article.title,
        source=hit.article.source,
        published=hit.article.published,
        url=hit.article.url,
        start=hit.passage.start,
        end=hit.passage.end,
        score=round(hit.score, 4),
        text=hit.passage.text,
        also_in=hit.also_in,
    )
