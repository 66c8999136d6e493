"""What is told to be done: a verb that no word of the quotes says, where they tell another thing of the same sides."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from qa.language.profile import Language
from qa.language.sentences import split_sentences
from qa.language.syntax.frames import Frame
from qa.language.syntax.grammar import Grammar
from qa.language.syntax.phrases import relate_phrases
from qa.language.syntax.rewordings import may_reword
from qa.language.words import STOP_WORDS, stem_words
from qa.models.embedders.static import compare_words
from qa.verify.guards.frames.pairs import list_stems, name_predicate
from qa.verify.guards.reading import GuardReading
from qa.verify.verdict import Flag

# Measured on verbs in invented news: of those that tell the same two thirds have more, of others hardly any.
_ALIKE = 0.3
# Of the other words of the statement, so many have to stand in the sentence: what is told in words of its own is for a
# judge. Of those beside the verb, so many have to stand beside the one in its place. Chosen.
_LEAST_COPIED = 0.75
_LEAST_BESIDE = 0.5
_MEANING = frozenset(["VERB", "AUX", "NOUN", "ADJ"])
_TELLING = _MEANING | {"ADV", "ADP"}


def find_replaced_verbs(
    statement: GuardReading, sources: Sequence[GuardReading], language: Language, grammar: Grammar
) -> Iterator[Flag]:
    """Yield a flag for each verb in what else is a part of a sentence that no quote has or says in other words.

    The flag has the verb that stands in its place. Verbs that tell little of their own are let be.
    """
    words = dict.fromkeys(word for source in sources for word in _list_telling(source))
    for frame in statement.frames:
        verbs = _name_verb(frame, statement)
        if frame.kind != "verb" or _is_vague(frame, statement, language, grammar):
            continue
        if any(may_reword(verb, word, language, grammar) for verb in verbs for word in words):
            continue
        place = _find_place(frame, [source for source in sources if _copies(statement, source, frame)])
        if place and not _is_told_elsewhere(frame, sources) and not _is_near(frame, sources, language):
            source, other = place
            yield Flag(kind="words", words=frame.text, against=other.text, quote=source.quote)


def _is_vague(frame: Frame, statement: GuardReading, language: Language, grammar: Grammar) -> bool:
    """Tell whether a verb tells little of its own: "have", but not "have off"; "plan" to do; "said"."""
    parsed = statement.parsed
    governs = frame.lemma in grammar.governing and parsed and parsed.find_child(frame.index, "xcomp") is not None
    says = language.sayings.get(frame.lemma) == "asserts" and frame.patient is None
    return governs or says or (frame.lemma in grammar.vague and not frame.particle)


def _name_verb(frame: Frame, reading: GuardReading) -> list[str]:
    """Return the lemma of a verb, alone and with each adverb or particle that hangs on it: "walk", "walk out"."""
    parsed = reading.parsed
    beside = parsed.find_children(frame.index, "prt", "advmod", "prep") if parsed else ()
    small = [parsed.tokens[n] for n in beside if parsed.tokens[n].pos in ("ADP", "ADV")] if parsed else []
    return [frame.lemma, *(f"{frame.lemma} {token.lemma}" for token in small if frame.end <= token.start)]


def _list_telling(source: GuardReading) -> Iterator[str]:
    """Yield the lemmas of what in a sentence may tell that something is done, verbs with their particles as well."""
    tokens = source.parsed.tokens if source.parsed else ()
    yield from (token.lemma for token in tokens if token.pos in _TELLING)
    for frame in source.frames:
        yield from _name_verb(frame, source)


def _copies(statement: GuardReading, source: GuardReading, frame: Frame) -> bool:
    """Tell whether a statement has most of its words, but for a verb, from a sentence."""
    rest = statement.stems - STOP_WORDS - frozenset(stem_words(frame.text))
    return len(rest & source.stems) >= _LEAST_COPIED * len(rest)


def _find_place(frame: Frame, sources: Sequence[GuardReading]) -> tuple[GuardReading, Frame] | None:
    """Return the predicate that has beside it what the frame of a statement has, and its sentence."""
    others = [(source, other) for source in sources for other in source.frames if other.kind != "copula"]
    place = max(others, key=lambda place: _share_sides(frame, place[1]), default=None)
    return place if place and _share_sides(frame, place[1]) >= _LEAST_BESIDE else None


def _share_sides(frame: Frame, other: Frame) -> float:
    """Return how much of what stands beside a predicate stands beside another: all, where it is done to the same."""
    if frame.patient and other.patient and relate_phrases(frame.patient, other.patient) == "same":
        return 1.0
    stems = list_stems(frame)
    return len(stems & list_stems(other)) / len(stems) if stems else 0.0


def _is_told_elsewhere(frame: Frame, sources: Sequence[GuardReading]) -> bool:
    """Tell whether another sentence of the articles has the verb, with its sides there or right before."""
    stems = list_stems(frame)
    (verb,) = stem_words(frame.lemma)[:1] or [""]
    for premise in {source.quote.premise for source in sources if source.quote}:
        told = _stem_sentences(premise.text, premise.language)
        if any(verb in own and stems <= own.union(*told[max(0, n - 2) : n]) for n, own in enumerate(told)):
            return True
    return False


@lru_cache(maxsize=64)
def _stem_sentences(text: str, language: str | None) -> list[frozenset[str]]:
    return [frozenset(stem_words(text[start:end], language)) for start, end in split_sentences(text, language)]


def _is_near(frame: Frame, sources: Sequence[GuardReading], language: Language) -> bool:
    """Tell whether a word of the quotes is as near to a verb as those that tell the same mostly are."""
    tokens = [token for source in sources for token in (source.parsed.tokens if source.parsed else ())]
    words = {token.lemma for token in tokens if token.pos in _MEANING}
    words |= {name_predicate(other) for source in sources for other in source.frames if other.particle}
    others = sorted(word for word in words if not language.are_opposite(frame.lemma, word))
    return bool(others) and max(compare_words(name_predicate(frame), others)) >= _ALIKE
