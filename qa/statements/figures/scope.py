"""What a number of a parsed sentence counts: its noun, what its verb measures, its predicate, and who gives it."""

from collections.abc import Iterator

from qa.language.known import get_language
from qa.language.syntax.parse import Parsed
from qa.language.wording.chronicle import get_chronicle
from qa.language.wording.counting import get_counting

# How what becomes of somebody hangs on them, or on its verb: "12 people killed", "were confirmed dead".
_TELLING = ("amod", "compound", "acl", "relcl", "acomp", "oprd", "attr", "xcomp", "prt", "advmod", "dobj", "pobj")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "attr", "oprd")
_SIDES = frozenset([*_SUBJECTS, *_OBJECTS, "prep", "prt", "acomp", "agent", "xcomp", "advmod", "compound"])


class CountScope:
    """Finds what belongs to the numbers of one parsed sentence; all positions are indexes of tokens.

    numbered  the tokens of its numbers
    """

    def __init__(self, parsed: Parsed, language: str | None, numbered: frozenset[int]) -> None:
        self._parsed, self._numbered = parsed, numbered
        self._counting = get_counting(language)
        self._language = get_language(language or "en")
        self._tallies = get_chronicle(language).tallies

    def find_noun(self, top: int) -> int | None:
        """Return the noun that a number stands before, or that has it behind "of"; None where it has none."""
        parsed, token = self._parsed, self._parsed.tokens[top]
        head = parsed.tokens[token.head]
        if token.pos in ("NOUN", "PROPN") and token.index not in self._numbered:
            return top
        if token.dep in ("nummod", "compound", "amod", "quantmod", "det") and head.index != top:
            return head.index if head.pos in ("NOUN", "PROPN", "ADJ") else None
        if token.dep == "pobj" and head.pos == "ADP" and parsed.tokens[head.head].pos == "NOUN":
            return head.head
        if token.pos == "NOUN":
            return top
        return None

    def find_governor(self, anchor: int, *, bare: bool) -> tuple[int | None, int | None]:
        """Return what a figure without a noun measures, and the verb that governs the figure.

        In "put the number of dead at 23", it measures "the number of dead".
        """
        parsed = self._parsed
        verb = next((n for n in parsed.walk_up(anchor) if parsed.tokens[n].pos in ("VERB", "AUX")), None)
        if verb is None:
            return None, None
        if bare:
            measured = parsed.find_child(verb, *_OBJECTS)
            if measured is None or anchor in set(parsed.walk_down(measured)):
                measured = parsed.find_child(verb, *_SUBJECTS)
                reckons = self.reckons(verb)
                if measured is not None and (reckons or anchor in set(parsed.walk_down(measured))):
                    measured = None
            return measured, verb
        return None, verb

    def reckons(self, verb: int) -> bool:
        """Tell whether the subject of a verb gives a figure; "the toll reached 52" has the figure as its subject."""
        parsed = self._parsed
        subject = parsed.find_child(verb, *_SUBJECTS)
        token = parsed.tokens[subject] if subject is not None else None
        person = token is not None and token.lemma.endswith(self._counting.person_endings)
        own = token is not None and (
            token.lemma in self._counting.amounts or (self.counts(token.text.lower()) and not person)
        )
        return parsed.tokens[verb].lemma in self._counting.reckoning and not own

    def gather(self, noun: int | None, measured: int | None, verb: int | None, anchor: int) -> set[int]:
        """Return the tokens that say what is counted: the noun, what is measured, the predicate with its sides."""
        parsed = self._parsed
        scope: set[int] = set()
        for part in (noun, measured):
            if part is not None:
                scope |= self.walk(part)
        while verb is not None:
            token = parsed.tokens[verb]
            scope.add(verb)
            for child in parsed.children[verb]:
                inner = parsed.tokens[child]
                if inner.dep in _SIDES:
                    reckons = inner.dep in _SUBJECTS and self.reckons(verb)
                    if not reckons and not (child != measured and self._holds_other(child, anchor)):
                        scope |= self.walk(child)
            above = parsed.tokens[token.head]
            if token.dep in ("xcomp", "pcomp") or (token.dep == "acl"):
                verb = above.index if above.pos in ("VERB", "AUX") else None
                if above.pos == "NOUN":
                    scope |= self.walk(above.index)
            elif token.dep == "relcl":
                scope |= self.walk(token.head)
                verb = None
            elif token.dep == "conj" and not parsed.find_children(token.index, *_SUBJECTS):
                subject = parsed.find_child(token.head, *_SUBJECTS)
                scope |= self.walk(subject) if subject is not None and not self._holds_other(subject, anchor) else set()
                verb = None
            else:
                verb = None
        return scope - (self._numbered - set())

    def walk(self, index: int) -> set[int]:
        """Return a token and what hangs on it, without clauses that have a number of their own."""
        parsed, found = self._parsed, {index}
        for child in parsed.children[index]:
            dep = parsed.tokens[child].dep
            if dep in ("punct", "appos", "conj", "parataxis", "advcl", "ccomp"):
                continue
            if dep in ("relcl", "acl", "prep") and self.has_number(child):
                continue
            found |= self.walk(child)
        return found

    def has_number(self, index: int) -> bool:
        """Tell whether there is a number in what hangs on a token."""
        return any(n in self._numbered for n in self._parsed.walk_down(index))

    def _holds_other(self, index: int, anchor: int) -> bool:
        """Tell whether a part of the sentence has another number than the one that is read."""
        below = set(self._parsed.walk_down(index))
        return anchor not in below and not below.isdisjoint(self._numbered)

    def find_teller(self, verb: int | None, measured: int | None) -> str | None:
        """Return the subject of the verb of reckoning that a figure depends on."""
        parsed = self._parsed
        for index in () if verb is None else (verb, *parsed.walk_up(verb)):
            token = parsed.tokens[index]
            subject = parsed.find_child(index, *_SUBJECTS)
            if token.dep == "relcl" and subject is not None and parsed.tokens[subject].pos == "PRON":
                subject = token.head
            tells = self.tells(index) and not self._only_has(index, subject)
            if tells and subject is not None and subject != measured and parsed.tokens[subject].pos != "PRON":
                if self.walk(subject).isdisjoint(self._numbered):
                    return self._spell(subject)
            elif tells and subject is None and token.dep == "conj":
                subject = parsed.find_child(token.head, *_SUBJECTS)
                passive = parsed.find_child(index, "auxpass") is not None
                if subject is not None and parsed.tokens[subject].pos != "PRON" and not passive:
                    return self._spell(subject)
        return None

    def _only_has(self, verb: int, subject: int | None) -> bool:
        """Tell whether a subject only has a figure: "prices are forecast to rise by 3%", "the valley saw 12 dead"."""
        tokens = self._parsed.tokens
        if subject is None or tokens[verb].lemma in self._language.sayings:
            return subject is not None and tokens[subject].dep == "nsubjpass"
        return tokens[subject].dep == "nsubjpass" or tokens[subject].entity in ("GPE", "LOC")

    def tells(self, verb: int) -> bool:
        """Tell whether the subject of a verb gives a figure; "gave up the figure" does not."""
        tells = self.reckons(verb) or self._parsed.tokens[verb].lemma in self._language.sayings
        return tells and self._parsed.find_child(verb, "prt") is None

    def _spell(self, index: int) -> str:
        """Return the words of somebody, with "of" and what follows: "the Chamber of Trade"."""
        parsed = self._parsed
        held = sorted(self.walk(index) - set(self._list_clauses(index)))
        for named in parsed.find_children(index, "appos"):
            held += sorted(self.walk(named)) if parsed.tokens[named].pos == "PROPN" else []
        text = parsed.text[parsed.tokens[held[0]].start : parsed.tokens[held[-1]].end]
        return text[0].lower() + text[1:] if parsed.tokens[held[0]].pos in ("DET", "PRON") else text

    def _list_clauses(self, index: int) -> Iterator[int]:
        for child in self._parsed.children[index]:
            if self._parsed.tokens[child].dep in ("relcl", "acl"):
                yield from self._parsed.walk_down(child)

    def name_tally(self, noun: int | None, measured: int | None, verb: int | None, scope: set[int]) -> str:
        """Return the name of the tally that the nearest words tell: those of the noun before those of the verb."""
        parsed = self._parsed
        parts = [self.walk(part) for part in (noun, measured) if part is not None]
        for part in (*parts, {verb} if verb is not None else set(), scope):
            text = f" {' '.join(parsed.tokens[n].text.lower() for n in sorted(part) if n is not None)} "
            for tally in self._tallies:
                if any(f" {word} " in text for word in tally.words):
                    return tally.name
        return ""

    def is_named_near(self, name: str, noun: int | None, measured: int | None, verb: int | None) -> bool:
        """Tell whether a tally is told by what is counted or by what becomes of it, not just in the sentence.

        A vague word, such as "cases", needs another one of the tally in the sentence.
        """
        parsed = self._parsed
        near = [n for n in (noun, measured, verb) if n is not None]
        near += [child for n in near for child in parsed.find_children(n, *_TELLING)]
        if measured is not None and parsed.tokens[measured].lemma in self._counting.amounts:
            near += self.walk(measured)
        above = (parsed.tokens[parsed.tokens[n].head] for n in (noun,) if n is not None)
        near += [of.head for of in above if of.dep == "prep"]
        told_of = [n for n in (noun, measured) if n is not None]
        near += [held for n in told_of for of in parsed.find_children(n, "prep") for held in parsed.children[of]]
        words = {word for tally in self._tallies if tally.name == name for word in tally.words}
        text, whole = (f" {' '.join(t.text.lower() for t in found)} " for found in (
            [parsed.tokens[n] for n in sorted(set(near))], parsed.tokens
        ))  # fmt: skip
        told = {word for word in words if f" {word} " in text or (" " in word and f" {word} " in whole)}
        sure = any(f" {word} " in whole for word in words - self._counting.ambiguous)
        return bool(told - self._counting.vague) or (bool(told) and sure)

    def counts(self, word: str) -> bool:
        """Tell whether a word is one of a tally: the dead."""
        return any(word in tally.words for tally in self._tallies)
