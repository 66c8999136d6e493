"""What a question asks to count, and whether a figure of an article counts just that."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from qa.language.chronicle import get_chronicle
from qa.language.counting import Counting, get_counting
from qa.language.grammar import find_grammar
from qa.question import Question
from qa.statements.figures import Figure, find_scale
from qa.verify.numbers import find_numbers
from qa.verify.parse import parse_text
from qa.words import split_words, stem_words


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
    asks_tellers it asks who gives which figure
    given        the numbers that it has itself
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
    asks_tellers: bool
    counting: Counting = field(repr=False)
    given: frozenset[float] = frozenset()
    offered: frozenset[float] = frozenset()

    def asks_of(self, teller: str | None) -> bool:
        """Tell whether the question names who gives a figure."""
        return not frozenset(stem_words(teller or "")).isdisjoint(self.terms | self.names)

    def fits(self, figure: Figure, teller: str | None) -> bool:
        """Tell whether a figure is of the kind asked for and counts what is asked."""
        if figure.is_change or figure.is_part or not self._fits_kind(figure):
            return False
        if self.offered:
            return figure.value in self.offered
        if figure.value in self.given or (self.rate and figure.rate != self.rate):
            return False
        by_teller = self.asks_tellers or self.asks_of(teller)
        happenings = self.counting.happenings
        if self.tally != figure.tally and not happenings.isdisjoint([self.tally, figure.tally]):
            return False
        if self.tally and self.tally == figure.tally:
            return self._fits_noun(figure, by_teller=by_teller)
        shared = self._find_shared(figure, teller)
        if figure.unit == "%" or ("sum" in self.kinds and self._is_sum(figure)):
            return bool(shared)
        if not self._fits_noun(figure, by_teller=by_teller):
            return False
        if not figure.noun:
            return bool(shared & self.terms) or (bool(shared) and self.asks_of(teller))
        return bool(shared) or by_teller or not self.terms

    def follows(self, figure: Figure, last: Figure) -> bool:
        """Tell whether a figure without a noun takes up the one before it: "Doctors knew of 27"."""
        if figure.noun or figure.is_change or figure.is_part or figure.is_denied or not figure.is_near(last):
            return False
        same_unit = figure.unit == last.unit or (figure.unit == "" and last.unit != "%")
        if not same_unit or (figure.tally and figure.tally != last.tally) or figure.value in self.given:
            return False
        return figure.teller is not None and (not figure.measured or _are_kin(figure.measured, last.words))

    def _fits_kind(self, figure: Figure) -> bool:
        if figure.unit == "%":
            return "share" in self.kinds
        if self._is_sum(figure) and figure.unit:
            return "sum" in self.kinds
        if figure.unit:
            return figure.unit == self.noun
        return "count" in self.kinds or ("sum" in self.kinds and self._is_sum(figure))

    def _is_sum(self, figure: Figure) -> bool:
        grammar = find_grammar(self.question.language)
        money = next((group for group in grammar.units if any("dollar" in side for side in group)), ()) if grammar else ()
        named = any(figure.unit in side for side in money) or bool(figure.number.currency)
        return named or (not figure.unit and figure.value >= 1e6 and "sum" in self.kinds)

    def _fits_noun(self, figure: Figure, *, by_teller: bool) -> bool:
        """Tell whether a figure's noun may be what is asked for; "people" are anybody where a teller is asked for."""
        people = self.counting.people
        if figure.noun in ("", self.noun) or not self.noun:
            return True
        grammar = find_grammar(self.question.language)
        if grammar and grammar.are_other_units(figure.noun, self.noun):
            return False
        anybody = self.noun in people or self._is_tallied(self.noun)
        return (figure.noun in people and (anybody or by_teller)) or (anybody and self._is_tallied(figure.noun))

    def _is_tallied(self, noun: str) -> bool:
        tallies = get_chronicle(self.question.language).tallies
        words = next((tally.words for tally in tallies if tally.name == self.tally), frozenset())
        return noun in words or f"{noun}s" in words

    def _find_shared(self, figure: Figure, teller: str | None) -> frozenset[str]:
        spoken = frozenset(stem_words(teller or ""))
        if figure.unit == "%" and self.shares:
            return self.shares & figure.words
        return ((self.terms | self.names) - spoken) & figure.words


def read_matter(question: Question) -> Matter | None:
    """Return what a question asks to count, or None where it asks for something else."""
    counting = get_counting(question.language)
    text = question.text
    kinds = frozenset(name for name in ("count", "share", "sum") if counting.search(f"asks_{name}", text))
    if not kinds or question.kind in ("date", "place", "reason"):
        return None
    noun = _find_noun(question, counting)
    told = frozenset(stem_words(" ".join(_list_telling(question, counting))))
    own = frozenset(stem_words(noun)) if noun else frozenset()
    share = counting.search("asks_share", text)
    offered = frozenset(_list_offered(question, counting))
    shares = frozenset(stem_words(share[0])) - frozenset(stem_words("percentage per cent rate share")) if share else None
    return Matter(
        question=question,
        kinds=kinds,
        noun=noun,
        tally=_name_tally(question, counting),
        terms=frozenset(question.terms) - question.names - own - told,
        names=question.names - own,
        shares=shares or frozenset(),
        rate=_find_rate(question, counting),
        asks_tellers=bool(offered) or counting.search("asks_tellers", text) is not None,
        counting=counting,
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
    for name in ("asks_tellers", "asks_count"):
        if match := counting.search(name, question.text):
            yield match[0]
    yield from counting.amounts
    parsed = parse_text(question.text, question.language)
    for token in parsed.tokens if parsed else ():
        if token.lemma in counting.reckoning or (token.pos in ("ADV", "ADJ") and token.lemma in counting.earlier):
            yield token.text


def _name_tally(question: Question, counting: Counting) -> str:
    text = f" {' '.join(split_words(question.text))} "
    for tally in get_chronicle(question.language).tallies:
        if any(f" {word} " in text for word in tally.words - counting.ambiguous):
            return tally.name
    return ""


def _list_offered(question: Question, counting: Counting) -> Iterable[float]:
    """Yield the figures between which a question has an "or"; the last one's "billion" goes for the one before."""
    numbers = find_numbers(question.text, question.language or "en")
    for low, high in zip(numbers, numbers[1:], strict=False):
        if question.text[low.end : high.start].strip().lower() in counting.alternatives:
            scale = find_scale(high) if low.value < high.value / 1000 else 1.0
            yield from (low.value * scale, high.value)


def _find_rate(question: Question, counting: Counting) -> str:
    words = split_words(question.text)
    pairs = zip(words, words[1:], strict=False)
    return next((unit for one, unit in pairs if one in counting.rates and unit in counting.periods), "")


def _are_kin(word: str, stems: frozenset[str]) -> bool:
    """Tell whether a word is of one family with another: loss, lose."""
    (own,) = stem_words(word)[:1] or ("",)
    return own in stems or any(
        len(own) > 3 and own[: len(own) - 1] == other[: len(own) - 1] for other in stems
    )
