"""What a statement is held against: sentences of articles, and the quotes that are taken from them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from qa.articles.passages import split_evidence
from qa.articles.text.instructions import find_instructions, is_instruction
from qa.language.dates import read_day
from qa.language.known import detect_language
from qa.language.sentences import Span, is_question
from qa.library import ArticleSummary
from qa.retrieval.search import Hit

# So much of an article tells its language.
_OPENING = 600
_detect = lru_cache(maxsize=512)(detect_language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """Sentences of one article that a statement may rest on; the article's text travels with them.

    n        the number that a draft cites it by, or 0
    text     the whole text of the article: all offsets are into it
    spans    offsets of the sentences, in order, without questions and without words that are no evidence
    also_in  other outlets that carry the same words
    best     the sentence that retrieval scored best, or None
    """

    article: ArticleSummary
    text: str = field(repr=False)
    spans: tuple[Span, ...]
    n: int = 0
    also_in: tuple[str, ...] = ()
    best: Span | None = None

    @property
    def published(self) -> date | None:
        """The day that "on Friday" in it is counted from."""
        return read_day(self.article.published)

    @property
    def title(self) -> str:
        """The title of the article, or "" where it is an order to a machine."""
        return "" if is_instruction(self.article.title) else self.article.title

    @property
    def language(self) -> str | None:
        """The language of the article: as it is told, else as its words tell, else None."""
        return self.article.language or _detect(self.text[:_OPENING])


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch of an article that is to be cited: `words == premise.text[start:end]`."""

    premise: Premise
    start: int
    end: int

    @property
    def words(self) -> str:
        """The exact words."""
        return self.premise.text[self.start : self.end]


def read_premise(hit: Hit, n: int = 0) -> Premise:
    """Return what a retrieved passage gives as evidence: its sentences without questions and orders to a machine.

    n  the number that a draft cites it by, or 0
    """
    spans = keep_evidence([(sentence.start, sentence.end) for sentence in hit.sentences], hit.text)
    best = hit.best if hit.best in spans else None
    return Premise(article=hit.article, text=hit.text, spans=spans, n=n, also_in=hit.also_in, best=best)


def widen_premise(premise: Premise) -> Premise:
    """Return the same with all of the article's sentences that may be evidence, and not only those of a passage."""
    return replace(premise, spans=keep_evidence(split_evidence(premise.text, premise.language), premise.text))


def keep_evidence(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Return the sentences of an article that are neither questions nor orders to a machine."""
    orders = find_orders(text)
    return tuple(
        (start, end)
        for start, end in spans
        if not is_question(text[start:end]) and not any(start < last and first < end for first, last in orders)
    )


@lru_cache(maxsize=128)
def find_orders(text: str) -> tuple[Span, ...]:
    """Return the sentences of an article that are orders to a machine that reads it: they are evidence for nothing."""
    return tuple(find_instructions(text))
