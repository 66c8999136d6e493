"""Put lines as a printed page breaks them back into paragraphs: only those are sentences of an article."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass

_ENDS = (".", "!", "?", "…", ":", ".”", '."', "!”", "?”", ".’", ".)", "。", "！", "？")
_BULLETS = ("•", "‣", "▪", "●", "– ", "— ")
_WORD = re.compile(r"\w+(?:-\w+)*")
_DIGITS = re.compile(r"\d+")
# Shares of the usual length of a line: the last one of a paragraph, and a heading.
_LAST_LINE, _HEADING = 0.8, 0.7
_FEWEST_PAGES = 3
_LONGEST_WORD = 80
_FIRST_IDEOGRAPH = "\u2e80"


@dataclass(frozen=True, slots=True, kw_only=True)
class PagedText:
    """A text and the offset at which each of its pages begins."""

    text: str
    pages: tuple[int, ...]


def join_pages(pages: Sequence[str]) -> PagedText:
    """Return the text of pages, whose lines end where the page was full, in paragraphs.

    Running heads and page numbers, which stand on most pages, are left out. A sentence that goes on over the page goes
    on in the text.
    """
    lines_of = drop_running_lines([[line.strip() for line in page.splitlines()] for page in pages])
    lines = [line for page in lines_of for line in page if line]
    width = sorted(map(len, lines))[len(lines) * 4 // 5] if lines else 0
    words = {word.lower() for line in lines for word in _WORD.findall(line)}
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for flowed in (flow_lines(page, width=width, words=words) for page in lines_of):
        if pieces and flowed:
            before = pieces[-1]
            goes_on = flowed[0].islower() and not before.endswith(_ENDS)
            pieces[-1:] = _bind_lines(before, flowed, words) if goes_on else [before, "\n\n"]
            length += sum(map(len, pieces[-2:])) - len(before)
        starts.append(length)
        if flowed:
            pieces.append(flowed)
            length += len(flowed)
    return PagedText(text="".join(pieces), pages=tuple(starts))


def drop_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of each page without a first or last one that, but for its numbers, most pages have."""
    kept = [list(page) for page in pages]
    for edge in (0, -1):
        seen = Counter(_DIGITS.sub("0", page[edge]) for page in kept if page)
        most = max(_FEWEST_PAGES, len(pages) // 2)
        kept = [
            _drop_line(page, edge) if page and seen[_DIGITS.sub("0", page[edge])] >= most else page for page in kept
        ]
    return kept


def flow_lines(lines: Sequence[str], *, width: int, words: Set[str]) -> str:
    """Return lines as paragraphs with a line break between them.

    width  characters of a full line
    words  all words of the document, in small letters: they tell a hyphen of a word from one of the line break
    """
    pieces: list[str] = []
    last = ""
    for line in lines:
        if pieces and line:
            ends = not last or line.startswith(_BULLETS) or ends_paragraph(last, line, width)
            pieces[-1:] = [pieces[-1], "\n"] if ends else _bind_lines(pieces[-1], line, words)
        if line:
            pieces.append(line)
        last = line
    return "".join(pieces)


def ends_paragraph(line: str, after: str, width: int) -> bool:
    """Tell whether a paragraph ends with a line.

    after  the line after it, which is not blank
    width  characters of a full line
    """
    if line.endswith(_ENDS):
        return len(line) < _LAST_LINE * width
    is_start = after[0].isupper() or after[0].isdigit()
    return is_start and len(line) < _HEADING * width and not line.endswith("-")


def _drop_line(page: list[str], edge: int) -> list[str]:
    return page[1:] if edge == 0 else page[:-1]


def _bind_lines(before: str, line: str, words: Set[str]) -> list[str]:
    """Return what stays of the line before, and what goes between it and the next."""
    if before[-1] == "\u00ad":
        return [before[:-1], ""]
    if before[-1] == "-" and before[-2:-1].isalnum():
        first, second = _WORD.findall(before[-_LONGEST_WORD:]), _WORD.match(line)
        if not (first and second and line[0].islower()):
            return [before, ""]
        whole = f"{first[-1]}-{second[0]}".lower()
        is_of_word = whole in words and whole.replace("-", "") not in words
        return [before if is_of_word else before[:-1], ""]
    return [before, "" if min(before[-1], line[0]) >= _FIRST_IDEOGRAPH else " "]
