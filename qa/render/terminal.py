"""Write lines and tables for a terminal: wrapped to its width, with styles and links where it has them."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from qa.render.layout import Line, Span, Style, Table, make_line, write_bare

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_MARGIN = 100
_GAP = "  "
_WIDEST_CELL, _NARROWEST_CELL = 30, 20
# A longer row of digits is an id.
_NUMBER_SIZE = 10
_STYLES: dict[Style, str] = {
    "plain": "",
    "strong": "bold",
    "number": "bold cyan",
    "faint": "dim",
    "quote": "italic",
    "match": "bold yellow",
    "warning": "yellow",
    "link": "dim underline",
    "supported": "green",
    "contradicted": "red",
}


def write_terminal(lines: Iterable[Line], *, width: int, colour: bool) -> str:
    """Return the lines wrapped at width columns, at most 100, that text stays readable.

    colour  False leaves styles and links out
    """
    console = _open_console(width, colour)
    for line in lines:
        _print_line(console, line, colour)
    return _read_console(console)


def write_terminal_table(table: Table, *, width: int, colour: bool) -> str:
    """Return the table in columns, cells cut to fit; where there is no room for them, as a block for each row."""
    from rich.cells import cell_len

    columns = list(zip(table.headers, *table.rows, strict=True))
    widths = [min(_WIDEST_CELL, max(map(cell_len, column))) for column in columns[:-1]]
    left = width - sum(widths) - len(_GAP) * len(widths)
    wanted = max(map(cell_len, columns[-1]))
    if table.rows and left < min(_NARROWEST_CELL, wanted):
        return write_terminal(_lay_out_blocks(table), width=width, colour=colour)
    return _write_columns(table, [*widths, max(left, min(_NARROWEST_CELL, wanted), 1)], width=width, colour=colour)


def _write_columns(table: Table, widths: Sequence[int], *, width: int, colour: bool) -> str:
    from rich.text import Text

    console = _open_console(width, colour)
    for row in (table.headers, *table.rows):
        texts = [Text(cell, style="bold" if row is table.headers else "") for cell in row]
        for text, size in zip(texts, widths, strict=True):
            text.truncate(size, overflow="ellipsis", pad=text is not texts[-1])
        console.print(Text(_GAP).join(texts), soft_wrap=True)
    return _read_console(console)


def _lay_out_blocks(table: Table) -> Iterator[Line]:
    """Yield for each row what names it, and below that its other cells, each after its header where it is a number."""
    has_title = all(row[-1] for row in table.rows)
    for row in table.rows:
        cells = list(zip(table.headers, row, strict=True))
        _, name = cells.pop(-1 if has_title else 0)
        told = [f"{header.lower()} {cell}" if _is_number(cell) else cell for header, cell in cells if cell]
        yield make_line(name, "strong")
        if told:
            yield make_line(_GAP.join(told), "faint", indent=len(_GAP))


def _is_number(cell: str) -> bool:
    return cell.strip("+-").replace(",", "").replace(".", "").isdigit() and len(cell) < _NUMBER_SIZE


def _print_line(console: "Console", line: Line, colour: bool) -> None:
    from rich.text import Text

    text = Text()
    for span in line.spans:
        text.append_text(_style_span(span, colour))
    indent = " " * line.indent
    width = max(20, min(console.width, _MARGIN) - line.indent)
    for part in text.wrap(console, width) if line.wrap else [text]:
        part.rstrip()
        console.print(Text(indent) + part if part.plain else part, soft_wrap=True)


def _style_span(span: Span, colour: bool) -> "Text":
    from rich.style import Style as RichStyle
    from rich.text import Text

    if not colour:
        return Text(write_bare(span))
    return Text(span.text, style=RichStyle.parse(_STYLES[span.style]) + RichStyle(link=span.link))


def _open_console(width: int, colour: bool) -> "Console":
    from rich.console import Console

    return Console(
        file=StringIO(),
        width=width,
        force_terminal=colour,
        color_system="auto" if colour else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )


def _read_console(console: "Console") -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()
