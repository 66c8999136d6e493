"""The answer to a question: checked statements, the exact words that support each, and what was looked at."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote as percent_encode

from qa.models import Usage
from qa.verify.verdict import VerdictName

if TYPE_CHECKING:
    from qa.retrieval.search import Hit

Status = Literal["answered", "not_answered"]
Reason = Literal[
    "empty_library",
    "no_article_then",  # none of the days that are asked for
    "no_article",  # none passes the filters together
    "other_language",  # the question is in none that the articles are in or the embedder knows
    "no_match",  # nothing that was found is likely to answer
    "abstained",  # the model found no answer in what it was shown
    "unsupported",  # the model answered, and the articles confirm none of it
]
# In one line, with what to do next; where the library tells more, that goes before.
EXPLANATIONS: Mapping[Reason, str] = {
    "empty_library": "The library is empty: put articles in with qa ingest FOLDER.",
    "no_article_then": "No article is of that time. Ask of another, or change --since and --until.",
    "no_article": "No article passes all the filters together. Leave one of them out.",
    "other_language": "The question is in another language than the articles. Ask in theirs.",
    "no_match": "The articles do not say: nothing in them seems to answer this question. Try other words.",
    "abstained": "The model found no answer in the passages. Read the nearest, or ask with other words.",
    "unsupported": "The model answered, but the articles do not confirm it.",
}


# What looks like the number of a citation.
_OTHER_MARKS = re.compile(r"\[(\d{1,3}(?:\s?[,–-]\s?\d{1,3})*)\]")


def round_numbers(text: str) -> str:
    """Return words to stand before numbers of citations: one that they have in square brackets is in round ones."""
    return _OTHER_MARKS.sub(r"(\1)", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedArticle:
    """What a citation shows of its article.

    Attributes:
        language: Its ISO 639-1 code, or None where it is not known.
    """

    id: str
    title: str
    source: str | None
    published: str | None
    url: str | None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """That the words of a quote were others before.

    Attributes:
        at: When these were replaced, as far as the library knows, ISO 8601 in UTC.
        before: The sentence that stood there.
    """

    at: str
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The exact words of an article: `quote == article.text[start:end]`.

    Attributes:
        n: Its number in the answer's text, from 1.
        also_in: Other outlets that carry the same passage.
        page: Its page in the article, from 1, where that has pages.
        correction: The notice in which the outlet corrects the article, in its words, or None.
        corrected: The notice is about what is quoted, as far as its words tell.
        changed: What the quote said before the article was changed, or None.
    """

    n: int
    article: CitedArticle
    quote: str
    start: int
    end: int
    link: str | None = None
    also_in: tuple[str, ...] = ()
    page: int | None = None
    correction: str | None = None
    corrected: bool = False
    changed: Revision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence, what the check found of it, and the numbers of the citations that it rests on or that are nearest.

    Attributes:
        score: How likely it is that the articles say it, in 0..1.
        flags: What speaks against it, each in a few words.
        speaker: Whose claim the article reports it as, or None where the outlet says so itself.
        as_of: The day of its article, where others give an older state of the same thing.
    """

    text: str
    citations: tuple[int, ...]
    verdict: VerdictName
    score: float
    flags: tuple[str, ...] = ()
    speaker: str | None = None
    as_of: str | None = None

    @property
    def shown_text(self) -> str:
        """The text to stand before numbers of citations."""
        return round_numbers(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the different figures that articles give for the same thing.

    Attributes:
        text: The figure, as the article has it.
        speaker: Whose figure it is, or None where the outlet gives it in its own voice.
        citations: Numbers of the citations that show it.
    """

    text: str
    source: str | None
    speaker: str | None
    published: str | None
    citations: tuple[int, ...]

    @property
    def shown_text(self) -> str:
        """The text to stand before numbers of citations."""
        return round_numbers(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class BestSentence:
    """The sentence of a passage that comes nearest to the question; its offsets are into the article."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedPassage:
    """A passage that was retrieved for the question, the best first: `text == article.text[start:end]`."""

    rank: int
    article_id: str
    title: str
    source: str | None
    published: str | None
    url: str | None
    start: int
    end: int
    score: float
    text: str
    best: BestSentence | None = None
    also_in: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seconds:
    """How long each stage took, in seconds."""

    retrieve: float = 0.0
    answer: float = 0.0
    verify: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question. `text` is the statements with their citation numbers; "" when not answered.

    Attributes:
        unconfirmed: Sentences of the model that are no part of the text, as it wrote them: the articles contradict or
            do not confirm them, or tell something newer; the citations of these are the words that come nearest.
        shape: What the answer looks like: a fact, yes_no, who_said, a list, a cause, a comparison, a development or an
            overview.
        unanswered: What the articles do not say of what is asked, where they say the rest.
        judge: Who judged whether the articles say the statements: a model, "rules" where none did, or "words" where all
            of them are the articles' own.
        disagreement: Articles give different versions of what is asked, and none is out of date.
        sides: These versions, where there is a disagreement.
        explanation: Why there is no answer and what to do next, in one line; "" where there is one.
        notices: How the question was read (a corrected word, the time it speaks of), and what went wrong in judging.
    """

    question: str
    status: Status
    reason: Reason | None
    text: str
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    passages: tuple[RankedPassage, ...]
    model: str
    judge: str = "words"
    shape: str = "fact"
    unconfirmed: tuple[Statement, ...] = ()
    unanswered: tuple[str, ...] = ()
    disagreement: bool = False
    sides: tuple[Side, ...] = ()
    explanation: str = ""
    notices: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    seconds: Seconds = field(default_factory=Seconds)
    settings_hash: str = ""
    prompt_hash: str = ""

    def list_citations(self, statements: Iterable[Statement]) -> tuple[Citation, ...]:
        """Return the citations that some of the statements have, in the order of their numbers."""
        numbers = {n for statement in statements for n in statement.citations}
        return tuple(citation for citation in self.citations if citation.n in numbers)

    @property
    def text_citations(self) -> tuple[Citation, ...]:
        """The citations of the text, without those that only unconfirmed sentences have."""
        own = self.list_citations(self.statements)
        others = self.list_citations(self.unconfirmed)
        return tuple(citation for citation in self.citations if citation in own or citation not in others)

    def hide_unconfirmed(self) -> "Answer":
        """Return the answer without what the articles do not confirm, and without the citations of that."""
        return replace(self, unconfirmed=(), citations=self.text_citations)

    def to_json(self) -> dict[str, Any]:
        """Return the answer as values of JSON, by the contract of `--json`."""
        return {**asdict(self), "passages": [passage_to_values(passage) for passage in self.passages]}


def rank_hit(rank: int, hit: "Hit") -> RankedPassage:
    """Return what was found as it is told outside: of the article what a citation has, and the best sentence."""
    start = hit.passage.start
    first, last = hit.best if hit.sentences else (start, start)
    best = BestSentence(start=first, end=last, text=hit.text[first:last])
    return RankedPassage(
        rank=rank,
        article_id=hit.article.id,
        title=hit.article.title,
        source=hit.article.source,
        published=hit.article.published,
        url=hit.article.url,
        start=start,
        end=hit.passage.end,
        score=round(hit.score, 4),
        text=hit.passage.text,
        best=best if hit.sentences else None,
        also_in=hit.also_in,
        language=hit.article.language,
    )


def passage_to_values(passage: RankedPassage) -> dict[str, Any]:
    """Return a passage as values of JSON, the same for a search, an answer and the documents of a retriever.

    `article` is as in a citation; its fields stand beside it as well, for what takes flat metadata only.
    """
    values = asdict(passage)
    article = {f.name: values["article_id" if f.name == "id" else f.name] for f in fields(CitedArticle)}
    return {"rank": values.pop("rank"), "article": article, **values, "also_in": list(passage.also_in)}


def write_fragment_link(url: str | None, quote: str) -> str | None:
    """Return the url with a text fragment that makes a browser scroll to the quote, or None without a web address.

    Long quotes are given by their first and last words (https://wicg.github.io/scroll-to-text-fragment/).
    """
    if not url or not url.startswith(("http://", "https://")) or not quote.strip():
        return None
    words = quote.split()
    ends = [" ".join(words)] if len(words) <= 12 else [" ".join(words[:5]), " ".join(words[-5:])]
    fragment = ",".join(percent_encode(end, safe="").replace("-", "%2D") for end in ends)
    joint = ":~:text=" if "#" in url else "#:~:text="
    return f"{url}{joint}{fragment}"
