"""Make untrusted text safe to show: nothing in it can steer a terminal, reorder or hide words, or be a bad link."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from qa.language.invisible import DIRECTION, INVISIBLE, drop_unneeded

_CONTROLS = [c for c in [*range(0x20), *range(0x7F, 0xA0)] if chr(c) not in "\t\n\r\x85"]
_SURROGATES = range(0xD800, 0xE000)

_SAFE: dict[int, str | None] = {
    **dict.fromkeys([*_CONTROLS, *_SURROGATES], "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys([0x2028, 0x2029, 0x85, 0x0D], "\n"),
    0x09: " ",
}
_REORDERING = re.compile(f"[{DIRECTION}]")
# Of what is not seen, joiners and selectors are read as letters are.
_ESCAPED = re.compile(rf"(?![\u200c\u200d\ufe00-\ufe0f])[\x7f-\x9f\u2028\u2029{INVISIBLE}]")
# The fields of values of JSON that are addresses.
_ADDRESSES = frozenset(["url", "link"])
# What an address may do that a program follows: lead to a page, or to an article of ours; a port is no scheme.
_OTHER_SCHEME = re.compile(r"(?!https?:|qa:)[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_URL_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"


def clean_lines(text: str) -> str:
    """Return text with its lines kept, and what is not text in it replaced or taken out."""
    return _REORDERING.sub("", drop_unneeded(text)).replace("\r\n", "\n").translate(_SAFE)


def clean_line(text: str | None) -> str:
    """Return text on one line, safe as clean_lines makes it; "" for None."""
    return " ".join(clean_lines(text or "").split())


def clean_url(url: str | None) -> str | None:
    """Return a web address in ASCII, or None where it is not one that a reader may be sent to."""
    if not url or not url.startswith(("http://", "https://")) or not url.isprintable() or " " in url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return quote(url, safe=_URL_CHARACTERS) if host else None


def escape_json(text: str) -> str:
    """Return JSON that says the same, with what a terminal or an eye could be misled by written as \\uXXXX."""
    return _ESCAPED.sub(lambda match: json.dumps(match[0])[1:-1], text)


def clean_values(values: Any) -> Any:
    """Return values of JSON with all texts as clean_lines makes them, however deep; lists stand for tuples.

    An address that hides something, or runs something, is left out, as another one would lead elsewhere. Offsets stay
    what they are: they count in the article's text as it is stored.
    """
    if isinstance(values, str):
        return clean_lines(values)
    if isinstance(values, Mapping):
        return {clean_lines(str(name)): _clean_field(name, value) for name, value in values.items()}
    if isinstance(values, list | tuple):
        return [clean_values(value) for value in values]
    return values


def _clean_field(name: object, value: Any) -> Any:
    if name not in _ADDRESSES or not isinstance(value, str):
        return clean_values(value)
    if clean_lines(value) != value:
        return clean_url(value)
    return None if _OTHER_SCHEME.match(value.strip()) else value
