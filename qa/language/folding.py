"""Fold text: the one form in which the index holds words, and the one in which words are compared."""

import re
import unicodedata

from qa.language.invisible import INVISIBLE

# Joiners part words in the scripts that shape letters by them.
_INVISIBLE = re.compile(
    rf"(?![\u200c\u200d])[{INVISIBLE}]|(?<=[A-Za-z0-9\u00c0-\u024f])[\u200c\u200d](?=[A-Za-z0-9\u00c0-\u024f])"
)
# Thai, Lao, Myanmar, Khmer; kana and bopomofo; the Han blocks: written without spaces, each character counts as a word.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
_VOICINGS = "\u3099\u309a"
# Most of a text is of ASCII, where there is nothing to strip.
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def drop_invisible(text: str) -> str:
    """Return text without characters that are not seen and part no words, such as soft hyphens and marks of direction.

    Joiners stay in the scripts that shape letters by them.
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)


def list_visible(text: str) -> list[int]:
    """Return where the characters of drop_invisible(text) stand in text, and its length as the last."""
    hidden = {place for match in _INVISIBLE.finditer(text) for place in range(*match.span())}
    return [place for place in range(len(text) + 1) if place not in hidden]


def fold_for_search(text: str) -> str:
    """Return text as the lexical index stores it, to be used on queries too; the index itself folds case and accents.

    Compatibility forms (full width letters, half width kana, ligatures) become plain ones, and each character of a
    script without spaces between words stands alone, so that a phrase of such characters finds them in a row.
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKC", drop_invisible(text))
    plain = plain.replace("\x00", " ")
    return plain if plain.isascii() else _UNSPACED.sub(r" \1 ", plain)


def strip_accents(text: str) -> str:
    """Return text without the marks that stand on letters; those of kana stay, as they make other letters."""
    return text if text.isascii() else _BEYOND_ASCII.sub(_strip_run, text)


def fold_words(text: str) -> str:
    """Return text as words are compared: as the index stores it, in lower case and without accents."""
    return strip_accents(fold_for_search(text).lower())


def _strip_run(match: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFD", match.group())
    kept = (letter for letter in letters if not unicodedata.combining(letter) or letter in _VOICINGS)
    return unicodedata.normalize("NFC", "".join(kept))
