"""Find the dateline of a report: the place, and often the agency, that stand before its first sentence."""

import re

# "STRENN (Meridian Wire) - ", "SALEM, Ore. (AP) — ", "London (CNN)", "MIRREN BRIDGE – ".
_PLACE = r"[^\W\d_a-z](?:[^\W\d_]|[.’' -])*"
_CAPITAL_PLACE = r"[^\W\d_a-z](?:[^\W\d_a-z]|[.’' -])+"
_DATELINE = re.compile(
    rf"(?:(?:{_CAPITAL_PLACE}(?:,\s{_PLACE})?|{_PLACE}(?=\s?\())\s*(?:\([^()\n]{{2,40}}\)\s*)?[-–—−]\s+"
    rf"|(?:{_PLACE})?\((?:[^\W\d_a-z]{{2,}})(?: [^()\n]{{1,20}})?\)\s*(?:[-–—−]\s*)?|[^\W\d_a-z]{{2,5}}\s+[—–−]\s+)"
)
_LONGEST = 70


def skip_dateline(text: str, start: int, end: int) -> int:
    """Return where a sentence begins after the dateline before it; its start where there is none."""
    match = _DATELINE.match(text, start, min(end, start + _LONGEST))
    return match.end() if match and match.end() < end and not text[match.end()].islower() else start
