"""Keep the small words of figures: "at least 11" is not 11."""

import re
from collections.abc import Sequence

from qa.language.known import get_language
from qa.language.names import find_names
from qa.language.numbers import Number, find_numbers
from qa.language.profile import Approximation
from qa.language.sentences import split_sentences
from qa.language.words import stem_words
from qa.verify.elements import find_common_stems
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
    """Return a statement whose figures are qualified as those of its quotes are, where every quote qualifies them.

    A figure that somebody else gives, by the name that opens the sentence, is left as it is.
    """
    language = quotes[0].premise.language if quotes else None
    for number in reversed(find_numbers(text, language or "en")):
        if number.ordinal or find_qualifier(text, number.start, language)[0]:
            continue
        if words := _find_words(number, quotes, _find_opening_name(text[: number.start], quotes)):
            opens = not text[: number.start].strip(" “\"'")
            words = words[:1].upper() + words[1:] if opens else words[:1].lower() + words[1:]
            told = text[number.start :]
            text = text[: number.start] + words + (told[:1].lower() + told[1:] if number.spelled else told)
    return text


def _find_opening_name(before: str, quotes: Sequence[Quote]) -> frozenset[str]:
    """Return the words of the first name in what stands before a number: of whom it is told, or who tells it.

    A word that opens a sentence is no name where an article has it in lower case.
    """
    language = quotes[0].premise.language if quotes else None
    common = {stem for quote in quotes for stem in find_common_stems(quote.premise.text)}
    openers = get_language(language or "en").naming.openers
    for name in find_names(before, language or "en"):
        if not name.initial or (openers.isdisjoint(name.words) and not common.issuperset(stem_words(name.text))):
            return frozenset(name.words)
    return frozenset()


def _find_words(number: Number, quotes: Sequence[Quote], named: frozenset[str]) -> str:
    """Return the words with which the quotes qualify a number, "" where one does not, or tells it of another name."""
    found = ""
    for quote in quotes:
        language = quote.premise.language
        for other in find_numbers(quote.words, language or "en"):
            if other.equals(number):
                kind, begin = find_qualifier(quote.words, other.start, language)
                other_name = _find_opening_name(_cut_sentence(quote.words, other.start, language), [quote])
                if kind is None or (named and other_name and named.isdisjoint(other_name)):
                    return ""
                found = found or quote.words[begin : other.start]
    return found


def _cut_sentence(text: str, place: int, language: str | None) -> str:
    """Return what stands before a place of a text in its sentence."""
    start = max((first for first, _ in split_sentences(text, language) if first <= place), default=0)
    return text[start:place]
