"""Read who does what to whom from a parsed sentence, alike whether it is told actively, passively or as a noun."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from qa.language.grammar import Grammar
from qa.verify.parse import Parsed
from qa.verify.phrases import Phrase, is_name, make_phrase

FrameKind = Literal["verb", "noun", "copula"]
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_PASSIVES = ("nsubjpass", "auxpass", "agent")
_NO_PREDICATES = ("aux", "auxpass", "amod", "compound", "det", "prep")
_OBJECTS = ("dobj", "attr", "oprd")


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
    """One thing that is told: a predicate and its sides.

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

    def list_sides(self) -> dict[str, Phrase]:
        """Return its sides by name: "agent", "patient", or the preposition before them."""
        sides = dict(reversed(self.arguments))
        return sides | {name: side for name, side in (("agent", self.agent), ("patient", self.patient)) if side}


def read_frames(parsed: Parsed, grammar: Grammar) -> tuple[Frame, ...]:
    """Return the frames of a parsed text, in order."""
    return _Reader(parsed, grammar).frames


class _Reader:
    """Reads the frames of one parsed text; sides that a predicate shares with another are looked up there."""

    def __init__(self, parsed: Parsed, grammar: Grammar) -> None:
        self._parsed, self._grammar = parsed, grammar
        self._sides: dict[int, tuple[int | None, int | None]] = {}

    @property
    def frames(self) -> tuple[Frame, ...]:
        found = [*self._read_predicates(), *self._read_appositions()]
        return tuple(sorted(found, key=lambda frame: frame.index))

    def _read_predicates(self) -> Iterator[Frame]:
        for token in self._parsed.tokens:
            if token.pos in ("VERB", "AUX") and token.dep not in _NO_PREDICATES:
                yield self._make_frame(token.index, token.lemma, "copula" if token.lemma == "be" else "verb")
            elif token.pos == "NOUN" and token.lemma in self._grammar.deeds and self._has_sides(token.index):
                yield self._make_frame(token.index, self._grammar.deeds[token.lemma], "noun")

    def _make_frame(self, index: int, lemma: str, kind: FrameKind) -> Frame:
        parsed = self._parsed
        agent, patient = self._find_deed_sides(index) if kind == "noun" else self._find_sides(index)
        token, particle = parsed.tokens[index], parsed.find_child(index, "prt")
        denial = self._find_denial(index)
        return Frame(
            index=index,
            lemma=lemma,
            particle=parsed.tokens[particle].lemma if particle is not None else "",
            kind=kind,
            text=token.text,
            tag=token.tag,
            start=token.start,
            end=token.end,
            agent=make_phrase(parsed, agent) if agent is not None else None,
            patient=make_phrase(parsed, patient) if patient is not None else None,
            arguments=tuple(self._find_arguments(index)),
            negated=bool(denial),
            denial=denial,
            modes=frozenset(self._find_modes(index)),
            reports=tuple(self._find_reports(index)),
        )

    # Who and whom

    def _find_sides(self, index: int) -> tuple[int | None, int | None]:
        """Return the heads of who does it and whom it is done to."""
        if index not in self._sides:
            self._sides[index] = (None, None)
            self._sides[index] = self._look_for_sides(index)
        return self._sides[index]

    def _look_for_sides(self, index: int) -> tuple[int | None, int | None]:
        parsed = self._parsed
        subject = parsed.find_child(index, *_SUBJECTS)
        subject = self._resolve(subject) if subject is not None else self._find_shared_subject(index)
        target = parsed.find_child(index, *_OBJECTS)
        if target is None:
            target = parsed.find_child(index, "acomp") if parsed.tokens[index].lemma == "be" else None
        target = self._resolve(target) if target is not None else None
        if self._is_passive(index):
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

    def _is_passive(self, index: int) -> bool:
        parsed, token = self._parsed, self._parsed.tokens[index]
        if parsed.find_children(index, *_PASSIVES):
            return True
        if token.tag != "VBN" or parsed.find_children(index, "aux", "nsubj"):
            return False
        if token.dep == "conj" and parsed.tokens[token.head].pos in ("VERB", "AUX"):
            return self._is_passive(token.head)
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
        agent, patient = self._find_sides(token.head)
        surface = patient if self._is_passive(token.head) else agent
        if token.dep == "conj":
            return surface if not parsed.find_children(index, *_SUBJECTS) else None
        if token.dep == "xcomp":
            return surface if self._is_passive(token.head) or patient is None else patient
        # Who is meant after a passive that names who does it can't be told: "X was sold by Y to save costs".
        named = self._is_passive(token.head) and agent is not None
        return surface if token.dep in ("advcl", "pcomp") and not named else None

    def _share_over_preposition(self, preposition: int) -> int | None:
        """Return who does what a preposition has after it: "accused X of taking", "X left after taking"."""
        parsed = self._parsed
        verb = parsed.tokens[parsed.tokens[preposition].head]
        if verb.pos not in ("VERB", "AUX"):
            return None
        agent, patient = self._find_sides(verb.index)
        if verb.lemma in self._grammar.charging and patient is not None:
            return patient
        passive = self._is_passive(verb.index)
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

    def _has_sides(self, index: int) -> bool:
        return any(self._find_deed_sides(index))

    def _find_deed_sides(self, index: int) -> tuple[int | None, int | None]:
        """Return the sides of a noun that stands for a deed: "the sale of X by Y", "Y's sale of X"."""
        parsed, grammar = self._parsed, self._grammar
        found = dict(self._find_prepositional(index))
        doer = next((found[p] for p in grammar.doer if p in found), None)
        if doer is None:
            doer = parsed.find_child(index, "poss")
        return doer, next((found[p] for p in ("of", "on", "against") if p in found and p in grammar.undergoer), None)

    # What belongs to it

    def _find_prepositional(self, index: int) -> Iterator[tuple[str, int]]:
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

    def _find_arguments(self, index: int) -> Iterator[tuple[str, Phrase]]:
        target = self._parsed.find_child(index, "attr", "acomp")
        if target is not None:
            yield from ((name, make_phrase(self._parsed, other)) for name, other in self._find_prepositional(target))
        for preposition, target in self._find_prepositional(index):
            if preposition not in self._grammar.doer or not self._is_passive(index):
                yield preposition, make_phrase(self._parsed, target)
        for child in self._parsed.find_children(index, "npadvmod"):
            yield "", make_phrase(self._parsed, child)

    # Whether it is so

    def _find_denial(self, index: int) -> str:
        """Return the word that negates a predicate, or "" where none or two do."""
        found = [self._parsed.tokens[n].text for n in self._list_denials(index)]
        return found[0] if len(found) % 2 else ""

    def _list_denials(self, index: int) -> Iterator[int]:
        parsed, grammar, token = self._parsed, self._grammar, self._parsed.tokens[index]
        for child in parsed.children[index]:
            inner = parsed.tokens[child]
            if inner.dep == "neg" or (inner.dep in ("preconj", "advmod") and inner.lemma in grammar.denials):
                yield child
            elif inner.dep in (*_SUBJECTS, *_OBJECTS, "acomp"):
                first = next((n for n in parsed.find_children(child, "det", "neg", "advmod")), child)
                if parsed.tokens[first].text.lower() in grammar.denials or inner.lemma in grammar.nobody:
                    yield first
        above = parsed.tokens[token.head]
        if token.dep in ("xcomp", "pcomp") and token.head != index:
            verb = above if above.pos in ("VERB", "AUX", "ADJ") else parsed.tokens[above.head]
            if verb.lemma in grammar.refusing:
                yield verb.index
            if verb.index != index and (verb.lemma in grammar.refusing or verb.lemma in grammar.governing):
                yield from self._list_denials(verb.index)
        elif self._shares_auxiliaries(index):
            yield from self._list_denials(token.head)

    def _find_modes(self, index: int) -> Iterator[str]:
        parsed, grammar, token = self._parsed, self._grammar, self._parsed.tokens[index]
        auxiliaries = parsed.find_children(index, "aux")
        for child in parsed.children[index]:
            inner = parsed.tokens[child]
            word = inner.text.lower()
            if inner.dep == "aux" and word in grammar.auxiliaries:
                yield grammar.auxiliaries[word]
            elif inner.dep == "mark" and inner.lemma in grammar.conditional:
                yield "conditional"
            elif inner.dep == "advmod" and inner.lemma in grammar.hedges:
                yield grammar.hedges[inner.lemma]
        above = parsed.tokens[token.head]
        if token.head == index:
            return
        if token.dep in ("xcomp", "pcomp", "ccomp", "acl") or (
            token.dep == "advcl" and above.lemma in grammar.governing
        ):
            verb = above if above.pos != "ADP" else parsed.tokens[above.head]
            infinitive = any(parsed.tokens[n].tag == "TO" for n in auxiliaries) or token.dep == "pcomp"
            if verb.lemma in grammar.governing and infinitive:
                yield grammar.governing[verb.lemma]
            elif verb.lemma == "be" and infinitive and token.dep == "xcomp":
                yield "planned"
            if token.dep == "xcomp" and verb.pos in ("VERB", "AUX", "ADJ"):
                yield from self._find_modes(verb.index)
        elif self._shares_auxiliaries(index):
            yield from self._find_modes(token.head)

    def _shares_auxiliaries(self, index: int) -> bool:
        """Tell whether a verb after "and" has its "may" and its "not" before the first one."""
        parsed, token = self._parsed, self._parsed.tokens[index]
        verbs = token.dep == "conj" and parsed.tokens[token.head].tag == token.tag
        return verbs and token.tag in ("VB", "VBN") and not parsed.find_children(index, "aux", *_SUBJECTS)

    def _find_reports(self, index: int) -> Iterator[Report]:
        """Yield who tells a predicate, the nearest first."""
        parsed, token = self._parsed, self._parsed.tokens[index]
        yield from self._find_according(index)
        while token.head != token.index:
            above = parsed.tokens[token.head]
            if token.dep in ("ccomp", "xcomp", "parataxis") and above.pos == "VERB":
                yield self._make_report(above.index)
                yield from self._find_according(above.index)
            elif token.dep == "pcomp" and parsed.tokens[above.head].pos == "VERB":
                if parsed.tokens[above.head].lemma in self._grammar.charging:
                    yield self._make_report(above.head)
            elif token.dep not in ("conj", "ccomp", "xcomp", "relcl", "advcl", "acl", "prep"):
                return
            if token.dep in ("relcl", "acl"):
                return
            token = above

    def _make_report(self, verb: int) -> Report:
        agent, _ = self._find_sides(verb)
        token = self._parsed.tokens[verb]
        return Report(
            verb=token.lemma,
            owner=make_phrase(self._parsed, agent) if agent is not None else None,
            negated=bool(self._find_denial(verb)),
            start=token.start,
            end=token.end,
        )

    def _find_according(self, index: int) -> Iterator[Report]:
        parsed = self._parsed
        for token in parsed.tokens:
            if token.lemma in self._grammar.accords and token.dep == "prep" and self._find_verb(token.index) == index:
                for _, target in self._find_prepositional_of(token.index):
                    yield Report(
                        verb="say", owner=make_phrase(parsed, target), negated=False, start=token.start, end=token.end
                    )

    def _find_verb(self, index: int) -> int | None:
        """Return the verb that a token hangs on, over nouns."""
        return next((n for n in self._parsed.walk_up(index) if self._parsed.tokens[n].pos in ("VERB", "AUX")), None)

    def _find_prepositional_of(self, index: int) -> Iterator[tuple[str, int]]:
        parsed = self._parsed
        for child in parsed.find_children(index, "prep"):
            target = parsed.find_child(child, "pobj")
            if target is not None:
                yield parsed.tokens[child].lemma, target

    # What somebody is

    def _read_appositions(self) -> Iterator[Frame]:
        """Yield "X is Y" for "X, the Y of Z" and "the Y of Z, X"."""
        parsed = self._parsed
        for token in parsed.tokens:
            if token.dep != "appos" or token.pos not in ("NOUN", "PROPN"):
                continue
            anchor = self._lift(token.head) if is_name(token) else token.head
            sides = (token.index, anchor) if self._is_called(token.index) else (anchor, token.index)
            if self._is_called(sides[0]) and not self._is_called(sides[1]):
                yield self._make_identity(*sides)

    def _is_called(self, index: int) -> bool:
        """Tell whether a noun is the name of somebody, and not what they are: "Koll", but no "Minister of Defence"."""
        token = self._parsed.tokens[index]
        return is_name(token) and token.lemma not in self._grammar.offices

    def _lift(self, index: int) -> int:
        """Return the noun that a name explains: "the head of the Bank, X" tells who the head is, not the bank."""
        parsed = self._parsed
        while parsed.tokens[index].dep == "pobj" and parsed.tokens[parsed.tokens[index].head].dep == "prep":
            above = parsed.tokens[parsed.tokens[parsed.tokens[index].head].head]
            if above.pos != "NOUN":
                break
            index = above.index
        return index

    def _make_identity(self, named: int, told: int) -> Frame:
        token = self._parsed.tokens[told]
        return Frame(
            index=told,
            lemma="be",
            particle="",
            kind="copula",
            text=token.text,
            tag=token.tag,
            start=token.start,
            end=token.end,
            agent=make_phrase(self._parsed, named),
            patient=make_phrase(self._parsed, told),
            arguments=tuple((name, make_phrase(self._parsed, n)) for name, n in self._find_prepositional(told)),
            negated=False,
            denial="",
            modes=frozenset(),
            reports=(),
        )
