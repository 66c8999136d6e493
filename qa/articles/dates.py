"""Read a date as sources write it, in any language, without ever filling in what they leave out."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from qa.language.dates.calendars import find_age, fold_date_words, load_months

# In characters, chosen: no way to write a day is longer. Newspapers there are since the year.
_LONGEST = 100
_FIRST_YEAR = 1600
# A day can be tomorrow's where the sun rises earlier.
_AHEAD = timedelta(days=1)
# What clocks show that nobody set: of POSIX (in both hemispheres), of spreadsheets, of old Macs.
_ZEROS = frozenset(["1970-01-01", "1969-12-31", "1900-01-01", "1899-12-30", "1904-01-01"])
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
# YYYYMMDD with an hour, a minute and a second.
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)([0-2]\d)([0-5]\d)?([0-5]\d)?")
_JSON_DATE = re.compile(r"/?Date\((-?\d{9,14})(?:[+-]\d{4})?\)/?")
_ZONE_NAME = re.compile(r"\[[\w/+-]+\]$")
_END_OF_DAY = re.compile(r"\b24:00(?::00)?\b.*$")
# "GMT+8" means eight hours ahead in the news, but behind in POSIX, which dateutil follows.
_ZONE_BEFORE_SIGN = re.compile(r"\b(?:UTC|GMT)\s*(?=[+-]\d)", re.IGNORECASE)
# RFC 2822, section 4.3; names that mean one thing in one country and another elsewhere (IST, BST) are no offset.
_ZONE_HOURS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
# Two days without a common part: what differs between two readings was not in the text.
_DEFAULTS = (datetime(1904, 2, 3, 0), datetime(1908, 4, 5, 1))
_YEAR_MONTH_DAY = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
# A small word may stand between a day and its month: "28 de octubre de 2025", "1er mai 2025", "28-го октября 2025".
_JOIN = r"(?:\s*[.,º°ª]?(?:-?[^\W\d_]{1,3})??[.,]?\s+(?:[^\W\d_]{1,3}\s+)?|[.\s-]+)"
_NAME = r"(?P<month>[^\W\d_][^\d\s.,/-]*(?:[-’'][^\d\s.,/-]+)?)"
_IN_WORDS = (
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}}){_JOIN}{_NAME}{_JOIN}(?P<year>\d{{4}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>\d{{4}}){_JOIN}{_NAME}{_JOIN}(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"{_NAME}{_JOIN}(?P<day>\d{{1,2}})(?:,|{_JOIN})\s*(?P<year>\d{{4}})(?!\d)"),
)
_TIME = re.compile(r"(?<![\d:.])([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d))?(?![\d:])\s*(Z|[+-]\d\d:?\d\d)?")
_ADDRESS_DAYS = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/|$|-)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
    re.compile(r"/((?:19|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?=/|$|-)", re.IGNORECASE),
)


def parse_date(value: object, *, fetched: datetime | None = None, language: str | None = None) -> str | None:
    """Return a date or date-time in ISO 8601, or None when value does not say one plausible day for certain.

    Understands ISO 8601, RFC 2822, seconds or milliseconds since 1970, what MongoDB and .NET wrap around them, and
    days in words of some fifty languages. The time of day and its offset are there only when value has them.
    "03/04/2025", "Friday" and "May 2025" are None, and so are days ahead and those of a clock that nobody set.

    fetched   when the value was read, from which "3 hours ago" is counted; None reads no such words
    language  that such words are in, beside English
    """
    if isinstance(value, Mapping):
        value = next(iter(value.values())) if len(value) == 1 and str(next(iter(value))).startswith("$") else None
        return parse_date(value, fetched=fetched, language=language)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = _ZONE_NAME.sub("", value.strip())
    moment = _read_numbers(text) or _read_iso(text) or _read_prose(text) or _read_words(text)
    if moment is None and fetched and (age := find_age(text, language)):
        return (fetched - age).date().isoformat()
    return moment.removesuffix("T00:00:00") if moment and is_plausible(moment) else None


def is_plausible(moment: str) -> bool:
    """Tell whether an article can be of a day: it is not ahead, and no clock that nobody set shows it."""
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return False
    return day.year >= _FIRST_YEAR and moment[:10] not in _ZEROS and day <= datetime.now(UTC).date() + _AHEAD


def read_day_of_address(address: str) -> str | None:
    """Return the day that an address or a file name tells: /2025/10/28/crane, /2025/oct/28/, 2025-10-28-crane."""
    for pattern in _ADDRESS_DAYS:
        for year, month, day in pattern.findall(address):
            number = month if month.isdigit() else load_months().get(fold_date_words(month))
            moment = _write_day(int(year), int(number), int(day)) if number else None
            if moment and is_plausible(moment):
                return moment
    return None


def _read_numbers(text: str) -> str | None:
    """Return the date in a row of digits: since 1970, or year, month, day and hour, whichever is no day ahead."""
    if wrapped := _JSON_DATE.fullmatch(text):
        text = wrapped[1]
    readings = []
    if _EPOCH.fullmatch(text):
        seconds = float(text)
        readings.append(_format(datetime.fromtimestamp(seconds / 1000 if seconds >= 1e11 else seconds, UTC)))
    if compact := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second = (int(part or 0) for part in compact.groups())
        with suppress(ValueError):
            readings.append(_format(datetime(year, month, day, hour, minute, second)))
    return next(filter(is_plausible, readings), None)


def _read_iso(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    try:
        return _format(datetime.fromisoformat(text))
    except ValueError:
        return None


def _read_prose(text: str) -> str | None:
    """Return a date in English words or figures, if every way to read it gives the same day."""
    from dateutil import parser  # type: ignore[import-untyped]  # it has no types of its own

    text = _END_OF_DAY.sub("", _ZONE_BEFORE_SIGN.sub("", text))
    readings: set[datetime] = set()
    for default in _DEFAULTS:
        for day_first, year_first in ((True, False), (False, False), (True, True), (False, True)):
            try:
                moment = parser.parse(
                    text, default=default, dayfirst=day_first, yearfirst=year_first, tzinfos=_find_offset
                )
                readings.add(moment)
            except (ValueError, ArithmeticError, TypeError, AttributeError):
                return None
    if len({moment.date() for moment in readings}) > 1:
        return None
    if len({moment.hour for moment in readings}) > 1:
        return readings.pop().date().isoformat()
    return _format(readings.pop())


def _read_words(text: str) -> str | None:
    """Return a date with the name of a month in any language, or with the signs for year, month and day."""
    text = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    if match := _YEAR_MONTH_DAY.search(text):
        year, month, day = map(int, match.groups())
        return _add_time(_write_day(year, month, day), text[match.end() :])
    for pattern in _IN_WORDS:
        for match in pattern.finditer(text):
            if number := load_months().get(fold_date_words(match["month"])):
                day_of = _write_day(int(match["year"]), number, int(match["day"]))
                return _add_time(day_of, text[: match.start()] + " " + text[match.end() :])
    return None


def _add_time(day: str | None, rest: str) -> str | None:
    """Return a day with the time that stands beside it."""
    match = _TIME.search(rest) if day else None
    if day is None or match is None:
        return day
    hour, minute, second, zone = match.groups()
    return _read_iso(f"{day}T{int(hour):02}:{minute}:{second or '00'}{zone or ''}")


def _write_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _find_offset(name: str | None, seconds: int | None) -> int | None:
    if seconds is not None:
        return seconds
    hours = _ZONE_HOURS.get((name or "").upper())
    return None if hours is None else hours * 3600


def _format(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()
