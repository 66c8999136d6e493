"""What a question asks to count, and whether a figure of an article counts just that."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from qa.language.numbers import find_numbers
from qa.language.syntax.grammar import find_grammar
from qa.language.syntax.parse import parse_text
from qa.language.wording.chronicle import get_chronicle
from qa.language.wording.counting import Counting, get_counting
from qa.language.words import split_words, stem_each, stem_words
from qa.question import Question
from qa.statements.figures.figure import Figure, find_scale

# Shorter words begin alike by chance.
_SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a question asks to count.

    kinds        of "count", "share", "sum", those that it may ask for
    noun         the lemma of what is counted, "" where it names none
    tally        the tally that it asks for, or ""
    terms        stems of its other words, without names
    names        stems of its names
    shares       stems of the share that is asked for: inflation
    rate         the unit of time that it asks for
    asks_speakers it asks who gives which figure
    qualities    stems of what its predicate makes of somebody: "positive" in "tested positive"
    given        the numbers that it has itself
    tellers      stems of the words that name who gives figures
    offered      the figures that it asks to choose from: "1.7 or 1.9 billion"
    """

    question: Question
    kinds: frozenset[str]
    noun: str
    tally: str
    terms: frozenset[str]
    names: frozenset[str]
    shares: frozenset[str]
    rate: str
    asks_speakers: bool
    counting: Counting = field(repr=False)
    qualities: frozenset[str] = frozenset()
    given: frozenset[float] = frozenset()
    offered: frozenset[float] = frozenset()
    tellers: frozenset[str] = frozenset()

    def asks_of(self, teller: str | None) -> bool:
        """Tell whether the question names who gives a figure."""
        return not frozenset(stem_words(teller or "")).isdisjoint(self.terms | self.names)

    def leave_out(self, tellers: Iterable[str]) -> "Matter":
        """Return the matter without the words that name who gives figures: they say nothing of what is counted."""
        return replace(self, tellers=frozenset(stem for teller in tellers for stem in stem_words(teller)))

    def fits(self, figure: Figure, teller: str | None) -> bool:
        """Tell whether a figure is of the kind asked for and counts what is asked."""
        if figure.is_change or figure.is_part or not self._fits_kind(figure):
            return False
        if self.offered:
            return figure.value in self.offered
        if figure.value in self.given or (self.rate and figure.rate != self.rate):
            return False
        by_teller = self.asks_speakers or self.asks_of(teller)
        tally, happenings = self._name_tally_of(figure), self.counting.happenings
        bare = not (figure.noun or figure.unit or tally) and "sum" not in self.kinds
        if not self._are_one(self.tally, tally) or (self.tally and bare):
            return False
        shared = self._find_shared(figure, teller)
        if self.tally and self.tally == tally and (shared or tally in happenings | self.counting.certain):
            return self._fits_noun(figure, by_teller=by_teller)
        if figure.unit == "%" or ("sum" in self.kinds and self._is_sum(figure)):
            return bool(shared)
        if not self._fits_noun(figure, by_teller=by_teller):
            return False
        if not figure.noun:
            return bool(shared & self.terms) or (bool(shared) and self.asks_of(teller))
        return bool(shared & self.terms) or by_teller or not self.terms

    def follows(self, figure: Figure, last: Figure) -> bool:
        """Tell whether a figure without a noun takes up the one before it: "Doctors knew of 27"."""
        if figure.noun or figure.is_change or figure.is_part or figure.is_denied or not figure.is_near(last):
            return False
        same_unit = figure.unit == last.unit or (figure.unit == "" and last.unit != "%")
        if not same_unit or not self._are_one(last.tally, figure.tally or last.tally) or figure.value in self.given:
            return False
        return figure.teller is not None and (
            figure.measured in ("", *self.counting.amounts) or _are_kin(figure.measured, last.words)
        )

    def _fits_kind(self, figure: Figure) -> bool:
        if figure.unit == "%":
            return "share" in self.kinds
        if self._is_sum(figure) and figure.unit:
            return "sum" in self.kinds
        if figure.unit:
            return figure.unit == self.noun
        return "count" in self.kinds or ("sum" in self.kinds and self._is_sum(figure))

    def _is_sum(self, figure: Figure) -> bool:
        sign = figure.unit not in ("", "%") and not figure.unit.isalpha()
        return (
            figure.unit in _list_money(self.question.language)
            or sign
            or (not figure.unit and figure.value >= 1e6 and "sum" in self.kinds)
        )

    def _fits_noun(self, figure: Figure, *, by_teller: bool) -> bool:
        """Tell whether a figure's noun may be what is asked for; "people" are anybody where a teller is asked for."""
        people = self.counting.people
        if figure.noun in ("", self.noun) or not self.noun:
            return True
        grammar = find_grammar(self.question.language)
        if grammar and grammar.are_other_units(figure.noun, self.noun):
            return False
        person = self.noun.endswith(self.counting.person_endings)
        anybody = self.noun in people or person or self._is_tallied(self.noun)
        return (figure.noun in people and (anybody or by_teller)) or (anybody and self._is_tallied(figure.noun))

    def _are_one(self, asked: str, told: str) -> bool:
        """Tell whether what is asked for and what is told may be one: both may leave open what it is."""
        if self.counting.happenings.isdisjoint([asked, told]):
            return "sum" in self.kinds or not asked or not told or asked == told
        return asked == told

    def _name_tally_of(self, figure: Figure) -> str:
        """Return the tally of a figure; a word that means several is taken for the one that is asked for."""
        also = self.counting.also.get(self.tally, frozenset())
        named = (not figure.tally and figure.noun in also) or (not self.tally and figure.noun == self.noun != "")
        return self.tally if named else figure.tally

    def _is_tallied(self, noun: str) -> bool:
        words = _list_tally_words(self.question.language, self.tally) | self.counting.also.get(self.tally, frozenset())
        return noun in words or f"{noun}s" in words

    def _find_shared(self, figure: Figure, teller: str | None) -> frozenset[str]:
        spoken = frozenset(stem_words(teller or "")) | self.tellers
        if figure.unit == "%" and self.shares:
            return self.shares & figure.words
        return frozenset(term for term in (self.terms | self.names) - spoken if _are_kin(term, figure.words))


