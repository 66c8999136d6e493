"""Get the profile of a language, and tell which language a text is in."""

import re
from functools import cache
from importlib import import_module
from typing import cast

from qa.language.profile import Language, read_words
from qa.language.profiles.others import get_numerals

CODES = ("en", "de", "es", "fr")

# Languages without a profile that share words with those: a text in one of them is not taken for one of the four.
_NEIGHBOURS = {
    "it": """il lo la gli le un una di del della dei delle da dal nel nella in con su per tra che è sono non si
        ha hanno era più come anche ma se questo questa alla ai al dopo essere stato ed quale chi quando""",
    "pt": """o a os as um uma de do da dos das em no na nos nas por para com que é são não se foi mais como mas
        ao à ou ser também pelo pela seu sua está há quando quem entre""",
    "nl": """de het een van en in op te dat die is zijn voor met niet aan er om ook als naar bij door over uit
        maar tot heeft wordt werd hij ze dan nog wel geen deze dit kan""",
    "sv": """och att det som en ett på är av för med den till inte om de har han hon var sig från vid så kan men när
        eller efter under""",
    "da": """og at det som en et på er af for med den til ikke om de har han hun var sig fra ved så kan men når eller
        efter under blev""",
    "ca": """el la els les un una de del i en que és per amb no es ha són al als seu seva més com però si
        aquest aquesta va han""",
    "pl": """w i na z się do nie to jest o za od że po przez jak dla ale co by był była są oraz który która a tym""",
    "cs": """a v na se je s z že do o to ve za si jako by pro které který ale po byl jsou i jeho nebo podle""",
    "tr": """ve bir bu da de için ile olarak daha çok olan gibi ancak kadar sonra en ya her ne o""",
    "id": """yang dan di dari untuk dengan pada ini itu tidak dalam adalah akan ke oleh juga telah bahwa""",
    "ro": """și de la în a cu pe nu că o un este sunt din pentru care au fost mai ce lui sau dar după""",
}
_WORD = re.compile(r"[^\W\d_]+")
# A text of fewer words is too short, and one with a smaller share of function words is in no known language.
_LEAST_WORDS = 4
_LEAST_SHARE = 0.12
# What another word of a profile counts, beside a function word.
_OTHER_WORD = 0.5
# So much more of the text has to be told by the words of one language than by those of the next one.
_LEAD = 1.15
# The same where nothing else is asked. Measured: 99 of 100 articles of news are beyond these, and none of sixteen
# invented items in languages that are close to the four (Afrikaans, Galician, Luxembourgish, Occitan, Pidgin ...).
_PLAIN_WORDS, _PLAIN_SHARE, _PLAIN_LEAD = 50, 0.3, 2.5


def get_language(code: str | None) -> Language:
    """Return the profile of a language by its code ("de", "de-AT"); one with nothing in it where none is known."""
    return _load((code or "").lower().replace("_", "-").partition("-")[0])


@cache
def _load(code: str) -> Language:
    if code in CODES:
        return cast(Language, import_module(f"qa.language.profiles.{code}").LANGUAGE)
    return Language(code=code, name="", is_known=False, numerals=get_numerals(code))


def detect_language(text: str) -> str | None:
    """Return the code of the language that a text is in, by its function words, or None where they do not tell.

    Args:
        text: a sentence or more; under four words nothing is told.
    """
    return _find_language(text, least=_LEAST_WORDS, share=_LEAST_SHARE, lead=_LEAD)


def detect_plainly(text: str) -> str | None:
    """Return the same where the function words are so many that it is beyond doubt, None elsewhere."""
    return _find_language(text, least=_PLAIN_WORDS, share=_PLAIN_SHARE, lead=_PLAIN_LEAD)


def _find_language(text: str, *, least: int, share: float, lead: float) -> str | None:
    words = _WORD.findall(text.lower())
    if len(words) < least:
        return None
    shares = {code: sum(known.get(word, 0.0) for word in words) / len(words) for code, known in _weigh_words().items()}
    best, second = sorted(shares, key=lambda code: -shares[code])[:2]
    if best not in CODES or shares[best] < share or shares[best] < lead * shares[second]:
        return None
    return best


@cache
def _weigh_words() -> dict[str, dict[str, float]]:
    """Return the words that tell each language, and what each counts."""
    weights = {code: dict.fromkeys(read_words(words), 1.0) for code, words in _NEIGHBOURS.items()}
    for profile in map(get_language, CODES):
        others = (profile.stop_words, profile.forms, profile.months, profile.weekdays, profile.numerals.values)
        weights[profile.code] = {word: _OTHER_WORD for words in others for word in words}
        weights[profile.code] |= dict.fromkeys(profile.function_words, 1.0)
    return weights
