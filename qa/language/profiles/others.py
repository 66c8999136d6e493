"""How amounts are written in languages without a profile: words that multiply a figure, for percent and for money."""

from collections.abc import Mapping
from functools import cache

from qa.language.profile import Numerals

# By language: thousand, million, thousand millions, million millions; each in its forms, and as it is shortened.
_SCALES: Mapping[str, tuple[str, str, str, str]] = {
    "it": ("mila mille", "milione milioni mln", "miliardo miliardi mld", "bilione bilioni"),
    "pt": ("mil", "milhão milhões milhao milhoes mi", "bilhão bilhões bi mil-milhões", "trilhão trilhões tri"),
    "nl": ("duizend", "miljoen mln", "miljard mld mrd", "biljoen"),
    "sv": ("tusen", "miljon miljoner mn mnkr", "miljard miljarder mdr mdkr", "biljon biljoner"),
    "da": ("tusind tusinde", "million millioner mio mio.", "milliard milliarder mia.", "billion billioner"),
    "no": ("tusen", "million millioner mill mill.", "milliard milliarder mrd", "billion billioner"),
    "pl": ("tys tys. tysiąc tysiące tysięcy", "mln milion miliony milionów", "mld miliard miliardy miliardów", "bln"),
    "cs": ("tis tis. tisíc tisíce", "mil. milion miliony milionů", "mld miliarda miliardy miliard", "bilion"),
    "tr": ("bin", "milyon", "milyar", "trilyon"),
    "id": ("ribu", "juta", "miliar", "triliun"),
    "ro": ("mii", "milion milioane mil.", "miliard miliarde mld mld.", "trilion trilioane"),
    "hu": ("ezer", "millió", "milliárd", "billió"),
    "fi": ("tuhat tuhatta", "miljoona miljoonaa milj milj.", "miljardi miljardia mrd", "biljoona biljoonaa"),
    "ru": ("тыс тыс. тысяча тысячи тысяч", "млн миллион миллиона миллионов", "млрд миллиард миллиарда", "трлн"),
    "uk": ("тис тис. тисяча тисячі тисяч", "млн мільйон мільйони мільйонів", "млрд мільярд мільярди мільярдів", "трлн"),
}
_PERCENT: Mapping[str, tuple[str, ...]] = {
    "it": ("per cento",), "pt": ("por cento",), "nl": ("procent",), "sv": ("procent",), "da": ("procent",),
    "no": ("prosent",), "pl": ("procent", "proc"), "cs": ("procent", "procenta", "procento"), "id": ("persen",),
    "ro": ("la sută",), "hu": ("százalék",), "fi": ("prosenttia", "prosentti"),
    "ru": ("процент", "процента", "процентов"), "uk": ("відсоток", "відсотки", "відсотків"),
}  # fmt: skip
_CURRENCIES = {"euro": "€", "euros": "€", "eur": "€", "евро": "€", "dollar": "$", "dollars": "$", "usd": "$"}
_OF_MONEY = ("di ", "de ")


@cache
def get_numerals(code: str) -> Numerals:
    """Return how numbers are written in a language without a profile; figures are read in every one."""
    scales = {
        name.replace("-", " "): 1000**power
        for power, names in enumerate(_SCALES.get(code, ()), start=1)
        for name in names.split()
    }
    currencies = _CURRENCIES | {before + word: sign for before in _OF_MONEY for word, sign in _CURRENCIES.items()}
    return Numerals(scales=scales, percent=_PERCENT.get(code, ()), currencies=currencies)
