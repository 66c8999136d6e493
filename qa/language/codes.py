"""What languages are called in English, and which of them a script tells."""

import re
from collections import Counter

_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nl": "Dutch", "no": "Norwegian",
    "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
# ISO 639-2, its bibliographic codes as well.
_THREE_LETTERS = """ar:ara de:deu de:ger en:eng es:spa fr:fra fr:fre hi:hin it:ita ja:jpn ko:kor nl:nld nl:dut pl:pol
    pt:por ru:rus tr:tur uk:ukr zh:zho zh:chi"""
_CODES = {name.lower(): code for code, name in reversed(_NAMES.items())} | {
    name: code for code, _, name in (pair.partition(":") for pair in _THREE_LETTERS.split())
}
_CODE = re.compile(r"([a-z]{2})(?:[-_].*)?")
_ASKS_IN_SPANISH = "¿"
# From the first character of a script on, up to the last; its languages, the one that most texts in it are in first.
_SCRIPTS = tuple(
    (first, last, tuple(codes.split()))
    for first, last, codes in (
        ("\u0370", "\u03ff", "el"),
        ("\u0400", "\u052f", "ru uk bg sr mk be kk ky tg mn tt os"),
        ("\u0530", "\u058f", "hy"),
        ("\u0590", "\u05ff", "he yi"),
        ("\u0600", "\u06ff", "ar fa ur ps ku ckb ug sd"),
        ("\u0900", "\u097f", "hi mr ne sa"),
        ("\u0980", "\u09ff", "bn as"),
        ("\u0a00", "\u0a7f", "pa"),
        ("\u0a80", "\u0aff", "gu"),
        ("\u0b80", "\u0bff", "ta"),
        ("\u0c00", "\u0c7f", "te"),
        ("\u0c80", "\u0cff", "kn"),
        ("\u0d00", "\u0d7f", "ml"),
        ("\u0d80", "\u0dff", "si"),
        ("\u0e00", "\u0e7f", "th"),
        ("\u0e80", "\u0eff", "lo"),
        ("\u1000", "\u109f", "my"),
        ("\u10a0", "\u10ff", "ka"),
        ("\u1200", "\u137f", "am ti"),
        ("\u1780", "\u17ff", "km"),
        ("\u3040", "\u30ff", "ja"),
        ("\u4e00", "\u9fff", "zh ja"),
        ("\uac00", "\ud7a3", "ko"),
    )
)
# Written in Latin letters as well.
_IN_LATIN_TOO = frozenset("sr kk ku tt ug ps sd hi ur pa".split())


def name_language(code: str) -> str:
    """Return the name of a language, or its code where that is not known."""
    return _NAMES.get(code.lower(), code)


def find_code(name: str) -> str | None:
    """Return the ISO 639-1 code of "en", "en-US", "eng" or "English"; None for what is none of these."""
    name = name.lower()
    match = _CODE.fullmatch(name)
    return match[1] if match else _CODES.get(name)


def detect_script(text: str) -> str | None:
    """Return the code of the language that most texts in the script of a text are in; None where it tells none."""
    if _ASKS_IN_SPANISH in text:
        return "es"
    return next(iter(_list_languages(text)), None)


def is_written_in(text: str, code: str) -> bool:
    """Tell whether a text may be in a language, as far as its letters tell: Russian is in no other than Cyrillic ones.

    A text without letters may be in any.
    """
    code = code.lower().replace("_", "-").partition("-")[0]
    languages = _list_languages(text)
    if languages:
        return code in languages
    elsewhere = any(code in codes for _, _, codes in _SCRIPTS) and code not in _IN_LATIN_TOO
    return not elsewhere or not any(map(str.isalpha, text))


def _list_languages(text: str) -> tuple[str, ...]:
    """Return the languages of the script that most letters of a text are of; none for Latin letters."""
    letters = [letter for letter in text if letter.isalpha()]
    found = Counter(codes for letter in letters for first, last, codes in _SCRIPTS if first <= letter <= last)
    if not found or sum(found.values()) * 2 < len(letters):
        return ()
    return ("ja",) if ("ja",) in found else found.most_common(1)[0][0]
