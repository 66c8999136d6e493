"""Read the figures of a sentence: how many of what, what happened to them, where, when, how sure, and who counted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from qa.language.chronicle import get_chronicle
from qa.language.counting import Counting, get_counting
from qa.language.dates import find_dates, read_day
from qa.language.grammar import Grammar, find_grammar
from qa.language.known import get_language
from qa.language.profile import Approximation
from qa.statements.qualifiers import find_qualifier
from qa.verify.frames.certainty import CertaintyReader
from qa.verify.numbers import Number, find_numbers
from qa.verify.parse import Parsed, parse_text
from qa.words import split_words, stem_each

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "attr", "oprd")
# A figure said to be "about" so much may be off by this; a rounded one by less.
_ABOUT, _ROUNDED = 0.005, 0.002
_LONGEST_DAY = 2
# Figures for one thing are seldom further apart; figures for two things often are.
_FURTHEST = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of a sentence with what it counts.

    text        as the sentence has it, with its qualifier: "at least 11", "six to seven million"
    high        the other end of a range, else the number's value
    unit        "%", a sign or a name of money, or a unit such as "kilometre"; "" for a count
    rate        the unit of time that it is told for: "day" in "20 million a day"
    measured    the lemma of the noun that the verb puts at so much: "loss" in "put the loss at nine million", or ""
    noun        the lemma of what is counted, "" where the sentence leaves that to the one before
    words       stems of the noun, of the predicate and of what belongs to both
    tally       what is counted, of those things that news counts again and again, or ""
    is_fact     it is told as what is or was so; False where it is planned, expected or possible, None where that is open
    is_change   it is the difference to another figure, or more than others
    is_denied   the sentence says that it is not so
    is_part     so many of a known number: "two of the four"
    spans       first and last days of the times that the sentence puts it in
    is_told     somebody is said to give it, be it only "he"
    people      the folded names of people that it is told of
    teller      who gives it, where the verb of the figure says so, else None
    """

    number: Number
    text: str
    high: float
    approximation: Approximation | None
    unit: str
    rate: str
    measured: str
    noun: str
    words: frozenset[str] = field(repr=False)
    tally: str
    is_fact: bool | None
    is_change: bool
    is_denied: bool
    is_part: bool
    spans: tuple[tuple[date, date], ...]
    places: frozenset[str]
    is_told: bool
    people: frozenset[str]
    teller: str | None

    @property
    def value(self) -> float:
        """Its worth; the lower end of a range."""
        return self.number.value

    @property
    def start(self) -> int:
        """Where its number begins in the sentence."""
        return self.number.start

    def agrees(self, other: "Figure") -> bool:
        """Tell whether both may be right of the same thing: equal, rounded, or within what "at least" leaves open."""
        if self._may_reach(other.value) or other._may_reach(self.value):
            return True
        low, high = sorted((self.value, other.value))
        if not low or high > 2 * low:
            return False
        leeway = _ABOUT if "about" in (self.approximation, other.approximation) else 0.0
        ranged = self.value <= other.value <= self.high or other.value <= self.value <= other.high
        rounded = _count_digits(self.value) != _count_digits(other.value) and (high - low) <= _ROUNDED * high
        return ranged or rounded or (high - low) <= leeway * high

    def is_near(self, other: "Figure") -> bool:
        """Tell whether two figures are near enough to be told of one thing."""
        low, high = sorted((self.value, other.value))
        return low > 0 and high / low <= _FURTHEST

    def _may_reach(self, value: float) -> bool:
        if value == self.value:
            return True
        if self.approximation in ("at_least", "more_than"):
            return value > self.value
        return self.approximation in ("at_most", "less_than") and value < self.value


def _count_digits(value: float) -> int:
    """Return how many digits a value is told in, without the noughts at its end."""
    return len(f"{value:.6f}".rstrip("0").replace(".", "").strip("0"))


def read_figures(sentence: str, *, published: str | None = None, language: str | None = None) -> list[Figure]:
    """Return the figures of a sentence, in order; none of ages, days, times of day, places in an order and scores.

    published  when its article was published, which "last year" counts from
    """
    grammar, parsed = find_grammar(language), None
    numbers = find_numbers(sentence, language or "en")
    if grammar is None or not numbers:
        return []
    parsed = parse_text(sentence, language)
    return list(_FigureReader(parsed, grammar, language, read_day(published)).read(numbers)) if parsed else []


