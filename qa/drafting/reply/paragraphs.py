"""Put the lines of a reply together: paragraphs, items of lists and rows of tables, and what an item goes on from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from qa.drafting.reply.marks import take_marks
from qa.drafting.reply.markup import MarkupLine
from qa.drafting.reply.sentences import is_finished, iterate_words
from qa.language.wording.replies import is_lead_in, names_sources, strip_lead_in

# Chosen: an item of more words says something by itself.
_FRAGMENT_WORDS = 6
_QUOTES = '“"„«「'
HEADING = -2
PROSE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, an item or a row, its marks encoded.

    stub    the line before it that it goes on from
    indent  how far an item stands in
    """

    text: str
    kind: str
    stub: str = ""
    indent: int = 0

    @property
    def whole(self) -> str:
        """Its text after the line that it goes on from."""
        return f"{self.stub}: {self.text}" if self.stub else self.text


@dataclass(slots=True)
class Stubs:
    """Lines that the ones below go on from: headings, lines that end with a colon, items with items below them."""

    _open: list[tuple[int, str]] = field(default_factory=list)

    def open(self, level: int, text: str) -> None:
        """Note a line: HEADING, PROSE, or how far it stands in; one that only announces an answer counts for none."""
        self._open = [stub for stub in self._open if stub[0] < level]
        stripped = text.rstrip(":： ")
        if stripped and not is_lead_in(f"{stripped}:") and not names_sources(stripped):
            self._open.append((level, strip_lead_in(stripped)))

    def find(self, line: MarkupLine, text: str) -> str:
        """Return the line that a fragment or a quotation goes on from, "" where it stands by itself."""
        if line.kind != "item":
            before = self._open[-1][1] if self._open and self._open[-1][0] == PROSE else ""
            self._open = [stub for stub in self._open if stub[0] < PROSE]
            return before if text.lstrip()[:1] in _QUOTES else ""
        self._open = [stub for stub in self._open if stub[0] < line.indent]
        return self._open[-1][1] if self._open and is_fragment(text) else ""


def is_fragment(text: str) -> bool:
    """Tell whether an item, its marks encoded, is no sentence by itself."""
    clean, _ = take_marks(text)
    return not is_finished(clean) and sum(1 for _ in iterate_words(clean)) <= _FRAGMENT_WORDS


def write_row_sentence(line: MarkupLine) -> str:
    """Return a row of a table as a sentence: the name of each column before its cell, and the marks at the end."""
    named = list(_name_cells(line))
    marks = "".join(cell for name, cell in line.cells if names_sources(name) and "[" in cell)
    marks += "".join(f"[{cell}]" for name, cell in line.cells if names_sources(name) and cell.isdecimal())
    return "; ".join(named) + marks + ("." if line.is_whole else "")


def _name_cells(line: MarkupLine) -> Iterator[str]:
    for name, cell in line.cells:
        column = name.strip("# :")
        if not names_sources(name) and (column or not cell.isdecimal()):
            yield f"{column}: {cell}" if column else cell
