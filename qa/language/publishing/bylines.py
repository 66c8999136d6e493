"""How English outlets write who wrote an article and when it appeared, in a line above it."""

import re

BYLINE = re.compile(r"by\s*:?\s+", re.IGNORECASE)
# What stands between the names of two authors.
BETWEEN_AUTHORS = re.compile(
    r"\s*[;\n]\s*|,\s++(?:and\s+|(?!(?:jr|sr|ii|iii|iv|phd)\b))|\s+(?:and|&)\s+", re.IGNORECASE
)
DAY_LABEL = re.compile(r"^(?:published|posted|date|issued)(?:\s+on)?\s*:?\s+", re.IGNORECASE)
