"""Draw a figure with matplotlib as a picture in the page, in the colours of a light page and in those of a dark one."""

import re
import warnings
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from qa.evals.report.outcomes import Outcome
from qa.render.pages.colours import Scheme, read_colours
from qa.render.pages.page import write_part

if TYPE_CHECKING:
    from markupsafe import Markup
    from matplotlib.axes import Axes

_WIDTH = 6.4
# The style of matplotlib and what is warned of are of the whole program.
_DRAWING = Lock()
# A colour as the value of a style: 'style="fill: #9a3412; stroke: #ffffff"'.
_COLOUR = re.compile(rb"((?:fill|stroke): )(#[0-9a-fA-F]{6})\b")

# The tokens of the stylesheet that runs are drawn with, in their order, and what became of questions.
_RUNS = ("accent", "rightly", "right", "error", "partly", "wrongly")
_OUTCOMES: Mapping[Outcome, str] = {
    "right": "right",
    "partly right": "partly",
    "wrong": "wrong",
    "abstained rightly": "rightly",
    "abstained wrongly": "wrongly",
    "answered, no gold": "faint",
    "not answered, no gold": "edge",
    "error": "error",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours of a figure: the page, text and grid, the runs in their order, and what became of questions."""

    page: str
    text: str
    grid: str
    runs: tuple[str, ...]
    outcomes: Mapping[Outcome, str]

    def pick(self, n: int) -> str:
        """Return the colour of the n-th run, from 0."""
        return self.runs[n % len(self.runs)]


def choose_colours(scheme: Scheme) -> Colours:
    """Return the colours of the figures of a light or a dark page."""
    named = read_colours(scheme)
    return Colours(
        page=named["card"],
        text=named["text"],
        grid=named["line"],
        runs=tuple(named[name] for name in _RUNS),
        outcomes={outcome: named[name] for outcome, name in _OUTCOMES.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What is to be drawn.

    caption  what it shows, for everybody
    alt      the numbers in it, for who does not see it
    draw     draws it, with the colours of a light page
    height   in inches; the width is always the same
    """

    title: str
    caption: str
    alt: str
    draw: Callable[["Axes", Colours], None]
    height: float = 3.6


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPlot:
    """A plot with the addresses of its pictures, which may hold them."""

    plot: Plot
    light: str
    dark: str


def write_plots(plots: Sequence[Plot], address: str = "") -> "Markup":
    """Return the plots as markup; none of their text can be markup, in the page or in the pictures.

    Args:
        plots: What is shown.
        address: Where a server has the pictures, each by its number from 1; "" puts them into the page.
    """
    pictures = [
        DrawnPlot(plot=plot, light=f"{address}&picture={n}", dark=f"{address}&picture={n}&dark=1")
        if address
        else _embed_plot(plot)
        for n, plot in enumerate(plots, 1)
    ]
    return write_part("report/plots.html", pictures=pictures)


def draw_plot(plot: Plot) -> tuple[bytes, bytes]:
    """Return the plot drawn, and again with the colours of a dark page in place of those of a light one."""
    light = _draw_svg(plot, choose_colours("light"))
    return light, _darken(light)


def _embed_plot(plot: Plot) -> DrawnPlot:
    light, dark = (f"data:image/svg+xml;base64,{b64encode(svg).decode()}" for svg in draw_plot(plot))
    return DrawnPlot(plot=plot, light=light, dark=dark)


def _darken(svg: bytes) -> bytes:
    """Return a picture with the colours of a dark page: to draw it again takes a thousand times as long.

    Only values of styles are colours, never words that are shown. Two tokens that are one colour on a light page are
    one on a dark page too; a test holds that.
    """
    dark = read_colours("dark")
    names = {colour.encode(): dark[name].encode() for name, colour in read_colours("light").items() if name in dark}
    return _COLOUR.sub(lambda match: match[1] + names.get(match[2].lower(), match[2]), svg)


def _draw_svg(plot: Plot, colours: Colours) -> bytes:
    """Return the plot as SVG, the same bytes each time."""
    from matplotlib import style
    from matplotlib.figure import Figure

    svg = BytesIO()
    # A matplotlibrc of the user's would make another picture of it.
    with _DRAWING, style.context(_choose_style(colours), after_reset=True), warnings.catch_warnings():
        # The browser has fonts for scripts that matplotlib has none for.
        warnings.simplefilter("ignore", UserWarning)
        figure = Figure(figsize=(_WIDTH, plot.height), layout="constrained")
        plot.draw(figure.add_subplot(), colours)
        figure.savefig(svg, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return svg.getvalue()


def _choose_style(colours: Colours) -> dict[str, Any]:
    return {
        "axes.edgecolor": colours.grid,
        "axes.labelcolor": colours.text,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.axisbelow": True,
        "font.size": 10,
        "grid.color": colours.grid,
        "legend.frameon": False,
        # Text stays text, and what would be drawn by chance is not.
        "svg.fonttype": "none",
        "svg.hashsalt": "qa",
        "text.color": colours.text,
        # A dollar sign in the name of a kind is no formula.
        "text.parse_math": False,
        "xtick.color": colours.text,
        "ytick.color": colours.text,
    }
