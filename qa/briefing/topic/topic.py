"""Gather what a library holds of a topic: the articles about it, copies of one report together, and their sentences."""

from dataclasses import dataclass, field, replace
from datetime import date

from qa.briefing.topic.relevance import choose_articles
from qa.briefing.topic.reporting import ReportedSentence
from qa.language.dates import read_day
from qa.library import ArticleSummary, Filters, Library
from qa.library.stories.copies import list_other_outlets
from qa.models.embeddings import Embedder
from qa.question import Question, read_question
from qa.question.spelling import correct_question

# Chosen: about the reports that a matter of some weeks has; more are looked at with -k.
ARTICLES = 40
NOTHING_FOUND = "The library has no articles about this."


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicArticle:
    """An article about the topic, or one that has a part about it.

    sentences  those about the topic, in order
    copies     the articles that are copies of the same report
    """

    article: ArticleSummary
    text: str = field(repr=False)
    sentences: tuple[ReportedSentence, ...] = field(repr=False)
    copies: tuple[ArticleSummary, ...] = ()

    @property
    def day(self) -> date | None:
        """The day it was published."""
        return read_day(self.article.published)

    @property
    def outlets(self) -> tuple[str, ...]:
        """All that carry the report, its own first."""
        return tuple(dict.fromkeys(item.source for item in (self.article, *self.copies) if item.source))

    @property
    def also_in(self) -> tuple[str, ...]:
        """The other outlets that carry the report."""
        return list_other_outlets(self.article.source, self.outlets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic and the articles about it, the oldest first, one of each report.

    notices  how the topic was read
    explanation  why there are no articles about it, in one line; "" where there are
    """

    text: str
    question: Question
    articles: tuple[TopicArticle, ...]
    filters: Filters | None = None
    notices: tuple[str, ...] = ()
    explanation: str = ""

    @property
    def newest(self) -> date | None:
        """The day of its newest article."""
        return max((item.day for item in self.articles if item.day), default=None)

    def find_article(self, id: str) -> TopicArticle | None:
        """Return the article with an id, which may be that of a copy."""
        return next((item for item in self.articles if id in (item.article.id, *(c.id for c in item.copies))), None)


def gather_topic(
    text: str,
    library: Library,
    embedder: Embedder,
    *,
    k: int = ARTICLES,
    filters: Filters | None = None,
    as_of: date | None = None,
) -> Topic:
    """Return the topic with the articles about it, of at most k reports.

    Raises InvalidQuestion for what is no topic, and UnknownOutlet.
    """
    library.check_outlets(filters)
    typed = read_question(text, as_of=as_of)
    corrected, corrections = correct_question(typed.text, library.document_frequencies, library.iter_vocabulary)
    notices = tuple(f"Read “{correction.read}” for “{correction.typed}”." for correction in corrections)
    question = read_question(corrected, as_of=as_of)
    topic = Topic(text=typed.text, question=question, articles=(), filters=filters, notices=notices)
    chosen = choose_articles(question, library, embedder, filters)
    stories: dict[int | str, list[TopicArticle]] = {}
    for found in chosen:
        item = TopicArticle(article=found.article, text=found.text, sentences=tuple(found.sentences))
        stories.setdefault(item.article.story or item.article.id, []).append(item)
    articles = [_join_copies(members) for members in list(stories.values())[:k]]
    articles.sort(key=lambda item: (item.article.published or "9999", item.article.id))
    explanation = "" if articles else library.explain_nothing(filters, NOTHING_FOUND)
    return replace(topic, articles=tuple(articles), explanation=explanation)


def _join_copies(members: list[TopicArticle]) -> TopicArticle:
    """Return the fullest article of a report, with the others as its copies."""
    first = max(members, key=lambda item: (len(item.sentences), item.article.published or ""))
    return replace(first, copies=tuple(item.article for item in members if item is not first))
