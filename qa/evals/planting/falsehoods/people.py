"""Falsehoods of who: roles swapped, another person, another speaker, and what two did told of one."""

from collections.abc import Iterator
from dataclasses import dataclass

from qa.evals.planting.sample import Noun, Sample, Substitution, Surroundings, rewrite
from qa.language.planting import clauses, prose
from qa.language.syntax.parse import ParsedToken
from qa.language.words import split_words

_SPEAKERS = frozenset(["PERSON", "ORG"])
_NAMED = frozenset(["PERSON", "ORG", "GPE"])
_NO_ACTORS = frozenset(
    """DATE TIME MONEY PERCENT CARDINAL ORDINAL WORK_OF_ART EVENT LAW LANGUAGE PRODUCT FAC LOC QUANTITY""".split()
)
# In words, chosen: longer phrases hold clauses, and read wrong in another place.
_LONGEST_NOUN = 8
# In characters, chosen: as long as sentences of news are.
_LONGEST_MERGED = 260
_SUBORDINATE = frozenset("ccomp advcl conj parataxis relcl".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Predicate:
    """What a sentence says of its subject.

    noun_end  where its subject ends
    is_plain  it can follow an "and"
    """

    noun: Noun
    noun_end: int
    text: str
    is_plain: bool


def swap_roles(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with who did something and to whom it was done in each other's place."""
    for verb in sample.find_verbs("VBD", "VBZ", "VBP", "VBN", "VB"):
        for doer, other in _find_roles(sample, verb):
            spans = sample.find_noun(doer), sample.find_noun(other)
            if spans[0] and spans[1] and spans[0][1] <= spans[1][0] and _are_actors(sample, verb, doer, other):
                if any(t.tag in ("PRP", "PRP$") and t.start < spans[1][0] for t in sample.tokens):
                    continue
                first, second = sample.write_phrase(spans[0]), sample.write_phrase(spans[1])
                yield sample.change(
                    (*spans[0], second),
                    (*spans[1], first),
                    was=f"{first} … {second}",
                    now=f"{second} … {first}",
                )


def replace_person(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with a person's full name replaced by that of somebody else in the article."""
    text = sample.text
    if sample.has_pronoun() or clauses.ALSO.search(text):
        return
    for start, end in sample.find_people():
        if text[start:end] not in around.people:
            continue
        last = text[start:end].split()[-1]
        if text.count(last) > 1 or (text[end : end + 2] in ("’s", "'s") and text[end + 2 :].startswith(" own")):
            continue
        for other in around.people:
            if not set(split_words(other)) & set(split_words(text)):
                yield sample.change((start, end, other))


def change_attribution(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it as said by somebody else who speaks in the article."""
    if sample.has_pronoun():
        return
    for verb in sample.find_verbs("VBD"):
        subject = sample.parsed.find_child(verb.index, "nsubj")
        claims = sample.parsed.find_child(verb.index, "ccomp") is not None or "”" in sample.text or '"' in sample.text
        if verb.lemma in prose.SPEAKING and subject is not None and claims:
            yield from _replace_speaker(sample, around, subject)
    for token in sample.tokens:
        if token.text == "to" and sample.text[: token.end].lower().endswith(prose.ACCORDING):
            speaker = sample.parsed.find_child(token.index, "pobj")
            if speaker is not None:
                yield from _replace_speaker(sample, around, speaker)


def merge_facts(sample: Sample, around: Surroundings) -> Iterator[Substitution]:
    """Yield it with what another sentence says of somebody else told of its own subject, or told of that one's."""
    own = _find_predicate(sample)
    if own is None or clauses.ALSO.search(sample.text):
        return
    for other in around.others:
        found = _find_predicate(other)
        if other is sample or found is None or not _are_apart(own.noun, found.noun, sample, other):
            continue
        if own.is_plain and found.is_plain:
            text = f"{sample.text.rstrip('. ')} and {found.text}"
            if len(text) <= _LONGEST_MERGED:
                yield Substitution(text=rewrite(text), was="", now=found.text)
        if own.noun.entity != "PERSON":
            yield sample.change((0, own.noun_end, found.noun.text))


def _find_roles(sample: Sample, verb: ParsedToken) -> Iterator[tuple[int, int]]:
    """Yield the tokens of who did it and whom it was done to, as they stand, the first one first."""
    parsed, tokens = sample.parsed, sample.tokens
    if verb.lemma in clauses.SYMMETRIC:
        return
    passive = parsed.find_child(verb.index, "nsubjpass")
    by = parsed.find_child(verb.index, "agent")
    if passive is not None and by is not None:
        yield from ((passive, other) for other in parsed.find_children(by, "pobj"))
    subject = parsed.find_child(verb.index, "nsubj")
    if subject is None:
        return
    yield from ((subject, other) for other in parsed.find_children(verb.index, "dobj", "dative"))
    for clause in parsed.find_children(verb.index, "ccomp", "xcomp"):
        inner = parsed.find_child(clause, "nsubj")
        to = parsed.find_child(clause, "aux")
        if inner is not None and to is not None and tokens[to].text == "to" and inner == verb.index + 1:
            yield subject, inner
    for prep in parsed.find_children(verb.index, "prep"):
        if tokens[prep].text in clauses.TOWARDS and verb.lemma in clauses.TOWARDS_SOMEBODY:
            yield from ((subject, other) for other in parsed.find_children(prep, "pobj"))


def _are_actors(sample: Sample, verb: ParsedToken, doer: int, other: int) -> bool:
    """Tell whether both could do it, and the verb suits either."""
    nouns = []
    for index in (doer, other):
        span = sample.find_phrase(index)
        token = sample.tokens[index]
        inside = [sample.tokens[i] for i in sample.parsed.walk_down(index)]
        named = token.tag in ("NNP", "NNPS") and token.entity not in _NO_ACTORS
        if not span or not (named or token.text.lower() in clauses.ACTORS) or any(t.pos == "PRON" for t in inside):
            return False
        if len(inside) > _LONGEST_NOUN or any(
            t.dep in ("relcl", "acl", "conj") or t.tag[:1] == "W" or t.text[:1].isdigit() for t in inside
        ):
            return False
        if token.entity != "PERSON" and inside[0].text.lower() in clauses.INDEFINITE:
            return False
        nouns.append(sample.make_noun(index, span))
    auxiliaries = [sample.tokens[i] for i in sample.parsed.find_children(verb.index, "aux", "auxpass")]
    finite = auxiliaries[0] if auxiliaries else verb
    suits = finite.tag == "MD" or (finite.tag == "VBD" and finite.lemma != "be") or nouns[0].plural == nouns[1].plural
    entities = {noun.entity for noun in nouns}
    if (verb.lemma == clauses.TELL and "ORG" in entities) or entities == {"GPE", "PERSON"}:
        return False
    return suits and ("PERSON" not in entities or verb.lemma not in clauses.BY_GROUPS)


def _replace_speaker(sample: Sample, around: Surroundings, subject: int) -> Iterator[Substitution]:
    token = sample.tokens[subject]
    if token.pos == "PRON":
        return
    span = sample.find_noun(subject)
    if not span or token.entity not in _SPEAKERS:
        return
    own = set(split_words(sample.text))
    for other in around.speakers:
        if (
            other.entity in _SPEAKERS
            and not {*split_words(other.text)} & own
            and other.plural == (token.tag in ("NNS", "NNPS"))
        ):
            yield sample.change((*span, other.text))


def _find_predicate(sample: Sample) -> _Predicate | None:
    """Return what a sentence that begins with a named subject says of it."""
    verb = sample.tokens[sample.root]
    subject = sample.parsed.find_child(verb.index, "nsubj", "nsubjpass")
    if verb.tag not in ("VBD", "VBN", "VBZ") or subject is None or verb.lemma in prose.SPEAKING or sample.has_pronoun():
        return None
    span, token = sample.find_noun(subject), sample.tokens[subject]
    if not span or span[0] != 0 or token.entity not in _NAMED or token.tag not in ("NNP", "NNPS"):
        return None
    if ":" in sample.text[: span[1] + 1]:
        return None
    clauses = [t for t in sample.tokens if t.dep in _SUBORDINATE and t.pos in ("VERB", "AUX")]
    rest = sample.text[span[1] :].lstrip(" ,")
    begins = sample.text[span[1] :].startswith(" " + verb.text)
    plain = verb.tag == "VBD" and verb.lemma != "be" and begins and not clauses and not set(rest) & set('“";:—–(,')
    return _Predicate(noun=sample.make_noun(subject, span), noun_end=span[1], text=rest, is_plain=plain)


def _are_apart(one: Noun, other: Noun, sample: Sample, second: Sample) -> bool:
    """Tell whether two nouns are of one kind and number, and neither is spoken of beside the other."""
    alike = one.entity == other.entity and one.plural == other.plural
    return alike and not (
        {*split_words(one.text)} & {*split_words(second.text)}
        or {*split_words(other.text)} & {*split_words(sample.text)}
    )
