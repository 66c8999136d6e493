"""Find the days that a text names and resolve them against the day it was published: "on Friday", "last month"."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_COUNTS = {word: n for n, word in enumerate("a two three four five six seven eight nine ten eleven twelve".split(), 1)}
_COUNTS |= {"an": 1, "one": 1}
_WORD_DAYS = {
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}

_MONTH = (
    r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b(?:(?<=\b\w{3})(?<!may)\.|(?<=\bsept)\.)?"
)
_WEEKDAY = r"(?:(?:" + "|".join(_WEEKDAYS) + r"),?\s+)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b",
        rf"\b{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?",
        rf"\b{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}(?:\s+of)?,?\s+{_YEAR}",
        rf"\b(?P<which>last|next|this|in|since|until|by|of|early|late|mid)[\s-]+{_MONTH}(?!\s+\d)",
        r"\b(?:(?P<which>last|next|this|coming)\s+)?(?P<weekday>" + "|".join(_WEEKDAYS) + r")\b",
        r"\b(?P<word>" + "|".join(sorted(_WORD_DAYS, key=len, reverse=True)) + r")\b",
        r"\b(?:the\s+)?(?:last|past)\s+(?P<span>\d+|" + "|".join(_COUNTS) + r")\s+(?P<unit>day|week|month|year)s\b",
        r"\b(?P<which>last|next|this|the previous|the past|the coming)\s+(?P<unit>week|weekend|month|year)\b",
        r"\b(?P<count>\d+|" + "|".join(_COUNTS) + r")\s+(?P<unit>day|week|month|year)s?\s+ago\b",
        rf"(?<![\w$€£,.-]){_YEAR}(?![\w%]|[,.]\d)",
    )
)
# A day without a year is rather in the past, or ahead in a sentence of what is to come: as if it were so much nearer.
_UNLIKELY = 3
# What belongs to a day and comes after it: "Friday's", "Saturday night".
_PART = re.compile(r"(?:[’']s\b)?(?:\s+(?:night|morning|afternoon|evening)\b)?")
# An article is updated after the day of its publication, nobody knows when.
_UPDATED = re.compile(r"\b(?:updated|corrected)(?: on)?\s+$", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_NAMES_MONTH = re.compile(_MONTH, re.IGNORECASE)
_FUTURE = re.compile(r"\b(will|would|to be|set to|due|scheduled|plans?|planned|expected|is to|are to|upcoming)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A place in a text that names a day, a week, a month or a year.

    first, last  the days it spans, both included; None where it can't be told without a day of publication
    relative     it means something only together with the day of publication
    """

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    relative: bool

    def covers(self, other: "DateMention") -> bool:
        """Tell whether the other names a day or span inside this one; unresolved mentions are compared as written."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return self.text.lower() == other.text.lower()
        return self.first <= other.first and other.last <= self.last

    def spell(self) -> str:
        """Return the resolved day or span in words: "30 October 2025", "September 2025", "2025", or ""."""
        return spell_span(self.first, self.last) if self.first and self.last else ""


def spell_span(first: date, last: date) -> str:
    """Return a day or a span of days in words: "30 October 2025", "3 to 9 November 2025", "September 2025", "2025"."""
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.day, first.month, last.day, last.month, last.year) == (1, 1, 31, 12, first.year):
        return f"{first.year}"
    if (first.day, first.month, first.year) == (1, last.month, last.year) and (last + timedelta(days=1)).day == 1:
        return f"{first:%B %Y}"
    if (first.month, first.year) == (last.month, last.year):
        return f"{first.day} to {last.day} {last:%B %Y}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {first:%B}{year} to {last.day} {last:%B %Y}"


def read_day(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date-time, or None."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def find_dates(text: str, published: date | None = None) -> list[DateMention]:
    """Return the days, weeks, months and years that a text names, in order, each place once.

    published  the day that relative mentions count from. A weekday alone is the last such day up to then, or the next
               one where the sentence speaks of what is to come; a day without a year is in the nearest year.
    """
    mentions: list[DateMention] = []
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            if mention := _resolve(match, text, published):
                mentions.append(mention)
    return sorted(mentions, key=lambda mention: mention.start)


def spell_dates(text: str, published: date | None, *, known: str = "") -> str:
    """Return text with the day after each mention that needs the day of publication: "on Friday (31 October 2025)".

    Only the year is added to a day or month that lacks nothing else; what comes up again in the text gets none, and
    quoted words stay as they are.

    known  words of the reader (the question), who knows what day is meant in them
    """
    told: set[tuple[date | None, date | None]] = set()
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    parts, done = [], 0
    for mention in find_dates(text, published):
        span = (mention.first, mention.last)
        if any(start < mention.start < end for start, end in quoted) or mention.text.lower() in known.lower():
            continue
        if mention.first and mention.relative and span not in told:
            part = _PART.match(text, mention.end)
            end = part.end() if part else mention.end
            day = str(mention.first.year) if _NAMES_MONTH.search(mention.text) else mention.spell()
            parts += [text[done:end], f" ({day})"]
            done = end
        told.add(span)
    return "".join([*parts, text[done:]])


def _resolve(match: re.Match[str], text: str, published: date | None) -> DateMention | None:
    parts = {name: value.lower() for name, value in match.groupdict().items() if value}
    if "month" in parts and not match["month"][0].isupper():
        return None
    relative = "iso" not in parts and "year" not in parts
    try:
        span = _resolve_relative(parts, text[: match.start()], published) if relative else _resolve_absolute(parts)
    except (ValueError, OverflowError):
        return None
    first, last = span or (None, None)
    return DateMention(
        text=match.group(), start=match.start(), end=match.end(), first=first, last=last, relative=relative
    )


def _resolve_absolute(parts: dict[str, str]) -> tuple[date, date]:
    if "iso" in parts:
        day = date.fromisoformat(parts["iso"])
        return day, day
    year = int(parts["year"])
    if "month" not in parts:
        return date(year, 1, 1), date(year, 12, 31)
    month = _MONTHS[parts["month"]]
    if "day" not in parts:
        return _span_month(year, month)
    day = date(year, month, int(parts["day"]))
    return day, day


def _resolve_relative(parts: dict[str, str], before: str, published: date | None) -> tuple[date, date] | None:
    if published is None:
        return None
    if _UPDATED.search(before):
        return None
    ahead = bool(_FUTURE.search(before.rpartition(". ")[2]))
    which = parts.get("which", "")
    if "word" in parts:
        day = published + timedelta(days=_WORD_DAYS[parts["word"]])
        return day, day
    if "weekday" in parts:
        ahead = ahead or which in ("next", "coming")
        day = _find_weekday(_WEEKDAYS[parts["weekday"]], published, ahead=ahead, which=which)
        return day, day
    if "month" in parts:
        return _resolve_month(parts, published, which, ahead=ahead)
    if "span" in parts:
        return published - timedelta(days=_read_count(parts["span"]) * _DAYS[parts["unit"]]), published
    if "count" in parts:
        return _shift(published, parts["unit"], -_read_count(parts["count"]))
    step = {"last": -1, "the previous": -1, "the past": -1, "this": 0}.get(which, 1)
    return _shift(published, parts["unit"], step)


def _find_weekday(weekday: int, published: date, *, ahead: bool, which: str) -> date:
    back = (published.weekday() - weekday) % 7
    if which == "last" and back == 0:
        back = 7
    if ahead and which != "last":
        return published + timedelta(days=(weekday - published.weekday()) % 7 or (7 if which == "next" else 0))
    return published - timedelta(days=back)


def _resolve_month(parts: dict[str, str], published: date, which: str, *, ahead: bool) -> tuple[date, date]:
    month = _MONTHS[parts["month"]]
    if "day" in parts:
        days = [date(published.year + step, month, int(parts["day"])) for step in (-1, 0, 1)]
        day = min(days, key=lambda day: abs((day - published).days) * (1 if (day > published) == ahead else _UNLIKELY))
        return day, day
    year = published.year
    if which == "last":
        year -= month >= published.month
    elif which == "next":
        year += month <= published.month
    elif month - published.month > 6:
        year -= 1
    elif published.month - month > 9:
        year += 1
    return _span_month(year, month)


def _shift(published: date, unit: str, step: int) -> tuple[date, date]:
    if unit == "day":
        day = published + timedelta(days=step)
        return day, day
    if unit == "year":
        return date(published.year + step, 1, 1), date(published.year + step, 12, 31)
    if unit == "month":
        months = published.year * 12 + published.month - 1 + step
        return _span_month(months // 12, months % 12 + 1)
    monday = published + timedelta(days=7 * step - published.weekday())
    return (monday + timedelta(days=5) if unit == "weekend" else monday), monday + timedelta(days=6)


def _read_count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word]


def _span_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
