"""Read the figures of a sentence: how many of what, what happened to them, where, when, how sure, and who counted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from qa.language.dates import find_dates, read_day
from qa.language.known import get_language
from qa.language.numbers import Number, find_numbers
from qa.language.syntax.frames.certainty import CertaintyReader
from qa.language.syntax.grammar import Grammar, find_grammar
from qa.language.syntax.parse import Parsed, ParsedToken, parse_text
from qa.language.wording.counting import get_counting
from qa.language.words import split_words, stem_each
from qa.statements.figures.figure import Figure, find_scale
from qa.statements.figures.scope import CountScope
from qa.statements.qualifiers import find_qualifier

# A day, or a night between two.
_LONGEST_DAY = 2


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
        self._counting, self._language = get_counting(language), get_language(language or "en")
        self._code = language
        self._certainty = CertaintyReader(parsed, grammar)
        self._days = find_dates(parsed.text, published)
        self._numbered: frozenset[int] = frozenset()
        self._scope = CountScope(parsed, language, self._numbered)

    def read(self, numbers: list[Number]) -> Iterator[Figure]:
        held = [n for n in numbers if not any(day.start <= n.start < day.end for day in self._days)]
        self._numbered = frozenset(t.index for n in held for t in _list_tokens(self._parsed, n.start, n.end))
        self._scope = CountScope(self._parsed, self._code, self._numbered)
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
        before, between = (
            self._parsed.text[: low.start].split(),
            self._parsed.text[low.end : high.start].strip().lower(),
        )
        bare = not low.percent and not low.currency and low.value < high.value
        changed = bool(before) and before[-1].lower() in self._counting.changes
        return bare and not changed and (between in ("-", "–") or between in self._counting.ranges)

    def _read(self, number: Number, ranged: Number | None) -> Figure | None:
        parsed = self._parsed
        end = ranged.end if ranged else number.end
        tokens = _list_tokens(parsed, number.start, end)
        top = next((t for t in tokens if not any(o.index == t.head and o is not t for o in tokens)), None)
        if top is None or self._is_other(number, top.index, end):
            return None
        noun = self._scope.find_noun(top.index)
        unit, rate = self._read_unit(number, ranged, end)
        is_unit = noun is not None and (parsed.tokens[noun].lemma in (unit, "percent", "cent") or number.percent)
        counted = None if is_unit or (noun is not None and number.start <= parsed.tokens[noun].start < end) else noun
        anchor = noun if noun is not None else top.index
        measured, verb = self._scope.find_governor(anchor, bare=counted is None)
        scope = self._scope.gather(counted if counted is not None else None, measured, verb, anchor)
        approximation, begin = find_qualifier(parsed.text, number.start, self._language.code)
        teller = self._scope.find_teller(verb, measured)
        if any(t.lemma in self._counting.multiples for t in _list_tokens(parsed, end, end + 6)):
            return None
        if (
            noun is not None
            and parsed.tokens[noun].lemma in self._counting.people
            and parsed.tokens[noun].end <= number.start
        ):
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
            tally=(tally := self._name_tally(counted, measured, verb, scope)),
            is_told_near=self._scope.is_named_near(tally, counted, measured, verb),
            is_fact=None if counted is not None and self._is_behind(counted) else self._is_fact(verb),
            is_change=self._is_change(top.index, anchor),
            is_denied=self._is_denied(begin, verb),
            is_part=self._is_part(top.index, anchor),
            spans=tuple(self._find_spans(scope, verb)),
            places=frozenset(self._find_places(scope)),
            is_told=any(self._scope.tells(n) for n in ((verb, *parsed.walk_up(verb)) if verb is not None else ())),
            people=frozenset(self._find_people(scope)) - frozenset(split_words(teller or "")),
            teller=teller,
        )

    def _name_tally(self, counted: int | None, measured: int | None, verb: int | None, scope: set[int]) -> str:
        """Return the name of the tally that a figure belongs to; none of what happened to people counts animals."""
        name = self._scope.name_tally(counted, measured, verb, scope)
        lemma = self._parsed.tokens[counted].lemma if counted is not None else ""
        return "" if lemma in self._counting.animals and name in self._counting.happenings else name

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
                return held is not None and (
                    self._scope.has_number(held) or self._scope.counts(parsed.tokens[held].text.lower())
                )
        return False

    def _find_spans(self, scope: set[int], verb: int | None) -> Iterator[tuple[date, date]]:
        """Yield the times in reach of a figure, but for the day on which somebody gave it."""
        tokens = self._parsed.tokens
        told = verb is not None and tokens[verb].lemma in self._counting.reckoning
        held = [(tokens[n].start, tokens[n].end) for n in scope]
        for day in self._days:
            if day.first is None or day.last is None or not any(s < day.end and day.start < e for s, e in held):
                continue
            if not told or (day.last - day.first).days > _LONGEST_DAY:
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


def _list_tokens(parsed: Parsed, start: int, end: int) -> list[ParsedToken]:
    """Return the tokens of a stretch of a text."""
    return [token for token in parsed.tokens if token.start < end and start < token.end]
