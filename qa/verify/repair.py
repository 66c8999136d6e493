"""Repair a sentence that fails its check only for a day that the articles do not give: the day is left out."""

import re
from collections.abc import Sequence
from functools import cache

from qa.language import get_language
from qa.language.dates import find_dates


def cut_dates(sentence: str, missing: Sequence[str], language: str | None = "en") -> str | None:
    """Return the sentence without its missing dates, or None where something else is missing too.

    missing  the texts of the hard facts that the check did not find
    """
    mentions = [mention for mention in find_dates(sentence) if mention.text in missing]
    if not mentions or len(mentions) < len(set(missing)):
        return None
    for mention in reversed(mentions):
        begun = _compile_before(language).sub("", sentence[: mention.start])
        rest = sentence[mention.end :]
        if not begun:
            return None
        sentence = begun + rest if not rest or rest[0] in " .,;!?" else f"{begun} {rest}"
    return sentence


@cache
def _compile_before(language: str | None) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, get_language(language).before_dates))) or "(?!)"
    return re.compile(rf"[,\s]*(?:\b(?:{words})\b\s*)*$", re.IGNORECASE)
