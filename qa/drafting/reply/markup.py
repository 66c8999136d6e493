"""Take the markup out of what a model writes, line by line: fences, headings, lists, tables, tags, emphasis."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from qa.language.folding import drop_invisible
from qa.language.sentences import is_ordinal
from qa.models.thoughts import SPECIAL_TOKENS

LineKind = Literal["blank", "prose", "item", "heading", "label", "row", "rule"]

_FENCE = re.compile(r"\s{0,12}(```+|~~~+)\s*([\w+-]*)")
_TEXT_FENCES = frozenset(["", "text", "txt", "plaintext", "markdown", "md", "plain", "html"])
_HEADING = re.compile(r"\s{0,3}(?:#\s+|#{2,6}\s*)(?P<text>[^#\s].*?)\s*#*\s*$")
_RULE = re.compile(r"\s*(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|=+|-+)\s*$")
_ITEM = re.compile(
    r"(?P<indent>\s*)(?:(?:[-*+–—]|(?P<figure>\(?\d{1,3}[.)])|\(?[a-hA-H]\)|[ivx]{1,4}[.)])\s+|[•‣▪●◦○·]\s*|\d{1,2}、\s*"
    r"|(?:\d\ufe0f?\u20e3|[\u2190-\u21ff\u2300-\u2bff\U0001f300-\U0001faff]\ufe0f?)+\s*)"
    r"(?:\[[ xX]\]\s+)?"
)
_BOLD_LINE = re.compile(r"\s*(\*\*|__)(?P<text>[^*_\n]+)\1\s*(?P<colon>[:：]?)\s*$")
_QUOTE = re.compile(r"\s*(?:>\s?)+")
_DEFINITION = re.compile(r"\s*\[\^?[\w-]{1,20}\]:")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELLS = re.compile(r"(?<!\\)\|")

_COMMENT = re.compile(r"<!--.{0,4000}?(?:-->|\Z)")
_DROPPED_TAG = re.compile(r"<(script|style)\b[^<>]{0,300}>.{0,4000}?(?:</\1>|\Z)", re.IGNORECASE)
_CITING_TAG = re.compile(
    r"<(?:sup|ref|cite|citation|source|co)\b(?P<named>[^<>]{0,100})>\s*(?P<number>[\[(^]{0,2}\s*\d{1,3}(?:\s*,\s*\d{1,3})*\s*[\])^]{0,2})\s*</\w+>",
    re.IGNORECASE,
)
_CITING_ATTRIBUTE = re.compile(
    r"</?(?:cite|citation|source|co|ref)\b[:\s][^<>\d]{0,80}(?P<numbers>\d{1,3}(?:[-:]\d{1,4})*(?:\s*,\s*\d{1,3}(?:[-:]\d{1,4})*){0,9})"
    r"[^<>\d]{0,40}>",
    re.IGNORECASE,
)
# The number of a sentence within the passage.
_SENTENCE_NUMBER = re.compile(r"[-:]\d+")
_HEADING_TAG = re.compile(r"<h[1-6]\b[^<>]{0,200}>", re.IGNORECASE)
_ITEM_TAG = re.compile(r"<li\b[^<>]{0,200}>", re.IGNORECASE)
_CELL_TAG = re.compile(r"</t[dh]>\s*(?=<t[dh])", re.IGNORECASE)
_HEADER_ROW = re.compile(r"(<th\b.{0,2000}?)</tr>", re.IGNORECASE)
_BLOCK_TAG = re.compile(
    r"</?(?:p|br|div|ul|ol|li|h[1-6]|table|thead|tbody|tr|blockquote|hr|section|details|summary)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()\s]{0,500}\)")
_LINK = re.compile(
    r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]{0,40}\]){0,200})\]\((?:[^()\s]|\([^()\s]{0,100}\)){1,500}(?:\s+\"[^\"]{0,200}\")?\)"
)
_LINKED_NUMBER = re.compile(r"[\[^\s]*(\d{1,3})[\]^\s]*")
_URL = re.compile(r"\s*[(<\[]?https?://[^\s<>()\[\]]{0,500}[^\s<>()\[\].,;:!?][)>\]]?")
_BOXED = re.compile(r"\\boxed\{(?:\\text\{)?([^{}]{0,300})\}?\}")
_CODE_MARK = re.compile(r"`+")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~)")
_FACTOR = re.compile(r"(?<=\d)\s?\*\s?(?=\d)")
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupLine:
    """A line of a reply without its markup.

    indent  how far a list's item stands in
    cells   of a row of a table, each after the name of its column
    is_whole  False of a row that may be cut
    """

    kind: LineKind
    text: str = ""
    indent: int = 0
    cells: tuple[tuple[str, str], ...] = ()
    is_whole: bool = True


@dataclass(slots=True)
class MarkupReader:
    """Reads the lines of one reply; a table and a fence go on over several."""

    _fence: str = ""
    _skips: bool = False
    _header: list[str] = field(default_factory=list)
    _held: str | None = None

    def read(self, raw: str) -> Iterator[MarkupLine]:
        """Yield what a line holds, which may be held back until the next one tells whether it heads a table."""
        for line in _split_tags(raw):
            yield from self._read_line(line)

    def finish(self) -> Iterator[MarkupLine]:
        """Yield the line that was held back, if any."""
        if self._held is not None:
            held, self._held = self._held, None
            yield _read_row([], held) if held.lstrip().startswith("|") else _read_plain(held)

    def _read_line(self, line: str) -> Iterator[MarkupLine]:
        fence = _FENCE.match(line)
        if fence and (not self._fence or (fence[1].startswith(self._fence) and not fence[2])):
            yield from self.finish()
            self._skips = not self._fence and fence[2].lower() not in _TEXT_FENCES
            self._fence = "" if self._fence else fence[1]
            return
        if self._fence and self._skips:
            return
        if self._held is not None and _TABLE_RULE.match(line) and "-" in line:
            self._header, self._held = _split_cells(self._held), None
            return
        yield from self.finish()
        if self._header and "|" in line:
            yield _read_row(self._header, line)
            return
        self._header = []
        if "|" in line:
            self._held = line
        else:
            yield _read_plain(line)


def clean_inline(text: str) -> str:
    """Return the text of a line without emphasis, links, tags and escapes; a link or tag that cites becomes [n]."""
    text = _IMAGE.sub("", text)
    text = _LINK.sub(_read_link, text)
    text = _URL.sub("", text) if "://" in text else text
    text = _TAG.sub("", text) if "<" in text else text
    text = _BOXED.sub(r"\1", text)
    text = _CODE_MARK.sub("", text)
    text = _EMPHASIS.sub("", _FACTOR.sub(" × ", text))
    return " ".join(_ESCAPE.sub("", text).split())


def _read_link(match: re.Match[str]) -> str:
    number = _LINKED_NUMBER.fullmatch(match["text"])
    return f"[{number[1]}]" if number else match["text"]


def _split_tags(raw: str) -> list[str]:
    """Return the lines that a line falls into where tags of HTML begin and end blocks."""
    # A letter and its accent that come as two are one; the words are the model's own, so nothing is to stay as it was.
    text = _CONTROL.sub(" ", unicodedata.normalize("NFC", drop_invisible(raw)))
    if "<" in text:
        text = SPECIAL_TOKENS.sub("", _DROPPED_TAG.sub("", _COMMENT.sub("", text)))
        text = _CITING_TAG.sub(lambda match: f"[{match['number'].strip('[](^) ')}]", text)
        text = _CITING_ATTRIBUTE.sub(lambda match: f"[{_SENTENCE_NUMBER.sub('', match['numbers'])}]", text)
        text = _HEADER_ROW.sub(r"\1\n-|-\n", text)
        text = _ITEM_TAG.sub("\n- ", _HEADING_TAG.sub("\n# ", _CELL_TAG.sub(" | ", text)))
        text = _BLOCK_TAG.sub("\n", text)
    text = html.unescape(text) if "&" in text else text
    lines = text.split("\n")
    return [line for line in lines if line.strip()] if len(lines) > 1 else lines


def _read_plain(line: str) -> MarkupLine:
    line = line[found.end() :] if (found := _QUOTE.match(line)) else line
    if not line.strip():
        return MarkupLine(kind="blank")
    if _DEFINITION.match(line):
        return MarkupLine(kind="rule")
    if _RULE.match(line):
        return MarkupLine(kind="rule")
    item = _ITEM.match(line)
    if (
        item
        and item.end() < len(line)
        and not (item["figure"] and is_ordinal(line[: item.end("figure")], line[item.end() :]))
    ):
        rest = _read_text(line[item.end() :].strip())
        kind: LineKind = "heading" if rest.kind == "heading" else "item"
        return replace(rest, kind=kind, indent=len(item["indent"].expandtabs(4)))
    return _read_text(line)


def _read_text(line: str) -> MarkupLine:
    """Return a line that is no item of a list: a heading, a line all in bold, or prose."""
    if heading := _HEADING.match(line):
        return MarkupLine(kind="heading", text=clean_inline(heading["text"]))
    if bold := _BOLD_LINE.match(line):
        return MarkupLine(kind="label", text=clean_inline(bold["text"] + bold["colon"]))
    return MarkupLine(kind="prose", text=clean_inline(line))


def _read_row(header: Sequence[str], line: str) -> MarkupLine:
    cells = [clean_inline(cell) for cell in _split_cells(line)]
    names = [*map(clean_inline, header), *[""] * len(cells)]
    named = tuple((name, cell) for name, cell in zip(names, cells, strict=False) if cell)
    return MarkupLine(kind="row", cells=named, is_whole=line.rstrip().endswith("|") or len(cells) == len(header) > 1)


def _split_cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in _CELLS.split(line.strip())]
    cells = cells[1:] if cells and not cells[0] else cells
    return cells[:-1] if cells and not cells[-1] else cells
