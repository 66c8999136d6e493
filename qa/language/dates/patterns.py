"""The patterns that the days of a language are found by: its templates, with its words put into their slots."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from qa.language.dates.words.dating import Dating, get_dating
from qa.language.known import get_language
from qa.language.profile import Language

_SLOT = re.compile(r"\{([a-z_]+2?)\}")
_NOTHING = "(?!)"
# No mention reaches further from its anchor.
_REACH = 70
_CUE = re.compile(r"(?P<word>[^\W\d_]{2,})|\d{4}|[QT][1-4]\b|\d[./]\d")
_FIGURES = frozenset(["figure"])
# The slots that tell the anchor of a pattern, the first one that it has, and what the anchor is.
_ANCHORS = {
    "{month}": "month", "{season}": "season", "{weekday}": "weekday", "{move}": "phrase", "{word}": "phrase",
    "{night}": "phrase", "{holiday}": "phrase", "{unit}": "unit", "{one}": "unit", "(?P<unit>": "unit",
}  # fmt: skip
# The short name of a month may have a full stop; those of a sentence's end are taken with it.
_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)(?![\w%]|[,.]\d)"
# A figure alone is a year only where no unit or sign says that it counts something.
_BARE_YEAR = r"(?<![\w$€£¥,.:/#-])(?P<year>(?:19|20)(?:\d[1-9]|[1-9]0))(?![\w%]|[,.:/]\d|-\d|[-–]\w)"
# A round figure, or one of an older time, only after a word such as "in".
_OLD_YEAR = r"(?P<year>(?:1[0-9]|20|21)\d\d)(?![\w%]|[,.:/]\d)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way in which a language names a day or a span.

    kind    what it names
    anchor  the kind of word that is in all that it finds
    """

    kind: str
    anchor: str
    expression: re.Pattern[str]

    def find(self, text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
        """Yield what it finds around the places of its anchors, in order; the rest of the text is not looked at."""
        begun = 0
        for n, place in enumerate(places):
            if n + 1 < len(places) and places[n + 1] - place <= 2 * _REACH:
                continue
            first = next(start for start in places[begun : n + 1])
            yield from self.expression.finditer(text, max(0, first - _REACH), place + _REACH)
            begun = n + 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DatePatterns:
    """All that days of one language are read with.

    anchors   the words without which no day is named, and what kinds of anchor each is
    months    numbers of the months by their names, short and long
    counts    numbers by their words
    ordinals  places by their words, from the end where negative
    """

    language: Language
    dating: Dating
    anchors: Mapping[str, frozenset[str]]
    patterns: tuple[Pattern, ...]
    counts: Mapping[str, int]
    ordinals: Mapping[str, int]

    def find_anchors(self, text: str) -> dict[str, list[int]]:
        """Return the places of the anchors of each kind in a text."""
        places: dict[str, list[int]] = {}
        for match in _CUE.finditer(text):
            for kind in self.anchors.get(match.group().lower(), ()) if match["word"] else _FIGURES:
                places.setdefault(kind, []).append(match.start())
        return places


@cache
def get_date_patterns(code: str | None) -> DatePatterns:
    """Return what days of a language are read with; English where nothing is known of it."""
    dating = get_dating(code)
    language = get_language(code)
    language = language if language.months else get_language("en")
    values, ordinals = language.numerals.values, dict(language.numerals.ordinals)
    counts = {**{word: int(n) for word, n in values.items()}, **dict.fromkeys(language.numerals.articles, 1)}
    counts |= dict(dating.counts)
    anchors = _list_anchors(language, dating)
    slots = _fill_slots(language, dating, counts, {**ordinals, **dating.ordinals})
    return DatePatterns(
        language=language,
        dating=dating,
        anchors=anchors,
        patterns=tuple(
            Pattern(kind=kind, anchor=_find_anchor(template), expression=_compile(template, slots))
            for kind, template in dating.patterns
        ),
        counts=counts,
        ordinals={**ordinals, **dating.ordinals},
    )


def _compile(template: str, slots: Mapping[str, str]) -> re.Pattern[str]:
    text = _SLOT.sub(lambda match: slots[match[1]], template)
    start = "" if text.startswith((r"\b", "(?<")) else r"(?<![\w-])"
    return re.compile(start + text.replace(" ", r"\s+"), re.IGNORECASE)


def _fill_slots(
    language: Language, dating: Dating, counts: Mapping[str, int], ordinals: Mapping[str, int]
) -> dict[str, str]:
    long = [name for name in language.months if len(name) > 4 or name not in _find_short(language)]
    short = [name for name in language.months if name not in long]
    month = rf"(?:(?P<month>{write_alternation(long)})\b|(?P<short>{write_alternation(short)})\b\.?)"
    weekday = write_alternation(language.weekdays)
    years = rf"(?P<ywhen>{write_alternation(dating.years)})\b" if dating.years else _NOTHING
    return {
        "lead": rf"(?P<lead>(?:{write_alternation(dating.leads)})(?: |(?<=['’])))",
        "iso": r"(?P<iso>(?:1[5-9]|20)\d\d-\d\d-\d\d)\b",
        "d": r"(?P<d>\d{1,2})",
        "d2": r"(?P<d2>\d{1,2})",
        "th": rf"(?:{write_alternation((*language.numerals.ordinal_marks, '.'))})"
        if language.code != "en"
        else "(?:st|nd|rd|th)",
        "dash": rf"(?:\s?[-–—]\s?| (?:{write_alternation([*dating.to, *dating.and_])}) )",
        "month": month,
        "nmonth": r"(?P<nmonth>\d{1,2})",
        "year": _YEAR,
        "bareyear": _BARE_YEAR,
        "oldyear": _OLD_YEAR,
        "in_year": rf"(?:,|\s+(?:of|de|del|du))?\s+(?:{_YEAR}|{years})",
        "wd": rf"(?:(?P<wd>{weekday})|[^\W\d_]{{2,5}}\.)",
        "weekday": rf"(?P<weekday>{weekday})(?:{write_alternation(dating.joined_parts)})?\b",
        "step": rf"(?P<step>{write_alternation(dating.steps)})",
        "unit": rf"(?P<unit>{write_alternation({*dating.units, *dating.plurals})})\b",
        "one": rf"(?P<unit>{write_alternation(dating.units)})\b",
        "count": rf"(?P<count>\d{{1,4}}|{write_alternation(counts)})",
        "ord": rf"(?P<ord>{write_alternation(ordinals)})",
        "part": rf"(?P<part>{write_alternation(dating.parts)})",
        "season": rf"(?P<season>{write_alternation(dating.seasons)})\b",
        "ywhen": years,
        "word": rf"(?P<word>{write_alternation(dating.offsets)})\b",
        "holiday": rf"(?P<holiday>{write_alternation(dating.holidays)})\b",
        "night": rf"(?:{write_alternation(dating.nights)})\b",
        "move": rf"(?P<move>{write_alternation(dating.moves)})\b",
        "order": rf"(?P<order>{write_alternation(dating.orders)})\b",
    }


def _find_short(language: Language) -> set[str]:
    """Return the short names of months: those of which a longer one of the same month begins with the same letter."""
    names = language.months
    return {one for one in names if any(names[one] == names[o] and len(o) > len(one) for o in names)}


def _find_anchor(template: str) -> str:
    """Return the kind of word that is in all that a pattern finds."""
    return next((anchor for slot, anchor in _ANCHORS.items() if slot in template), "figure")


def _list_anchors(language: Language, dating: Dating) -> dict[str, frozenset[str]]:
    """Return the words without which no day is named, the longest of a phrase, and what kinds of anchor each is."""
    phrases = {*dating.moves, *dating.offsets, *dating.nights, *dating.holidays}
    kinds = {
        "month": {*language.months},
        "weekday": {day + part for day in language.weekdays for part in ("", *dating.joined_parts)},
        "season": {*dating.seasons},
        "phrase": phrases,
        # A phrase may hide the unit that another pattern needs: "the day before".
        "unit": {*dating.units, *dating.plurals, *phrases},
    }
    anchors: dict[str, frozenset[str]] = {}
    for kind, own in kinds.items():
        for phrase in own:
            word = max(re.findall(r"[^\W\d_]+", phrase.lower()), key=len)
            anchors[word] = anchors.get(word, frozenset()) | {kind}
    return anchors


def write_alternation(words: Collection[str]) -> str:
    """Return an alternation of words and phrases, the longer ones first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or _NOTHING
