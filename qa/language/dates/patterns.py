"""The patterns that the days of a language are found by: its templates, with its words put into their slots."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from qa.language.dates.words.dating import Dating, get_dating
from qa.language.known import get_language
from qa.language.profile import Language

_SLOT = re.compile(r"\{([a-z_]+2?)\}")
_NOTHING = "(?!)"
# The short name of a month may have a full stop; those of a sentence's end are taken with it.
_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)(?![\w%]|[,.]\d)"
# A figure alone is a year only where no unit or sign says that it counts something.
_BARE_YEAR = r"(?<![\w$€£¥,.:/#-])(?P<year>(?:19|20)(?:\d[1-9]|[1-9]0))(?![\w%]|[,.:/]\d|-\d|[-–]\w)"
# A round figure, or one of an older time, only after a word such as "in".
_OLD_YEAR = r"(?P<year>(?:1[0-9]|20|21)\d\d)(?![\w%]|[,.:/]\d)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way in which a language names a day or a span: its kind, and the expression that finds it."""

    kind: str
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reader:
    """All that days of one language are read with.

    cue       finds out whether a text can name any day at all
    months    numbers of the months by their names, short and long
    counts    numbers by their words
    ordinals  places by their words, from the end where negative
    """

    language: Language
    dating: Dating
    cue: re.Pattern[str]
    patterns: tuple[Pattern, ...]
    counts: Mapping[str, int]
    ordinals: Mapping[str, int]


@cache
def open_reader(code: str | None) -> Reader:
    """Return what days of a language are read with; English where nothing is known of it."""
    dating = get_dating(code)
    language = get_language(code)
    language = language if language.months else get_language("en")
    values, ordinals = language.numerals.values, dict(language.numerals.ordinals)
    counts = {**{word: int(n) for word, n in values.items()}, **dict.fromkeys(language.numerals.articles, 1)}
    counts |= dict(dating.counts)
    slots = _fill_slots(language, dating, counts, {**ordinals, **dating.ordinals})
    return Reader(
        language=language,
        dating=dating,
        cue=_compile_cue(language, dating),
        patterns=tuple(Pattern(kind=kind, expression=_compile(template, slots)) for kind, template in dating.patterns),
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
    month = rf"(?:(?P<month>{join_words(long)})\b|(?P<short>{join_words(short)})\b\.?)"
    weekday = join_words(language.weekdays)
    years = rf"(?P<ywhen>{join_words(dating.years)})\b" if dating.years else _NOTHING
    return {
        "lead": rf"(?P<lead>(?:{join_words(dating.leads)})(?: |(?<=['’])))",
        "iso": r"(?P<iso>(?:1[5-9]|20)\d\d-\d\d-\d\d)\b",
        "d": r"(?P<d>\d{1,2})",
        "d2": r"(?P<d2>\d{1,2})",
        "th": rf"(?:{join_words((*language.numerals.ordinal_marks, '.'))})"
        if language.code != "en"
        else "(?:st|nd|rd|th)",
        "dash": rf"(?:\s?[-–—]\s?| (?:{join_words([*dating.to, *dating.and_])}) )",
        "month": month,
        "nmonth": r"(?P<nmonth>\d{1,2})",
        "year": _YEAR,
        "bareyear": _BARE_YEAR,
        "oldyear": _OLD_YEAR,
        "in_year": rf"(?:,|\s+(?:of|de|del|du))?\s+(?:{_YEAR}|{years})",
        "wd": rf"(?:(?P<wd>{weekday})|[^\W\d_]{{2,5}}\.)",
        "weekday": rf"(?P<weekday>{weekday})\b",
        "step": rf"(?P<step>{join_words(dating.steps)})",
        "unit": rf"(?P<unit>{join_words({*dating.units, *dating.plurals})})\b",
        "one": rf"(?P<unit>{join_words(dating.units)})\b",
        "count": rf"(?P<count>\d{{1,4}}|{join_words(counts)})",
        "ord": rf"(?P<ord>{join_words(ordinals)})",
        "part": rf"(?P<part>{join_words(dating.parts)})",
        "season": rf"(?P<season>{join_words(dating.seasons)})\b",
        "ywhen": years,
        "word": rf"(?P<word>{join_words(dating.offsets)})\b",
        "holiday": rf"(?P<holiday>{join_words(dating.holidays)})\b",
        "night": rf"(?:{join_words(dating.nights)})\b",
        "move": rf"(?P<move>{join_words(dating.moves)})\b",
        "order": rf"(?P<order>{join_words(dating.orders)})\b",
    }


def _find_short(language: Language) -> set[str]:
    """Return the short names of months: those of which a longer one of the same month begins with the same letter."""
    names = language.months
    return {one for one in names if any(names[one] == names[o] and len(o) > len(one) for o in names)}


def _compile_cue(language: Language, dating: Dating) -> re.Pattern[str]:
    """Return an expression that is in every text which names a day."""
    words = {
        *language.months,
        *language.weekdays,
        *dating.seasons,
        *dating.units,
        *dating.plurals,
        *dating.moves,
        *dating.offsets,
        *dating.nights,
        *dating.holidays,
    }
    return re.compile(rf"\b(?:{join_words(words)})|\d{{4}}|[QT][1-4]\b|\d[./]\d", re.IGNORECASE)


def join_words(words: Collection[str]) -> str:
    """Return an alternation of words and phrases, the longer ones first."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) or _NOTHING
