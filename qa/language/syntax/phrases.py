"""The phrases of a parsed sentence: what they are about, their names, and whether two of them may be the same thing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from qa.language.names import Name, find_names, holds_name, join_initials
from qa.language.syntax.parse import Parsed, ParsedToken
from qa.language.words import split_words, stem_each

Relation = Literal["same", "other", "unknown"]
# What hangs on the head of a phrase and is no part of what it names.
_APART = frozenset(["relcl", "acl", "advcl", "punct", "cc", "conj", "appos", "prep", "ccomp", "parataxis", "preconj"])
_CONTENT = frozenset(["NOUN", "PROPN", "ADJ", "NUM", "VERB"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun with what belongs to it.

    head      the index of its head
    names     the names that it is called by, and those of what is named in one breath with it: "A and B"
    own       the folded words of its own name, "" where it has none
    stems     the stems of its content words
    kinds     the stems of nouns beside its head that tell which one it is: "pilots" in "the pilots' union"
    pointing  it only points at something: he, which
    person    its name is a person's, as far as the parser tells
    """

    head: int
    text: str
    start: int
    end: int
    lemma: str
    names: tuple[Name, ...] = field(repr=False)
    own: tuple[str, ...] = field(repr=False)
    stems: frozenset[str] = field(repr=False)
    kinds: frozenset[str] = field(repr=False)
    pointing: bool
    person: bool


def make_phrase(parsed: Parsed, head: int) -> Phrase:
    """Return the phrase of a noun, without clauses and phrases that hang on it."""
    core = sorted(parsed.walk_down(head, without=_APART))
    tokens = [parsed.tokens[n] for n in core]
    top = parsed.tokens[head]
    start, end = tokens[0].start, tokens[-1].end
    names = list(_find_names(parsed, head))
    kinds = [parsed.tokens[n].text for n in _find_kinds(parsed, head)]
    return Phrase(
        head=head,
        text=parsed.text[start:end],
        start=start,
        end=end,
        lemma=top.lemma,
        names=tuple(names),
        own=names[0].words if names else (),
        stems=frozenset(stem_each(word for t in tokens if t.pos in _CONTENT for word in split_words(t.text))),
        kinds=frozenset(stem_each(word for text in kinds for word in split_words(text))),
        # A verb in it comes of a wrong parse: nothing can be told of it.
        pointing=any(token.pos == "AUX" or token.tag in ("VBD", "VBZ", "VBP") for token in tokens)
        or top.pos in ("PRON", "DET")
        or top.tag in ("PRP", "WDT", "WP", "EX", "DT"),
        person=top.entity == "PERSON",
    )


def _find_kinds(parsed: Parsed, head: int) -> Iterator[int]:
    """Yield the nouns before a head, with those before them, and all after an "of", but for that of what is counted."""
    for child in parsed.find_children(head, "compound", "poss", "nmod"):
        if parsed.tokens[child].pos in ("NOUN", "PROPN"):
            yield child
            yield from _find_kinds(parsed, child)
    for child in parsed.find_children(head, "prep"):
        if parsed.tokens[child].lemma == "of" and parsed.find_child(head, "nummod") is None:
            yield from (n for n in parsed.walk_down(child) if parsed.tokens[n].pos in ("NOUN", "PROPN"))


def relate_phrases(one: Phrase, other: Phrase) -> Relation:
    """Tell whether two phrases name the same: by surname, acronym or people, else by their heads."""
    if one.pointing or other.pointing:
        return "unknown"
    if one.text.lower() == other.text.lower():
        return "same"
    if one.names and other.names:
        return relate_names(one, other)
    if one.lemma == other.lemma and one.kinds and other.kinds and one.kinds.isdisjoint(other.kinds):
        return "other"
    if one.names or other.names:
        return "unknown"
    return "same" if one.lemma == other.lemma else "unknown"


def relate_names(one: Phrase, other: Phrase) -> Relation:
    """Tell whether two named phrases name the same; "unknown" where they only share a part of a name."""
    if _have_other_first_names(one, other) or _is_one_replaced(one, other):
        return "other"
    if _holds(one, other) or _holds(other, one):
        return "same"
    shared = {word for name in one.names for word in name.words} & {word for name in other.names for word in name.words}
    return "unknown" if shared else "other"


def _have_other_first_names(one: Phrase, other: Phrase) -> bool:
    """Tell whether two people have the same surname only."""
    if not (one.person and other.person and len(one.own) == len(other.own) == 2 and one.own[-1] == other.own[-1]):
        return False
    return one.own[0][0] != other.own[0][0] and len(one.names) == len(other.names) == 1


def _is_one_replaced(one: Phrase, other: Phrase) -> bool:
    """Tell whether of as many names told together the first is another one: "A and C" for "B and C"."""
    if len(one.names) != len(other.names) or len(one.names) < 2:
        return False
    alone, alone_other = replace(one, names=one.names[:1]), replace(other, names=other.names[:1])
    return not (_holds(alone, other) or _holds(alone_other, one))


def _holds(one: Phrase, other: Phrase) -> bool:
    text = " ".join(name.text for name in other.names)
    near = frozenset(split_words(join_initials(text)))
    return any(holds_name(name, near, frozenset(), text) for name in one.names)


def is_name(token: ParsedToken) -> bool:
    """Tell whether a noun is a name; with a capital, what is taken for a verb or a person is one too."""
    taken = token.pos in ("VERB", "X", "INTJ") or (token.pos == "NOUN" and token.entity == "PERSON")
    return token.pos == "PROPN" or (taken and token.text[:1].isupper())


def _find_names(parsed: Parsed, head: int) -> Iterator[Name]:
    """Yield the name that a noun is a part of, those that explain it and those told together with it."""
    top = parsed.tokens[head]
    if is_name(top):
        core = sorted(parsed.walk_down(head, without=_APART))
        if top.entity == "PERSON":
            core = [n for n in core if parsed.tokens[n].entity == "PERSON"]
        start, end = parsed.tokens[core[0]].start, parsed.tokens[core[-1]].end
        found = find_names(parsed.text[start:end])
        yield from [name for name in found if start + name.start + len(name.text) >= top.end] or found[-1:]
    for child in parsed.find_children(head, "appos", "conj"):
        if parsed.tokens[child].pos in ("PROPN", "NOUN"):
            yield from _find_names(parsed, child)
