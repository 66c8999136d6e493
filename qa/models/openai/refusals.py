"""Find what of a request an endpoint refuses, wherever the body of its error names it, so that it can be left out."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from qa.language.wording import refusals
from qa.models.openai.errors import is_too_long
from qa.models.openai.http import EndpointError

# What an error may quote of the request itself.
_ECHOES = frozenset({"input", "ctx", "request", "messages", "body", "prompt"})
_REFUSING = frozenset({400, 403, 404, 405, 406, 409, 415, 422, 424})


def find_refused_parameter(error: EndpointError, names: Collection[str]) -> str | None:
    """Return which of the parameters a request was refused for; None if it was refused for something else.

    names  those that were sent, "system" for messages of that role
    """
    if error.status not in _REFUSING and error.status < 500 and error.status != 200:
        return None
    told = list(_iterate_texts(error.body))
    if is_too_long(error):
        return None
    for key, text in told:
        if key in ("param", "loc", "parameter", "field") and (found := _find_first(text, names)):
            return found
    texts = [text for _, text in told]
    if error.status in (403, 404, 200) or error.status >= 500:
        texts = [text for text in texts if refusals.NOT_ABLE.search(text)]
    return next((found for text in texts if (found := _find_first(text, names))), None)


def _find_first(text: str, names: Collection[str]) -> str | None:
    """Return the parameter that a text names first; a longer name wins where two begin alike."""
    places = [(match.start(), -len(match[0]), name) for name in names if (match := _compile(name).search(text))]
    return min(places)[2] if places else None


def _compile(name: str) -> re.Pattern[str]:
    return re.compile(refusals.CALLED.get(name, rf"\b{re.escape(name)}\b"), re.IGNORECASE | re.DOTALL)


def _iterate_texts(body: Any, key: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the texts of an error's body with their keys; a list of names is one text, and a body in a text is read."""
    if depth > 6:
        return
    if isinstance(body, str):
        yield key, body[:4_000]
    elif isinstance(body, dict):
        for name, value in body.items():
            if name not in _ECHOES:
                yield from _iterate_texts(value, str(name), depth + 1)
    elif isinstance(body, list) and all(isinstance(item, str | int) for item in body):
        yield key, ".".join(map(str, body))
    elif isinstance(body, list):
        for item in body[:20]:
            yield from _iterate_texts(item, key, depth + 1)
