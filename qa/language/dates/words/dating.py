"""How a language names days and spans of time: its words for them and the patterns that they stand in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import cast

CODES = ("en", "de", "es", "fr")
_DEFAULT = "en"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tenses:
    """The words that tell whether a sentence is of what was or of what is to come, all in lower case.

    ahead           words and phrases of what is to come: will, due
    past            finite forms of the past that no ending tells: was, said
    past_endings    endings of forms of the past: -ed
    ahead_endings   endings of forms of the future: -ra
    not_past        words with such an ending that are none: need
    participles     forms that take their time from a word before them: held
    helpers         words between which and a participle nothing is said of the time: be
    perfect         words that make a participle a past: has
    present         words of what is: is, are
    forward         verbs whose infinitive is still to come: agreed to
    bracket         a participle stands at the end of its clause, away from the word that it takes its time from
    perhaps         words of what is to come that are of the past before a perfect: would have
    was             words that leave open whether what was to come did: was due
    to              words before an infinitive
    reports         verbs of saying: what follows is a clause of its own
    on              small words between a day and what it belongs to
    opening         words that open a clause
    that            words that open what is said
    between         words between a verb of saying and its own day: "said in a statement on Monday"
    ahead_before    phrases before a day that is to come unless the sentence is of the past: "ahead of"
    by              phrases before a day that is to come unless the sentence is of the past, and then is over
    past_before     phrases before a day that is over unless the sentence is of what is to come: "since"
    """

    ahead: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    past_endings: tuple[str, ...] = ()
    ahead_endings: tuple[str, ...] = ()
    not_past: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    present: frozenset[str] = frozenset()
    forward: frozenset[str] = frozenset()
    bracket: bool = False
    perhaps: frozenset[str] = frozenset()
    was: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    ahead_before: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    past_before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dating:
    """How a language names days. Months, weekdays and number words are those of its profile.

    patterns    what is matched, in this order: the kind of mention, and a pattern with the names of slots in braces
    leads       words before a month or a year alone that make it one: in, since
    capitals    months and weekdays are written with a capital
    doubtful    months and days that are other words too, unless written with a capital or beside a day or a year
    offsets     words for a day, and how far it is from the day of publication
    holidays    names of days that are the same each year, with their month and day
    nights      words for the night before the day of publication
    steps       words that tell which one: last, this, next
    units       words for one span of time, and the span
    plurals     words for several
    recurring   words that make a day one of many: every
    counts      words for a number that the profile does not have: "a couple of"
    ordinals    places from the end: last
    parts       words for parts of a span: early, mid, late
    small_seasons  seasons are written without a capital, but in names
    seasons     words for seasons and the month in which each begins
    years       phrases for a year, and how far it is from that of publication
    moves       phrases that count from a day named before, and by how many of which unit
    orders      words for later (1) and earlier (-1)
    not_before  words before "in three years" that make it a length of time: the first time in three years
    binding     those of these that mean something else where more follows: "three days after the vote"
    to          words between the two ends of a span
    and_        words between them after a word of between
    between     words before a span whose ends "and" joins
    determiners words that make a day before a noun a part of its name: the May 3 vote
    names       words that make a day before them a part of a name: Times
    named_days  words that make a day after them a name: Black
    updated     phrases before a day on which the article itself was changed
    joined_parts  the same, written together with it: Montagabend
    dayparts    words for parts of a day that follow it: night
    vague       words before a number that leave it open, which the profile does not have
    day_form    how a day is written, with d, m and y in braces
    month_form  how a month is written, with m and y in braces
    to_form     the word between the ends of a span
    """

    patterns: tuple[tuple[str, str], ...]
    tenses: Tenses = field(default_factory=Tenses)
    leads: frozenset[str] = frozenset()
    capitals: bool = True
    doubtful: frozenset[str] = frozenset()
    offsets: Mapping[str, int] = field(default_factory=dict)
    holidays: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    nights: frozenset[str] = frozenset()
    steps: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    plurals: Mapping[str, str] = field(default_factory=dict)
    recurring: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    small_seasons: bool = True
    seasons: Mapping[str, int] = field(default_factory=dict)
    years: Mapping[str, int] = field(default_factory=dict)
    moves: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    orders: Mapping[str, int] = field(default_factory=dict)
    not_before: frozenset[str] = frozenset()
    binding: frozenset[str] = frozenset()
    to: frozenset[str] = frozenset()
    and_: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    named_days: frozenset[str] = frozenset()
    updated: frozenset[str] = frozenset()
    joined_parts: frozenset[str] = frozenset()
    dayparts: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    day_form: str = "{d} {m} {y}"
    month_form: str = "{m} {y}"
    to_form: str = "to"


def get_dating(code: str | None) -> Dating:
    """Return how a language names days, by its code; that of English where it is not known."""
    return _load((code or _DEFAULT).lower()[:2])


@cache
def _load(code: str) -> Dating:
    return cast(Dating, import_module(f"qa.language.dates.words.{code if code in CODES else _DEFAULT}").DATING)


def read_patterns(table: str) -> tuple[tuple[str, str], ...]:
    """Return the patterns of a table: a line each, the kind and the pattern."""
    rows = (line.split(None, 1) for line in table.splitlines() if line.strip())
    return tuple((kind, pattern.strip()) for kind, pattern in rows)
