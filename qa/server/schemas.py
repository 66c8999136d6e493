"""JSON schemas of what the API and tools give, made of the types that it is written from.

Clients of tools refuse schemas with unions: there, what has no value is left out instead of being null.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]

_PLAIN: Mapping[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def take_object(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """Return the schema of an object with these fields and no others."""
    properties = {**required, **(optional or {})}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def take_text(description: str) -> Schema:
    """Return the schema of a text."""
    return {"type": "string", "description": description}


def take_list(items: Schema, description: str = "") -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items, **({"description": description} if description else {})}


def describe_values(kind: Any) -> Schema:
    """Return the schema of a type's values in JSON: what has no value is null, not left out."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return take_object({f.name: describe_values(hints[f.name]) for f in fields(kind)})
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"type": "string", "enum": [value for value in args if isinstance(value, str)]}
    if origin in (Union, UnionType):
        described = describe_values(_take_value(kind))
        return allow_null(described) if NoneType in args else described
    if origin in (tuple, list):
        return take_list(describe_values(args[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": describe_values(args[1])}
    raise TypeError(f"{kind} has no schema")


def pick_fields(schema: Schema, names: Sequence[str]) -> Schema:
    """Return the schema of an object with some of its fields, in this order."""
    return take_object({name: schema["properties"][name] for name in names})


def leave_out_null(schema: Schema) -> Schema:
    """Return the schema of the same values as drop_missing leaves them: what may be null may be missing instead."""
    told = dict(schema)
    if _may_be_null(schema):
        told["type"] = schema["type"][0]
        if "enum" in schema:
            told["enum"] = [value for value in schema["enum"] if value is not None]
    if "properties" in schema:
        inner = schema["properties"]
        told["properties"] = {name: leave_out_null(each) for name, each in inner.items()}
        told["required"] = [name for name in schema["required"] if not _may_be_null(inner[name])]
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), Mapping):
            told[name] = leave_out_null(schema[name])
    return told


def _may_be_null(schema: Schema) -> bool:
    return isinstance(schema.get("type"), list)


def allow_null(schema: Schema) -> Schema:
    """Return a schema that null passes too."""
    choices = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, **choices, "type": [schema["type"], "null"]}


def add_fields(schema: Schema, more: Mapping[str, Schema], *, optional: Mapping[str, Schema] | None = None) -> Schema:
    """Return the schema of an object with more fields, or with others of the same names."""
    required = {name: schema["properties"][name] for name in schema["required"]}
    return take_object({**required, **more}, optional)


def drop_missing(values: Any) -> Any:
    """Return values of JSON without the fields that are null, however deep, and with lists for tuples."""
    if isinstance(values, Mapping):
        return {name: drop_missing(value) for name, value in values.items() if value is not None}
    if isinstance(values, list | tuple):
        return [drop_missing(value) for value in values]
    return values


def _take_value(kind: Any) -> Any:
    """Return the one type of a union that is not None. Raises TypeError where there are several."""
    (value,) = [other for other in get_args(kind) if other is not NoneType] or [None]
    return value
