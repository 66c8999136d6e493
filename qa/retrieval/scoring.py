"""Score every sentence of the candidates for a question: the second look, which ranks passages and picks evidence."""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from qa.articles.passages import split_evidence
from qa.language.dates import read_day
from qa.language.words import stem_words
from qa.question import Question, can_answer, find_common_words, has_speaker
from qa.retrieval.rows import Row, find_first_row, split_cells

# Fitted by logistic regression on labelled sentences of news and of an encyclopaedia, by a script that was not kept;
# tools/fit_answers.py fits how these scores and the reader's are put together. "speaker" and "timely", of which the
# sentences have too few cases, were chosen. Features lie in about 0..1.
WEIGHTS: Mapping[str, float] = {
    "own_terms": 2.2,
    "near_terms": 0.6,
    "names": 0.5,
    "pairs": 1.1,
    "lexical": 3.0,
    "similarity": 2.4,
    "kind": 2.3,
    "speaker": 2.5,
    "recent": 2.0,
    "timely": 2.0,
    "lead": 1.1,
    "fragment": -0.9,
}
# Chosen: what is news stays so for some weeks; an article without a day, or one where no day is asked for, counts as
# about two weeks old (exp(-14 / 21)).
_RECENT_DAYS = 21.0
_UNKNOWN_RECENCY = 0.52
# Chosen: reports of what happened at a time come before it and after it.
_BEFORE, _AFTER = timedelta(days=14), timedelta(days=14)
# Chosen: the length of the part of an article that tells what is new in it.
_LEAD_CHARACTERS = 1000.0
# Chosen: fewer words than that are seldom a sentence.
_FRAGMENT_WORDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage that may hold the answer, with what the searches said of it.

    head        first row of the table that the passage begins within
    lexical     BM25 score relative to the best candidate's, 0 where only the dense search found it
    similarity  cosine of the passage and the question
    """

    article_id: str
    title: str
    published: str | None
    language: str | None
    start: int
    text: str
    lexical: float
    similarity: float
    head: Row | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredSentence:
    """A sentence of a candidate: its offsets in the article's text, its score, and the features behind it.

    answer  stems of its words that answer, as the reader sees them, without those of the question; empty where unread
    """

    start: int
    end: int
    text: str
    score: float
    features: Mapping[str, float]
    answer: frozenset[str] = frozenset()


def score_sentences(
    question: Question,
    candidate: Candidate,
    idf: Mapping[str, float],
    weights: Mapping[str, float] = WEIGHTS,
    *,
    kin: Mapping[str, str] = MappingProxyType({}),
) -> list[ScoredSentence]:
    """Return the sentences of a candidate that tell something, in order, each with its score.

    The first row of a table that began in an earlier passage, whose heads the rows are read with, comes before them.

    idf  weight of each of the question's terms, by stem
    kin  the question's term by the stem of another form of its word
    """
    offset = candidate.start
    evidence = split_evidence(candidate.text, candidate.language, opens=offset == 0)
    parts = [(offset + start, offset + end, candidate.text[start:end]) for start, end in evidence]
    if candidate.head and parts:
        parts.insert(0, candidate.head)
    texts = [text for _, _, text in parts]
    stems = [[kin.get(stem, stem) for stem in stem_words(text)] for text in texts]
    shared = _score_passage(question, candidate)
    title = frozenset(kin.get(stem, stem) for stem in stem_words(candidate.title))
    common = find_common_words(candidate.text)
    scored = []
    for n, (start, end, text) in enumerate(parts):
        is_row = bool(split_cells(text))
        own = stems[find_first_row(texts, n)] + stems[n] if is_row else stems[n]
        words = _score_words(question, idf, own, stems[max(n - 1, 0) : n + 2], title)
        features = shared | words | {"nearness": 0.0}
        if is_row:
            # It is short, and no fragment.
            features["fragment"] = 0.0
        features["kind"] = float(can_answer(question, text, common, language=candidate.language))
        features["speaker"] = float(has_speaker(question, text, language=candidate.language))
        features["lead"] = 1.0 / (1.0 + start / _LEAD_CHARACTERS)
        scored.append(
            ScoredSentence(
                start=start,
                end=end,
                text=text,
                score=sum(weight * features[name] for name, weight in weights.items()),
                features=features,
            )
        )
    return scored


def adjust_score(sentence: ScoredSentence, nearness: float) -> ScoredSentence:
    """Return the sentence scored anew, now that its own cosine with the question is known and not only its passage's.

    The feature "nearness" is 0 where a sentence was not embedded.
    """
    gain = nearness - sentence.features["similarity"]
    return replace(sentence, score=sentence.score + gain, features={**sentence.features, "nearness": nearness})


def weigh_terms(question: Question, frequencies: Mapping[str, int], total: int) -> dict[str, float]:
    """Return the inverse document frequency of each term of the question, as BM25 has it.

    frequencies  passages that hold each of the question's words
    total        passages in the library
    """
    return {
        term: math.log1p((total - frequencies.get(word, 0) + 0.5) / (frequencies.get(word, 0) + 0.5))
        for term, word in zip(question.terms, question.words, strict=True)
    }


def _score_passage(question: Question, candidate: Candidate) -> dict[str, float]:
    recent = _score_recency(question, read_day(candidate.published))
    asks_for_time = question.period is not None and question.period.relative
    return {
        "lexical": candidate.lexical,
        "similarity": candidate.similarity,
        "recent": recent,
        "timely": recent if asks_for_time else 0.0,
    }


def _score_recency(question: Question, published: date | None) -> float:
    """Return 1 for an article of the time that is asked for, falling to 0 with its distance.

    That is the day the question is asked from, or the period it speaks of where that is another time.
    """
    period, as_of = question.period, question.as_of
    if published is None:
        return _UNKNOWN_RECENCY
    if period and (as_of is None or period.is_over_by(as_of)):
        return max(_UNKNOWN_RECENCY, math.exp(-period.measure_distance(published) / _RECENT_DAYS))
    return math.exp(-abs((as_of - published).days) / _RECENT_DAYS) if as_of else _UNKNOWN_RECENCY


def find_window(question: Question) -> tuple[date, date] | None:
    """Return the first and last day of the articles that are near the time a question is about, or None."""
    period, as_of = question.period, question.as_of
    if period and (as_of is None or period.is_over_by(as_of)):
        first, last = period.first, period.last
        return (first - _BEFORE, last + _AFTER) if first and last else None
    return (as_of - _BEFORE, as_of + _AFTER) if as_of else None


def _score_words(
    question: Question,
    idf: Mapping[str, float],
    stems: Sequence[str],
    beside: Sequence[Sequence[str]],
    title: frozenset[str],
) -> dict[str, float]:
    own = set(stems)
    near = own.union(*beside)
    pairs = question.pairs.intersection(itertools.pairwise(stems))
    return {
        "own_terms": _cover(question.terms, own, idf),
        "near_terms": _cover(question.terms, near, idf),
        "names": _cover(question.names, near | title, idf) if question.names else 1.0,
        "pairs": len(pairs) / max(1, len(question.pairs)),
        "fragment": float(len(stems) < _FRAGMENT_WORDS),
    }


def _cover(terms: Sequence[str] | frozenset[str], found: set[str] | frozenset[str], idf: Mapping[str, float]) -> float:
    total = sum(idf.get(term, 0.0) for term in terms)
    return sum(idf.get(term, 0.0) for term in terms if term in found) / total if total else 0.0
