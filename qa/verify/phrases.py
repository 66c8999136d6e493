"""The phrases of a parsed sentence: what they are about, their names, and whether two of them may be the same thing."""

from dataclasses import dataclass, field
from typing import Literal

from qa.verify.names import Name, find_names, holds_name
from qa.verify.parse import Parsed
from qa.words import split_words, stem_each

Relation = Literal["same", "other", "unknown"]
# What hangs on the head of a phrase and is no part of what it names.
_APART = frozenset(["relcl", "acl", "advcl", "punct", "cc", "conj", "appos", "prep", "ccomp", "parataxis", "preconj"])
_CONTENT = frozenset(["NOUN", "PROPN", "ADJ", "NUM", "VERB"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun with what belongs to it.

    head     the index of its head
    names    the names that its head is or belongs to
    stems    the stems of its content words
    pointing it only points at something: he, which
    """

    head: int
    text: str
    start: int
    end: int
    lemma: str
    names: tuple[Name, ...] = field(repr=False)
    stems: frozenset[str] = field(repr=False)
    pointing: bool

    @property
    def words(self) -> frozenset[str]:
        """The folded words of its names."""
        return frozenset(word for name in self.names for word in name.words)


def make_phrase(parsed: Parsed, head: int) -> Phrase:
    """Return the phrase of a noun, without clauses and phrases that hang on it."""
    core = sorted(parsed.walk_down(head, without=_APART))
    tokens = [parsed.tokens[n] for n in core]
    top = parsed.tokens[head]
    start, end = tokens[0].start, tokens[-1].end
    text = parsed.text[start:end]
    return Phrase(
        head=head,
        text=text,
        start=start,
        end=end,
        lemma=top.lemma,
        names=tuple(find_names(text)) if top.pos == "PROPN" else (),
        stems=frozenset(stem_each(word for t in tokens if t.pos in _CONTENT for word in split_words(t.text))),
        pointing=top.pos in ("PRON", "DET") or top.tag in ("PRP", "WDT", "WP", "EX", "DT"),
    )


def relate_phrases(one: Phrase, other: Phrase) -> Relation:
    """Tell whether two phrases name the same: by surname, acronym or people, else by their heads."""
    if one.pointing or other.pointing:
        return "unknown"
    if one.names and other.names:
        return relate_names(one, other)
    if one.names or other.names:
        return "unknown"
    return "same" if one.lemma == other.lemma else "unknown"


def relate_names(one: Phrase, other: Phrase) -> Relation:
    """Tell whether two named phrases name the same; "unknown" where they share a part of a name only."""
    if _holds(one, other) or _holds(other, one):
        return "same"
    return "unknown" if one.stems & other.stems else "other"


def _holds(one: Phrase, other: Phrase) -> bool:
    near = frozenset(split_words(other.text))
    return any(holds_name(name, near, frozenset(), other.text) for name in one.names)
