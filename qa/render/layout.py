"""Lines of styled text, the same for a terminal and a pipe, and how they are written where there is no style."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "strong", "number", "faint", "quote", "match", "warning", "link", "supported", "contradicted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Safe text in one style.

    link  web address that the text leads to, on a terminal that knows links; text stays as it is there
    bare  what is shown instead where there are no links
    """

    text: str
    style: Style = "plain"
    link: str | None = None
    bare: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Spans that follow each other; wraps, on a terminal, to lines indented likewise."""

    spans: tuple[Span, ...] = ()
    indent: int = 0
    wrap: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of safe one-line cells under headers; the last column takes the width that is left."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def make_line(text: str = "", style: Style = "plain", *, indent: int = 0) -> Line:
    """Return a line of one style."""
    return Line(spans=(Span(text=text, style=style),) if text else (), indent=indent)


def write_plain(lines: Iterable[Line]) -> str:
    """Return the lines without any style, each on one line however long."""
    return "".join(_write_plain_line(line) + "\n" for line in lines)


def write_plain_table(table: Table) -> str:
    """Return the rows with tabs between the cells, without the headers."""
    return "".join("\t".join(row) + "\n" for row in table.rows)


def write_bare(span: Span) -> str:
    """Return what is shown of a span where there are neither styles nor links."""
    text = span.bare or span.text
    return f"»{text}«" if span.style == "match" else text


def _write_plain_line(line: Line) -> str:
    text = "".join(write_bare(span) for span in line.spans)
    return " " * line.indent + text if text else ""
