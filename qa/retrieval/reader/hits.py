"""Read what was found with the question in mind: every sentence's score takes in what the reader makes of it."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qa.language.words import STOP_WORDS, stem_words
from qa.question import Question
from qa.retrieval.reader.reader import Reader, ReaderPage, SentenceReading
from qa.retrieval.rows import describe_row
from qa.retrieval.scoring import ScoredSentence
from qa.retrieval.search import Hit

READING, AGREEMENT = "reading", "agreement"
# The passages that are read; the answer is among the first five for 97 of 100 questions.
_MOST_PAGES = 8
# Chosen: a reading of so much, up or down, is as sure as it gets.
_SURE = 12.0
# What these are worth beside the other features, and how much likelier a sentence is the answer with each point of its
# score: chosen with the scores of tools/fit_answers.py on the starter corpus and 62 questions about news, not fitted.
READ_WEIGHTS: Mapping[str, float] = {READING: 3.6, AGREEMENT: 8.0}
SHARPNESS = 0.6
_LANGUAGE = "en"
_WITHIN_FIGURE = re.compile(r"(?<=\d)[.,:'’\u00a0\u202f](?=\d)")


def read_hits(questions: Sequence[Question], hits: Sequence[Hit], reader: Reader) -> list[Hit]:
    """Return the hits in their order, the sentences of the best of them scored anew by what the reader makes of them.

    Two features are only in a sentence that was read, where questions and article are in English: "reading", from -1
    to 1, and "agreement", the chance of those sentences whose answers are among its words too.

    questions  that one of the sentences is to answer: the parts of a question, or it alone
    """
    asked = [question for question in questions if _is_english(question.language)]
    places = [n for n, hit in enumerate(hits[:_MOST_PAGES]) if asked and _is_english(hit.article.language)]
    pages = [ReaderPage(title=hits[n].article.title, sentences=_write_sentences(hits[n])) for n in places]
    readings = [reader.read(question.text, pages) for question in asked]
    known = frozenset(term for question in questions for term in question.terms) | STOP_WORDS
    read = dict(enumerate(hits))
    for n, page, *of_page in zip(places, pages, *readings, strict=True):
        found = zip(hits[n].sentences, page.sentences, *(reading.sentences for reading in of_page), strict=True)
        read[n] = replace(hits[n], sentences=tuple(_add_reading(s, text, parts, known) for s, text, *parts in found))
    agreement = measure_consensus([sentence for n in places for sentence in read[n].sentences])
    for n in places:
        read[n] = replace(read[n], sentences=tuple(_weigh(s, AGREEMENT, next(agreement)) for s in read[n].sentences))
    gains = [
        new.score - old.score for n in places for old, new in zip(hits[n].sentences, read[n].sentences, strict=True)
    ]
    for n in read.keys() - set(places):
        read[n] = _add_gain(read[n], sum(gains) / max(1, len(gains)))
    return list(read.values())


def share_chances(sentences: Sequence[ScoredSentence]) -> list[float]:
    """Return the chance of each sentence to be the answer, if one of them is."""
    best = max((sentence.score for sentence in sentences), default=0.0)
    weights = [math.exp(SHARPNESS * (sentence.score - best)) for sentence in sentences]
    return [weight / sum(weights) for weight in weights]


def measure_consensus(sentences: Sequence[ScoredSentence]) -> Iterator[float]:
    """Yield for each sentence the chance of the others, each by the share of its answer that is among its words."""
    chances = share_chances(sentences)
    words = [stem_answer(sentence.text) for sentence in sentences]
    for n, own in enumerate(words):
        yield sum(
            chance * len(other.answer & own) / len(other.answer)
            for m, (other, chance) in enumerate(zip(sentences, chances, strict=True))
            if m != n and other.answer and sentences[n].answer
        )


def stem_answer(text: str) -> frozenset[str]:
    """Return the stems of words that may answer, a figure as one: the 3 of "Pier 3" is not in "3,400 wheels"."""
    return frozenset(stem_words(_WITHIN_FIGURE.sub("", text)))


def _write_sentences(hit: Hit) -> tuple[str, ...]:
    """Return the sentences of a hit as they are read: rows of tables with the heads of their columns."""
    texts = [sentence.text for sentence in hit.sentences]
    return tuple(describe_row(texts, n) for n in range(len(texts)))


def _is_english(language: str | None) -> bool:
    return (language or _LANGUAGE).startswith(_LANGUAGE)


def _add_gain(hit: Hit, gain: float) -> Hit:
    """Return a hit that was not read with what those that were read gain on average: it is neither better nor worse."""
    return replace(hit, sentences=tuple(replace(sentence, score=sentence.score + gain) for sentence in hit.sentences))


def _add_reading(
    sentence: ScoredSentence, text: str, readings: Sequence[SentenceReading], known: frozenset[str]
) -> ScoredSentence:
    """Return a sentence with what was made of it; text is what was read."""
    best = max(readings, key=lambda reading: reading.score)
    start, end = best.span
    answer = stem_answer(text[start:end]) & stem_answer(sentence.text) - known
    return replace(_weigh(sentence, READING, max(-1.0, min(1.0, best.score / _SURE))), answer=answer)


def _weigh(sentence: ScoredSentence, feature: str, value: float) -> ScoredSentence:
    features = {**sentence.features, feature: value}
    return replace(sentence, score=sentence.score + READ_WEIGHTS[feature] * value, features=features)