class _FigureReader:
    """Reads the figures of one parsed sentence."""

    def __init__(self, parsed: Parsed, grammar: Grammar, language: str | None, published: date | None) -> None:
        self._parsed, self._grammar, self._published = parsed, grammar, published
        self._counting: Counting = get_counting(language)
        self._language = get_language(language or "en")
        self._tallies = get_chronicle(language).tallies
        self._certainty = CertaintyReader(parsed, grammar)
        self._days = find_dates(parsed.text, published)

    def read(self, numbers: list[Number]) -> Iterator[Figure]:
        held = [n for n in numbers if not any(day.start <= n.start < day.end for day in self._days)]
        self._numbered = {token.index for n in held for token in parsed_between(self._parsed, n.start, n.end)}
        last: Number | None = None
        for n, number in enumerate(held):
            following = held[n + 1] if n + 1 < len(held) else None
            if last and self._is_range(last, number):
                last = None
                continue
            last = number
            ranged = following if following and self._is_range(number, following) else None
            if not number.ordinal and (figure := self._read(number, ranged)):
                yield figure

    def _is_range(self, low: Number, high: Number) -> bool:
        """Tell whether two numbers are the ends of a range; "from 10 to 20" is a change."""
        before, between = self._parsed.text[: low.start].split(), self._parsed.text[low.end : high.start].strip().lower()
        bare = not low.percent and not low.currency and low.value < high.value
        changed = bool(before) and before[-1].lower() in self._counting.changes
        return bare and not changed and (between in ("-", "–") or between in self._counting.ranges)

    def _read(self, number: Number, ranged: Number | None) -> Figure | None:
        parsed = self._parsed
        end = ranged.end if ranged else number.end
        tokens = parsed_between(parsed, number.start, end)
        top = next((t for t in tokens if not any(o.index == t.head and o is not t for o in tokens)), None)
        if top is None or self._is_other(number, top.index, end):
            return None
        noun = self._climb(top.index)
        unit, rate = self._read_unit(number, ranged, end)
        is_unit = noun is not None and (parsed.tokens[noun].lemma in (unit, "percent", "cent") or number.percent)
        counted = None if is_unit or (noun is not None and number.start <= parsed.tokens[noun].start < end) else noun
        anchor = noun if noun is not None else top.index
        measured, verb = self._find_governor(anchor, bare=counted is None)
        scope = self._gather_scope(counted if counted is not None else None, measured, verb, anchor)
        approximation, begin = find_qualifier(parsed.text, number.start, self._language.code)
        teller = self._find_teller(verb, measured)
        if any(t.lemma in self._counting.multiples for t in parsed_between(parsed, end, end + 6)):
            return None
        if noun is not None and parsed.tokens[noun].lemma in self._counting.people and parsed.tokens[noun].end <= number.start:
            return None
        if number.spelled and (number.value < 1 or (number.value == 1 and counted is None)):
            return None
        told = split_words(" ".join(f"{parsed.tokens[n].text} {parsed.tokens[n].lemma}" for n in scope))
        value = number
        if ranged and number.value < ranged.value / 1000 and (scale := find_scale(ranged)):
            value = replace(number, value=number.value * scale)
        return Figure(
            number=value,
            text=parsed.text[begin:end],
            high=ranged.value if ranged else value.value,
            approximation=approximation,
            unit=unit,
            rate=rate,
            measured=parsed.tokens[measured].lemma if measured is not None and counted is None else "",
            noun=parsed.tokens[counted].lemma if counted is not None else "",
            words=frozenset(stem_each(word for word in told if word not in self._language.stop_words)),
            tally=self._name_tally(counted, measured, verb, scope),
            is_fact=None if counted is not None and self._is_behind(counted) else self._is_fact(verb),
            is_change=self._is_change(top.index, anchor),
            is_denied=self._is_denied(begin, verb),
            is_part=self._is_part(top.index, anchor),
            spans=tuple(self._find_spans(scope, verb)),
            places=frozenset(self._find_places(scope)),
            is_told=any(self._tells(n) for n in ((verb, *parsed.walk_up(verb)) if verb is not None else ())),
            people=frozenset(self._find_people(scope)) - frozenset(split_words(teller or "")),
            teller=teller,
        )

    def _is_other(self, number: Number, top: int, end: int) -> bool:
        """Tell whether a number is an age, a time of day, a score, a part of a name, or only a turn of phrase."""
        parsed, token = self._parsed, self._parsed.tokens[top]
        after = parsed.text[end:]
        if re.match(r"[-–]\d|:\d|[\s-]+(?:a\.?m|p\.?m)\b|\s+o[’']clock", after, re.IGNORECASE):
            return True
        if re.search(r"\d[-–:]$", parsed.text[: number.start]) or token.entity in ("TIME", "DATE"):
            return True
        if token.dep == "appos" and not parsed.children[top] and token.entity != "MONEY":
            return not number.percent and token.pos == "NUM"
        return token.dep == "compound" and token.pos == "PROPN"

    def _climb(self, top: int) -> int | None:
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

    def _read_unit(self, number: Number, ranged: Number | None, end: int) -> tuple[str, str]:
        parsed = self._parsed
        measures = (group for group in self._grammar.units if not any(self._counting.people & side for side in group))
        known = {unit for group in measures for side in group for unit in side}
        after = [t for t in parsed.tokens if t.start >= end][:5]
        unit = "%" if number.percent or (ranged and ranged.percent) else number.currency
        unit = unit or (ranged.currency if ranged else "")
        if not unit and after and after[0].lemma in known:
            unit = after[0].lemma
        rate = next(
            (
                token.lemma
                for before, token in pairwise(after)
                if before.lemma in self._counting.rates and token.lemma in self._counting.periods
            ),
            "",
        )
        return unit, rate

    def _find_governor(self, anchor: int, *, bare: bool) -> tuple[int | None, int | None]:
        """Return what a figure without a noun measures ("the number of dead" in "put the number of dead at 23"), and
        the verb that governs the figure."""
        parsed = self._parsed
        verb = next((n for n in parsed.walk_up(anchor) if parsed.tokens[n].pos in ("VERB", "AUX")), None)
        if verb is None:
            return None, None
        if bare:
            measured = parsed.find_child(verb, *_OBJECTS)
            if measured is None or anchor in set(parsed.walk_down(measured)):
                measured = parsed.find_child(verb, *_SUBJECTS)
                reckons = self._reckons(verb)
                if measured is not None and (reckons or anchor in set(parsed.walk_down(measured))):
                    measured = None
            return measured, verb
        return None, verb

    def _reckons(self, verb: int) -> bool:
        """Tell whether the subject of a verb gives a figure; "the toll reached 52" has the figure as its subject."""
        parsed = self._parsed
        subject = parsed.find_child(verb, *_SUBJECTS)
        token = parsed.tokens[subject] if subject is not None else None
        person = token is not None and token.lemma.endswith(self._counting.person_endings)
        own = token is not None and (
            token.lemma in self._counting.amounts or (self._counts(token.text.lower()) and not person)
        )
        return parsed.tokens[verb].lemma in self._counting.reckoning and not own

    def _gather_scope(self, noun: int | None, measured: int | None, verb: int | None, anchor: int) -> set[int]:
        """Return the tokens that say what is counted: the noun, what is measured, the predicate with its sides."""
        parsed = self._parsed
        scope: set[int] = set()
        for part in (noun, measured):
            if part is not None:
                scope |= self._walk(part)
        while verb is not None:
            token = parsed.tokens[verb]
            scope.add(verb)
            for child in parsed.children[verb]:
                inner = parsed.tokens[child]
                if inner.dep in (*_SUBJECTS, *_OBJECTS, "prep", "prt", "acomp", "agent", "xcomp", "advmod", "compound"):
                    reckons = inner.dep in _SUBJECTS and self._reckons(verb)
                    if not reckons and not (child != measured and self._holds_other(child, anchor)):
                        scope |= self._walk(child)
            above = parsed.tokens[token.head]
            if token.dep in ("xcomp", "pcomp") or (token.dep == "acl"):
                verb = above.index if above.pos in ("VERB", "AUX") else None
                if above.pos == "NOUN":
                    scope |= self._walk(above.index)
            elif token.dep == "relcl":
                scope |= self._walk(token.head)
                verb = None
            elif token.dep == "conj" and not parsed.find_children(token.index, *_SUBJECTS):
                subject = parsed.find_child(token.head, *_SUBJECTS)
                scope |= self._walk(subject) if subject is not None and not self._holds_other(subject, anchor) else set()
                verb = None
            else:
                verb = None
        return scope - (self._numbered - set())

    def _walk(self, index: int) -> set[int]:
        """Return a token and what hangs on it, without clauses that have a number of their own."""
        parsed, found = self._parsed, {index}
        for child in parsed.children[index]:
            dep = parsed.tokens[child].dep
            if dep in ("punct", "appos", "conj", "parataxis", "advcl", "ccomp"):
                continue
            if dep in ("relcl", "acl", "prep") and self._has_number(child):
                continue
            found |= self._walk(child)
        return found

    def _has_number(self, index: int) -> bool:
        return any(n in self._numbered for n in self._parsed.walk_down(index))

    def _holds_other(self, index: int, anchor: int) -> bool:
        """Tell whether a part of the sentence has another number than the one that is read."""
        below = set(self._parsed.walk_down(index))
        return anchor not in below and not below.isdisjoint(self._numbered)

    def _find_teller(self, verb: int | None, measured: int | None) -> str | None:
        """Return the subject of the verb of reckoning that a figure depends on."""
        parsed = self._parsed
        for index in () if verb is None else (verb, *parsed.walk_up(verb)):
            token = parsed.tokens[index]
            subject = parsed.find_child(index, *_SUBJECTS)
            if token.dep == "relcl" and subject is not None and parsed.tokens[subject].pos == "PRON":
                subject = token.head
            tells = self._tells(index)
            if tells and subject is not None and subject != measured and parsed.tokens[subject].pos != "PRON":
                if self._walk(subject).isdisjoint(self._numbered):
                    return self._spell(subject)
            elif tells and subject is None and token.dep == "conj":
                subject = parsed.find_child(token.head, *_SUBJECTS)
                if subject is not None and parsed.tokens[subject].pos != "PRON":
                    return self._spell(subject)
        return None

    def _tells(self, verb: int) -> bool:
        """Tell whether the subject of a verb gives a figure; "gave up the figure" does not."""
        tells = self._reckons(verb) or self._parsed.tokens[verb].lemma in self._language.sayings
        return tells and self._parsed.find_child(verb, "prt") is None

    def _spell(self, index: int) -> str:
        """Return the words of somebody, with "of" and what follows: "the Chamber of Trade"."""
        parsed = self._parsed
        held = sorted(self._walk(index) - set(self._list_clauses(index)))
        for named in parsed.find_children(index, "appos"):
            held += sorted(self._walk(named)) if parsed.tokens[named].pos == "PROPN" else []
        text = parsed.text[parsed.tokens[held[0]].start : parsed.tokens[held[-1]].end]
        return text[0].lower() + text[1:] if parsed.tokens[held[0]].pos in ("DET", "PRON") else text

    def _list_clauses(self, index: int) -> Iterator[int]:
        for child in self._parsed.children[index]:
            if self._parsed.tokens[child].dep in ("relcl", "acl"):
                yield from self._parsed.walk_down(child)

    def _name_tally(self, noun: int | None, measured: int | None, verb: int | None, scope: set[int]) -> str:
        """Return the name of the tally that the nearest words tell: those of the noun before those of the verb."""
        parsed = self._parsed
        parts = [self._walk(part) for part in (noun, measured) if part is not None]
        for part in (*parts, {verb} if verb is not None else set(), scope):
            text = f" {' '.join(parsed.tokens[n].text.lower() for n in sorted(part) if n is not None)} "
            for tally in self._tallies:
                if any(f" {word} " in text for word in tally.words):
                    return tally.name
        return ""

    def _is_behind(self, noun: int) -> bool:
        """Tell whether a noun stands behind a preposition, so that what is planned is not its number: "pay to 212"."""
        token = self._parsed.tokens[noun]
        return token.dep == "pobj" and self._parsed.tokens[token.head].lemma != "of"

    def _is_fact(self, verb: int | None) -> bool | None:
        """Tell whether a figure is told as so; None where its verb only says who puts it at what."""
        if verb is None:
            return None
        tokens, grammar = self._parsed.tokens, self._grammar
        lemmas = [tokens[n].lemma for n in self._parsed.walk_up(verb) if tokens[n].pos == "VERB"]
        lemmas += [tokens[verb].lemma] if tokens[verb].lemma in self._counting.reckoning else []
        governing = {grammar.governing.get(lemma, "alleged") for lemma in lemmas}
        if {*self._certainty.find_modes(verb), *governing} - {"alleged"}:
            return False
        return None if self._parsed.tokens[verb].lemma in self._counting.reckoning else True

    def _is_change(self, top: int, anchor: int) -> bool:
        """Tell whether a number is a difference: behind "by", before "more", in front of a comparison."""
        parsed = self._parsed
        for index in {top, anchor}:
            token = parsed.tokens[index]
            head = parsed.tokens[token.head]
            if token.dep == "pobj" and head.text.lower() in self._counting.changes and head.dep == "prep":
                return True
            if token.dep == "npadvmod" and token.entity != "CARDINAL" and head.lemma != "be":
                return True
            if token.dep == "pobj" and head.text.lower() in self._language.than:
                return True
            for child in parsed.children[index]:
                inner = parsed.tokens[child]
                if inner.lemma in self._counting.increments and inner.dep in ("amod", "advmod", "det"):
                    return inner.start > token.start or inner.lemma in ("other", "another", "further", "additional")
        return parsed.tokens[anchor].lemma in self._counting.increments

    def _is_denied(self, begin: int, verb: int | None) -> bool:
        """Tell whether "not" stands before a figure or its verb."""
        before = [token for token in self._parsed.tokens if token.end <= begin][-1:]
        if any(token.dep == "neg" or token.lemma in self._grammar.denials for token in before):
            return True
        denials = self._parsed.find_children(verb, "neg") if verb is not None else ()
        return any(index + 1 not in self._numbered for index in denials)

    def _is_part(self, top: int, anchor: int) -> bool:
        """Tell whether a number is so many of a number or group that is known: "two of the four", "12 of the dead"."""
        parsed = self._parsed
        for child in parsed.children[top]:
            if parsed.tokens[child].dep == "prep" and parsed.tokens[child].lemma == "of":
                held = parsed.find_child(child, "pobj")
                return held is not None and (self._has_number(held) or self._counts(parsed.tokens[held].text.lower()))
        return False

    def _counts(self, word: str) -> bool:
        """Tell whether a word is one of a tally: the dead."""
        return any(word in tally.words for tally in self._tallies)

    def _find_spans(self, scope: set[int], verb: int | None) -> Iterator[tuple[date, date]]:
        """Yield the times in reach of a figure, but for the day on which somebody gave it."""
        tokens = self._parsed.tokens
        told = verb is not None and tokens[verb].lemma in self._counting.reckoning
        held = [(tokens[n].start, tokens[n].end) for n in scope]
        for day in self._days:
            if day.first and day.last and any(start < day.end and day.start < end for start, end in held):
                if not told or day.first.year != day.last.year or (day.last - day.first).days > _LONGEST_DAY:
                    yield day.first, day.last
        lemmas = {tokens[n].lemma for n in scope}
        if self._published and lemmas & self._counting.earlier and "year" in lemmas:
            year = self._published.year - 1
            yield date(year, 1, 1), date(year, 12, 31)

    def _find_people(self, scope: set[int]) -> Iterator[str]:
        for n in scope:
            token = self._parsed.tokens[n]
            if token.entity == "PERSON" and token.pos == "PROPN":
                yield from split_words(token.text)

    def _find_places(self, scope: set[int]) -> Iterator[str]:
        """Yield the folded names of places that a figure is told of."""
        for n in scope:
            token = self._parsed.tokens[n]
            if token.entity in ("GPE", "LOC", "FAC") and token.pos == "PROPN":
                yield token.text.lower()


def parsed_between(parsed: Parsed, start: int, end: int):  # type: ignore[no-untyped-def]
    """Return the tokens of a stretch of a text."""
    return [token for token in parsed.tokens if token.start < end and start < token.end]


def find_scale(number: Number) -> float:
    """Return the thousand, million or billion that a number is told in."""
    scale = 1.0
    while number.value / (scale * 1000) >= 1:
        scale *= 1000
    return scale
