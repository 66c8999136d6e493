"""Tell whether a text says that something is not so."""

import re

from qa.language import get_language
from qa.language.words import split_words


def is_negated(text: str, language: str | None = "en") -> bool:
    """Tell whether a text has a word or an ending that denies."""
    profile = get_language(language)
    if any(re.search(rf"{ending}(?!\w)", text.lower()) for ending in profile.negation_endings):
        return True
    words = split_words(text)
    return not (profile.negations.isdisjoint(words) and profile.denying_forms.isdisjoint(words))
