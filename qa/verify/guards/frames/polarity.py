"""Whether it is so or not: a "not" lost or added to one thing that is told, and a verb turned into its opposite."""

from collections.abc import Iterator

from qa.language.syntax.phrases import Phrase
from qa.verify.guards.frames.modes import UNREAL
from qa.verify.guards.frames.pairs import Pair
from qa.verify.verdict import Flag

# Chosen: who says it and what is said; with one of them alone another saying may be meant.
_SIDES_OF_SAYING = 2


def compare_negation(pair: Pair) -> Iterator[Flag]:
    """Yield a flag where one of both is negated; what is only possible or planned contradicts nothing for sure."""
    told, found = pair.told, pair.found
    if pair.match != "same" or told.negated == found.negated:
        return
    # What is said or not said has to be the same.
    says = told.lemma in pair.language.sayings and not pair.nearly_copies and pair.count_same() < _SIDES_OF_SAYING
    words, against = f"{told.denial} {told.text}".strip(), f"{found.denial} {found.text}".strip()
    yield pair.make_flag("negation", words, against, decides=told.modes & UNREAL == found.modes & UNREAL and not says)


def compare_direction(pair: Pair) -> Iterator[Flag]:
    """Yield a flag where a verb, or a word beside it or beside one of its sides, is the opposite."""
    told, found = pair.told, pair.found
    if pair.match == "opposite":
        if told.negated == found.negated and pair.count_same():
            yield pair.make_flag("direction", told.text, found.text, decides=True)
        return
    for one, other in _find_opposed(pair):
        yield pair.make_flag("direction", one, other, decides=True)


def compare_comparison(pair: Pair) -> Iterator[Flag]:
    """Yield a flag where the two sides of a comparison change places."""
    told, found = pair.told, pair.found
    for name, one in told.arguments:
        for other_name, other in found.arguments:
            if name == other_name and name in pair.language.than and told.agent and found.agent:
                crossed = pair.relate(told.agent, other) == "same" and pair.relate(one, found.agent) == "same"
                if crossed and pair.match == "same":
                    yield pair.make_flag("comparison", f"{told.agent.text} {told.text}", found.agent.text, decides=True)


def _find_opposed(pair: Pair) -> Iterator[tuple[str, str]]:
    """Yield words of both sides that are opposites, beside the same noun or before the same phrase."""
    language = pair.language
    for _, one, other in pair.list_slots():
        if one.lemma == other.lemma:
            yield from _oppose(pair, one.text.lower().split(), other.text.lower().split())
    for name, one in pair.told.arguments:
        for other_name, other in pair.found.arguments:
            if name and other_name and language.are_opposite(name, other_name) and _stand_alike(one, other):
                yield f"{name} {one.text}", f"{other_name} {other.text}"


def _oppose(pair: Pair, words: list[str], others: list[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        for other in others:
            if word not in others and other not in words and pair.language.are_opposite(word, other):
                yield word, other


def _stand_alike(one: Phrase, other: Phrase) -> bool:
    return one.text.lower() == other.text.lower()
