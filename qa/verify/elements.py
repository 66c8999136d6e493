"""What a statement is made of (numbers, days, names, quoted words, other words), and whether a sentence holds each."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from qa.language.attribution.quotations import find_quotations, holds_quotation
from qa.language.dates import DateMention, find_dates
from qa.language.known import get_language
from qa.language.names import Name, find_names, holds_name, join_initials
from qa.language.numbers import Number, find_numbers
from qa.language.words import STOP_WORDS, split_words, stem_each, stem_words
from qa.question import Question, find_common_words

ElementKind = Literal["number", "date", "name", "quotation", "word"]

# Chosen so that one wrong fact outweighs one word that is put differently.
_WEIGHTS: dict[ElementKind, float] = {"number": 2.0, "date": 1.5, "name": 1.5, "quotation": 3.0, "word": 1.0}
# What the question holds already tells nothing new; measured before as hardly mattering between 0.2 and 0.5.
_ASKED_WEIGHT = 0.3
_PAIR = re.compile(r"(?<![\w.,])(\d[\d.,]*\d|\d)\s?[-–—]\s?(\d[\d.,]*\d|\d)(?![\w-])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One part of a statement that has to stand in its quotes.

    stem    of a word; "" for the other kinds
    asked   the question holds it already
    """

    kind: ElementKind
    text: str
    asked: bool = False
    stem: str = ""
    number: Number | None = None
    name: Name | None = None
    start: int = 0

    @property
    def weight(self) -> float:
        """How much it counts beside the others."""
        return _WEIGHTS[self.kind] * (_ASKED_WEIGHT if self.asked else 1.0)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A stretch of an article as elements are looked for in it.

    far  the folded words of the whole article: the first name of somebody may stand anywhere in it
    """

    text: str
    published: date | None
    language: str | None = None
    far: frozenset[str] = field(default=frozenset(), repr=False)
    common: frozenset[str] = field(default=frozenset(), repr=False)

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words."""
        return split_with_initials(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words."""
        return frozenset(find_stems(self.words, self.language))

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers that are no part of a day."""
        return find_amounts(self.text, self.language)

    @cached_property
    def dates(self) -> list[DateMention]:
        """The days that it names."""
        return find_dates(self.text, self.published, language=self.language)

    def holds(self, element: Element, statement: str) -> bool:
        """Tell whether it has an element of a statement."""
        match element.kind:
            case "word":
                return element.stem in self.stems
            case "number":
                if element.number is None:
                    return element.text in find_pairs(self.text)
                return any(element.number.equals(other) for other in self.numbers)
            case "name":
                assert element.name is not None
                return self._holds_name(element.name)
            case "quotation":
                return holds_quotation(self.text, element.text)
            case "date":
                return self._holds_date(element, statement)

    def _holds_name(self, name: Name) -> bool:
        if name.initial and set(stem_words(name.text)) <= self.common:
            return True
        # Where every noun has a capital, a name may be any noun, in another form.
        is_noun = get_language(self.language).naming.capital_nouns and self.stems.issuperset(
            find_stems(name.words, self.language)
        )
        return is_noun or holds_name(name, self.words, self.far, self.text, self.language or "en")

    def _holds_date(self, element: Element, statement: str) -> bool:
        said = [mention for mention in find_dates(statement, self.published) if mention.start == element.start]
        return any(_covers_date(mention, other) for mention in said for other in self.dates)


def _covers_date(said: DateMention, other: DateMention) -> bool:
    """Tell whether a day said is the one in the article, or a part of how it is written: "Tuesday, Dec. 17"."""
    return said.covers(other) or said.text.lower() in other.text.lower()


def find_elements(statement: str, question: Question | None, language: str | None = None) -> list[Element]:
    """Return what a statement is made of, the hard facts first; words that stand in one of these are not repeated."""
    asked = question.text if question else ""
    known = frozenset(split_words(asked))
    numbers = find_numbers(asked)
    dates = {mention.text.lower().rstrip(".") for mention in find_dates(asked)}
    amounts = find_amounts(statement, language)
    facts = [
        *(
            Element(kind="quotation", text=words)
            for words in find_quotations(statement)
            if not holds_quotation(asked, words)
        ),
        *(
            Element(kind="date", text=day.text, start=day.start, asked=day.text.lower().rstrip(".") in dates)
            for day in find_dates(statement)
        ),
        *(
            Element(
                kind="number", text=n.text, number=n, start=n.start, asked=any(n.equals(other) for other in numbers)
            )
            for n in amounts
            if not (n.spelled and n.value <= 1)
        ),
        *(Element(kind="number", text=pair, asked=pair in find_pairs(asked)) for pair in find_pairs(statement)),
        *(
            Element(kind="name", text=name.text, name=name, start=name.start, asked=set(name.words) <= known)
            for name in find_names(statement, language or "en")
            if not (name.initial and _is_opener(name.text, language))
            # "Millionen Euro" has capitals and is no name.
            and not any(n.start <= name.start < n.end for n in amounts)
        ),
    ]
    return [*facts, *_find_words(statement, facts, question, language)]


def _is_opener(word: str, language: str | None) -> bool:
    """Tell whether a lone capitalised word that opens a sentence looks like no name: "Nearly", "Twelve"."""
    openers = get_language(language or "en").naming.openers
    return (
        word.lower() in openers
        or bool(find_numbers(word, language or "en"))
        or (word[1:].islower() and word.endswith("s"))
    )


def _find_words(
    statement: str, facts: Sequence[Element], question: Question | None, language: str | None
) -> Iterable[Element]:
    told = {word for fact in facts if fact.kind != "quotation" for word in split_words(join_initials(fact.text))}
    terms = frozenset(question.terms) if question else frozenset()
    words = [
        word
        for word in dict.fromkeys(split_words(statement))
        if word not in STOP_WORDS and word not in told and not word.isdigit() and len(word) > 1
    ]
    seen: set[str] = set()
    for word, stem in zip(words, find_stems(words, language), strict=True):
        if stem not in seen:
            seen.add(stem)
            yield Element(kind="word", text=word, stem=stem, asked=stem in terms)


def find_pairs(text: str) -> list[str]:
    """Return the scores and ranges of a text: "84–82" is more than an 84 and an 82, and is given as "84-82"."""
    return ["-".join(pair) for pair in _PAIR.findall(text)]


def find_stems(words: Iterable[str], language: str | None) -> list[str]:
    """Return the stems of folded words, irregular forms by their lemma: "paid" and "pay" have one."""
    profile = get_language(language or "en")
    return stem_each([profile.find_lemma(word) for word in words], language)


def find_amounts(text: str, language: str | None = "en") -> list[Number]:
    """Return the numbers of a text that are no part of a day."""
    dates = find_dates(text, language=language)
    return [
        number
        for number in find_numbers(text, language or "en")
        if not any(d.start <= number.start < d.end for d in dates)
    ]


@lru_cache(maxsize=4096)
def split_with_initials(text: str) -> frozenset[str]:
    """Return the folded words of a text, "U.S." as "us" too."""
    return frozenset(split_words(f"{text}\n{join_initials(text)}"))


@lru_cache(maxsize=64)
def find_common_stems(text: str) -> frozenset[str]:
    """Return the stems of the words that a text writes in lower case: what opens a sentence may be one of them."""
    return frozenset(stem_words(" ".join(find_common_words(text))))
