"""Whether what a predicate tells is so: its negations, and what makes it no plain fact."""

from collections.abc import Iterator

from qa.language.syntax.frames.roles import OBJECTS, SUBJECTS
from qa.language.syntax.grammar import Grammar
from qa.language.syntax.parse import Parsed


class CertaintyReader:
    """Finds negations and modes of the predicates of one parsed text."""

    def __init__(self, parsed: Parsed, grammar: Grammar) -> None:
        self._parsed, self._grammar = parsed, grammar

    def find_denial(self, index: int) -> str:
        """Return the word that negates a predicate, or "" where none or two do."""
        found = [self._parsed.tokens[n].text for n in self._list_denials(index)]
        return found[0] if len(found) % 2 else ""

    def _list_denials(self, index: int) -> Iterator[int]:
        parsed, grammar, token = self._parsed, self._grammar, self._parsed.tokens[index]
        for child in parsed.children[index]:
            inner = parsed.tokens[child]
            if inner.dep == "neg" or (inner.dep in ("preconj", "advmod") and inner.lemma in grammar.denials):
                yield child
            elif inner.dep in (*SUBJECTS, *OBJECTS, "acomp"):
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

    def find_modes(self, index: int) -> Iterator[str]:
        """Yield what makes what a predicate tells possible, planned, conditional, alleged, or still to come."""
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
                yield from self.find_modes(verb.index)
        elif self._shares_auxiliaries(index):
            yield from self.find_modes(token.head)

    def _shares_auxiliaries(self, index: int) -> bool:
        """Tell whether a verb after "and" has its "may" and its "not" before the first one."""
        parsed, token = self._parsed, self._parsed.tokens[index]
        verbs = token.dep == "conj" and parsed.tokens[token.head].tag == token.tag
        own = [n for n in parsed.find_children(index, "aux", *SUBJECTS) if parsed.tokens[n].tag != "TO"]
        return verbs and token.tag in ("VB", "VBN") and not own
