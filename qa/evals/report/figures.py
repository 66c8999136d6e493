"""Draw a figure with matplotlib as a picture in the page, once for a light page and once for a dark one."""

import warnings
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from qa.evals.report.outcomes import Outcome
from qa.render.clean import clean_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH = 6.4


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


_LIGHT = Colours(
    page="#ffffff",
    text="#1d1f23",
    grid="#d9d5cc",
    runs=("#9a3412", "#1d4ed8", "#15803d", "#86198f", "#0e7490", "#b45309"),
    outcomes={
        "right": "#15803d",
        "partly right": "#0f766e",
        "wrong": "#b91c1c",
        "abstained rightly": "#1d4ed8",
        "abstained wrongly": "#b45309",
        "answered, no gold": "#666b75",
        "not answered, no gold": "#a8a29e",
        "error": "#86198f",
    },
)
_DARK = Colours(
    page="#1f2125",
    text="#e7e5e1",
    grid="#3d3f46",
    runs=("#fdba74", "#93c5fd", "#4ade80", "#e879f9", "#67e8f9", "#fde047"),
    outcomes={
        "right": "#4ade80",
        "partly right": "#2dd4bf",
        "wrong": "#f87171",
        "abstained rightly": "#93c5fd",
        "abstained wrongly": "#fbbf24",
        "answered, no gold": "#9a9ca3",
        "not answered, no gold": "#6b6e76",
        "error": "#e879f9",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What is to be drawn.

    caption  what it shows, for everybody
    alt      the numbers in it, for who does not see it
    draw     draws it; called once for each set of colours
    height   in inches; the width is always the same
    """

    title: str
    caption: str
    alt: str
    draw: Callable[["Axes", Colours], None]
    height: float = 3.6


def write_figure(plot: Plot) -> str:
    """Return the plot as HTML; none of its text can be markup, in the page or in the picture."""
    light, dark = (
        f"data:image/svg+xml;base64,{b64encode(_draw_svg(plot, colours)).decode()}" for colours in (_LIGHT, _DARK)
    )
    return (
        f'<figure><h3>{escape(plot.title)}</h3><picture><source media="(prefers-color-scheme: dark)" srcset="{dark}">'
        f'<img src="{light}" alt="{escape(clean_line(plot.alt))}"></picture>'
        f"<figcaption>{escape(clean_line(plot.caption))}</figcaption></figure>\n"
    )


def _draw_svg(plot: Plot, colours: Colours) -> bytes:
    """Return the plot as SVG, the same bytes each time."""
    from matplotlib import style
    from matplotlib.figure import Figure

    svg = BytesIO()
    # A matplotlibrc of the user's would make another picture of it.
    with style.context(_choose_style(colours), after_reset=True), warnings.catch_warnings():
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
