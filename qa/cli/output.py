"""Where results go: stdout, as a terminal or as a pipe."""

import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from qa.render.json import write_json
from qa.render.layout import Line, Table, write_plain, write_plain_table
from qa.render.terminal import write_terminal, write_terminal_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A stream and how it is written to.

    width   columns of the terminal; None where lines are not to be wrapped, as in a pipe
    colour  whether styles and links are shown
    """

    stream: TextIO
    width: int | None = None
    colour: bool = False

    def write_lines(self, lines: Iterable[Line]) -> None:
        """Write lines of text and send them off."""
        if self.width is None:
            self.write_text(write_plain(lines))
        else:
            self.write_text(write_terminal(lines, width=self.width, colour=self.colour))

    def write_table(self, table: Table) -> None:
        """Write a table: in columns on a terminal, with tabs in a pipe."""
        if self.width is None:
            self.write_text(write_plain_table(table))
        else:
            self.write_text(write_terminal_table(table, width=self.width, colour=self.colour))

    def write_json(self, value: Any, *, indent: int | None = 2) -> None:
        """Write one value as JSON; on one line where indent is None."""
        self.write_text(write_json(value, indent=indent, encoding=self.stream.encoding or "ascii") + "\n")

    def write_text(self, text: str) -> None:
        """Write text that is ready and send it off."""
        self.stream.write(text)
        self.stream.flush()


def open_output() -> Output:
    """Return stdout; colours and links are off with NO_COLOR, and so is wrapping with TERM=dumb."""
    if not is_terminal(sys.stdout):
        return Output(stream=sys.stdout)
    return Output(stream=sys.stdout, width=shutil.get_terminal_size().columns, colour=not os.environ.get("NO_COLOR"))


def is_terminal(stream: TextIO) -> bool:
    """Tell whether stream is a terminal that knows more than plain lines."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"
