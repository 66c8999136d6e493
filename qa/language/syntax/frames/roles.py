"""Who does it and whom it is done to: subjects and objects, also those that a predicate shares with another one."""

from collections.abc import Iterator

from qa.language.syntax.grammar import Grammar
from qa.language.syntax.parse import Parsed
from qa.language.syntax.phrases import Phrase, make_phrase

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "attr", "oprd")
_PASSIVES = ("nsubjpass", "auxpass", "agent")


class RoleReader:
    """Finds the agent and the patient of the predicates of one parsed text, each once."""

    def __init__(self, parsed: Parsed, grammar: Grammar) -> None:
        self._parsed, self._grammar = parsed, grammar
        self._found: dict[int, tuple[int | None, int | None]] = {}

    def find_roles(self, index: int) -> tuple[int | None, int | None]:
        """Return the heads of who does it and whom it is done to."""
        if index not in self._found:
            self._found[index] = (None, None)
            self._found[index] = self._look_for_roles(index)
        return self._found[index]

    def _look_for_roles(self, index: int) -> tuple[int | None, int | None]:
        parsed = self._parsed
        subject = parsed.find_child(index, *SUBJECTS)
        subject = self._resolve(subject) if subject is not None else self._find_shared_subject(index)
        target = parsed.find_child(index, *OBJECTS)
        if target is None:
            target = parsed.find_child(index, "acomp") if parsed.tokens[index].lemma == "be" else None
        target = self._resolve(target) if target is not None else None
        if self.is_passive(index):
            by = parsed.find_child(index, "agent")
            doer = parsed.find_child(by, "pobj") if by is not None else None
            return doer, subject
        token = parsed.tokens[index]
        if (
            target is None
            and token.dep == "relcl"
            and subject != token.head
            and not parsed.find_children(index, "prep")
        ):
            target = token.head
        return subject, target

    def is_passive(self, index: int) -> bool:
        """Tell whether the subject of a verb undergoes what it tells."""
        parsed, token = self._parsed, self._parsed.tokens[index]
        if parsed.find_children(index, *_PASSIVES):
            return True
        if token.tag != "VBN" or parsed.find_children(index, "aux", "nsubj"):
            return False
        if token.dep == "conj" and parsed.tokens[token.head].pos in ("VERB", "AUX"):
            return self.is_passive(token.head)
        return token.dep in ("acl", "relcl", "advcl")

    def _find_shared_subject(self, index: int) -> int | None:
        """Return the subject that a predicate has in common with the one it hangs on."""
        parsed, token = self._parsed, self._parsed.tokens[index]
        head = parsed.tokens[token.head]
        if token.head == index:
            return None
        if token.dep in ("acl", "relcl"):
            return token.head if token.tag in ("VBN", "VBG") or token.dep == "relcl" else None
        if head.pos not in ("VERB", "AUX"):
            return self._share_over_preposition(token.head) if token.dep == "pcomp" else None
        agent, patient = self.find_roles(token.head)
        surface = patient if self.is_passive(token.head) else agent
        if token.dep == "conj":
            return surface if not parsed.find_children(index, *SUBJECTS) else None
        if token.dep == "xcomp":
            return surface if self.is_passive(token.head) or patient is None else patient
        # Who is meant after a passive that names who does it can't be told: "X was sold by Y to save costs".
        named = self.is_passive(token.head) and agent is not None
        return surface if token.dep in ("advcl", "pcomp") and not named else None

    def _share_over_preposition(self, preposition: int) -> int | None:
        """Return who does what a preposition has after it: "accused X of taking", "X left after taking"."""
        parsed = self._parsed
        verb = parsed.tokens[parsed.tokens[preposition].head]
        if verb.pos not in ("VERB", "AUX"):
            return None
        agent, patient = self.find_roles(verb.index)
        if verb.lemma in self._grammar.charging and patient is not None:
            return patient
        passive = self.is_passive(verb.index)
        return (patient if agent is None else None) if passive else agent

    def _resolve(self, index: int) -> int:
        """Return the noun that a relative pronoun stands for, else the index."""
        parsed, token = self._parsed, self._parsed.tokens[index]
        if token.tag in ("WDT", "WP", "WP$") or token.text.lower() in self._grammar.relatives:
            clause = token.head
            while parsed.tokens[clause].dep in ("conj", "xcomp", "ccomp") and parsed.tokens[clause].head != clause:
                clause = parsed.tokens[clause].head
            if parsed.tokens[clause].dep == "relcl":
                return parsed.tokens[clause].head
        return index

    def find_nominal_roles(self, index: int) -> tuple[int | None, int | None]:
        """Return the same of a noun that stands for a deed: "the sale of X by Y", "Y's sale of X"."""
        parsed, grammar = self._parsed, self._grammar
        found = dict(self.find_prepositional(index))
        doer = next((found[p] for p in grammar.doer if p in found), None)
        if doer is None:
            doer = parsed.find_child(index, "poss")
        return doer, next((found[p] for p in ("of", "on", "against") if p in found and p in grammar.undergoer), None)

    def find_prepositional(self, index: int) -> Iterator[tuple[str, int]]:
        """Yield the heads of what hangs on a word by a preposition, each with it."""
        parsed = self._parsed
        for child in parsed.find_children(index, "prep", "dative", "agent"):
            if parsed.tokens[child].lemma in self._grammar.accords:
                continue
            target = parsed.find_child(child, "pobj")
            if parsed.tokens[child].pos in ("NOUN", "PROPN"):
                yield self._grammar.recipient, child
            elif target is not None:
                yield parsed.tokens[child].lemma, target
                for other in self._find_conjuncts(target):
                    yield parsed.tokens[child].lemma, other
            for inner in parsed.find_children(child, "prep"):
                deeper = parsed.find_child(inner, "pobj")
                if deeper is not None:
                    yield parsed.tokens[inner].lemma, deeper

    def _find_conjuncts(self, index: int) -> Iterator[int]:
        for child in self._parsed.find_children(index, "conj"):
            yield child
            yield from self._find_conjuncts(child)

    def find_arguments(self, index: int) -> Iterator[tuple[str, Phrase]]:
        """Yield the phrases that belong to a predicate beside these two, each with its preposition, "" for none."""
        target = self._parsed.find_child(index, "attr", "acomp")
        if target is not None:
            yield from ((name, make_phrase(self._parsed, other)) for name, other in self.find_prepositional(target))
        for preposition, target in self.find_prepositional(index):
            if preposition not in self._grammar.doer or not self.is_passive(index):
                yield preposition, make_phrase(self._parsed, target)
        for child in self._parsed.find_children(index, "npadvmod"):
            yield "", make_phrase(self._parsed, child)
