"""Hold values of JSON against a schema, and say in words which of them does not fit and what it may be.

Of JSON Schema (https://json-schema.org/draft/2020-12) these words are understood: type, enum, minimum, maximum,
minItems, items, properties, required, if, then, else. A field that a schema does not name is left aside.
"""

import json
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

from qa.errors import UsageProblem
from qa.server.schemas import Schema

_LONGEST_SHOWN = 60
_NAMED: Mapping[str, str] = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
}


def refuse_misfit(value: Any, schema: Schema, *, name: str = "") -> None:
    """Raise UsageProblem for the first value that does not fit a schema; its param is the path to it.

    Args:
        value: What was read from JSON.
        schema: What it may be.
        name: What the value is called: "" for a whole request, else such as "messages".
    """
    for problem in _find_misfits(value, schema, name):
        raise problem


def _find_misfits(value: Any, schema: Schema, path: str) -> Iterator[UsageProblem]:
    """Yield what does not fit; what is within a value only where the value itself fits."""
    if not _is_of_type(value, schema) or not _is_in_bounds(value, schema):
        told = f"{path!r} can't be {_show(value)}: it is {describe_schema(schema)}."
        yield UsageProblem(told[0].upper() + told[1:], param=path or None)
        return
    if "if" in schema:
        fits = next(_find_misfits(value, schema["if"], path), None) is None
        yield from _find_misfits(value, schema.get("then" if fits else "else", {}), path)
    if isinstance(value, Mapping):
        yield from _find_misfits_within(value, schema, path)
    if isinstance(value, list) and "items" in schema:
        for place, each in enumerate(value):
            yield from _find_misfits(each, schema["items"], f"{path}[{place}]")


def _find_misfits_within(value: Mapping[str, Any], schema: Schema, path: str) -> Iterator[UsageProblem]:
    lead = f"{path}." if path else ""
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            told = describe_schema(properties.get(name, {}))
            yield UsageProblem(f"Give {lead + name!r}{f': it is {told}' if told else ''}.", param=lead + name)
    for name, inner in properties.items():
        if name in value:
            yield from _find_misfits(value[name], inner, lead + name)


def describe_schema(schema: Schema) -> str:
    """Return in words what values a schema takes, "" for all; that null stands for what is left out goes unsaid."""
    if "enum" in schema:
        return f"one of: {', '.join(str(choice) for choice in schema['enum'] if choice is not None)}"
    kinds = [kind for kind in _list_types(schema) if kind != "null"]
    told = [_NAMED[kind] + (_describe_bounds(schema) if kind in ("integer", "number") else "") for kind in kinds]
    if "array" in kinds and schema.get("minItems"):
        told[kinds.index("array")] += " with something in it"
    if inner := schema.get("items"):
        told[kinds.index("array")] += f" (each {describe_schema(inner)})" if describe_schema(inner) else ""
    return " or ".join(told)


def _describe_bounds(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None:
        return f" from {least} to {most}"
    return f" of at least {least}" if least is not None else ""


def _list_types(schema: Schema) -> list[str]:
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _is_of_type(value: Any, schema: Schema) -> bool:
    kinds = _list_types(schema)
    return not kinds or any(_IS_OF[kind](value) for kind in kinds)


def _is_in_bounds(value: Any, schema: Schema) -> bool:
    if value not in schema.get("enum", [value]):
        return False
    if isinstance(value, list):
        return len(value) >= int(schema.get("minItems", 0))
    if not _is_number(value):
        return True
    return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _show(value: Any) -> str:
    """Return a value as JSON has it, or its beginning."""
    if value == []:
        return "an empty list"
    told = json.dumps(value, ensure_ascii=False) if not isinstance(value, list | dict) else _NAMED[_name_type(value)]
    return told if len(told) <= _LONGEST_SHOWN else f"{told[: _LONGEST_SHOWN - 4]} ..."


def _name_type(value: Any) -> str:
    return next(kind for kind, is_of in _IS_OF.items() if is_of(value))


_IS_OF: Mapping[str, Any] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: _is_number(value) and value == int(value),
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, Mapping),
    "null": lambda value: value is None,
}
