"""To which clause of a sentence a time belongs, and how what that tells is told: as done, planned or on a condition."""

from qa.language.syntax.frames.certainty import CertaintyReader
from qa.language.syntax.grammar import Grammar
from qa.language.syntax.parse import Parsed, ParsedToken
from qa.language.wording.chronicle import Chronicle

# Modes of a verb that tells a plan.
PLANS = frozenset(["planned", "future", "possible", "obliged"])
# Entities that are a time.
TIME_ENTITIES = ("DATE", "TIME")
# How what is told hangs on the verb of telling.
CONTENT = ("ccomp", "xcomp", "parataxis")
_FINITE = ("VBD", "VBZ", "VBP")
_SUBORDINATE = ("relcl", "acl", "advcl", "amod", "csubj", "pcomp")
_CLAUSES = ("conj", "ROOT", *CONTENT)


class ClauseReader:
    """Reads the clauses of one parsed sentence."""

    def __init__(self, parsed: Parsed, grammar: Grammar, words: Chronicle) -> None:
        self._parsed, self._grammar, self._words = parsed, grammar, words
        self._certainty = CertaintyReader(parsed, grammar)

    def is_denied(self, index: int) -> bool:
        """Tell whether a verb is denied."""
        return bool(self._certainty.find_denial(index))

    def find_predicate(self, token: ParsedToken, *, loose: bool) -> int | None:
        """Return the finite verb that a token belongs to, in what the sentence mainly tells; None for another thing's.

        loose  the token is the time of a deed, whatever noun it was parsed with
        """
        parsed = self._parsed
        subject = False
        while True:
            if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass"):
                return self._check_clause(token, subject=subject)
            if token.head == token.index or token.text.lower() in self._words.limits:
                return None
            is_time = token.text.lower().strip(".") in self._words.moments or token.entity in TIME_ENTITIES
            is_thing = token.pos in ("NOUN", "PROPN", "NUM", "ADJ", "PRON")
            if is_thing and not is_time and not loose:
                if token.dep not in ("nsubj", "nsubjpass"):
                    return None
                subject = True
            token = parsed.tokens[token.head]

    def _check_clause(self, token: ParsedToken, *, subject: bool) -> int | None:
        """Return a verb that is finite and in what the sentence mainly tells."""
        if not self._is_finite(token.index) or (subject and token.tag != "VBD" and not self.is_past(token.index)):
            return None
        above = token
        while above.head != above.index:
            at_once = above.dep == "advcl" and self._is_at_once(above.index)
            to_come = above.dep == "relcl" and bool(PLANS.intersection(self.find_modes(above.index)))
            if not (at_once or to_come) and (above.dep in _SUBORDINATE or above.dep not in _CLAUSES):
                return None
            above = self._parsed.tokens[above.head]
            while to_come and above.pos not in ("VERB", "AUX") and above.head != above.index:
                above = self._parsed.tokens[above.head]
            if above.pos not in ("VERB", "AUX"):
                return None
        return token.index

    def _is_at_once(self, index: int) -> bool:
        """Tell whether a clause has the time of what it hangs on: "when it sank on Wednesday"."""
        marks = self._parsed.find_children(index, "advmod", "mark")
        return any(self._parsed.tokens[n].text.lower() in self._words.at_once for n in marks)

    def _is_finite(self, index: int) -> bool:
        token = self._parsed.tokens[index]
        helpers = [self._parsed.tokens[n] for n in self._parsed.find_children(index, "aux", "auxpass")]
        if any(helper.tag == "TO" for helper in helpers):
            return self._is_planned_infinitive(index)
        if token.tag in _FINITE or any(helper.tag in (*_FINITE, "MD") for helper in helpers):
            return True
        if token.dep == "conj" and token.tag in ("VBN", "VB", "VBG"):
            return self._is_finite(token.head)
        return False

    def _is_planned_infinitive(self, index: int) -> bool:
        """Tell whether an infinitive hangs on what makes it a plan: "is to begin", "is expected to begin"."""
        return self._parsed.tokens[index].dep == "xcomp" and "planned" in self.find_modes(index)

    def is_past(self, index: int) -> bool:
        """Tell whether a verb is told as done: "died", "has died", "was killed", "is known to have died"."""
        token = self._parsed.tokens[index]
        helpers = [self._parsed.tokens[n] for n in self._parsed.find_children(index, "aux", "auxpass")]
        if any(helper.tag == "MD" for helper in helpers):
            return False
        if token.tag == "VBN" and any(h.lemma in ("have", "be") and h.tag in _FINITE for h in helpers):
            return True
        # "were searching", "did give".
        if token.tag in ("VBG", "VB") and any(h.tag == "VBD" for h in helpers):
            return True
        return token.tag == "VBD" or (token.dep == "conj" and token.tag == "VBN" and self.is_past(token.head))

    def find_modes(self, index: int) -> list[str]:
        """Return what makes a verb no plain fact: also what it is told to be ("was due"), and a condition beside it."""
        parsed, found = self._parsed, list(self._certainty.find_modes(index))
        for child in parsed.children[index]:
            inner = parsed.tokens[child]
            if inner.dep in ("acomp", "attr") and inner.lemma in self._grammar.governing:
                found.append(self._grammar.governing[inner.lemma])
            marks = [parsed.tokens[n].lemma for n in parsed.find_children(child, "mark")]
            if inner.dep == "advcl" and not self._grammar.conditional.isdisjoint(marks):
                found.append("conditional")
        return found
