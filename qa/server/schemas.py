"""JSON schemas of what tools and the API give, made of the types; for tools without unions, nulls and references.

What has no value is left out of the result of a tool instead of being null, and its field is not required.
"""

from collections.abc import Mapping
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


def describe_type(kind: Any) -> Schema:
    """Return the schema of a type's values, as drop_missing leaves them: plain types, lists, mappings, dataclasses."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if is_dataclass(kind):
        return describe_part(kind, tuple(f.name for f in fields(kind)))
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"type": "string", "enum": [value for value in args if isinstance(value, str)]}
    if origin in (Union, UnionType):
        return describe_type(_take_value(kind))
    if origin in (tuple, list):
        return take_list(describe_type(args[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": describe_type(args[1])}
    raise TypeError(f"{kind} has no schema")


def describe_part(kind: Any, names: tuple[str, ...]) -> Schema:
    """Return the schema of some fields of a dataclass, in this order."""
    hints = get_type_hints(kind)
    optional = [name for name in names if NoneType in get_args(hints[name])]
    described = {name: describe_type(hints[name]) for name in names}
    return take_object(
        {name: schema for name, schema in described.items() if name not in optional},
        {name: schema for name, schema in described.items() if name in optional},
    )


def describe_values(kind: Any) -> Schema:
    """Return the schema of a type's values as the API gives them: what has no value is null, not left out."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return take_object({f.name: describe_values(hints[f.name]) for f in fields(kind)})
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType) and NoneType in args:
        return allow_null(describe_values(_take_value(kind)))
    if origin in (tuple, list):
        return take_list(describe_values(args[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": describe_values(args[1])}
    return describe_type(kind)


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
