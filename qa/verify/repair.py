"""Repair a sentence that fails its check only for a day that the articles do not give: the day is left out."""

import re
from collections.abc import Sequence
from functools import cache

from qa.language import get_language
from qa.language.dates import DateMention, find_dates
from qa.language.numbers import find_numbers
from qa.language.syntax.parse import parse_text
from qa.language.wording.limits import find_rankings, get_limit_words
from qa.language.words import split_words

_VERBS = frozenset(["VERB", "AUX"])
# What hangs on so is told, and bounds nothing, as a relative clause or one with "when" does.
_TOLD = frozenset(["conj", "ccomp", "xcomp", "parataxis", "aux", "auxpass"])


def cut_dates(sentence: str, missing: Sequence[str], language: str | None = "en") -> str | None:
    """Return the sentence without its missing dates, or None where something else is missing too.

    What is left has to follow from the whole. So a day is cut only where it says when a thing happened, and no more:
    not after "since" or "before", not from a noun, and not of what is negated, counted out, ranked or conditional.

    missing  the texts of the hard facts that the check did not find
    """
    mentions = [mention for mention in find_dates(sentence) if mention.text in missing]
    if not mentions or len(mentions) < len(set(missing)):
        return None
    if not all(_only_places(mention, sentence, language) for mention in mentions):
        return None
    for mention in reversed(mentions):
        begun = _compile_before(language).sub("", sentence[: mention.start])
        rest = sentence[mention.end :]
        if not begun:
            return None
        sentence = begun + rest if not rest or rest[0] in " .,;!?" else f"{begun} {rest}"
    return None if _is_bounded(sentence, language) else sentence


def _is_bounded(sentence: str, language: str | None) -> bool:
    """Tell whether a sentence says something of all times, of none, or under a condition, so that a day limits it."""
    profile = get_language(language)
    words = {*split_words(sentence), *sentence.lower().split()}
    limiting = {word for word, kind in profile.modality.items() if kind == "conditional"} | {
        word for word, kind in profile.quantifiers.items() if kind in ("all", "most", "few", "none")
    }
    return (
        not limiting.union(profile.negations).isdisjoint(words)
        or any(ending in sentence.lower() for ending in profile.negation_endings)
        or any(number.ordinal for number in find_numbers(sentence, profile.code) if number.spelled)
        or any(find_rankings(sentence, language))
    )


def _only_places(mention: DateMention, sentence: str, language: str | None) -> bool:
    """Tell whether a day does no more than to say when its verb happened; it never is where there is no parser."""
    lead = _compile_before(language).search(sentence[: mention.start])
    words = split_words(lead.group()) if lead else []
    following = re.match(r"\s+([^\W\d_]+)", sentence[mention.end :])
    if following and following[1].lower() not in get_language(language).stop_words:
        return False
    if not get_limit_words(language).placing.issuperset(words):
        return False
    parsed = parse_text(sentence, language)
    if parsed is None:
        return False
    start = lead.start() if lead else mention.start
    cut = [token for token in parsed.tokens if start <= token.start < mention.end]
    head = next((token.head for token in cut if not any(token.head == other.index for other in cut)), None)
    if head is None or parsed.tokens[head].pos not in _VERBS:
        return False
    above = [head, *parsed.walk_up(head)]
    return all(parsed.tokens[n].dep in _TOLD or parsed.tokens[n].head == n for n in above)


@cache
def _compile_before(language: str | None) -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, get_language(language).before_dates))) or "(?!)"
    return re.compile(rf"[,\s]*(?:\b(?:{words})\b\s*)*$", re.IGNORECASE)
