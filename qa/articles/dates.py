"""Read a date as sources write it, without ever filling in what they leave out."""

import re
from datetime import UTC, date, datetime

_LONGEST = 100
_YEARS = range(1600, 2200)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
# "GMT+8" means eight hours ahead in the news, but behind in POSIX, which dateutil follows.
_ZONE_BEFORE_SIGN = re.compile(r"\b(?:UTC|GMT)\s*(?=[+-]\d)", re.IGNORECASE)
# RFC 2822, section 4.3; names that mean one thing in one country and another elsewhere (IST, BST) are no offset.
_ZONE_HOURS = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
# Two days without a common part: what differs between two readings was not in the text.
_DEFAULTS = (datetime(1904, 2, 3, 0), datetime(1908, 4, 5, 1))


def parse_date(value: object) -> str | None:
    """Return a date or date-time in ISO 8601, or None when value does not say one day for certain.

    Understands ISO 8601, RFC 2822, seconds or milliseconds since 1970, and English dates such as "Oct 31, 2025". The
    time of day and its offset are there only when value has them. "03/04/2025", "Friday" and "May 2025" are None.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = value.strip()
    moment = _read_epoch(text) or _read_iso(text) or _read_prose(text)
    if moment is None or int(moment[:4]) not in _YEARS:
        return None
    return moment.removesuffix("T00:00:00")


def _read_epoch(text: str) -> str | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    return _format(datetime.fromtimestamp(seconds / 1000 if seconds >= 1e11 else seconds, UTC))


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
    """Return a date in words or figures, if every way to read it gives the same day."""
    from dateutil import parser  # type: ignore[import-untyped]  # it has no types of its own

    text = _ZONE_BEFORE_SIGN.sub("", text)
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


def _find_offset(name: str | None, seconds: int | None) -> int | None:
    if seconds is not None:
        return seconds
    hours = _ZONE_HOURS.get((name or "").upper())
    return None if hours is None else hours * 3600


def _format(moment: datetime) -> str:
    return moment.replace(microsecond=0).isoformat()
