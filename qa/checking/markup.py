"""Take a draft apart into blocks, and tell which of its characters are prose and which are markup."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa.articles.text.wrapping import goes_on
from qa.language.sentences import Span

BlockKind = Literal["prose", "item", "heading", "other"]
_LineKind = Literal["prose", "item", "heading", "other", "underline", "blank"]

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_CODE = re.compile(r"(?: {4}|\t)")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_HASHES = re.compile(r"\s*#*\s*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*$")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_OTHER = re.compile(r" {0,3}(?:\||<!|</?(?:script|style|pre|table|iframe|hr|img)\b|\[[^\]]+\]:\s)", re.IGNORECASE)
_MARKS = re.compile(r"\s*(?:>\s?)*")
_ITEM = re.compile(r"\s*(?:[-*+•‣▪●]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
# What is no prose: all of a match, or of one with a group all but the group.
_INLINE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!`)(`+)(?!`).{1,500}?(?<!`)\1(?!`)",
        r"<!--.{0,2000}?-->",
        r"</?[a-zA-Z][^<>]{0,500}>",
        r"!\[[^\[\]]{0,500}\](?:\([^()]{0,500}\)|\[[^\[\]]{0,500}\])?",
        r"(?:\s*\[\^[^\[\]]{1,80}\])+",
        r"(?:\s*\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\])+",
        r"~~.{1,500}?~~",
    )
)
_LINK = re.compile(
    r"\[(?P<kept>[^\[\]]{1,500})\]"
    r"(?:\([^()\s]{0,500}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?(?:\s+[\"'][^\"']{0,500}[\"'])?\)|\[[^\[\]]{0,500}\])"
)
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))|\\(?=[^\w\s])")
# In characters, chosen: editors break lines before that; a longer line is a paragraph.
_WIDEST = 120
# In words, chosen: a longer line without a full stop is a sentence that lacks one.
_LONGEST_HEADING = 12
_STOPS = re.compile(r"[.!?…:;,。！？][”\"’')\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph, an item of a list, a heading, or what is no prose: code, tables, definitions.

    text     its prose, on one line, without markup
    offsets  where each character of it stands in the draft
    """

    kind: BlockKind
    start: int
    end: int
    text: str = ""
    offsets: tuple[int, ...] = ()

    def place(self, span: Span) -> Span:
        """Return where a stretch of the block's text stands in the draft."""
        return self.offsets[span[0]], self.offsets[span[1] - 1] + 1


def split_markdown(text: str) -> list[Block]:
    """Return the blocks of a text in Markdown, in order, after its front matter."""
    runs: list[tuple[BlockKind, list[Span]]] = []
    goes_on = False
    front = _FRONT_MATTER.match(text)
    for kind, line in _read_lines(text, front.end() if front else 0):
        if kind == "underline":
            runs[-1] = ("heading", runs[-1][1])
        elif kind != "blank":
            last = runs[-1][0] if goes_on else None
            if (kind == "prose" and last in ("prose", "item")) or kind == last == "other":
                runs[-1][1].append(line)
            else:
                runs.append((kind, [line]))
        goes_on = kind in ("prose", "item", "other")
    return [_make_block(text, kind, lines) for kind, lines in runs]


def split_plain(text: str, *, headings: bool = True) -> list[Block]:
    """Return the paragraphs of a plain text, whether its lines are wrapped or not.

    headings  a short line without an end before another paragraph is one
    """
    lines = list(_find_lines(text, 0))
    widths = sorted(end - start for start, end in lines if end > start)
    width = widths[len(widths) * 4 // 5] if widths else 0
    runs: list[list[Span]] = []
    before: Span | None = None
    for line in lines:
        if line[0] == line[1]:
            before = None
            continue
        flows = before is not None and width <= _WIDEST and not _ITEM.match(text, *line)
        if before and flows and goes_on(text[slice(*before)], text[slice(*line)], width):
            runs[-1].append(line)
        else:
            runs.append([line])
        before = line
    blocks = [_make_block(text, _tell_kind(text, run), run) for run in runs]
    return [_tell_heading(block) for block in blocks[:-1]] + blocks[-1:] if headings else blocks


def _read_lines(text: str, begin: int) -> Iterator[tuple[_LineKind, Span]]:
    """Yield each line of a text in Markdown with what it is: blank, heading, underline, other, item or prose."""
    fence = ""
    before: _LineKind = "blank"
    for start, end in _find_lines(text, begin):
        line = text[start:end]
        mark = _FENCE.match(line)
        kind: _LineKind
        if fence:
            kind = "other"
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            kind, fence = "other", mark[1]
        else:
            kind = _read_line(line, before)
        yield kind, (start, end)
        before = kind


def _read_line(line: str, before: _LineKind) -> _LineKind:
    if not line.strip():
        return "blank"
    if before == "prose" and _UNDERLINE.match(line):
        return "underline"
    if _HEADING.match(line):
        return "heading"
    if (
        _RULE.match(line)
        or _OTHER.match(line)
        or (before in ("blank", "other") and _CODE.match(line) and not _ITEM.match(line))
    ):
        return "other"
    return "item" if _ITEM.match(line) else "prose"


def _find_lines(text: str, begin: int) -> Iterator[Span]:
    """Yield where each line stands, without the white space at its end."""
    for line in text[begin:].splitlines(keepends=True):
        yield begin, begin + len(line.rstrip())
        begin += len(line)


def _tell_kind(text: str, run: Sequence[Span]) -> BlockKind:
    return "item" if _ITEM.match(text, *run[0]) else "prose"


def _tell_heading(block: Block) -> Block:
    is_short = len(block.text.split()) <= _LONGEST_HEADING
    is_heading = block.kind == "prose" and is_short and not _STOPS.search(block.text)
    return replace(block, kind="heading") if is_heading else block


def _make_block(text: str, kind: BlockKind, lines: Sequence[Span]) -> Block:
    if kind == "other":
        return Block(kind=kind, start=lines[0][0], end=lines[-1][1])
    letters: list[str] = []
    offsets: list[int] = []
    for n, (start, end) in enumerate(lines):
        begin = _skip_marks(text, start, end, kind, first=n == 0)
        if letters and begin < end:
            letters.append(" ")
            offsets.append(begin - 1)
        letters += text[begin:end]
        offsets += range(begin, end)
    kept = _find_prose("".join(letters).replace("\t", " "))
    prose = "".join(letters[n] for n in kept)
    return Block(kind=kind, start=lines[0][0], end=lines[-1][1], text=prose, offsets=tuple(offsets[n] for n in kept))


def _skip_marks(text: str, start: int, end: int, kind: BlockKind, *, first: bool) -> int:
    """Return where the words of a line begin, after the marks of quotes, items and headings."""
    patterns = (_MARKS, _ITEM) if kind == "item" and first else (_MARKS,)
    for pattern in (_HASHES,) if kind == "heading" else patterns:
        if found := pattern.match(text, start, end):
            start = found.end()
    return start


def _find_prose(text: str) -> list[int]:
    """Return the places of the characters of a line that are prose and not markup."""
    dropped: set[int] = set()
    for pattern in _INLINE:
        for match in pattern.finditer(text):
            dropped.update(range(*match.span()))
    for match in _LINK.finditer(text):
        dropped.update(range(match.start(), match.start("kept")), range(match.end("kept"), match.end()))
    for match in _EMPHASIS.finditer(text):
        dropped.update(range(*match.span()))
    return [n for n in range(len(text)) if n not in dropped]
