"""The hard facts of a sentence (numbers, dates, names, quoted words, negation) and whether an article holds them."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Literal

from qa.dates import DateMention, find_dates
from qa.language import get_language
from qa.question import find_common_words
from qa.verify.names import Name, find_names, holds_name, join_initials
from qa.verify.numbers import Number, find_numbers
from qa.verify.quotations import find_quotations, holds_quotation
from qa.words import split_words, stem_words

FactKind = Literal["number", "date", "name", "quotation", "negation"]

_PAIR = re.compile(r"(?<![\w.,])(\d[\d.,]*\d|\d)\s?(?:[-–—]|to)\s?(\d[\d.,]*\d|\d)(?![\w-])")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A stretch of an article and what a sentence may draw on beside it.

    quote    the words that would be cited
    context  title, outlet and date line of the article
    passage  the passage that the quote is from
    article  the whole text of the article
    """

    quote: str
    context: str
    passage: str = field(repr=False)
    article: str = field(repr=False)
    published: date | None

    @cached_property
    def near(self) -> str:
        """The quote with the title and the date line."""
        return f"{self.context}\n{self.quote}"

    @cached_property
    def near_words(self) -> frozenset[str]:
        """The folded words of the quote, the title and the date line."""
        return _split_with_initials(self.near)

    @property
    def article_words(self) -> frozenset[str]:
        """The folded words of the whole article."""
        return _split_article(self.article)

    @property
    def common_stems(self) -> frozenset[str]:
        """The stems of the words that the article writes in lower case."""
        return _stem_common_words(self.article)

    @cached_property
    def numbers(self) -> list[Number]:
        """The numbers of the quote, the title and the date line that are no part of a date."""
        return _find_amounts(self.context) + _find_amounts(self.quote)

    @cached_property
    def dates(self) -> list[DateMention]:
        """The days that the quote, the title and the date line name."""
        return find_dates(self.context, self.published) + self.told_dates

    @cached_property
    def told_dates(self) -> list[DateMention]:
        """The days that the quote itself names: an event is not of the day on which it was reported."""
        return find_dates(self.quote, self.published)

    def stand_alone(self) -> "Wording":
        """Return the same without title, date line and the rest of the article."""
        return Wording(quote=self.quote, context="", passage=self.quote, article=self.quote, published=self.published)

    def widen(self) -> "Wording":
        """Return the same with the whole passage for a quote."""
        return Wording(
            quote=self.passage,
            context=self.context,
            passage=self.passage,
            article=self.article,
            published=self.published,
        )


def _split_with_initials(text: str) -> frozenset[str]:
    return frozenset(split_words(f"{text}\n{join_initials(text)}"))


# Many stretches of one article are tried for a sentence; reading the whole of it each time is most of the work.
_split_article = lru_cache(maxsize=32)(_split_with_initials)


