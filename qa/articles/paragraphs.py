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
    text, starts = "", []
    for page in lines_of:
        flowed = flow_lines(page, width=width, words=words)
        if text and flowed:
            goes_on = flowed[0].islower() and not text.endswith(_ENDS)
            text = _join_line(text, flowed, words) if goes_on else f"{text}\n\n{flowed}"
        else:
            text += flowed
        starts.append(len(text) - len(flowed))
    return PagedText(text=text, pages=tuple(starts))


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
    text = last = ""
    for line in lines:
        if text and line:
            ends = not last or line.startswith(_BULLETS) or _is_end(last, line, width)
            text = text + "\n" + line if ends else _join_line(text, line, words)
        else:
            text += line
        last = line
    return text


def _drop_line(page: list[str], edge: int) -> list[str]:
    return page[1:] if edge == 0 else page[:-1]


def _is_end(line: str, after: str, width: int) -> bool:
    if line.endswith(_ENDS):
        return len(line) < _LAST_LINE * width
    return len(line) < _HEADING * width and after[0].isupper()


def _join_line(text: str, line: str, words: Set[str]) -> str:
    if text[-1] == "\u00ad":
        return text[:-1] + line
    if text[-1] == "-" and text[-2:-1].isalnum():
        first, second = _WORD.findall(text[-80:])[-1:], _WORD.match(line)
        if not (first and second and line[0].islower()):
            return text + line
        whole = f"{first[0]}-{second[0]}".lower()
        return text + line if whole in words and whole.replace("-", "") not in words else text[:-1] + line
    return text + ("" if min(text[-1], line[0]) >= _FIRST_IDEOGRAPH else " ") + line
