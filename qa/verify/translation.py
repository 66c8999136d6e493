"""What can be told of a statement in another language than its articles: its facts; of the rest a judge decides."""

from collections.abc import Sequence

from qa.language.known import detect_language
from qa.verify.elements import Element, split_with_initials
from qa.verify.hypothesis import Hypothesis
from qa.verify.premise import Premise, Quote


def find_foreign_language(hypothesis: Hypothesis) -> str | None:
    """Return the language of a statement where none of its premises is in it; None where one is, or nothing tells.

    One that is too short to tell is taken to be in the language of the question that it answers.
    """
    asked = hypothesis.question.language if hypothesis.question else None
    told = detect_language(hypothesis.text) or asked
    others = {premise.language for premise in hypothesis.premises}
    return None if not told or not others or None in others or told in _trim(others) else told


def keep_facts(elements: Sequence[Element], premises: Sequence[Premise]) -> list[Element]:
    """Return the elements that are written alike in two languages: numbers, days, and names that the premises know.

    Of a name of several words one has to stand there; a lone word with a capital may be any noun.
    """
    words = frozenset(word for premise in premises for word in split_with_initials(premise.text))
    return [element for element in elements if element.kind in ("number", "date") or _is_known(element, words)]


def find_nearest_sentences(hypothesis: Hypothesis) -> tuple[Quote, ...]:
    """Return the sentences that retrieval put first in what a statement cites, or else in its first premise."""
    cited = [premise for premise in hypothesis.premises if premise.n in hypothesis.cited and premise.n > 0]
    found = [(premise, premise.best or next(iter(premise.spans), None)) for premise in cited or hypothesis.premises[:1]]
    return tuple(Quote(premise=premise, start=span[0], end=span[1]) for premise, span in found if span)


def _trim(codes: set[str | None]) -> set[str]:
    return {code[:2].lower() for code in codes if code}


def _is_known(element: Element, words: frozenset[str]) -> bool:
    if element.name is None:
        return False
    named = element.name.words
    return words.issuperset(named) or (len(named) > 1 and not words.isdisjoint(named))
