"""Read the frames of a parsed sentence: of its verbs, of nouns that stand for a deed, and of appositions."""

from collections.abc import Iterator

from qa.language.syntax.frames.certainty import CertaintyReader
from qa.language.syntax.frames.frame import Frame, FrameKind, Report
from qa.language.syntax.frames.roles import SUBJECTS, RoleReader
from qa.language.syntax.grammar import Grammar
from qa.language.syntax.parse import Parsed
from qa.language.syntax.phrases import is_name, make_phrase

_NO_PREDICATES = ("aux", "auxpass", "amod", "compound", "det", "prep")


def read_frames(parsed: Parsed, grammar: Grammar) -> tuple[Frame, ...]:
    """Return the frames of a parsed text, in order."""
    return _FrameReader(parsed, grammar).frames


class _FrameReader:
    """Reads the frames of one parsed text."""

    def __init__(self, parsed: Parsed, grammar: Grammar) -> None:
        self._parsed, self._grammar = parsed, grammar
        self._roles, self._certainty = RoleReader(parsed, grammar), CertaintyReader(parsed, grammar)

    @property
    def frames(self) -> tuple[Frame, ...]:
        found = [*self._read_predicates(), *self._read_appositions()]
        return tuple(sorted(found, key=lambda frame: frame.index))

    def _read_predicates(self) -> Iterator[Frame]:
        for token in self._parsed.tokens:
            if token.pos in ("VERB", "AUX") and token.dep not in _NO_PREDICATES:
                yield self._make_frame(token.index, token.lemma, "copula" if token.lemma == "be" else "verb")
            elif (
                token.pos == "NOUN"
                and token.lemma in self._grammar.deeds
                and any(self._roles.find_nominal_roles(token.index))
            ):
                yield self._make_frame(token.index, self._grammar.deeds[token.lemma], "noun")

    def _make_frame(self, index: int, lemma: str, kind: FrameKind) -> Frame:
        parsed = self._parsed
        agent, patient = self._roles.find_nominal_roles(index) if kind == "noun" else self._roles.find_roles(index)
        token, particle = parsed.tokens[index], parsed.find_child(index, "prt")
        denial = self._certainty.find_denial(index)
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
            arguments=tuple(self._roles.find_arguments(index)),
            negated=bool(denial),
            denial=denial,
            modes=frozenset(self._certainty.find_modes(index)),
            reports=tuple(self._find_reports(index)),
        )

    def _find_reports(self, index: int) -> Iterator[Report]:
        """Yield who tells a predicate, the nearest first."""
        parsed, token = self._parsed, self._parsed.tokens[index]
        yield from self._find_according(index)
        while token.head != token.index:
            above = parsed.tokens[token.head]
            if token.dep == "conj":
                yield from self._find_inserted(above.index, before=token.index)
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

    def _find_inserted(self, index: int, *, before: int) -> Iterator[Report]:
        """Yield who tells a predicate by words inserted before it: "They are not, he said, but would be"."""
        for child in self._parsed.find_children(index, "parataxis"):
            if child < before and self._parsed.find_child(child, *SUBJECTS) is not None:
                yield self._make_report(child)

    def _make_report(self, verb: int) -> Report:
        agent, _ = self._roles.find_roles(verb)
        token = self._parsed.tokens[verb]
        return Report(
            verb=token.lemma,
            owner=make_phrase(self._parsed, agent) if agent is not None else None,
            negated=bool(self._certainty.find_denial(verb)),
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
            arguments=tuple((name, make_phrase(self._parsed, n)) for name, n in self._roles.find_prepositional(told)),
            negated=False,
            denial="",
            modes=frozenset(),
            reports=(),
        )
