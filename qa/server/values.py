"""Send values of JSON: what is told in them is made safe to show and fit for a reader, here and nowhere else."""

import string
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from starlette.responses import JSONResponse

from qa.ingest import is_address
from qa.render.clean import clean_line, clean_values
from qa.server.telling import tell_reader

# The fields in which messages stand, and the one that says where an article was read from.
_MESSAGES = frozenset(["notices", "explanation"])
_ORIGIN = "origin"
NOTICE = "X-Notice"
# As it is in a header; all else of a notice is percent-encoded.
_PLAIN = string.punctuation.replace("%", "") + " "


class ValuesResponse(JSONResponse):
    """A response of values as readers may have them."""

    def render(self, content: Any) -> bytes:
        """Return the body."""
        return super().render(write_values(content))


class RowsResponse(ValuesResponse):
    """A response of a list; what there is to tell of it stands in headers, since a list has no place for that."""

    def __init__(self, rows: list[Any], *, notices: Iterable[str] = (), total: int | None = None) -> None:
        super().__init__(rows)
        if total is not None:
            self.headers["X-Total-Count"] = str(total)
        for notice in notices:
            self.headers.append(NOTICE, quote(clean_line(tell_reader(notice)), safe=_PLAIN))


def write_values(values: Any) -> Any:
    """Return values of JSON as readers may have them: nothing hides words, no hints on commands, no local places."""
    return _fit_values(clean_values(values))


def _fit_values(values: Any) -> Any:
    if isinstance(values, Mapping):
        return {name: _fit_field(name, value) for name, value in values.items()}
    return [_fit_values(value) for value in values] if isinstance(values, list) else values


def _fit_field(name: str, value: Any) -> Any:
    if name in _MESSAGES:
        return [tell_reader(each) for each in value] if isinstance(value, list) else value and tell_reader(value)
    if name == _ORIGIN and isinstance(value, str):
        return hide_folder(value)
    return _fit_values(value)


def hide_folder(origin: str) -> str:
    """Return where an article was read from without the folders of this machine: an address, or the name of a file."""
    path, mark, place = origin.partition("#")
    return origin if is_address(origin) else f"{PurePath(path).name}{mark}{place}"
