"""One thing that a sentence tells: a predicate, its semantic roles, how sure it is, and who tells it."""

from dataclasses import dataclass, field
from typing import Literal

from qa.language.syntax.phrases import Phrase

FrameKind = Literal["verb", "noun", "copula"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Who is said to tell or think what a frame says: the lemma of the verb, and whether it is negated."""

    verb: str
    owner: Phrase | None
    negated: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One thing that is told: a predicate and what fills its roles.

    tag        the part of speech of the predicate, such as "VBD"
    index      of the token of the predicate
    agent      who does it, patient whom it is done to; in a copula what is told and what it is told to be
    arguments  phrases with the preposition before them
    negated    it is told not to be
    modes      what makes it no plain fact, such as "possible", "planned"; "future" where it is to come
    reports    who tells it, the nearest first
    """

    index: int
    lemma: str
    particle: str
    kind: FrameKind
    text: str = field(repr=False)
    tag: str = field(repr=False)
    start: int
    end: int
    agent: Phrase | None
    patient: Phrase | None
    arguments: tuple[tuple[str, Phrase], ...]
    negated: bool
    denial: str
    modes: frozenset[str]
    reports: tuple[Report, ...]

    def list_roles(self) -> dict[str, Phrase]:
        """Return what fills its roles, by name: "agent", "patient", or the preposition before them."""
        sides = dict(reversed(self.arguments))
        return sides | {name: side for name, side in (("agent", self.agent), ("patient", self.patient)) if side}
