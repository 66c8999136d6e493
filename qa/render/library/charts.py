"""Lay out what a library holds: counts in words, and articles by time and by outlet as bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.render.clean import clean_line
from qa.render.layout import Line, Span, make_line

if TYPE_CHECKING:
    from qa.library.upkeep.stats import Count, Statistics

# A row has at most so many columns, so that a number is not far from its bar.
_WIDEST = 100
_WIDEST_NAME = 28
_EIGHTHS = " ▏▎▍▌▋▊▉"
_BLOCK = "█"
_GAP = "  "
_WAYS = {
    "catalogue": "exactly in the catalogue",
    "codes": "by codes, the best exactly",
    "server": "the Chroma server",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of a picture; what is not of the kind of the others is told without a bar."""

    name: str
    number: int
    drawn: bool = True


def lay_out_statistics(statistics: "Statistics", *, width: int, encoding: str = "utf-8") -> list[Line]:
    """Return the counts and the two pictures, at most width columns wide.

    encoding  of the stream that they are for: one without blocks gets number signs
    """
    blocks = _has_blocks(encoding)
    lines = [_lay_out_fact(name, value) for name, value in _list_facts(statistics) if value]
    times = [Bar(name=count.name, number=count.articles) for count in statistics.times]
    for title, bars in ((f"Articles by {statistics.unit}", times), ("Articles by outlet", _list_outlets(statistics))):
        if bars:
            lines += [Line(), make_line(title, "strong"), *draw_bars(bars, width=width, blocks=blocks)]
    return lines


def draw_bars(bars: Sequence[Bar], *, width: int, blocks: bool = True) -> list[Line]:
    """Return a line for each bar: its name, its number, and a bar as long as the number is to the largest drawn.

    width   columns of the whole line
    blocks  False draws with number signs, in whole columns
    """
    from rich.cells import cell_len, set_cell_size

    names = [clean_line(bar.name) for bar in bars]
    name_width = min(_WIDEST_NAME, max(map(cell_len, names)))
    number_width = max(len(f"{bar.number:,}") for bar in bars)
    room = max(10, min(width, _WIDEST) - name_width - number_width - 2 * len(_GAP))
    largest = max((bar.number for bar in bars if bar.drawn), default=0)
    lines = []
    for name, bar in zip(names, bars, strict=True):
        cut = name if cell_len(name) <= name_width else set_cell_size(name, name_width - 1) + "…" * blocks
        spans = [
            Span(text=set_cell_size(cut, name_width)),
            Span(text=f"{_GAP}{bar.number:>{number_width},}", style="faint"),
        ]
        if bar.drawn and bar.number:
            spans.append(Span(text=_GAP + _draw_bar(bar.number / largest * room, blocks), style="number"))
        lines.append(Line(spans=tuple(spans), wrap=False))
    return lines


def _list_outlets(statistics: "Statistics") -> list[Bar]:
    others = statistics.outlet_count - sum(1 for count in statistics.outlets if count.name)
    rest = f"{others:,} others" if others else "no outlet"
    return [Bar(name=count.name or rest, number=count.articles, drawn=bool(count.name)) for count in statistics.outlets]


def _draw_bar(length: float, blocks: bool) -> str:
    """Return a bar of so many columns; what is not nothing is seen."""
    if not blocks:
        return "#" * max(1, round(length))
    eighths = max(1, round(length * len(_EIGHTHS)))
    return _BLOCK * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _has_blocks(encoding: str) -> bool:
    try:
        (_EIGHTHS + _BLOCK).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _list_facts(statistics: "Statistics") -> list[tuple[str, str]]:
    days = f"{statistics.first} to {statistics.last}" if statistics.first else ""
    undated = f"{statistics.undated:,} without a day" if statistics.undated else ""
    copies = f", {statistics.copies:,} articles are copies" if statistics.copies else ""
    sizes = {"catalogue": statistics.sizes.catalogue, "codes": statistics.sizes.codes}
    sizes["Chroma"] = statistics.sizes.chroma
    return [
        ("articles", f"{statistics.articles:,} in {statistics.passages:,} passages"),
        ("stories", f"{statistics.stories:,}{copies}"),
        ("outlets", f"{statistics.outlet_count:,}"),
        ("languages", _list_languages(statistics.languages)),
        ("published", ", ".join(part for part in (days, undated) if part)),
        ("versions", f"{statistics.versions:,} kept of articles that changed" if statistics.versions else ""),
        ("followed", _count_followed(statistics)),
        ("on disk", ", ".join(f"{_write_size(size)} {name}" for name, size in sizes.items() if size)),
        ("embedder", clean_line(statistics.embedder)),
        ("search", _WAYS[statistics.search.lasting]),
    ]


def _list_languages(languages: "Sequence[Count]") -> str:
    return ", ".join(f"{clean_line(count.name) or 'not known'} {count.articles:,}" for count in languages)


def _count_followed(statistics: "Statistics") -> str:
    counts = {"feed": statistics.feeds, "page": statistics.pages}
    return ", ".join(f"{count:,} {kind}{'s' * (count != 1)}" for kind, count in counts.items() if count)


def _write_size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def _lay_out_fact(name: str, value: str) -> Line:
    return Line(spans=(Span(text=f"{name:<10}", style="faint"), Span(text=value)))
