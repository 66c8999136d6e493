"""The time that a question speaks of ("last week", "since October", "in 2024") as days, and whose news it asks for."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qa.dates import DateMention, find_dates, spell_span

_SINCE = re.compile(r"\bsince\s+$", re.IGNORECASE)
_AFTER = re.compile(r"\bafter\s+$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:before|until|till|up to|by)\s+$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|between)\s+$", re.IGNORECASE)
_ON = re.compile(r"\b(?:on|in|during|over|of|for|at|around|as of)\s+$", re.IGNORECASE)
_ONWARDS = re.compile(r"^\s+on(?:wards?)?\b", re.IGNORECASE)
_TO = re.compile(r"^\s+(?:to|and|until|till|through)\s+$", re.IGNORECASE)
_MONTH = "|".join(calendar.month_name[1:])
_SHARED_MONTH = re.compile(
    rf"(?P<lead>\b(?:from|between)\s+)(?P<first>\d{{1,2}})(?P<to>\s+(?:to|and|until|till)\s+)"
    rf"(?P<last>\d{{1,2}}) (?P<month>{_MONTH})\b",
    re.IGNORECASE,
)
_SHARED_YEAR = re.compile(
    rf"(?P<lead>\b(?:from|between)\s+)(?P<first>{_MONTH})(?P<to>\s+(?:to|and|until|till)\s+)"
    rf"(?P<last>{_MONTH}) (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SINCE_WORD = re.compile(r"^since\s", re.IGNORECASE)
_BEFORE_WORD = re.compile(r"^(?:until|by)\s", re.IGNORECASE)
# News of an event is still printed some days after it.
_TOLD_LATER = timedelta(days=7)
# Who says "this week" may mean some days more, and an article some days older may tell what was about to happen.
_TOLD_BEFORE = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time that a question speaks of.

    first, last  the days it spans, both included; None where it is open to that side
    text         the words of the question that name it
    limits       articles from before it can't tell of it ("since October"), so that they are left out
    relative     it counts from the day on which the question is asked
    """

    first: date | None
    last: date | None
    text: str
    limits: bool = False
    relative: bool = False

    def describe(self) -> str:
        """Return the days in words: "of 20 to 26 October 2025", "from 1 October 2025 on", "up to 1 May 2024"."""
        if self.first and self.last:
            return f"of {spell_span(self.first, self.last)}"
        if self.first:
            return f"from {spell_span(self.first, self.first)} on"
        return f"up to {spell_span(self.last, self.last)}" if self.last else ""

    def is_over_by(self, day: date) -> bool:
        """Tell whether the whole period lies before a day: its news is not that day's."""
        return self.last is not None and self.last < day

    def is_after(self, published: date, as_of: date | None) -> bool:
        """Tell whether an article is from well before the period, and so can't tell what happened in it."""
        if self.first is None or (as_of and self.first > as_of):
            return False
        return published < self.first - _TOLD_BEFORE

    def measure_distance(self, published: date) -> int:
        """Return how many days an article was published before the period or after what is written of it."""
        if self.first and published < self.first:
            return (self.first - published).days
        if self.last and published > self.last + _TOLD_LATER:
            return (published - self.last - _TOLD_LATER).days
        return 0


def read_period(text: str, today: date | None) -> Period | None:
    """Return the time that a question speaks of, or None where it names none.

    today  the day that "last week" counts from; without one only full dates are read
    """
    text = _SHARED_MONTH.sub(r"\g<lead>\g<first> \g<month>\g<to>\g<last> \g<month>", text)
    text = _SHARED_YEAR.sub(r"\g<lead>\g<first> \g<year>\g<to>\g<last> \g<year>", text)
    mentions = [m for m in find_dates(text, today) if m.first and m.last and not _is_title(text, m)]
    for n, mention in enumerate(mentions):
        other = mentions[n + 1] if n + 1 < len(mentions) else None
        if period := _read_mention(text, mention, other):
            return replace(period, relative=mention.relative)
    return None


def _is_title(text: str, mention: DateMention) -> bool:
    """Tell whether a day or month belongs to a name ("the Friday Times") or is only spoken of ("of September")."""
    if not mention.relative or any(c.isdigit() for c in mention.text):
        return False
    return bool(re.match(r"\s+[^\W\d_a-z]", text[mention.end :])) or mention.text.lower().startswith("of ")


def _read_mention(text: str, mention: DateMention, other: DateMention | None) -> Period | None:
    before, after, words = text[: mention.start], text[mention.end :], mention.text
    first, last = mention.first, mention.last
    if (lead := _FROM.search(before)) and other and _TO.match(text[mention.end : other.start]):
        words = text[mention.start : other.end]
        return Period(first=_fit_year(first, other.last), last=other.last, text=lead.group() + words)
    if lead and (tail := _ONWARDS.match(after)):
        return Period(first=first, last=None, text=lead.group() + words + tail.group(), limits=True)
    if (lead := _SINCE.search(before)) or _SINCE_WORD.match(words):
        return Period(first=first, last=None, text=_join(lead, words), limits=True)
    if lead := _AFTER.search(before):
        return Period(first=last, last=None, text=_join(lead, words))
    if (lead := _BEFORE.search(before)) or _BEFORE_WORD.match(words):
        return Period(first=None, last=first, text=_join(lead, words))
    if (lead := _ON.search(before)) or mention.relative:
        return Period(first=first, last=last, text=_join(lead, words))
    return None


def _fit_year(first: date | None, last: date | None) -> date | None:
    """Return the first day in the year of the last, where it would be after it: "from 3 to 5 May 2024"."""
    return first.replace(year=last.year) if first and last and first > last else first


def _join(lead: re.Match[str] | None, words: str) -> str:
    return (lead.group() if lead else "") + words
