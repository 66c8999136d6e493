"""What filters ask of a passage, as numbers beside its codes: its article, day, outlet, domain and language."""

import hashlib
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from qa.library.catalogue.catalogue import Catalogue
from qa.library.catalogue.filters import Filters, write_names
from qa.library.stories.outlets import is_outlet

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def number_day(day: str | None) -> int:
    """Return a day as a number, 0 for none."""
    return date.fromisoformat(day).toordinal() if day else 0


@lru_cache(maxsize=4096)
def number_name(name: str | None) -> int:
    """Return a name as a number, 0 for none: a hash, so that no file keeps the names of what is removed."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little") | 1 if name else 0


def select_rows(catalogue: Catalogue, blocks: "NDArray[Any]", filters: Filters | None) -> "NDArray[np.bool_]":
    """Return for each place of the mapped blocks whether a passage is there whose article passes the filter."""
    import numpy as np

    selected: NDArray[np.bool_] = blocks["article"] != 0
    if not filters:
        return selected
    if filters.since or filters.until:
        first = filters.since.toordinal() if filters.since else 1
        last = filters.until.toordinal() if filters.until else date.max.toordinal()
        selected &= (blocks["day"] >= first) & (blocks["day"] <= last)
    if filters.languages:
        selected &= _is_among(blocks["language"], (code.strip().lower() for code in filters.languages))
    if filters.sources:
        outlets = _is_among(blocks["outlet"], _find_names(catalogue, "outlet", filters.sources))
        selected &= outlets | _is_among(blocks["domain"], _find_names(catalogue, "domain", filters.sources))
    return selected


def _find_names(catalogue: Catalogue, column: Literal["outlet", "domain"], sources: Iterable[str]) -> list[str]:
    wanted = list(sources)
    names = [name for (name,) in catalogue.query(write_names(column))]
    return [name for name in names if any(is_outlet(name, source) for source in wanted)]


def _is_among(numbers: "NDArray[np.uint64]", names: Iterable[str]) -> "NDArray[np.bool_]":
    import numpy as np

    found = np.zeros(numbers.shape, dtype=np.bool_)
    for name in names:
        found |= numbers == np.uint64(number_name(name))
    return found
