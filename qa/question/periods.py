"""The time that a question speaks of ("last week", "since October", "in 2024") as days, and whose news it asks for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from qa.language.dates import DateMention, find_dates, format_span
from qa.language.dates.words.asking import TimeWords, get_time_words
from qa.language.known import detect_language

# What a time in a question belongs to: the reports themselves, what happens now, or anything else that is asked about.
Scope = Literal["reports", "news", "matter"]

# News of an event is still printed some days after it.
_TOLD_LATER = timedelta(days=7)
# Who says "this week" may mean some days more, and an article some days older may tell what was about to happen.
_TOLD_BEFORE = timedelta(days=14)
# A time that counts from now and is further back is no current news.
_CURRENT = timedelta(days=62)
# A report of a day may bear the next one, where it is printed or where the clock is ahead.
_PRINTED_LATER = timedelta(days=1)
_RANKS: dict[Scope, int] = {"reports": 0, "news": 1, "matter": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The time that a question speaks of.

    first, last  the days it spans, both included; None where it is open to that side
    text         the words of the question that name it
    limits       articles of another time can't tell of it ("since October", "reported last week"): they are left out
    relative     it counts from the day on which the question is asked
    scope        what the time belongs to: reports, current news, or the matter, for which no article is left out
    ahead        it is still to come: the newest articles tell of it best
    """

    first: date | None
    last: date | None
    text: str
    limits: bool = False
    relative: bool = False
    scope: Scope = "matter"
    ahead: bool = False

    def describe(self) -> str:
        """Return the days in words: "of 20 to 26 October 2025", "from 1 October 2025 on", "up to 1 May 2024"."""
        if self.first and self.last:
            return f"of {format_span(self.first, self.last)}"
        if self.first:
            return f"from {format_span(self.first, self.first)} on"
        return f"up to {format_span(self.last, self.last)}" if self.last else ""

    def tell(self, newest: date | None) -> str:
        """Return in a sentence how it was read: what it does to the search, and the day that it counts from.

        newest  the day of the newest article where that is "now", else None
        """
        counted = f", counted from the newest article, of {format_span(newest, newest)}" if newest else ""
        if self.ahead:
            return f"Preferring the newest articles (“{self.text}” is {self.describe().partition(' ')[2]}{counted})."
        verb = "Only" if self.limits else "Preferring"
        return f"{verb} articles {self.describe()} (“{self.text}”{counted if self.relative else ''})."

    def is_over_by(self, day: date) -> bool:
        """Tell whether the whole period lies before a day: its news is not that day's."""
        return self.last is not None and self.last < day

    def is_after(self, published: date, as_of: date | None) -> bool:
        """Tell whether an article is from well before the period, and so can't tell what happened in it.

        Of the time of a matter that can't be told: plans, and what is said of another time, are told before it.
        """
        if self.scope == "matter" or self.first is None or (as_of and self.first > as_of):
            return False
        return published < self.first - _TOLD_BEFORE

    def measure_distance(self, published: date) -> int:
        """Return how many days an article was published before the period or after what is written of it."""
        if self.first and published < self.first:
            return (self.first - published).days
        if self.last and published > self.last + _TOLD_LATER:
            return (published - self.last - _TOLD_LATER).days
        return 0


def read_period(text: str, today: date | None, language: str | None = None) -> Period | None:
    """Return the time that a question speaks of, or None where it names none.

    The time of reports goes before that of current news, and that before the time of a matter.

    today     the day that "last week" counts from; without one only full dates are read
    language  that of the question; its words tell it where it is None
    """
    asking = get_time_words(language or detect_language(text))
    mentions = [m for m in find_dates(text, today) if m.first and m.last and not _is_title(text, m, asking)]
    periods = [period for mention in mentions for period in _read_mention(text, mention, asking, today)]
    return min(periods, key=lambda period: _RANKS[period.scope], default=None)


def find_latest_day() -> date:
    """Return the last day that an article can be of: tomorrow, for the clock is ahead elsewhere."""
    return date.today() + _PRINTED_LATER


def _is_title(text: str, mention: DateMention, asking: TimeWords) -> bool:
    """Tell whether a day or month belongs to a name ("the Friday Times") or is only spoken of ("of September")."""
    if not mention.relative or any(c.isdigit() for c in mention.text) or mention.precision not in ("day", "month"):
        return False
    before = text[: mention.start].lower()
    spoken_of = before.endswith(" of ") and not re.search(asking.reports, before.removesuffix(" of "))
    return spoken_of or bool(re.match(r"\s+[^\W\d_a-z]", text[mention.end :]))


def _read_mention(text: str, mention: DateMention, asking: TimeWords, today: date | None) -> Iterator[Period]:
    """Yield the period of a mention, if it is one: the words before and after it tell to which side it is open."""
    before, after = text[: mention.start], text[mention.end :]
    first, last = mention.first, mention.last
    lead = _find_lead(before, asking)
    begun, ended = mention.start - len(lead), mention.end
    word = " ".join(lead.lower().split())
    word = word.removesuffix(" the") if mention.relative else word
    if word in asking.since:
        last = None
    elif word in asking.from_ and (onwards := _match_first(after, asking.onwards)):
        last, ended = None, mention.end + onwards
    elif word in asking.after:
        first, last = mention.last, None
    elif word in asking.before:
        first, last = None, mention.first
    elif word not in asking.at and word not in asking.from_ and not mention.relative:
        return
    since = last is None and word not in asking.after
    scope = _find_scope(text, before[:begun], mention, asking, today, open_ended=since)
    ahead = bool(today and ((first and first > today) or (first is None and last and last > today)))
    limits = scope == "reports" or (scope == "news" and since)
    yield Period(
        first=first, last=last, text=text[begun:ended], limits=limits and not ahead, relative=mention.relative,
        scope="matter" if ahead else scope, ahead=ahead,
    )  # fmt: skip


def _find_lead(before: str, asking: TimeWords) -> str:
    """Return the word before a mention that says how it bounds the time, with what stands between."""
    phrases = {*asking.since, *asking.from_, *asking.after, *asking.before, *asking.at}
    words = re.findall(r"\S+\s+", before[-40:])
    for size in (3, 2, 1):
        phrase = "".join(words[-size:])
        if " ".join(phrase.lower().split()).removesuffix(" the") in phrases:
            return phrase
    return ""


def _match_first(after: str, words: frozenset[str]) -> int:
    """Return how much of a text the first of some words takes, with the blank before it, or 0."""
    match = re.match(r"\s+(\w+)\b", after)
    return match.end() if match and match[1].lower() in words else 0


def _find_scope(
    text: str, before: str, mention: DateMention, asking: TimeWords, today: date | None, *, open_ended: bool
) -> Scope:
    """Return what a time belongs to; the matter, where nothing says that it is that of the reports or of now."""
    lead = before.strip().lower()
    if re.search(asking.reports, lead) or (mention.relative and re.search(asking.reported, lead)):
        return "reports"
    if re.search(asking.asks_news, text.lower()):
        return "news"
    if today is None or mention.first is None or not (mention.relative or open_ended):
        return "matter"
    recent = mention.first >= today - _CURRENT and (mention.certain or mention.precision == "day")
    return "news" if recent or (open_ended and mention.relative) else "matter"
