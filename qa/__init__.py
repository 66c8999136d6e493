"""Ask a pile of news articles; every sentence of the answer carries the exact words of an article that support it.

    from qa import ask_question, ingest_articles

    ingest_articles(["articles/"], library="my-library")
    answer = ask_question("What did the mayor say about the siren?", library="my-library")

Importing this costs next to nothing: what a name needs is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.answer import Answer, Citation, CitedArticle, RankedPassage, Side, Statement
    from qa.api.articles import embed_articles, find_quote, ingest_articles
    from qa.api.asking import ask_question, open_conversation, recheck_answer
    from qa.api.briefing import find_changes, make_timeline, write_brief
    from qa.api.checking import check_text
    from qa.api.evaluating import Evaluation, run_evaluation
    from qa.api.writing import write_html, write_markdown
    from qa.articles import Article, Skipped, read_articles
    from qa.briefing import Brief, Briefer, Changes, Timeline, TimelineEvent, open_briefer
    from qa.chain import (
        Chain,
        ConfirmedStatement,
        Notice,
        Request,
        StageFinished,
        StageStarted,
        open_chain,
        open_library,
    )
    from qa.checking import CheckedQuotation, CheckedStatement, CheckedText, Checker, Place, open_checker
    from qa.conversation import Conversation, start_conversation
    from qa.errors import (
        ArticleMissing,
        EmbedderMismatch,
        EmbedderUnavailable,
        FeedMissing,
        InvalidQuestion,
        InvalidSetting,
        LibraryBusy,
        LibraryMissing,
        LibraryProblem,
        LibraryTooNew,
        LibraryUnreachable,
        LibraryUnwritable,
        MissingKey,
        ModelFailed,
        ModelUnavailable,
        PassageRefused,
        PromptProblem,
        QAError,
        QuestionsProblem,
        ReplyNotKept,
        RunProblem,
        SomethingMissing,
        SourceProblem,
        UnknownOutlet,
        UntrustedSettings,
        UsageProblem,
    )
    from qa.evals.comparing.compare import Comparison, compare_runs
    from qa.evals.runs.folder import Run
    from qa.evals.scores import Score, Scores
    from qa.history.recheck import CheckedAnswer, CheckedCitation
    from qa.ingest.shards.embedding import embed_batch
    from qa.library import Filters, Library
    from qa.models.embedding_functions import as_chroma_function, as_langchain_embeddings
    from qa.settings import Settings, load_settings

__version__ = "0.1.0"

_HOMES = {
    "Answer": "qa.answer",
    "Article": "qa.articles",
    "ArticleMissing": "qa.errors",
    "Brief": "qa.briefing",
    "Briefer": "qa.briefing",
    "Chain": "qa.chain",
    "Changes": "qa.briefing",
    "CheckedAnswer": "qa.history.recheck",
    "CheckedCitation": "qa.history.recheck",
    "CheckedQuotation": "qa.checking",
    "CheckedStatement": "qa.checking",
    "CheckedText": "qa.checking",
    "Checker": "qa.checking",
    "Citation": "qa.answer",
    "CitedArticle": "qa.answer",
    "Comparison": "qa.evals.comparing.compare",
    "ConfirmedStatement": "qa.chain",
    "Conversation": "qa.conversation",
    "EmbedderMismatch": "qa.errors",
    "EmbedderUnavailable": "qa.errors",
    "Evaluation": "qa.api.evaluating",
    "FeedMissing": "qa.errors",
    "Filters": "qa.library",
    "InvalidQuestion": "qa.errors",
    "InvalidSetting": "qa.errors",
    "Library": "qa.library",
    "LibraryBusy": "qa.errors",
    "LibraryMissing": "qa.errors",
    "LibraryProblem": "qa.errors",
    "LibraryTooNew": "qa.errors",
    "LibraryUnreachable": "qa.errors",
    "LibraryUnwritable": "qa.errors",
    "MissingKey": "qa.errors",
    "ModelFailed": "qa.errors",
    "ModelUnavailable": "qa.errors",
    "Notice": "qa.chain",
    "PassageRefused": "qa.errors",
    "Place": "qa.checking",
    "PromptProblem": "qa.errors",
    "QAError": "qa.errors",
    "QuestionsProblem": "qa.errors",
    "RankedPassage": "qa.answer",
    "ReplyNotKept": "qa.errors",
    "Request": "qa.chain",
    "Run": "qa.evals.runs.folder",
    "RunProblem": "qa.errors",
    "Score": "qa.evals.scores",
    "Scores": "qa.evals.scores",
    "Settings": "qa.settings",
    "Side": "qa.answer",
    "Skipped": "qa.articles",
    "SomethingMissing": "qa.errors",
    "SourceProblem": "qa.errors",
    "StageFinished": "qa.chain",
    "StageStarted": "qa.chain",
    "Statement": "qa.answer",
    "Timeline": "qa.briefing",
    "TimelineEvent": "qa.briefing",
    "UnknownOutlet": "qa.errors",
    "UntrustedSettings": "qa.errors",
    "UsageProblem": "qa.errors",
    "as_chroma_function": "qa.models.embedding_functions",
    "as_langchain_embeddings": "qa.models.embedding_functions",
    "ask_question": "qa.api.asking",
    "check_text": "qa.api.checking",
    "compare_runs": "qa.evals.comparing.compare",
    "find_changes": "qa.api.briefing",
    "find_quote": "qa.api.articles",
    "embed_articles": "qa.api.articles",
    "embed_batch": "qa.ingest.shards.embedding",
    "ingest_articles": "qa.api.articles",
    "load_settings": "qa.settings",
    "make_timeline": "qa.api.briefing",
    "open_briefer": "qa.briefing",
    "open_chain": "qa.chain",
    "open_checker": "qa.checking",
    "open_conversation": "qa.api.asking",
    "open_library": "qa.chain",
    "read_articles": "qa.articles",
    "recheck_answer": "qa.api.asking",
    "run_evaluation": "qa.api.evaluating",
    "start_conversation": "qa.conversation",
    "write_brief": "qa.api.briefing",
    "write_html": "qa.api.writing",
    "write_markdown": "qa.api.writing",
}

__all__ = [
    "Answer",
    "Article",
    "ArticleMissing",
    "Brief",
    "Briefer",
    "Chain",
    "Changes",
    "CheckedAnswer",
    "CheckedCitation",
    "CheckedQuotation",
    "CheckedStatement",
    "CheckedText",
    "Checker",
    "Citation",
    "CitedArticle",
    "Comparison",
    "ConfirmedStatement",
    "Conversation",
    "EmbedderMismatch",
    "EmbedderUnavailable",
    "Evaluation",
    "FeedMissing",
    "Filters",
    "InvalidQuestion",
    "InvalidSetting",
    "Library",
    "LibraryBusy",
    "LibraryMissing",
    "LibraryProblem",
    "LibraryTooNew",
    "LibraryUnreachable",
    "LibraryUnwritable",
    "MissingKey",
    "ModelFailed",
    "ModelUnavailable",
    "Notice",
    "PassageRefused",
    "Place",
    "PromptProblem",
    "QAError",
    "QuestionsProblem",
    "RankedPassage",
    "ReplyNotKept",
    "Request",
    "Run",
    "RunProblem",
    "Score",
    "Scores",
    "Settings",
    "Side",
    "Skipped",
    "SomethingMissing",
    "SourceProblem",
    "StageFinished",
    "StageStarted",
    "Statement",
    "Timeline",
    "TimelineEvent",
    "UnknownOutlet",
    "UntrustedSettings",
    "UsageProblem",
    "as_chroma_function",
    "as_langchain_embeddings",
    "ask_question",
    "check_text",
    "compare_runs",
    "embed_articles",
    "embed_batch",
    "find_changes",
    "find_quote",
    "ingest_articles",
    "load_settings",
    "make_timeline",
    "open_briefer",
    "open_chain",
    "open_checker",
    "open_conversation",
    "open_library",
    "read_articles",
    "recheck_answer",
    "run_evaluation",
    "start_conversation",
    "write_brief",
    "write_html",
    "write_markdown",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'qa' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
