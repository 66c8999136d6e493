"""How a language says which of two events came first and how long after it the other: in statements and questions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from qa.language.dates.order import Distance, Order
from qa.language.dates.patterns import DatePatterns, get_date_patterns, write_alternation
from qa.language.profile import read_words

Asked = Literal["order", "side", "distance"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EventWords:
    """The words of one language, in lower case, and patterns with slots.

    orders      words that bind two events, and how the first one lies to the second
    statements  patterns of statements; `one` and `other` are the events, `order` the word that binds them
    questions   patterns of questions, by what they ask for
    amount      what follows "how" in a question for the time between two events, as a pattern
    happened    forms of verbs that say of a thing that it happened
    helpers     what opens the event of a question: "did the ferry sink"
    event       how the name of an event becomes a sentence
    at_once     words that open a clause of the same time: when
    happening   verbs that say of a thing that it happened, and when, as lemmas
    first       how it is said which event came first
    same        how it is said that both were on one day
    sides       how it is said on which side of another day a day lies, by the order
    between     how it is said what lies between two days
    about       the same, where it is not told to the day
    units       one and many of each unit
    """

    orders: Mapping[str, Order]
    statements: tuple[str, ...]
    questions: tuple[tuple[Asked, str], ...]
    amount: str
    happened: frozenset[str]
    helpers: frozenset[str]
    event: str
    at_once: frozenset[str]
    happening: frozenset[str]
    first: str
    same: str
    sides: Mapping[Order, str]
    between: str
    about: str
    units: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderClaim:
    """What a statement says of the time of two events: one lies before, after or on the day of the other.

    word      the words that say so
    distance  how much time lies between them, or None where it is not said
    """

    one: str
    other: str
    order: Order
    word: str
    distance: Distance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderQuestion:
    """A question for the order of two events, or for how much time lies between them."""

    one: str
    other: str
    asked: Asked


_DISTANCE = (
    r"(?:(?P<vague>{vague}) )?(?:(?P<count>\d{1,4}|{counts}) (?P<unit>{units})|(?P<next>the (?P<next_unit>{units})))"
)
# A longer sentence tells more than the order of two events.
_LONGEST = 600

_ENGLISH = EventWords(
    orders={
        "before": "before",
        "earlier than": "before",
        "ahead of": "before",
        "prior to": "before",
        "preceded": "before",
        "after": "after",
        "later than": "after",
        "following": "after",
        "followed": "after",
        "on the same day as": "same",
        "the same day as": "same",
    },
    statements=(
        r"^(?:{distance} )?(?P<order>{orders}) (?P<other>[^,]+), (?P<one>.+)$",
        r"^(?P<one>.+?) {happened} (?:{distance} )?(?P<order>{orders}) "
        r"(?P<other>.+)$",
        r"^(?P<one>.+?) (?P<order>preceded|followed) (?P<other>.+?)(?: by {distance})?$",
        r"^(?P<one>.+?),? (?:{distance} )?(?P<order>{orders}) (?P<other>.+)$",
    ),
    questions=(
        ("order", r"^(?:which|what) {happened} (?:first|earlier|later|last)[,:]? (?P<one>.+?),? or (?P<other>.+)$"),
        ("side", r"^(?P<one>{helpers} .+?) (?:before or after|after or before|earlier or later than) (?P<other>.+)$"),
        (
            "distance",
            r"^how {amount} (?:passed |went by |elapsed |lay |(?:are|were|is|was) (?:there |it )?)?(?:between|from) "
            r"(?P<one>.+?) (?:and|to|until) (?P<other>.+)$",
        ),
        ("distance", r"^how {amount} (?:after|before) (?P<other>.+),? (?P<one>{helpers} .+)$"),
        (
            "distance",
            r"^how (?:many {units} (?:later |earlier )?|much (?:earlier |later ))(?P<one>{helpers} .+?) "
            r"(?:after|before|than) (?P<other>.+)$",
        ),
    ),
    amount=r"(?:many {units}|long|much time|much later)",
    happened=read_words("came happened took_place was occurred fell was_held were"),
    helpers=read_words("did was were had has is"),
    event="There was {}.",
    at_once=frozenset(["when", "as", "while"]),
    happening=read_words("begin start happen occur take hold strike hit open break erupt kill destroy injure follow"),
    first="First {one} ({day}), then {other} ({other_day}): {distance}.",
    same="Both on one day, {day}.",
    sides={
        "before": "Before, by {distance}: {day} and {other_day}.",
        "after": "After, by {distance}: {day} and {other_day}.",
    },
    between="{distance}: from {day} to {other_day}.",
    about="about {distance}",
    units={
        "day": ("one day", "{} days"),
        "week": ("one week", "{} weeks"),
        "month": ("one month", "{} months"),
        "year": ("one year", "{} years"),
    },
)
_EVENT_WORDS = {"en": _ENGLISH}


def get_event_words(code: str | None) -> EventWords:
    """Return the words of a language by its code; those of English where it is not known."""
    return _EVENT_WORDS.get((code or "en")[:2].lower(), _ENGLISH)


def read_order(text: str, code: str | None) -> OrderClaim | None:
    """Return what a statement says of the order of two events, or None where it says nothing of it."""
    if (reader := _open(code)) is None:
        return None
    flat = " ".join(text.split()).rstrip(".!")
    if len(flat) > _LONGEST:
        return None
    for pattern in reader.statements:
        if match := pattern.match(flat):
            return reader.read_claim(match)
    return None


def read_order_question(text: str, code: str | None) -> OrderQuestion | None:
    """Return the two events whose order, or whose distance, a question asks for; None where it asks for neither."""
    if (reader := _open(code)) is None:
        return None
    flat = " ".join(text.split()).rstrip("?!. ")
    if len(flat) > _LONGEST:
        return None
    for asked, pattern in reader.questions:
        match = pattern.match(flat)
        if match and match.groupdict().get("other"):
            return OrderQuestion(one=match["one"].strip(" ,"), other=match["other"].strip(" ,"), asked=asked)
    return None


def write_event_query(text: str, code: str | None) -> str:
    """Return an event as a sentence that can be looked for: the name of one becomes one."""
    words = get_event_words(code)
    return words.event.format(text)


def write_order(one: str, other: str, days: tuple[str, str], apart: Distance | None, code: str | None) -> str:
    """Return which of two events came first, with both days and what lies between; `one` is the earlier of them."""
    words = get_event_words(code)
    if apart is None:
        return words.same.format(day=days[0])
    return words.first.format(
        one=one, other=other, day=days[0], other_day=days[1], distance=write_distance(apart, code)
    )


def write_side(order: Order, days: tuple[str, str], apart: Distance | None, code: str | None) -> str:
    """Return on which side of the second of two days the first one lies."""
    words = get_event_words(code)
    if apart is None:
        return words.same.format(day=days[0])
    return words.sides[order].format(distance=write_distance(apart, code), day=days[0], other_day=days[1])


def write_interval(days: tuple[str, str], apart: Distance | None, code: str | None) -> str:
    """Return what lies between two days, the earlier one first, in words with both."""
    words = get_event_words(code)
    if apart is None:
        return words.same.format(day=days[0])
    distance = write_distance(apart, code)
    return words.between.format(distance=distance[0].upper() + distance[1:], day=days[0], other_day=days[1])


def write_distance(distance: Distance, code: str | None) -> str:
    """Return a distance in words: "one day", "about 3 weeks"."""
    words = get_event_words(code)
    one, many = words.units[distance.unit]
    told = one if distance.count == 1 else many.format(distance.count)
    return words.about.format(distance=told) if distance.vague else told


class _SequenceReader:
    """Reads what sentences of a language say of the order of events."""

    def __init__(self, words: EventWords, dates: DatePatterns) -> None:
        self._words, self._dates = words, dates
        units = {**dates.dating.units, **dates.dating.plurals}
        self._units = {word: unit for word, unit in units.items() if unit in ("day", "week", "month", "year")}
        vague = dates.language.approximations
        slots = {
            "{distance}": _DISTANCE,
            "{amount}": words.amount,
            "{happened}": write_alternation(words.happened),
            "{helpers}": write_alternation(words.helpers),
            "{orders}": write_alternation(words.orders),
            "{vague}": write_alternation(vague),
            "{counts}": write_alternation(dates.counts),
            "{units}": write_alternation(self._units),
        }
        self.statements = tuple(_compile(pattern, slots) for pattern in words.statements)
        self.questions = tuple((asked, _compile(pattern, slots)) for asked, pattern in words.questions)

    def read_claim(self, match: re.Match[str]) -> OrderClaim:
        word = " ".join(match["order"].lower().split())
        return OrderClaim(
            one=match["one"].strip(" ,"),
            other=match["other"].strip(" ,"),
            order=self._words.orders[word],
            word=match["order"],
            distance=self._read_distance(match),
        )

    def _read_distance(self, match: re.Match[str]) -> Distance | None:
        if match.groupdict().get("next"):
            return Distance(count=1, unit=self._units[match["next_unit"].lower()])
        if not match.groupdict().get("count"):
            return None
        word = match["count"].lower()
        count = int(word) if word.isdigit() else self._dates.counts[word]
        return Distance(count=count, unit=self._units[match["unit"].lower()], vague=bool(match["vague"]))


def _compile(pattern: str, slots: Mapping[str, str]) -> re.Pattern[str]:
    for slot, words in slots.items():
        pattern = pattern.replace(slot, f"(?:{words})")
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _open(code: str | None) -> _SequenceReader | None:
    code = (code or "en")[:2].lower()
    return _SequenceReader(_EVENT_WORDS[code], get_date_patterns(code)) if code in _EVENT_WORDS else None
