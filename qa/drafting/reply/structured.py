"""Read a reply that is JSON: the texts in it are the answer, and the numbers of passages beside them their marks."""

import json
import re
from collections.abc import Iterator
from typing import Any

# What is said of an answer and is none.
_ASIDE = frozenset(
    "reasoning thinking thoughts thought analysis explanation question query confidence language id type title".split()
)
_CITES = re.compile(
    r"(?:cited_?)?(?:passages?|sources?|citations?|references?|refs?|evidence)(?:_?(?:ids?|numbers?))?|cited",
    re.IGNORECASE,
)
# What an object was that is cut off or not written well.
_OBJECT = re.compile(r"\s*\{\s*\"\w{1,30}\"\s*:")
_PAIR = re.compile(r"\"(?P<key>\w{1,30})\"\s*:\s*\"(?P<text>(?:[^\"\\]|\\.)*)")
_DEEPEST = 8


def opens_structure(line: str) -> bool:
    """Tell whether a reply that begins with this line may be JSON."""
    return line.lstrip().startswith(("{", "[{", "```json", '["'))


def read_structure(text: str) -> str | None:
    """Return the lines that a reply in JSON states, with their marks; None where it is no JSON."""
    body = text.strip()
    if body.startswith("```"):
        body = body.partition("\n")[2].rpartition("```")[0]
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        value = {match["key"]: match["text"] for match in _PAIR.finditer(body)} if _OBJECT.match(body) else None
    lines = list(_iterate_texts(value))
    return "\n".join(lines) if lines else None


def _iterate_texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield the texts of a value, each of an object with the numbers of passages that the object names."""
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _iterate_texts(item, depth + 1)
    elif isinstance(value, dict):
        cited = [own for key, own in value.items() if _CITES.fullmatch(key)]
        marks = "".join(f"[{number}]" for own in cited for number in _read_numbers(own))
        for key, own in value.items():
            if key.lower() in _ASIDE or _CITES.fullmatch(key):
                continue
            for text in _iterate_texts(own, depth + 1):
                yield f"{text} {marks}" if marks and "[" not in text else text


def _read_numbers(value: Any) -> list[int]:
    items = value if isinstance(value, list) else [value]
    numbers = [int(item) for item in items if isinstance(item, int | str) and str(item).isdecimal()]
    return [number for number in numbers if number < 1000]
