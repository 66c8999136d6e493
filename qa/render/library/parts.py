"""Lay out the parts of a library."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qa.render.clean import clean_line
from qa.render.layout import Table

if TYPE_CHECKING:
    from qa.library.parts.facts import PartFacts


def tabulate_parts(parts: "Iterable[PartFacts]") -> Table:
    """Return one row for each part: name, state, days, articles, passages, size, folder or what is wrong with it."""
    return Table(
        headers=("PART", "STATE", "FIRST", "LAST", "ARTICLES", "PASSAGES", "SIZE", "FOLDER"),
        rows=tuple(
            (
                clean_line(part.name),
                part.state,
                part.first or "",
                part.last or "",
                f"{part.articles:,}" + (f" ({part.hidden:,} hidden)" if part.hidden else ""),
                f"{part.passages:,}",
                f"{part.bytes / 1e6:,.1f} MB",
                clean_line(part.problem or part.folder),
            )
            for part in parts
        ),
    )


def write_part(part: "PartFacts", what: str) -> str:
    """Return in a line what became of a part, and what it has."""
    days = f" of {part.first} to {part.last}" if part.first and part.articles else ""
    articles = "1 article" if part.articles == 1 else f"{part.articles:,} articles"
    size = f"{part.passages:,} passages, {part.bytes / 1e6:,.1f} MB"
    hidden = f" {part.hidden:,} more are in the library already, and hidden in this part." if part.hidden else ""
    return f"{clean_line(part.name)} {what}: {articles}{days}, {size}.{hidden}"
