"""What a document without markup says of itself in its first lines and its name: title, outlet, day and authors."""

import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import PurePath
from urllib.parse import unquote

from qa.articles.dates import parse_date
from qa.articles.page.metadata import Fact
from qa.articles.text.clean import clip_line
from qa.articles.text.datelines import skip_dateline
from qa.language.publishing.bylines import BYLINE, DAY_LABEL
from qa.language.publishing.labels import read_labels

_FIELDS = ("title", "source", "published", "updated", "authors", "url")
# Chosen: title, byline and day stand in the first lines, where they stand at all.
_FIRST_LINES = 12
# A weekday, a day, an hour and where it is counted: what has more words tells something.
_MOST_DAY_WORDS = 7
_LONGEST_TITLE, _LONGEST_DAY, _LONGEST_BYLINE = 200, 60, 120
_TITLE_LINES = 3
_YEAR = re.compile(r"\b(?:1[6-9]|2[01])\d\d\b")
_NO_TITLE = re.compile(r"^(?:microsoft word|untitled|slide \d)|\.\w{2,5}$|^[\w-]*$", re.IGNORECASE)
_MARKS = re.compile(r"#{1,6}\s+|[*_]{1,3}(?=\w)|(?<=[\w.)])[*_]{1,3}(?=\s|$)|^[-=*_~+]{3,}$")
_SENTENCE_ENDS = (".", ".”", '."', ".’", ".'", "。", "।", "؟")
_DAY_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d[-_.]?(?:[01]\d[-_.]?(?:[0-3]\d)?)?(?:T?\d{4,6})?(?!\d)")
_NAMED = re.compile(r"[^\W\d_]{2,}")


def read_heading(lines: Sequence[str], *, origin: str, title: str = "") -> dict[str, list[object]]:
    """Return the candidates for title, source, published, updated, authors and url.

    lines   the first paragraphs of the document
    origin  where it is from: its file is a title where nothing else is
    title   the one in the properties of the file, which is often no more than the name of a file

    The day on which the file was made is never taken for the day of publication: that is often years later.
    """
    firsts = [line for line in map(_clean, lines[: 2 * _FIRST_LINES]) if line][:_FIRST_LINES]
    labelled = list(read_labels(firsts))
    found: dict[str, list[object]] = {field: [] for field in _FIELDS}
    for field, value in labelled:
        found[field].append(value)
    # Where it is from may be an address.
    found["url"] += found["source"]
    days = [day for line in firsts if (day := _read_day(line) or _read_dateline(line))]
    bylines = [line for line in firsts if len(line) <= _LONGEST_BYLINE and BYLINE.match(line)]
    titles = [] if _NO_TITLE.search(title.strip()) else [title]
    # A heading stands above the text; what is all there is tells the news, and is no title of it.
    above = takewhile(lambda line: not line.endswith(_SENTENCE_ENDS), firsts[:_TITLE_LINES])
    headings = [line for line in above if _is_heading(line) and line not in bylines and len(firsts) > 1]
    named: dict[str, Sequence[object]] = {
        "title": [*titles, *headings, *_name_file(origin)],
        "published": days,
        "authors": bylines,
    }
    return found | {field: [*found[field], *more] for field, more in named.items()}


def _clean(line: str) -> str:
    return _MARKS.sub("", clip_line(line)).strip()


def _is_heading(line: str) -> bool:
    """Tell whether one of the first lines can be the title: no day, nothing with a label or a dateline."""
    return not (
        len(line) > _LONGEST_TITLE or _read_day(line) or any(read_labels([line])) or skip_dateline(line, 0, len(line))
    )


def _read_day(line: str) -> str | None:
    """Return the day of a line that is a date and nothing else."""
    bare = DAY_LABEL.sub("", line)
    if len(line) > _LONGEST_DAY or len(bare.split()) > _MOST_DAY_WORDS or not _YEAR.search(line):
        return None
    return parse_date(bare)


def _read_dateline(line: str) -> str | None:
    """Return the day of the dateline that a paragraph begins with, where that has a year."""
    dateline = line[: skip_dateline(line, 0, len(line))].rstrip(" —–-")
    return parse_date(re.sub(r"\([^()]*\)", "", dateline).strip()) if _YEAR.search(dateline) else None


def _name_file(origin: str) -> list[Fact[str]]:
    """Return the name of a file in words, as a title: that of "2024-03-05-crane-approved.txt" is "crane approved"."""
    name = unquote(PurePath(origin.rpartition("#")[2]).name)
    stem, dot, _ = name.rpartition(".")
    if not dot:
        return []
    words = " ".join(re.split(r"[\s_+-]+", _DAY_IN_NAME.sub(" ", stem))).strip(" .")
    return [Fact(value=words if _NAMED.search(words) else name, origin="the name of its file")]
