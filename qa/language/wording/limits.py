"""How a language bounds what is the first or the most of its kind, and which words only place an event on a day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from qa.language.profile import read_words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LimitWords:
    """The words of one language.

    rank     words that put one above all others of its kind, as a pattern: first, only, highest
    limit    what says among which others, as a pattern: "since 1985", "in forty years"
    told     words by which a statement tells such a limit in any way, as a pattern
    placing  words between a verb and the day on which it happened, and that say nothing more: "on"
    """

    rank: str = "(?!)"
    limit: str = "(?!)"
    told: str = "(?!)"
    placing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """A phrase for the first or the most of its kind: its rank, the words after it, and its limit, or ""."""

    rank: str
    words: tuple[str, ...]
    limit: str
    text: str


_LIMITS = {
    "en": LimitWords(
        rank=r"first|last|only|best|worst|most|least|"
        r"(?!(?:interest|request|protest|forest|arrest|contest|conquest|harvest|inquest|invest|suggest)\b)[a-z]{3,}est",
        limit=r"since\b[^.,;]*|in (?:[\w-]+ ){0,3}(?:years|decades|months|weeks|seasons|century|decade|generation)\b",
        told=r"since|years?|decades?|months?|weeks?|seasons?|century|centuries|generations?",
        placing=read_words("on in at"),
    ),
    "de": LimitWords(
        rank=r"(?:erst|letzt|einzig|best|höchst|größt|stärkst|schwerst|niedrigst|längst)e[nmrs]?",
        limit=r"seit\b[^.,;]*|in (?:\w+ ){0,3}(?:Jahren|Jahrzehnten|Monaten|Wochen)\b",
        told=r"seit\w*|Jahr\w*|Monat\w*|Wochen?",
    ),
    "es": LimitWords(
        rank=r"primer[oa]?|últim[oa]|únic[oa]|mayor|menor|mejor|peor",
        limit=r"desde\b[^.,;]*|en (?:\w+ ){0,3}(?:años|décadas|meses|semanas)\b",
        told=r"desde|años?|décadas?|mes(?:es)?|semanas?",
    ),
    "fr": LimitWords(
        rank=r"premi(?:er|ère)|derni(?:er|ère)|seule?|meilleure?|pire",
        limit=r"depuis\b[^.,;]*|en (?:\w+ ){0,3}(?:ans|années|décennies|mois|semaines)\b",
        told=r"depuis|ans?|années?|décennies?|mois|semaines?",
    ),
}
_UNKNOWN = LimitWords()
# Chosen: "the highest level of inflation in the north since 2008".
_MOST_WORDS = 6


def find_rankings(text: str, language: str | None) -> Iterator[Ranking]:
    """Yield each phrase of a text for the first or the most of its kind, with the limit that follows it."""
    for match in _compile_ranking(language).finditer(text):
        limit = (match["limit"] or "").strip()
        words = tuple(match["words"].lower().split())
        yield Ranking(rank=match["rank"].lower(), words=words, limit=limit, text=match.group().strip())


def tells_limit(text: str, language: str | None) -> bool:
    """Tell whether a text says in any way since when, or in how many years."""
    return bool(re.search(rf"\b(?:{get_limit_words(language).told})\b", text, re.IGNORECASE))


def get_limit_words(language: str | None) -> LimitWords:
    """Return the words of a language; none of one that is not known."""
    return _LIMITS.get(language or "en", _UNKNOWN)


@cache
def _compile_ranking(language: str | None) -> re.Pattern[str]:
    words = get_limit_words(language)
    return re.compile(
        rf"\b(?P<rank>{words.rank})\b(?P<words>(?:\s(?!(?:{words.limit}))[\w’'-]+){{0,{_MOST_WORDS}}})"
        rf"(?:\s(?P<limit>{words.limit}))?",
        re.IGNORECASE,
    )
