"""What the tests of the stages share: articles that were found for a question, as evidence for its answer."""

from collections.abc import Sequence
from typing import Any

from qa.evidence import Evidence
from qa.library import ArticleSummary
from qa.passages import Passage, split_sentences
from qa.question import Question, read_question
from qa.retrieve import Hit
from qa.scoring import Candidate, ScoredSentence
from qa.verify import Check, check_statement


def make_summary(**fields: Any) -> ArticleSummary:
    defaults: dict[str, Any] = {
        "id": "a1", "title": "Talks in Lisbon", "source": "The Daily Example", "authors": (),
        "published": "2025-10-31T09:00:00+00:00", "updated": None, "language": "en",
        "url": "https://example.org/talks", "origin": "talks.md", "passages": 1,
    }  # fmt: skip
    return ArticleSummary(**{**defaults, **fields})


def make_candidate(text: str, **fields: Any) -> Candidate:
    defaults: dict[str, Any] = {
        "article_id": "a1", "title": "Talks in Lisbon", "published": None, "language": "en", "start": 0,
        "lexical": 0.5, "similarity": 0.5,
    }  # fmt: skip
    return Candidate(text=text, **{**defaults, **fields})


def make_hit(
    text: str, *, scores: Sequence[float] = (), features: dict[str, float] | None = None, **fields: Any
) -> Hit:
    """Return a hit whose passage is the whole text of its article; scores of its sentences, 1.0 where none is given."""
    article = make_summary(**fields)
    sentences = tuple(
        ScoredSentence(
            start=start,
            end=end,
            text=text[start:end],
            score=scores[n] if n < len(scores) else 1.0,
            features=features or {},
        )
        for n, (start, end) in enumerate(split_sentences(text))
    )
    passage = Passage(article_id=article.id, start=0, end=len(text), text=text)
    score = max((sentence.score for sentence in sentences), default=0.0)
    return Hit(article=article, passage=passage, score=score, similarity=0.5, sentences=sentences)


def make_evidence(*texts: str, **fields: Any) -> list[Evidence]:
    """Return evidence numbered from 1, each text an article of its own with the id a1, a2 and so on."""
    hits = [make_hit(text, **{"id": f"a{n}", **fields}) for n, text in enumerate(texts, start=1)]
    return [Evidence(n=n, hit=hit, sentences=hit.sentences) for n, hit in enumerate(hits, start=1)]


def check_sentence(
    sentence: str, *texts: str, cited: int | None = 1, question: str = "What happened?", **fields: Any
) -> Check:
    """Return the check of a sentence that cites the text of that number, or none, of those given."""
    evidence = make_evidence(*texts, **fields)
    asked: Question = read_question(question)
    return check_statement(
        sentence,
        [item for item in evidence if item.n == cited],
        [item for item in evidence if item.n != cited],
        asked,
        {f"a{n}": text for n, text in enumerate(texts, start=1)},
    )
