"""What a document without markup says of itself in its first lines: title, day and authors."""

import re
from collections.abc import Sequence

from qa.articles.dates import parse_date
from qa.articles.text.clean import clean_line

_FIRST_LINES = 12
# A weekday, a day, an hour and where it is counted: what has more words tells something.
_MOST_DAY_WORDS = 7
_LONGEST_TITLE, _LONGEST_DAY, _LONGEST_BYLINE = 200, 60, 120
_YEAR = re.compile(r"\b(?:1[6-9]|2[01])\d\d\b")
_DAY_LABEL = re.compile(r"^(?:published|posted|date|issued)(?:\s+on)?\s*:?\s+", re.IGNORECASE)
_BYLINE = re.compile(r"by\s*:?\s+\S", re.IGNORECASE)
_NO_TITLE = re.compile(r"^(?:microsoft word|untitled|slide \d)|\.\w{2,5}$|^[\w-]*$", re.IGNORECASE)


def read_printed(lines: Sequence[str], *, title: str = "") -> dict[str, list[object]]:
    """Return the candidates for title, published and authors.

    lines  the first paragraphs of the document
    title  the one in the properties of the file, which is often no more than the name of a file

    The day on which the file was made is never taken for the day of publication: that is often years later.
    """
    firsts = [line for line in map(clean_line, lines[: 2 * _FIRST_LINES]) if line][:_FIRST_LINES]
    days = [day for line in firsts if (day := _read_day(line))]
    bylines = [line for line in firsts if len(line) <= _LONGEST_BYLINE and _BYLINE.match(line)]
    headings = [
        line
        for line in firsts[:3]
        if len(line) <= _LONGEST_TITLE and not line.endswith(".") and line not in bylines and not _read_day(line)
    ]
    titles = [] if _NO_TITLE.search(title.strip()) else [title]
    return {"title": [*titles, *headings], "published": [*days], "authors": [*bylines]}


def _read_day(line: str) -> str | None:
    """Return the day of a line that is a date and nothing else."""
    bare = _DAY_LABEL.sub("", line)
    if len(line) > _LONGEST_DAY or len(bare.split()) > _MOST_DAY_WORDS or not _YEAR.search(line):
        return None
    return parse_date(bare)
