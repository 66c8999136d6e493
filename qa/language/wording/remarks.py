"""Which sentences say nothing that articles could confirm, and which words limit what stands before or after them."""

import re
from functools import cache

# By its first words: what greets, thanks or asks a reader for something.
_GREETINGS = {
    "en": r"""(?:dear|hello|hi|hey|good (?:morning|afternoon|evening)|welcome|thanks(?! to)|thank you|cheers|sincerely
        |(?:best|kind|warm)? ?(?:regards|wishes)|yours|enjoy|please|sorry|read more|see (?:you|below|above))\b""",
    "de": r"""(?:liebe[rs]?|hallo|guten (?:morgen|tag|abend)|willkommen|danke?|vielen dank|mit freundlichen|bitte)\b""",
    "es": r"""(?:querid[oa]s?|estimad[oa]s?|hola|buen[oa]s (?:días|tardes|noches)|bienvenid[oa]s?|(?:muchas )?gracias
        (?! a)|saludos|por favor)\b""",
    "fr": r"""(?:chère?s?|bonjour|bonsoir|bienvenue|merci|cordialement|s['’]il vous plaît)\b""",
}
# By its first words: what its writer thinks or feels.
_OPINIONS = {
    "en": r"""(?:i(?: personally| still)? (?:think|believe|feel|hope|guess|suppose|wonder|love|hate|find|would say
        |am (?:sure|glad|afraid))|i['’]m (?:sure|glad|afraid)|in my (?:view|opinion)|to my mind|let (?:me|us)
        |let['’]s|what an?)\b""",
    "de": r"""(?:ich (?:denke|glaube|finde|hoffe|meine|vermute)|meiner (?:meinung|ansicht) nach|meines erachtens
        |was für ein(?:e[mnrs]?)?)\b""",
    "es": r"""(?:(?:yo )?(?:creo|pienso|espero) que|en mi opinión|a mi juicio|qué)\b""",
    "fr": r"""(?:je (?:pense|crois|trouve|souhaite)|j['’]espère|à mon avis|selon moi|quelle?)\b""",
}
_FACT = re.compile(r"\d")
# With a name in it, an opinion is held against the articles as well.
_NAME = re.compile(r"(?<=[\w,;] )[^\W\d_a-z]\w")
# After a quotation, they take something back of it where a clause opens with them ...
_RESERVES = {
    "en": r"but|yet|however|though|although|albeit|except|only|or so|at least",
    "de": r"aber|jedoch|doch|obwohl|obgleich|wenn auch|außer|nur|sondern",
    "es": r"pero|aunque|sin embargo|si bien|salvo|excepto|sólo|solo",
    "fr": r"mais|cependant|toutefois|bien que|quoique|sauf|seulement",
}
# ... or make a condition of it wherever they follow.
_CONDITIONS = {
    "en": r"""if|unless|provided|providing|only (?:if|when|after|once)|as long as|on (?:the )?condition|assuming
        |in case""",
    "de": r"wenn|falls|sofern|solange|es sei denn|vorausgesetzt|unter der bedingung",
    "es": r"si|a menos que|siempre que|siempre y cuando|a condición",
    "fr": r"si|s['’]ils?|à moins|pourvu|à condition|tant que",
}
# What follows them is said beside what stands before.
_ADDITIONS = {"en": "and|or|nor|plus", "de": "und|oder|sowie", "es": "y|e|o|u", "fr": "et|ou"}
# Before a quotation, they turn what follows into a condition, a doubt or its opposite.
_LIMITS_BEFORE = {
    "en": r"""if|unless|whether|not|never|no longer|hardly|\w+n['’]t|cannot|without|doubt(?:s|ed)?|den(?:y|ies|ied)
        |as if|as though|were|suppose|supposing|imagine""",
    "de": r"wenn|falls|ob|nicht|nie|niemals|kein(?:e[mnrs]?)?|kaum|ohne|bezweifel\w+|bestreit\w+|als ob",
    "es": r"si|no|nunca|jamás|apenas|sin|dudo|duda|niega|negó|como si",
    "fr": r"si|ne|n['’]|jamais|pas|guère|sans|doute|nie|comme si",
}


def is_remark(sentence: str, language: str | None = None) -> bool:
    """Tell whether a sentence greets, thanks, or gives its writer's own opinion, and so states nothing."""
    code = _choose(language)
    if _FACT.search(sentence):
        return False
    if _compile(_GREETINGS[code]).match(sentence):
        return True
    return bool(_compile(_OPINIONS[code]).match(sentence)) and not _NAME.search(sentence)


def cut_limit_after(text: str, language: str | None = None) -> str:
    """Return the text from the first words on that take something back of what stands before it, or ""."""
    code = _choose(language)
    found = _compile(
        rf"(?:^|[,;:–—])\W*(?P<reserve>{_RESERVES[code]})\b|\b(?P<condition>{_CONDITIONS[code]})\b"
    ).search(text)
    return text[found.start(found.lastgroup or 0) :] if found else ""


def adds_on(text: str, language: str | None = None) -> bool:
    """Tell whether a text opens with a word that adds something new to what stands before it."""
    return bool(_compile(rf"\s*(?:{_ADDITIONS[_choose(language)]})\b").match(text))


def cut_limit_before(text: str, language: str | None = None) -> str:
    """Return the text from the last word on that makes a condition, a doubt or the opposite of what follows, or ""."""
    found = list(_compile(rf"\b(?:{_LIMITS_BEFORE[_choose(language)]})\b").finditer(text))
    return text[found[-1].start() :] if found else ""


def _choose(language: str | None) -> str:
    code = (language or "en")[:2].lower()
    return code if code in _GREETINGS else "en"


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\s*\n\s*", "", pattern), re.IGNORECASE)
