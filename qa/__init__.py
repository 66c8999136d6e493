"""Ask a pile of news articles; every sentence of the answer carries the exact words of an article that support it.

    from qa import Article, ask_question, ingest_articles, load_settings, open_chain, open_library

Importing this costs next to nothing: what a name needs is imported when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa.answer import Answer, Citation, RankedPassage, Statement
    from qa.api import ask_question, check_text, find_changes, find_quote, ingest_articles, make_timeline, write_brief
    from qa.articles import Article, Skipped, read_articles
    from qa.briefing import Brief, Briefer, Changes, Timeline, open_briefer
    from qa.chain.chain import Chain, open_chain, open_library
    from qa.checking import CheckedText, Checker, Place, open_checker
    from qa.errors import QAError
    from qa.library import Filters, Library
    from qa.settings import Settings, load_settings

__version__ = "0.1.0"

_HOMES = {
    "Answer": "qa.answer",
    "Article": "qa.articles",
    "Brief": "qa.briefing",
    "Briefer": "qa.briefing",
    "Chain": "qa.chain.chain",
    "Changes": "qa.briefing",
    "CheckedText": "qa.checking",
    "Checker": "qa.checking",
    "Citation": "qa.answer",
    "Filters": "qa.library",
    "Library": "qa.library",
    "Place": "qa.checking",
    "QAError": "qa.errors",
    "RankedPassage": "qa.answer",
    "Settings": "qa.settings",
    "Skipped": "qa.articles",
    "Statement": "qa.answer",
    "Timeline": "qa.briefing",
    "ask_question": "qa.api",
    "check_text": "qa.api",
    "find_changes": "qa.api",
    "find_quote": "qa.api",
    "ingest_articles": "qa.api",
    "load_settings": "qa.settings",
    "make_timeline": "qa.api",
    "open_briefer": "qa.briefing",
    "open_chain": "qa.chain.chain",
    "open_checker": "qa.checking",
    "open_library": "qa.chain.chain",
    "read_articles": "qa.articles",
    "write_brief": "qa.api",
}

__all__ = [
    "Answer",
    "Article",
    "Brief",
    "Briefer",
    "Chain",
    "Changes",
    "CheckedText",
    "Checker",
    "Citation",
    "Filters",
    "Library",
    "Place",
    "QAError",
    "RankedPassage",
    "Settings",
    "Skipped",
    "Statement",
    "Timeline",
    "ask_question",
    "check_text",
    "find_changes",
    "find_quote",
    "ingest_articles",
    "load_settings",
    "make_timeline",
    "open_briefer",
    "open_chain",
    "open_checker",
    "open_library",
    "read_articles",
    "write_brief",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'qa' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
