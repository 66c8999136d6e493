"""Keep the small words of figures: "at least 11" is not 11."""

import re
from collections.abc import Sequence

from qa.language.known import get_language
from qa.language.numbers import Number, find_numbers
from qa.language.profile import Approximation
from qa.verify.premise import Quote

_WORDS = re.compile(r"[\w’'-]+")
_ARTICLE = re.compile(r"\b(?:a|an|only|just)$")
# Chosen: the longest of the phrases before a figure have so many words, such as "no more than a".
_MOST_WORDS = 4


def find_qualifier(text: str, start: int, language: str | None) -> tuple[Approximation | None, int]:
    """Return how the number at a place of a text is qualified, and where the words that do so begin."""
    approximations = get_language(language or "en").approximations
    before = text[:start]
    for word in list(_WORDS.finditer(before))[-_MOST_WORDS:]:
        phrase = " ".join(before[word.start() :].lower().split()).strip(" $€£")
        kind = approximations.get(_ARTICLE.sub("", phrase).strip())
        if kind:
            return kind, word.start()
    return None, start


def restore_qualifiers(text: str, quotes: Sequence[Quote]) -> str:
    """Return a statement whose figures are qualified as those of its quotes are, where every quote qualifies them."""
    language = quotes[0].premise.language if quotes else None
    for number in reversed(find_numbers(text, language or "en")):
        if number.ordinal or find_qualifier(text, number.start, language)[0]:
            continue
        if words := _find_words(number, quotes):
            opens = not text[: number.start].strip(" “\"'")
            words = words[:1].upper() + words[1:] if opens else words[:1].lower() + words[1:]
            told = text[number.start :]
            text = text[: number.start] + words + (told[:1].lower() + told[1:] if number.spelled else told)
    return text


def _find_words(number: Number, quotes: Sequence[Quote]) -> str:
    """Return the words with which the quotes qualify a number, "" where one of them does not."""
    found = ""
    for quote in quotes:
        language = quote.premise.language
        for other in find_numbers(quote.words, language or "en"):
            if other.equals(number):
                kind, begin = find_qualifier(quote.words, other.start, language)
                if kind is None:
                    return ""
                found = found or quote.words[begin : other.start]
    return found
