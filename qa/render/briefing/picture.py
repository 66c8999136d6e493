"""Draw a timeline with matplotlib: a dot for each event on a line of days, its words beside it, as SVG or PNG."""

import re
import textwrap
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qa.briefing import Timeline, TimelineEvent
from qa.errors import UsageProblem
from qa.render.clean import clean_line
from qa.render.pages.colours import read_colours

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _LINE, _GAP = 9.0, 0.19, 0.16
# The room for the words, in widths of a small letter, and the lines that they may take.
_ROOM, _MOST_LINES = 92.0, 4
# Scripts from here on are written with wide characters.
_WIDE = 0x1100
_CAPITAL_WIDTH, _WIDE_WIDTH = 1.35, 2.2
_LONGEST_DAY = 20
_FONTS = (
    "DejaVu Sans",
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Arial Unicode MS",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PictureRow:
    """An event as it is drawn: its day, its words on lines, and where its dot is, in inches from the top."""

    when: str
    lines: tuple[str, ...]
    top: float
    planned: bool
    shows_day: bool


def draw_timeline(timeline: Timeline, path: Path, *, dark: bool = False) -> list[str]:
    """Draw a timeline into a file, SVG or PNG by its name; the same timeline gives the same file.

    Days stand at the left, once for all events of a day; a plan is a ring. Text stays text in an SVG, so that a browser
    draws every script and direction; a PNG has the scripts for which the machine has fonts. Returns what the user
    should know: that it lacks some.

    Raises UsageProblem where the file can't be written.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    colours = read_colours("dark" if dark else "light")
    rows = list(_lay_rows(timeline.events))
    title = textwrap.shorten(clean_line(timeline.topic), 80, placeholder=" …")
    height = (rows[-1].top + len(rows[-1].lines) * _LINE if rows else 0.0) + 0.5
    # A dollar sign is no formula, text stays text, and the same timeline is the same file.
    style: Any = {"text.parse_math": False, "svg.fonttype": "none", "svg.hashsalt": "qa", "font.family": _list_fonts()}
    with rc_context(style), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        figure = Figure(figsize=(_WIDTH, height), dpi=150, facecolor=colours["page"])
        _draw_rows(figure, rows, colours, height, title)
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else {"Software": None}
        try:
            figure.savefig(path, facecolor=colours["page"], metadata=metadata)
        except OSError as error:
            raise UsageProblem(f"{path} can't be written: {error.strerror or error}. Give another file.") from None
    lacks = path.suffix.lower() == ".png" and any("missing from" in str(warning.message) for warning in caught)
    return [f"{path.name} lacks characters that no font of this machine has. An .svg shows them in a browser."] * lacks


def _list_fonts() -> list[str]:
    """Return the fonts of the machine that are drawn with, so that no other is asked for."""
    from matplotlib import font_manager

    known = {font.name for font in font_manager.fontManager.ttflist}
    return [name for name in _FONTS if name in known] or ["sans-serif"]


def _lay_rows(events: Sequence[TimelineEvent]) -> Iterator[_PictureRow]:
    top, last = 0.75, ""
    for event in events:
        lines = _wrap(clean_line(event.text))
        new = event.when != last
        top += _GAP if new and last else 0.0
        yield _PictureRow(when=event.when, lines=lines, top=top, planned=event.planned, shows_day=new)
        top += max(len(lines), len(_wrap_day(event.when)) if new else 1) * _LINE + _GAP
        last = event.when


def _wrap(text: str) -> tuple[str, ...]:
    """Return a text on at most four lines, each about as wide; what is too long ends in an ellipsis."""
    lines = [""]
    for piece in _split_pieces(text):
        if lines[-1] and _measure(lines[-1] + piece.rstrip()) > _ROOM:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1].rstrip(" ,;:")[:-2] + " …"]
    return tuple(line.rstrip() for line in lines)


def _split_pieces(text: str) -> Iterator[str]:
    """Yield the words of a text with the spaces after them; long words and wide characters by themselves."""
    for word in re.findall(r"\S+\s*", text):
        if _measure(word) <= _ROOM / 3 and all(ord(character) < _WIDE for character in word):
            yield word
        else:
            yield from word


def _measure(text: str) -> float:
    """Return about how wide a text is, in widths of a small letter."""
    return sum(
        _WIDE_WIDTH if ord(c) >= _WIDE and not "\u2000" <= c <= "\u206f" else _CAPITAL_WIDTH if c.isupper() else 1.0
        for c in text
    )


def _draw_rows(
    figure: "Figure", rows: Sequence[_PictureRow], colours: Mapping[str, str], height: float, title: str
) -> None:
    axes: Axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    axes.axis("off")
    axes.text(0.3, 0.35, title, fontsize=13, fontweight="bold", color=colours["text"], va="center")
    if not rows:
        return
    line = 2.25
    axes.plot([line, line], [rows[0].top, rows[-1].top], color=colours["faint"], linewidth=1.2, zorder=1)
    for row in rows:
        colour = colours["plan"] if row.planned else colours["accent"]
        face = colours["page"] if row.planned else colour
        axes.plot([line], [row.top], "o", markersize=7, markerfacecolor=face, markeredgecolor=colour, zorder=2)
        for n, words in enumerate(_wrap_day(row.when) if row.shows_day else ()):
            day = row.top + n * _LINE
            axes.text(line - 0.2, day, words, ha="right", va="center", fontsize=8.5, color=colour, fontweight="bold")
        for n, words in enumerate(row.lines):
            axes.text(
                line + 0.25, row.top + n * _LINE, words, ha="left", va="center", fontsize=9, color=colours["text"]
            )
    if any(row.planned for row in rows):
        axes.plot(
            [line], [height - 0.2], "o", markersize=5, markerfacecolor=colours["page"], markeredgecolor=colours["plan"]
        )
        axes.text(
            line + 0.25, height - 0.2, "planned when it was reported", fontsize=8, color=colours["faint"], va="center"
        )


def _wrap_day(when: str) -> list[str]:
    """Return a span of days on two lines where it is long."""
    return textwrap.wrap(when, _LONGEST_DAY)
