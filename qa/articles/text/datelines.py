"""Find the dateline of a report: the place, and often the day and the agency, that stand before its first sentence."""

import re

# "STRENN (Meridian Wire) - ", "SALEM, Ore. (AP) — ", "BERLIN, Oct 3 (Reuters) - ", "London (CNN)", "MIRREN BRIDGE – ".
_CAPITAL_PLACE = r"[^\W\d_a-z](?:[^\W\d_a-z]|[.’' -])+"
_PLACE = r"[^\W\d_a-z](?:[^\W\d_]|[.’' -])*"
_NAME = r"[^\W\d_a-z][\w.’']+(?:[ /-][^\W\d_a-z][\w.’']*){0,3}"
_REGION = r"(?:,\s[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.’'-]*){0,2}){0,2}"
_DAY = r"(?:,?\s(?:[^\W\d_]{3,10}\.?\s\d{1,2}|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,10}\.?)(?:,?\s(?:de\s)?\d{4})?)"
_AGENCY = r"(?:\s*\((?:[^\W\d_A-Z]{3}|[^()\n]{0,30}[A-Z][^()\n]{0,30})\))"
_DASH = r"\s*(?:[—–−-]|--)\s+"
_DATELINE = re.compile(
    # A place in capitals needs no more; another one needs an agency or a day.
    rf"(?:{_CAPITAL_PLACE}{_REGION}{_DAY}?{_AGENCY}?|{_NAME}{_REGION}(?:{_DAY}|{_DAY}?{_AGENCY})|{_AGENCY}){_DASH}"
    rf"|(?:{_PLACE})?\((?:[^\W\d_a-z]{{2,}})(?: [^()\n]{{1,20}})?\)\s*(?:[-–—−]\s*)?|[^\W\d_a-z]{{2,5}}\s+[—–−]\s+"
)
# In characters, chosen: place, day and agency are shorter.
_LONGEST = 90


def skip_dateline(text: str, start: int, end: int) -> int:
    """Return where a sentence begins after the dateline before it; its start where there is none."""
    match = _DATELINE.match(text, start, min(end, start + _LONGEST))
    return match.end() if match and match.end() < end and not text[match.end()].islower() else start
