"""What every statement needs: who speaks, "a" or "an", and what leans on the sentences before it."""

import re

from qa.language.profiles.en import LANGUAGE
from qa.language.profiles.en_verbs import SAYING_FORMS

SPEAKING = frozenset(SAYING_FORMS.values()) | {"believe", "estimate"}
ACCORDING = "according to"
THAT = "that"
NEGATIVE = LANGUAGE.negations | {*LANGUAGE.negation_endings, "few", "little"}
OPENERS = frozenset("The A An Its His Her Their In On At".split())
_SAID = "(?:said|says|told|added|adds|wrote|tweeted|explained|argued|testified|admitted|denied)"
LEANING = re.compile(r"\b(?:they|them|it(?! (?:is|was|would|will|has been)\b)|theirs|themselves)\b", re.IGNORECASE)


def speaks(name: str, text: str) -> bool:
    """Tell whether a text says that somebody of that last name said something."""
    return bool(re.search(rf"\b{re.escape(name)} {_SAID}\b|\b{_SAID} (?:[A-Z]\w+ )?{re.escape(name)}\b", text))


def fit_article(text: str) -> str:
    """Return a text with "a" and "an" as the words after them need it."""
    text = re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxyz])(?!hour|honou?r|heir|honest|[A-Z])", r"\1 ", text)
    return re.sub(r"\b([Aa]) (?=[aeio](?!ne\b|nce\b|u[rs])|un(?!i[^nm])|u[lmp])", r"\1n ", text)
