"""Falsehoods of degree: what somebody thinks of a thing, how far a matter is, and how much of the whole is meant."""

import re
from collections.abc import Iterator

from qa.evals.planting.sample import Sample, Substitution, Surroundings
from qa.language.planting import degrees, directions, prose
from qa.language.profiles.en_inflection import inflect_verb

_MEASURES = frozenset(["DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"])


def change_stance(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with what somebody thinks of a thing turned round: denied for admitted."""
    for verb in sample.find_verbs("VBD", "VBZ", "VBP", "VBN", "VBG", "VB"):
        other = degrees.STANCES.get(verb.lemma)
        target = sample.parsed.find_child(verb.index, "dobj", "ccomp")
        plain = sample.parsed.find_child(verb.index, "prep", "prt") is None and not sample.is_denied(verb)
        if other and plain and target is not None and sample.tokens[target].pos != "PRON":
            yield sample.change((verb.start, verb.end, inflect_verb(other, verb.tag)))
    for verb in sample.find_verbs("VBD", "VBZ", "VBP"):
        other = directions.INFINITIVE_PAIRS.get(verb.lemma)
        to = sample.parsed.find_child(verb.index, "xcomp") and re.match(" to [a-z]", sample.text[verb.end :])
        if other and to and not sample.is_denied(verb):
            yield sample.change((verb.start, verb.end, inflect_verb(other, verb.tag)))


def change_status(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with a matter further on than it is: convicted for accused."""
    for pattern, now in degrees.STATUS:
        for match in pattern.finditer(sample.text):
            if not sample.is_quoted(match.start()):
                yield sample.change((*match.span(), match.expand(now)))


def generalise(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it said of all, where it is said of some."""
    if any(token.text.lower() in prose.NEGATIVE for token in sample.tokens):
        return
    for pattern, now in degrees.QUANTIFIERS:
        for match in pattern.finditer(sample.text):
            before = sample.text[: match.start()]
            if sample.is_quoted(match.start()) or degrees.NO_QUANTIFIER_BEFORE.search(before):
                continue
            if now != degrees.ALL or _counts(sample, match.start()):
                yield sample.change((*match.span(), now), was=match.group().strip())


def _counts(sample: Sample, start: int) -> bool:
    """Tell whether the word that begins there says how many of some things there are."""
    first = next(token for token in sample.tokens if token.end > start)
    noun = sample.tokens[first.head]
    if noun.tag != "NNS" or noun.index < first.index or first.dep not in ("amod", "det") or first.tag == "RBS":
        return False
    of_a_whole = noun.dep != "dobj" or first.lemma in degrees.OF_A_WHOLE
    return of_a_whole and noun.entity not in _MEASURES and noun.lemma not in degrees.UNCOUNTED
