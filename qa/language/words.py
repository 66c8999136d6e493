"""Words as the search index sees them: folded to lower case without accents, and stemmed."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from qa.language.folding import fold_words
from qa.language.known import get_language
from qa.language.profiles.en import LANGUAGE as ENGLISH

_WORD = re.compile(r"[^\W_]+")
_STEMMERS = {
    "ar": "arabic", "de": "german", "es": "spanish", "fr": "french", "it": "italian", "nl": "dutch",
    "pt": "portuguese", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
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


def stem_each(words: Iterable[str], language: str | None = None) -> list[str]:
    """Return the stems of words that are folded already."""
    name = _STEMMERS.get((language or "en")[:2], "porter")
    return [_stem(word, name) for word in words]


def can_stem(language: str | None) -> bool:
    """Tell whether there is a stemmer for a language."""
    return (language or "en")[:2] in (*_STEMMERS, "en")


@lru_cache(maxsize=50_000)
def _stem(word: str, name: str) -> str:
    return str(_open_stemmer(name).stemWord(word))


@cache
def _open_stemmer(name: str):  # type: ignore[no-untyped-def]
    import Stemmer

    return Stemmer.Stemmer(name)
