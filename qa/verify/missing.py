"""Flag what no quote holds: numbers, days, names and quoted words exactly, other words as a hint."""

import re
from collections.abc import Sequence
from itertools import combinations

from qa.language.attribution.claims import find_claims
from qa.language.attribution.quotations import holds_quotation
from qa.language.dates import DateMention, find_dates
from qa.language.known import get_language
from qa.language.mentions import Mention, find_mentions
from qa.language.names import Name, holds_name
from qa.language.numbers import Number
from qa.language.words import split_words
from qa.verify.elements import Element, Reading, find_amounts, split_with_initials
from qa.verify.hypothesis import Hypothesis
from qa.verify.locate import Located
from qa.verify.premise import Premise, Quote, find_orders
from qa.verify.verdict import Flag

# A statement may add up what articles give apart; smaller numbers are the sum of some two by chance.
_LEAST_DERIVED = 20
_MOST_ADDENDS = 60
_MOST_WORDS = 4
_LEAST_QUOTED = 3
# In letters, chosen: a place and its people mostly begin alike so far.
_BEGINNING = 4
# Between the words of a name that have a capital.
_SMALL = re.compile(r"(?:\s+(?![A-Z])[^\W\d_][\w’']*)+\s+")


def flag_missing(hypothesis: Hypothesis, located: Located) -> list[Flag]:
    """Return a flag for each fact that the quotes do not hold, and one for the other words.

    A number, a name or quoted words that stand nowhere in the premises rule out that the statement is supported, unless
    the number is the sum, the difference or the ratio of two that do.
    """
    flags = [
        _flag_date(element, hypothesis, located)
        if element.kind == "date"
        else _flag_place(element, hypothesis, located)
        or Flag(kind=element.kind, words=element.text, decides=_is_absent(element, hypothesis, located))
        for element in located.missing
        if element.kind != "word" and not element.asked
    ]
    flags += _flag_orders(hypothesis, located)
    words = [element.text for element in located.missing if element.kind == "word" and not element.asked]
    return [*flags, Flag(kind="words", words=", ".join(words[:_MOST_WORDS]))] if words else flags


def _flag_place(element: Element, hypothesis: Hypothesis, located: Located) -> Flag | None:
    """Return the flag of a place that no quote names, where the first one, or its title, says that it is elsewhere."""
    quote = located.quotes[0] if located.quotes else None
    code = quote.premise.language if quote else None
    if element.name is None or quote is None or located.foreign or get_language(code).naming.capital_nouns:
        return None
    if not any(place.words & set(element.name.words) for place in _list_places(hypothesis.text, code)):
        return None
    known = frozenset(split_words(hypothesis.text))
    for text in (quote.words, quote.premise.title):
        if others := [place for place in _list_places(text, code) if known.isdisjoint(place.words)]:
            absent = _is_absent(element, hypothesis, located)
            return Flag(kind="name", words=element.text, against=others[0].text, quote=quote, decides=absent)
    return None


def _list_places(text: str, language: str | None) -> list[Mention]:
    return [mention for mention in find_mentions(text, language=language or "en") if mention.is_place]


def _flag_orders(hypothesis: Hypothesis, located: Located) -> list[Flag]:
    """Return a flag where an order to the reader's machine has what no quote has: a fact, or most of the words."""
    missing = [element for element in located.missing if not element.asked]
    for premise in hypothesis.premises:
        for start, end in find_orders(premise.text):
            order = Reading(text=premise.text[start:end], published=premise.published, language=premise.language)
            held = [element for element in missing if order.holds(element, hypothesis.text)]
            if any(element.kind != "word" for element in held) or len(held) > len(missing) / 2:
                words = ", ".join(element.text for element in held[:_MOST_WORDS])
                quote = Quote(premise=premise, start=start, end=end)
                return [Flag(kind="instruction", words=words, quote=quote, decides=True)]
    return []


def _flag_date(element: Element, hypothesis: Hypothesis, located: Located) -> Flag:
    """Return the flag of a day that no quote names; where the first one names another in its place, that decides."""
    plain = Flag(kind="date", words=element.text)
    if not located.quotes or element in located.near:
        return plain
    quote = located.quotes[0]
    published = quote.premise.published
    said = find_dates(hypothesis.text, published)
    own = next((day for day in said if day.start == element.start), None)
    if own is None or (published and own.first == own.last == published):
        return plain
    others = [
        day for day in find_dates(quote.words, published, language=quote.premise.language) if _differs(own, day, said)
    ]
    return Flag(kind="date", words=own.text, against=others[0].text, quote=quote, decides=True) if others else plain