@lru_cache(maxsize=32)
def _stem_common_words(text: str) -> frozenset[str]:
    return frozenset(stem_words(" ".join(find_common_words(text))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One hard fact of a sentence.

    asked    the question holds it already: it may stand anywhere in the passage
    held_by  tells whether a wording has it
    """

    kind: FactKind
    text: str
    asked: bool
    held_by: Callable[[Wording], bool]

    def stands_in(self, wording: Wording) -> bool:
        """Tell whether the wording has the fact: in the quote, or in the passage where it was in the question."""
        return self.held_by(wording) or (self.asked and self.held_by(wording.widen()))


def find_facts(sentence: str, question: str) -> list[Fact]:
    """Return the hard facts of a sentence of an answer to a question."""
    return [
        *_find_quoted(sentence, question),
        *_find_dated(sentence, question),
        *_find_counted(sentence, question),
        *_find_paired(sentence, question),
        *_find_named(sentence, question),
        *_find_negated(sentence, question),
    ]


def is_negated(text: str, language: str | None = "en") -> bool:
    """Tell whether a text says that something is not so."""
    profile = get_language(language)
    if any(re.search(rf"{ending}(?!\w)", text.lower()) for ending in profile.negation_endings):
        return True
    words = split_words(text)
    return not (profile.negations.isdisjoint(words) and profile.denying_forms.isdisjoint(words))


def _find_quoted(sentence: str, question: str) -> list[Fact]:
    """Return the words between quotation marks; those that the question quotes already are plain words here."""
    return [
        Fact(
            kind="quotation",
            text=words,
            asked=False,
            held_by=lambda wording, words=words: holds_quotation(wording.near, words),  # type: ignore[misc]
        )
        for words in find_quotations(sentence)
        if not holds_quotation(question, words)
    ]


def _find_dated(sentence: str, question: str) -> list[Fact]:
    asked = {mention.text.lower().rstrip(".") for mention in find_dates(question)}
    return [
        Fact(
            kind="date",
            text=mention.text,
            asked=mention.text.lower().rstrip(".") in asked,
            held_by=lambda wording, start=mention.start: _holds_date(sentence, start, wording),  # type: ignore[misc]
        )
        for mention in find_dates(sentence)
    ]


def _holds_date(sentence: str, start: int, wording: Wording) -> bool:
    said = next(mention for mention in find_dates(sentence, wording.published) if mention.start == start)
    one_day = said.first is not None and said.first == said.last
    return any(said.covers(mention) for mention in (wording.told_dates if one_day else wording.dates))


def _find_counted(sentence: str, question: str) -> list[Fact]:
    asked = find_numbers(question)
    return [
        Fact(
            kind="number",
            text=number.text,
            asked=any(number.equals(other) for other in asked),
            held_by=lambda wording, number=number: any(number.equals(other) for other in wording.numbers),  # type: ignore[misc]
        )
        for number in _find_amounts(sentence)
        if not (number.spelled and number.value <= 1)
    ]


def _find_amounts(text: str) -> list[Number]:
    dates = find_dates(text)
    return [number for number in find_numbers(text) if not any(d.start <= number.start < d.end for d in dates)]


def _find_paired(sentence: str, question: str) -> list[Fact]:
    """Return the scores and ranges of a sentence: "84-82" is more than an 84 and an 82."""
    return [
        Fact(
            kind="number",
            text="-".join(pair),
            asked=pair in _PAIR.findall(question),
            held_by=lambda wording, pair=pair: pair in _PAIR.findall(wording.near),  # type: ignore[misc]
        )
        for pair in _PAIR.findall(sentence)
    ]


def _find_named(sentence: str, question: str) -> list[Fact]:
    asked = frozenset(split_words(question))
    facts = []
    for name in find_names(sentence):
        is_asked = set(name.words) <= asked
        if name.initial and _is_opener(name.text):
            continue
        facts.append(
            Fact(
                kind="name",
                text=name.text,
                asked=is_asked,
                held_by=lambda wording, name=name: _holds_name(name, wording),  # type: ignore[misc]
            )
        )
    return facts


def _is_opener(word: str) -> bool:
    """Tell whether a lone capitalised word that opens a sentence looks like no name: "Nearly", "Twelve"."""
    return (
        word.lower() in get_language("en").naming.openers
        or bool(find_numbers(word))
        or (word[1:].islower() and word.endswith("s"))
    )


def _holds_name(name: Name, wording: Wording) -> bool:
    """Tell whether the wording has the name; what opens the sentence may be a word of the article in lower case."""
    common = name.initial and set(stem_words(name.text)) <= wording.common_stems
    return common or holds_name(name, wording.near_words, wording.article_words, wording.near)


def _find_negated(sentence: str, question: str) -> list[Fact]:
    if not is_negated(sentence):
        return []
    return [
        Fact(
            kind="negation",
            text="not",
            asked=is_negated(question),
            held_by=lambda wording: is_negated(wording.near),
        )
    ]
