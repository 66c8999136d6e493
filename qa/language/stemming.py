"""Stem words by the rules of their language (Snowball); English by Porter's, as the index does it."""

from collections.abc import Iterable
from functools import cache, lru_cache

_STEMMERS = {
    "ar": "arabic", "da": "danish", "de": "german", "es": "spanish", "fi": "finnish", "fr": "french",
    "hu": "hungarian", "it": "italian", "nl": "dutch", "no": "norwegian", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip


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
