"""What languages are called in English, and which of them a script tells."""

import re
from collections import Counter

# ISO 639-1, all of it; of two that have one name the first is meant by it.
_NAMES = {
    "aa": "Afar", "ab": "Abkhazian", "ae": "Avestan", "af": "Afrikaans", "ak": "Akan", "am": "Amharic",
    "an": "Aragonese", "ar": "Arabic", "as": "Assamese", "av": "Avaric", "ay": "Aymara", "az": "Azerbaijani",
    "ba": "Bashkir", "be": "Belarusian", "bg": "Bulgarian", "bi": "Bislama", "bm": "Bambara", "bn": "Bengali",
    "bo": "Tibetan", "br": "Breton", "bs": "Bosnian", "ca": "Catalan", "ce": "Chechen", "ch": "Chamorro",
    "co": "Corsican", "cr": "Cree", "cs": "Czech", "cu": "Church Slavonic", "cv": "Chuvash", "cy": "Welsh",
    "da": "Danish", "de": "German", "dv": "Divehi", "dz": "Dzongkha", "ee": "Ewe", "el": "Greek", "en": "English",
    "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "ff": "Fula",
    "fi": "Finnish", "fj": "Fijian", "fo": "Faroese", "fr": "French", "fy": "Frisian", "ga": "Irish",
    "gd": "Scottish Gaelic", "gl": "Galician", "gn": "Guarani", "gu": "Gujarati", "gv": "Manx", "ha": "Hausa",
    "he": "Hebrew", "hi": "Hindi", "ho": "Hiri Motu", "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian",
    "hy": "Armenian", "hz": "Herero", "ia": "Interlingua", "id": "Indonesian", "ie": "Interlingue", "ig": "Igbo",
    "ii": "Nuosu", "ik": "Inupiaq", "io": "Ido", "is": "Icelandic", "it": "Italian", "iu": "Inuktitut",
    "ja": "Japanese", "jv": "Javanese", "ka": "Georgian", "kg": "Kongo", "ki": "Kikuyu", "kj": "Kuanyama",
    "kk": "Kazakh", "kl": "Greenlandic", "km": "Khmer", "kn": "Kannada", "ko": "Korean", "kr": "Kanuri",
    "ks": "Kashmiri", "ku": "Kurdish", "kv": "Komi", "kw": "Cornish", "ky": "Kyrgyz", "la": "Latin",
    "lb": "Luxembourgish", "lg": "Luganda", "li": "Limburgish", "ln": "Lingala", "lo": "Lao", "lt": "Lithuanian",
    "lu": "Luba-Katanga", "lv": "Latvian", "mg": "Malagasy", "mh": "Marshallese", "mi": "Maori", "mk": "Macedonian",
    "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese", "my": "Burmese",
    "na": "Nauru", "nd": "North Ndebele", "ne": "Nepali", "ng": "Ndonga", "nl": "Dutch", "nn": "Nynorsk",
    "no": "Norwegian", "nb": "Norwegian", "nr": "South Ndebele", "nv": "Navajo", "ny": "Chichewa", "oc": "Occitan",
    "oj": "Ojibwa", "om": "Oromo", "or": "Odia", "os": "Ossetic", "pa": "Punjabi", "pi": "Pali", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "qu": "Quechua", "rm": "Romansh", "rn": "Rundi", "ro": "Romanian",
    "ru": "Russian", "rw": "Kinyarwanda", "sa": "Sanskrit", "sc": "Sardinian", "sd": "Sindhi", "se": "Northern Sami",
    "sg": "Sango", "sh": "Serbo-Croatian", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "sm": "Samoan",
    "sn": "Shona", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "ss": "Swati", "st": "Southern Sotho",
    "su": "Sundanese", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai",
    "ti": "Tigrinya", "tk": "Turkmen", "tl": "Tagalog", "tn": "Tswana", "to": "Tongan", "tr": "Turkish", "ts": "Tsonga",
    "tt": "Tatar", "tw": "Twi", "ty": "Tahitian", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
    "ve": "Venda", "vi": "Vietnamese", "vo": "Volapük", "wa": "Walloon", "wo": "Wolof", "xh": "Xhosa", "yi": "Yiddish",
    "yo": "Yoruba", "za": "Zhuang", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip
# ISO 639-2, its bibliographic codes as well, and what ISO 639-1 once had.
_OTHER_CODES = """ar:ara de:deu de:ger en:eng es:spa fr:fra fr:fre hi:hin it:ita ja:jpn ko:kor nl:nld nl:dut pl:pol
    pt:por ru:rus tr:tur uk:ukr zh:zho zh:chi he:iw id:in yi:ji jv:jw ro:mo"""
_CODES = {name.lower(): code for code, name in reversed(_NAMES.items())} | {
    name: code for code, _, name in (pair.partition(":") for pair in _OTHER_CODES.split())
}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_].*)?")
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
    return _NAMES.get(find_code(code) or code, code)


def find_code(name: str) -> str | None:
    """Return the ISO 639-1 code of "en", "en-US", "eng" or "English"; None for what is none of these."""
    name = " ".join(name.lower().split())
    tag = _TAG.fullmatch(name)
    language = tag[1] if tag else name
    return language if language in _NAMES else _CODES.get(language)


def list_codes(name: str) -> tuple[str, ...]:
    """Return what articles in a language may have as its code; nothing for a name that is that of no language.

    A tag may be what they have even where it says more than the code, or is another than those known ("fil", "jp").
    """
    tag = name.strip().lower()
    found = (find_code(name), tag if _TAG.fullmatch(tag) else None)
    return tuple(dict.fromkeys(filter(None, found)))


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
