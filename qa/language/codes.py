"""What languages are called in English, and which of them a script tells."""

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
_ASKS_IN_SPANISH = "¿"
# From the first character of a script on, up to the last; the language is the one that most texts in it are in.
_SCRIPTS = (
    ("\u0370", "\u03ff", "el"), ("\u0400", "\u052f", "ru"), ("\u0590", "\u05ff", "he"), ("\u0600", "\u06ff", "ar"),
    ("\u0900", "\u097f", "hi"), ("\u0980", "\u09ff", "bn"), ("\u0b80", "\u0bff", "ta"), ("\u0c00", "\u0c7f", "te"),
    ("\u0e00", "\u0e7f", "th"), ("\u3040", "\u30ff", "ja"), ("\u4e00", "\u9fff", "zh"), ("\uac00", "\ud7a3", "ko"),
)  # fmt: skip


def name_language(code: str) -> str:
    """Return the name of a language, or its code where that is not known."""
    return _NAMES.get(code.lower(), code)


def detect_script(text: str) -> str | None:
    """Return the code of the language that most texts in the script of a text are in; None where it tells none."""
    if _ASKS_IN_SPANISH in text:
        return "es"
    letters = [letter for letter in text if letter.isalpha()]
    found = Counter(code for letter in letters for first, last, code in _SCRIPTS if first <= letter <= last)
    if not found or sum(found.values()) * 2 < len(letters):
        return None
    return "ja" if "ja" in found else found.most_common(1)[0][0]