def read_matter(question: Question) -> Matter | None:
    """Return what a question asks to count, or None where it asks for something else."""
    counting = get_counting(question.language)
    text = question.text
    kinds = frozenset(name for name in ("count", "share", "sum") if counting.search(f"asks_{name}", text))
    if not kinds or counting.search("asks_change", text) or question.kind in ("date", "place", "reason"):
        return None
    noun = _find_noun(question, counting)
    kinds = frozenset(["sum"]) if noun in _list_money(question.language) else kinds
    told = frozenset(stem_words(" ".join(_list_telling(question, counting))))
    own = frozenset(stem_words(noun)) if noun else frozenset()
    share = counting.search("asks_share", text)
    offered = frozenset(_list_offered(question, counting))
    plain = frozenset(stem_each(counting.plain_shares))
    return Matter(
        question=question,
        kinds=kinds,
        noun=noun,
        tally=_name_tally(question, counting),
        terms=frozenset(question.terms) - question.names - own - told,
        names=question.names - own,
        shares=frozenset(stem_words(share[0] if share else "")) - plain,
        rate=_find_rate(question, counting),
        asks_speakers=bool(offered) or counting.search("asks_speakers", text) is not None,
        counting=counting,
        qualities=frozenset(_list_qualities(question, counting)) - own,
        given=frozenset(number.value for number in find_numbers(text, question.language or "en")),
        offered=offered,
    )


def _find_noun(question: Question, counting: Counting) -> str:
    """Return the lemma of the noun behind "how many", or behind "number of"."""
    parsed = parse_text(question.text, question.language)
    if parsed is None:
        return ""
    for token in parsed.tokens:
        head = parsed.tokens[token.head]
        if token.lemma in counting.asking and head.pos in ("NOUN", "PROPN", "ADJ") and token.dep in ("amod", "advmod"):
            return head.lemma
        if token.lemma in counting.asking | counting.amounts and token.pos in ("NOUN", "ADJ"):
            for child in parsed.find_children(token.index, "prep"):
                held = parsed.find_child(child, "pobj")
                if held is not None:
                    return parsed.tokens[held].lemma
    return ""


def _list_telling(question: Question, counting: Counting) -> Iterable[str]:
    """Yield the words of a question that ask how and who, and are no part of what is counted."""
    for name in ("asks_speakers", "asks_count"):
        if match := counting.search(name, question.text):
            yield match[0]
    yield from counting.amounts
    parsed = parse_text(question.text, question.language)
    for token in parsed.tokens if parsed else ():
        if token.lemma in counting.reckoning or (token.pos in ("ADV", "ADJ") and token.lemma in counting.earlier):
            yield token.text


def _list_qualities(question: Question, counting: Counting) -> Iterable[str]:
    parsed = parse_text(question.text, question.language)
    for token in parsed.tokens if parsed else ():
        if token.pos == "ADJ" and token.dep in ("acomp", "oprd") and token.lemma not in counting.asking:
            yield from stem_words(token.text)


def _name_tally(question: Question, counting: Counting) -> str:
    asking = counting.search("asks_speakers", question.text)
    about = question.text[: asking.start()] if asking and asking.start() else question.text
    text = f" {' '.join(split_words(about))} "
    for tally in get_chronicle(question.language).tallies:
        if any(f" {word} " in text for word in tally.words - counting.ambiguous):
            return tally.name
    return ""


def _list_offered(question: Question, counting: Counting) -> Iterable[float]:
    """Yield the figures between which a question has an "or"; the last one's "billion" goes for the one before."""
    numbers = find_numbers(question.text, question.language or "en")
    for low, high in pairwise(numbers):
        if question.text[low.end : high.start].strip().lower() in counting.alternatives:
            scale = find_scale(high) if low.value < high.value / 1000 else 1.0
            yield from (low.value * scale, high.value)


def _find_rate(question: Question, counting: Counting) -> str:
    words = split_words(question.text)
    return next((unit for one, unit in pairwise(words) if one in counting.rates and unit in counting.periods), "")


def _list_money(language: str | None) -> frozenset[str]:
    """Return the names of money that are units beside the dollar."""
    grammar = find_grammar(language)
    groups = [frozenset().union(*group) for group in grammar.units] if grammar else []
    return next((group for group in groups if "dollar" in group), frozenset())


def _list_tally_words(language: str | None, name: str) -> frozenset[str]:
    tallies = get_chronicle(language).tallies
    return next((tally.words for tally in tallies if tally.name == name), frozenset())


def states_tally(text: str, name: str, language: str | None) -> bool:
    """Tell whether a text has a word of a tally."""
    words = f" {' '.join(split_words(text))} "
    also = get_counting(language).also.get(name, frozenset())
    return any(f" {word} " in words for word in _list_tally_words(language, name) | also)


def _are_kin(word: str, stems: frozenset[str]) -> bool:
    """Tell whether a word is of one family with another: loss, lose."""
    (own,) = stem_words(word)[:1] or ("",)
    alike = (other for other in stems if abs(len(other) - len(own)) <= 1 and other[:-1] == own[: len(other) - 1])
    return own in stems or (len(own) > _SHORT and any(len(other) > _SHORT for other in alike))
