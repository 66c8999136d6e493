"""A question taken apart into what it asks, its auxiliary, subject and predicate, so that another can be put together.

English only: it stands on the parse, and on the order of words that an English question has.
"""

from dataclasses import dataclass, replace
from typing import Literal

from qa.language import get_language
from qa.language.profiles.en_inflection import inflect_verb

# What the question word stands for: of "yes" or "no" alone nothing is missing.
Role = Literal["subject", "object", "attribute", "adverb", "nothing"]

# Chosen: what is longer is left to the model, for a question put together of it reads like none.
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A question: "How many trams | does | Sedge | have in the depot".

    asks       the question word and what belongs to it; "" where it asks for yes or no
    role       what that stands for in the clause
    noun       the noun of a phrase such as "which carmaker", "how many people"
    auxiliary  the finite verb in front; a form of "do" where it only helps to ask
    subject    "" where it is asked for
    predicate  all that follows
    start      where in the predicate the verb begins
    gap        where in the predicate an object would stand
    verb       the lemma of the verb that the auxiliary helps; "be" in "is he a judge"
    is_past    it speaks of the past
    supported  the auxiliary only helps to ask
    is_passive the subject is the one that something is done to
    """

    asks: str
    role: Role
    noun: str
    auxiliary: str
    subject: str
    predicate: str
    start: int
    gap: int
    verb: str
    is_past: bool
    supported: bool
    is_passive: bool = False

    def ask(self, asks: str) -> str:
        """Return the question with something else asked; the subject has to be there."""
        return join_words(asks, self.auxiliary, self.subject, self.predicate) + "?"

    def tell(self) -> str:
        """Return the clause as a statement; the subject has to be there."""
        if not self.supported or self.predicate.startswith("not "):
            return join_words(self.subject, self.auxiliary, self.predicate)
        before, (lemma, _, rest) = self.predicate[: self.start], self.predicate[self.start :].partition(" ")
        if not lemma.isalpha():
            lemma, rest = lemma.rstrip(",;"), f", {rest}"
        tag = {"did": "VBD", "does": "VBZ"}.get(self.auxiliary.lower(), "VBP")
        return join_words(self.subject, before, inflect_verb(lemma, tag), rest)

    def find_rest(self) -> str:
        """Return what follows the verb."""
        return self.predicate if self.verb == "be" else self.predicate[self.start :].partition(" ")[2]

    def fill(self, answer: str) -> "Clause | None":
        """Return the clause that asks for nothing, with the answer where it asked; None where none would fit.

        answer  a name or a noun phrase, or "" where there is none
        """
        whole = replace(self, asks="", role="nothing", noun="")
        if self.role in ("adverb", "nothing"):
            return whole
        if self.role == "object":
            return self._put_object(whole, answer)
        if self.role == "attribute":
            if not answer:
                return whole
            return replace(whole, subject=answer, predicate=join_words(self.subject, self.predicate))
        many = self.asks.lower().startswith("how many")
        nobody = f"the {self.noun}" if self.noun else "someone" if self.asks.lower() == "who" else ""
        subject = self.noun if many else answer or nobody
        return replace(whole, subject=subject) if subject else None

    def deny(self) -> "Clause":
        """Return the clause with a "not"."""
        return replace(self, predicate=join_words("not", self.predicate), gap=self.gap + len("not "))

    @property
    def happened(self) -> bool:
        """It tells of an event that is over, not of how something is."""
        return self.is_past and self.verb != "be"

    @property
    def is_denied(self) -> bool:
        """It says that something was not so."""
        return any(word in get_language("en").negations for word in self.predicate.lower().split())

    def _put_object(self, whole: "Clause", answer: str) -> "Clause":
        counted = self.asks.lower().startswith(("how many", "how much"))
        answer = f"that {self.asks.split()[1]} {self.noun}".strip() if counted else answer or "that"
        return replace(whole, predicate=join_words(self.predicate[: self.gap], answer, self.predicate[self.gap :]))


def is_short_clause(clause: Clause) -> bool:
    """Tell whether a clause is short enough to hang on a question."""
    return len(clause.subject.split()) + len(clause.predicate.split()) <= _MOST_WORDS


def join_words(*parts: str) -> str:
    """Return parts with a blank between those that are not empty."""
    return " ".join(part.strip() for part in parts if part.strip())
