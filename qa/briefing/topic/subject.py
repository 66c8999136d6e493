"""What is looked for of a topic: its words with their weights, and its names."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa.language.names import find_names
from qa.language.words import stem_each
from qa.library import Library
from qa.question import Question

# Of what a word would weigh that stands nowhere, what the last word of a name has to weigh to stand for all: "Biles".
_STANDS_ALONE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is looked for: the words of a topic with their weights, and its names, each as stems."""

    question: Question
    weights: Mapping[str, float]
    names: tuple[tuple[str, ...], ...]
    heaviest: float

    def measure_cover(self, stems: Iterable[str]) -> float:
        """Return how much of the weight of its words is among some stems, in 0..1."""
        held, total = set(stems), sum(self.weights.values())
        return sum(weight for stem, weight in self.weights.items() if stem in held) / total if total else 0.0

    def is_named(self, stems: Sequence[str]) -> bool:
        """Tell whether a text has each of its names, or the last word of one where that says enough."""
        alone = _STANDS_ALONE * self.heaviest
        return all(
            _holds_run(name, stems) or (self.weights.get(name[-1], 0.0) >= alone and name[-1] in stems)
            for name in self.names
        )


def read_subject(question: Question, library: Library) -> Subject:
    """Return what is looked for of a topic in a library."""
    return Subject(
        question=question,
        weights=weigh_words(question.words, library),
        names=_read_names(question.text),
        heaviest=_weigh(0, library.count().passages),
    )


def weigh_words(words: Iterable[str], library: Library) -> dict[str, float]:
    """Return how much each of some words tells, by stem: its inverse document frequency among the passages."""
    folded = list(dict.fromkeys(words))
    frequencies, total = library.document_frequencies(folded), library.count().passages
    return {stem: _weigh(frequencies.get(word, 0), total) for word, stem in zip(folded, stem_each(folded), strict=True)}


def _weigh(frequency: int, total: int) -> float:
    return math.log1p((total - frequency + 0.5) / (frequency + 0.5))


def _read_names(topic: str) -> tuple[tuple[str, ...], ...]:
    """Return the names of a topic as stems; a lone word that opens it may have its capital from that."""
    return tuple(tuple(stem_each(name.words)) for name in find_names(topic) if not name.initial)


def _holds_run(run: tuple[str, ...], stems: Sequence[str]) -> bool:
    size = len(run)
    return any(tuple(stems[n : n + size]) == run for n, stem in enumerate(stems) if stem == run[0])
