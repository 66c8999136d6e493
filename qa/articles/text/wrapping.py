"""Join the lines of a paragraph that were broken because they were full: those of a page, a mail or a text file.

Only whole paragraphs have sentences. Whether a line was full is told from the next word, which had no room in it.
"""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from qa.language.wording.compounds import is_compound

WORD = re.compile(r"\w+(?:-\w+)*")
_ENDS = (".", "!", "?", "…", ":", ".”", '."', "!”", "?”", '!"', '?"', ".’", ".'", ".)", "。", "！", "？", "।", "؟")
_HYPHENS = ("-", "‐")
_BULLETS = ("•", "‣", "▪", "●", "– ", "— ")
# Lines that stand for themselves: headings, rows of tables, marks of Markdown and of mail.
_OWN_LINE = re.compile(r"#{1,6} |\||```|[-=*_~+]{3,}\s*$|-- ?$|[\w-]+: \S|\[[^\]]+\]: ")
_ITEM = re.compile(r"\s*(?:[-*+•‣▪●]|\(?(?:\d{1,3}|[a-z])[.)])\s+\S")
_COLUMNS = re.compile(r"\t|\S {3,}\S")
_QUOTED = re.compile(r"(?:>\s?)+")
_INDENTED = re.compile(r" {4,}|\t")
# Shares of a full line: up to where a word would have had room, and a heading.
_ROOM, _HEADING = 0.93, 0.7
_NARROWEST, _WIDEST = 25, 130
# Of the ends of lines within paragraphs, so many have to be breaks, and so many have to be within sentences.
_LEAST_BROKEN, _LEAST_UNENDED = 0.6, 0.25
_LONGEST_WORD = 80
_FIRST_IDEOGRAPH = "\u2e80"


def unwrap_text(text: str) -> str:
    """Return a text with the lines of each paragraph as one, where its lines end because they were full."""
    lines = text.split("\n")
    blocks = list(_split_blocks(lines))
    width = _find_width(blocks)
    if not width or not _is_wrapped(blocks, width):
        return text
    words = collect_words(lines)
    return "\n".join("\n".join(_flow_block(block, width, words)) if block[0].strip() else block[0] for block in blocks)


def flow_lines(lines: Sequence[str], *, width: int, words: Set[str]) -> str:
    """Return lines as paragraphs with a line break between them; an empty line ends one.

    width  characters of a full line
    words  all words of the document, in small letters: they tell a hyphen of a word from one of the line break
    """
    flowed: list[str] = []
    for block in _split_blocks(lines):
        if block[0].strip():
            own = _measure(block) if len(block) >= 3 else width
            flowed += _flow_block(block, own, words)
    return "\n".join(flowed)


def collect_words(lines: Sequence[str]) -> Set[str]:
    """Return the words of lines, in small letters."""
    return {word.lower() for line in lines for word in WORD.findall(line)}


def bind_lines(before: str, line: str, words: Set[str]) -> list[str]:
    """Return what stays of the line before, and what goes between it and the next."""
    if before[-1] in "-‐" and before[-2:-1].isalnum():
        first, second = WORD.findall(before[-_LONGEST_WORD:]), WORD.match(line)
        if not (first and second and line[0].islower()):
            return [before, ""]
        return [before if _keeps_hyphen(first[-1], second[0], words) else before[:-1], ""]
    return [before, "" if min(before[-1], line[0]) >= _FIRST_IDEOGRAPH else " "]


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return line.rstrip().endswith(_ENDS)


def _keeps_hyphen(first: str, second: str, words: Set[str]) -> bool:
    """Tell whether the hyphen at the end of a line is one of the word: it is written so elsewhere, or a compound."""
    whole = f"{first}-{second}".lower()
    if whole in words or whole.replace("-", "") in words:
        return whole in words and whole.replace("-", "") not in words
    return is_compound(first.rpartition("-")[2], second.partition("-")[0])


def _split_blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines between blank ones, and each blank line by itself."""
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
            continue
        if block:
            yield block
            block = []
        yield [line]
    if block:
        yield block


def _flow_block(block: Sequence[str], width: int, words: Set[str]) -> list[str]:
    """Return the lines of a block as its paragraphs."""
    pieces: list[str] = []
    paragraphs: list[str] = []
    last = ""
    for line in block:
        if pieces and not goes_on(last, line, width):
            paragraphs.append("".join(pieces))
            pieces = []
        if pieces:
            line_text = _QUOTED.sub("", line, count=1) if _QUOTED.match(last) else line
            pieces[-1:] = [*bind_lines(pieces[-1].rstrip(), line_text.lstrip(), words), line_text.strip()]
        else:
            pieces = [line]
        last = line
    return [*paragraphs, "".join(pieces)]


def goes_on(line: str, after: str, width: int) -> bool:
    """Tell whether a paragraph goes on from one line to the next, where a full line has so many characters."""
    if _stands_alone(line) or _stands_alone(after) or _ITEM.match(after) or after.lstrip().startswith(_BULLETS):
        return False
    if bool(_QUOTED.match(line)) != bool(_QUOTED.match(after)):
        return False
    if line.endswith(_HYPHENS) and line[-2:-1].isalnum():
        return True
    if ends_sentence(line):
        return not _has_room(line, after, width)
    start = _QUOTED.sub("", after, count=1).lstrip()[:1]
    return not (start.isupper() or start.isdigit()) or not _has_room(line, after, width * _HEADING)


def _has_room(line: str, after: str, width: float) -> bool:
    """Tell whether the first word of the next line would have had room in a line: its end was meant."""
    word = after.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(word) <= width * _ROOM


def _stands_alone(line: str) -> bool:
    return bool(_OWN_LINE.match(line.lstrip()) or _COLUMNS.search(line.strip()))


def _measure(lines: Sequence[str]) -> int:
    """Return the width of the widest lines, but for some that go beyond it."""
    lengths = sorted(len(line.rstrip()) for line in lines)
    return lengths[(len(lengths) - 1) * 19 // 20] if lengths else 0


def _find_width(blocks: Sequence[Sequence[str]]) -> int:
    """Return how many characters a full line has; 0 where there are none of one width."""
    lines = [line for block in blocks if len(block) > 1 for line in block if not _stands_alone(line)]
    width = _measure(lines)
    return width if _NARROWEST <= width <= _WIDEST else 0


def _is_wrapped(blocks: Sequence[Sequence[str]], width: int) -> bool:
    """Tell whether the lines of a text end where they were full: most do, and many within sentences."""
    broken = unended = total = 0
    for block in blocks:
        if len(block) < 2 or _measure(block) < width * _HEADING:
            continue
        for line, after in pairwise(block):
            if _stands_alone(line) or _stands_alone(after) or _ITEM.match(after) or _INDENTED.match(after):
                continue
            total += 1
            goes_on = after.lstrip()[:1].islower() and not ends_sentence(line)
            broken += goes_on or not _has_room(line, after, width)
            unended += not ends_sentence(line)
    return total > 0 and broken >= _LEAST_BROKEN * total and unended >= _LEAST_UNENDED * total
