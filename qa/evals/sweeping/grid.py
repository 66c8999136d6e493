"""The cells of a sweep: every combination of the values that some settings are to have."""

import hashlib
import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from qa.errors import InvalidSetting, UsageProblem
from qa.settings import Settings, load_settings

MOST_CELLS = 64
_LONGEST_NAME = 100
_NO_MATTER = {
    "library": "every cell has the same articles; give them with --articles or --library",
    "chroma": "where the vectors are kept changes no answer",
    "timeout": "how long to wait changes no answer",
}

Grid = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One combination of the settings.

    name  of the folder of its run, in that of the sweep
    """

    values: Mapping[str, Any]
    name: str

    def __str__(self) -> str:
        return ", ".join(f"{name}={value}" for name, value in self.values.items())


def read_grid(texts: Sequence[str]) -> Grid:
    """Return the values of each setting from texts such as "k=4,8,12", converted as the settings convert them.

    Raises UsageProblem for what is no setting, has no value or can't matter, and where there are too many cells.
    """
    grid: dict[str, list[Any]] = {}
    for text in texts:
        name, _, listed = text.partition("=")
        name = name.strip().replace("-", "_")
        _check_name(name)
        values = [value.strip() for value in listed.split(",") if value.strip()]
        if not values:
            raise UsageProblem(f"--set {text[:80]} has no values. Give some: --set {name}=VALUE,VALUE")
        grid.setdefault(name, []).extend(_convert(name, value) for value in values)
    if not grid:
        raise UsageProblem("There is nothing to vary. Name a setting and its values: --set k=4,8,12")
    unique = {name: tuple(dict.fromkeys(values)) for name, values in grid.items()}
    if (count := math.prod(map(len, unique.values()))) > MOST_CELLS:
        raise UsageProblem(f"That makes {count:,} cells; at most {MOST_CELLS} are run. Vary less at once.")
    return unique


def list_cells(grid: Grid) -> Iterator[Cell]:
    """Yield every combination of the values; the first setting changes slowest."""
    for combination in itertools.product(*grid.values()):
        values = dict(zip(grid, combination, strict=True))
        yield Cell(values=values, name=_name_cell(values))


def _check_name(name: str) -> None:
    names = [field.name for field in fields(Settings)]
    if name in _NO_MATTER:
        raise UsageProblem(f"--set {name} can't matter: {_NO_MATTER[name]}.")
    if name not in names:
        known = [other for other in names if other not in _NO_MATTER]
        nearest = get_close_matches(name, known, n=1, cutoff=0.0)[0]
        raise UsageProblem(f"There is no setting {name[:80]!r}. Did you mean {nearest}? There are: {', '.join(known)}.")


def _convert(name: str, value: str) -> Any:
    try:
        return getattr(load_settings({name: value}), name)
    except InvalidSetting as error:
        raise UsageProblem(f"--set {name}: {error}") from None


def _name_cell(values: Mapping[str, Any]) -> str:
    """Return the name of a cell's folder; where its values can't all be in a name, with a hash of them."""
    written = "_".join(f"{name}={value}" for name, value in values.items())
    name = re.sub(r"[^\w=.-]+", "-", written)
    if name == written and len(name) <= _LONGEST_NAME:
        return name
    return f"{name[:_LONGEST_NAME]}-{hashlib.sha256(written.encode()).hexdigest()[:8]}"