def _differs(own: DateMention, other: DateMention, said: Sequence[DateMention]) -> bool:
    """Tell whether a day of a quote is surely another than the one said, and none that is said beside it.

    Nothing is sure where the day of publication is not known, or where only one of both names the year.
    """
    if any(mine.covers(other) for mine in said) or None in (own.first, own.last, other.first, other.last):
        return False
    if not own.certain or not other.certain:
        return False
    assert own.first and own.last and other.first and other.last
    years_apart = own.relative != other.relative and (own.first.month, own.first.day) == (
        other.first.month,
        other.first.day,
    )
    return not years_apart and (own.last < other.first or other.last < own.first)


def _is_absent(element: Element, hypothesis: Hypothesis, located: Located) -> bool:
    """Tell whether a fact stands nowhere in what was found for the statement."""
    if element in located.near:
        return False
    if element.name is not None:
        return not located.foreign and _is_strange(element.name, hypothesis)
    texts = [premise.text[start:end] for premise in hypothesis.premises for start, end in premise.spans]
    if element.kind == "quotation":
        return _is_quoted(element.text) and not any(holds_quotation(text, element.text) for text in texts)
    return element.number is not None and not _is_told(element.number, located, texts)


def _is_strange(name: Name, hypothesis: Hypothesis) -> bool:
    """Tell whether no word of a name stands in any of the articles, nor in who published them.

    A lone word has to be who speaks: a country has many names. Where every noun has a capital nothing is sure.
    """
    code = next((premise.language for premise in hypothesis.premises), None)
    naming, known = get_language(code).naming, get_language(code).is_known
    if not known or naming.capital_nouns or name.initial or name.words in naming.initials:
        return False
    speaks = any(name.words[0] in claim.words for claim in find_claims(hypothesis.text, code))
    parts = [[word for word in split_words(part) if word in name.words] for part in _SMALL.split(name.text)]
    # "Ode and Rell" is read as one name; of "Bank of Rell" no part is one.
    parts = [part for part in parts if len(part) > 1 or (len(name.words) == 1 and speaks)]
    return any(not any(_has_any(premise, part, name) for premise in hypothesis.premises) for part in parts)


def _has_any(premise: Premise, part: Sequence[str], name: Name) -> bool:
    """Tell whether an article, or who published it, has a word of a name, or the whole in another form."""
    article = premise.article
    text = "\n".join([premise.text, article.title, article.source or "", *article.authors, *premise.also_in])
    words = split_with_initials(text)
    beginnings = {word[:_BEGINNING] for word in words}
    known = any(word in words or word[:_BEGINNING] in beginnings for word in part)
    return known or holds_name(name, words, words, text, premise.language)


def _is_quoted(words: str) -> bool:
    """Tell whether words between quotation marks are somebody's: a few, or those of a title, are rather named."""
    parts = words.split()
    return len(parts) >= _LEAST_QUOTED and not all(part[:1].isupper() for part in parts)


def _is_told(number: Number, located: Located, texts: Sequence[str]) -> bool:
    """Tell whether a number stands in one of the texts, or follows from two that do."""
    language = located.quotes[0].premise.language if located.quotes else None
    quoted = [other for quote in located.quotes for other in find_amounts(quote.words, language)]
    everywhere = [other for text in texts for other in find_amounts(text, language)]
    large = [other for other in everywhere if other.value >= _LEAST_DERIVED]
    return any(map(number.equals, everywhere)) or _is_derived(number, quoted) or _is_derived(number, large)


def _is_derived(number: Number, others: Sequence[Number]) -> bool:
    """Tell whether a number is the sum or the difference of two others, or how many times one is the other."""
    values = list(dict.fromkeys(other.value for other in others if not other.ordinal))[:_MOST_ADDENDS]
    for one, other in combinations(values, 2):
        large, small = max(one, other), min(one, other)
        if abs(number.value - (large + small)) < 1e-6 or abs(number.value - (large - small)) < 1e-6:
            return True
        if small and abs(number.value - large / small) < 0.05:
            return True
    return False
