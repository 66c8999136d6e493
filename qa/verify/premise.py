"""What a statement is held against: sentences of articles, and the quotes that are taken from them."""

from dataclasses import dataclass, field
from datetime import date

from qa.dates import read_day
from qa.library import ArticleSummary
from qa.passages import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Premise:
    """Sentences of one article that a statement may rest on; the article's text travels with them.

    n        the number that a draft cites it by, or 0
    text     the whole text of the article: all offsets are into it
    spans    offsets of the sentences, in order, without questions and without words that are no evidence
    also_in  other outlets that carry the same words
    """

    article: ArticleSummary
    text: str = field(repr=False)
    spans: tuple[Span, ...]
    n: int = 0
    also_in: tuple[str, ...] = ()

    @property
    def published(self) -> date | None:
        """The day that "on Friday" in it is counted from."""
        return read_day(self.article.published)


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
