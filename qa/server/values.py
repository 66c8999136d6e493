"""Send values of JSON: what is told in them is made safe to show and fit for a reader, here and nowhere else."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from starlette.responses import JSONResponse

from qa.ingest import is_address
from qa.render.clean import clean_values
from qa.server.telling import tell_reader

# The fields in which messages stand, and the one that says where an article was read from.
_MESSAGES = frozenset(["notices", "explanation"])
_ORIGIN = "origin"


class ValuesResponse(JSONResponse):
    """A response of values as readers may have them."""

    def render(self, content: Any) -> bytes:
        """Return the body."""
        return super().render(write_values(content))


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
