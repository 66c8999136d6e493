"""Read what a request asks for: the fields of its address or of its JSON, under the names of the Python calls."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request

from qa.errors import UsageProblem
from qa.library import Filters
from qa.library.catalogue.filters import make_filters

# Limits on the articles, as every request may name them.
LIMITS = ("since", "until", "sources", "languages")
_LISTS = frozenset(["sources", "languages"])


async def read_fields(request: Request, known: Collection[str]) -> dict[str, Any]:
    """Return the fields of a request that are given; those of an address are text, or lists of it.

    Raises:
        UsageProblem: The body is no JSON object, or a field is none of those known.
    """
    if request.method in ("GET", "HEAD"):
        query = request.query_params
        values: dict[str, Any] = {name: query.getlist(name) if name in _LISTS else query[name] for name in query}
    else:
        values = await _read_json(request)
    if unknown := [name for name in values if name not in known]:
        raise UsageProblem(f"There is no field {unknown[0][:80]!r}. Known are: {', '.join(known)}.")
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def take_limits(fields: dict[str, Any]) -> Filters:
    """Take the limits on the articles out of the fields, and return them. Raises UsageProblem."""
    return make_filters(**{name: fields.pop(name) for name in LIMITS if name in fields})


def take_text(fields: dict[str, Any], name: str) -> str:
    """Take a field out that has to be there. Raises UsageProblem."""
    value = fields.pop(name, None)
    if not isinstance(value, str):
        raise UsageProblem(f"Give {name!r} as text.")
    return value


def take_number(fields: dict[str, Any], name: str, *, least: int = 1, most: int) -> int | None:
    """Take a whole number out, or None where there is none. Raises UsageProblem."""
    value = fields.pop(name, None)
    if value is None:
        return None
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = least - 1
    if not least <= number <= most:
        raise UsageProblem(f"{name!r} is a whole number from {least} to {most}.")
    return number


async def _read_json(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError):
        raise UsageProblem("The body of the request is no JSON.") from None
    except ClientDisconnect:
        raise UsageProblem("The request broke off.") from None
    if not isinstance(body, Mapping):
        raise UsageProblem("The body of the request has to be a JSON object.")
    return dict(body)
