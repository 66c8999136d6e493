"""Words as the search index sees them: folded to lower case without accents, and stemmed."""

import re
from functools import cache

from qa.language.folding import fold_words
from qa.language.known import get_language
from qa.language.profiles.en import LANGUAGE as ENGLISH
from qa.language.stemming import can_stem, stem_each

__all__ = ["STOP_WORDS", "can_stem", "find_stop_words", "split_words", "stem_each", "stem_words"]

_WORD = re.compile(r"[^\W_]+")
STOP_WORDS = ENGLISH.stop_words


def split_words(text: str) -> list[str]:
    """Return the folded words of text, in order."""
    return _WORD.findall(fold_words(text))


@cache
def find_stop_words(language: str | None = None) -> frozenset[str]:
    """Return the words, folded, that carry no meaning of their own in a language or in English."""
    return STOP_WORDS | frozenset(map(fold_words, get_language(language).stop_words))


def stem_words(text: str, language: str | None = None) -> list[str]:
    """Return the stems of the words of text, in order; English is stemmed by Porter's rules, as the index does it."""
    return stem_each(split_words(text), language)
