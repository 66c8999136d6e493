"""Put the pages of a document together: without what is printed on each of them, a sentence going on over the page."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qa.articles.text.wrapping import bind_lines, collect_words, ends_sentence, flow_lines

_DIGITS = re.compile(r"\d+")
# Chosen: a line that comes again on so many pages runs over them; it stands in one of the outermost of a page.
_FEWEST_PAGES = 3
_MOST_RUNNING_PARTS, _MOST_RUNNING_LINES = 3, 4


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
    words = collect_words(lines)
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for flowed in (flow_lines(page, width=width, words=words) for page in lines_of):
        if pieces and flowed:
            before = pieces[-1]
            goes_on = flowed[0].islower() and not ends_sentence(before)
            pieces[-1:] = bind_lines(before, flowed, words) if goes_on else [before, "\n\n"]
            length += sum(map(len, pieces[-2:])) - len(before)
        starts.append(length)
        if flowed:
            pieces.append(flowed)
            length += len(flowed)
    return PagedText(text="".join(pieces), pages=tuple(starts))


def drop_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the lines of each page without the first and last ones that, but for their numbers, most pages have.

    What a blank line sets off at the edge of a page goes as a whole; of what is not set off, lines that are the very
    same on most pages go, and one that differs in its numbers.
    """
    kept = [page[::-1] for page in _drop_first_parts([list(page) for page in pages])]
    return [page[::-1] for page in _drop_first_parts(kept)]


def _drop_first_parts(pages: Sequence[list[str]]) -> list[list[str]]:
    """Return the lines of pages without what runs at their beginning."""
    kept = [list(page) for page in pages]
    for number in range(_MOST_RUNNING_PARTS):
        parts = [_cut_first_part(page) for page in kept]
        numbered = _find_running([[_DIGITS.sub("0", line) for line in part] for part, _ in parts])
        same = _find_running([part for part, _ in parts])
        for n, (part, rest) in enumerate(parts):
            runs = [_DIGITS.sub("0", line) in numbered for line in part]
            dropped = len(part) if rest and all(runs) else 0
            if not dropped and number == 0 and runs[:1] == [True]:
                dropped = max(1, next((m for m, line in enumerate(part) if line not in same), len(part)))
            kept[n] = [*part[dropped:], *rest]
    return kept


def _cut_first_part(page: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines before the first blank one, and the rest."""
    start = next((n for n, line in enumerate(page) if line.strip()), len(page))
    end = next((n for n in range(start, len(page)) if not page[n].strip()), len(page))
    return page[start:end], page[end:]


def _find_running(parts: Sequence[Sequence[str]]) -> set[str]:
    """Return the lines that most pages have among those of their first part."""
    seen = Counter(line for part in parts for line in set(part[:_MOST_RUNNING_LINES]))
    return {line for line, count in seen.items() if count >= max(_FEWEST_PAGES, len(parts) // 2)}
