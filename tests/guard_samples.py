"""Statements and quotes for the guards, made of invented news."""

from qa.language.sentences import split_sentences
from qa.library import ArticleSummary
from qa.verify.guards import find_objections
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Premise, Quote
from qa.verify.verdict import Flag


def make_premise(text: str, *, language: str = "en", source: str = "Harbour Post") -> Premise:
    """Return an article as a premise."""
    article = ArticleSummary(
        id=text, title="", source=source, authors=(), published="2025-10-31", updated=None, language=language, url=None,
        origin="", passages=1,
    )  # fmt: skip
    return Premise(article=article, text=text, spans=tuple(split_sentences(text, language)))


def quote_all(premise: Premise) -> list[Quote]:
    """Return each sentence of an article as a quote."""
    return [Quote(premise=premise, start=start, end=end) for start, end in premise.spans]


def object_to(statement: str, *articles: str, language: str = "en") -> list[Flag]:
    """Return what the guards object to a statement that rests on all sentences of some articles."""
    premises = tuple(make_premise(text, language=language) for text in articles)
    quotes = [quote for premise in premises for quote in quote_all(premise)]
    return find_objections(Hypothesis(text=statement, premises=premises), quotes)


def list_kinds(statement: str, *articles: str, language: str = "en") -> set[str]:
    """Return the kinds of the flags that decide."""
    return {flag.kind for flag in object_to(statement, *articles, language=language) if flag.decides}
