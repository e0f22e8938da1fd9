"""The few keywords of JSON Schema by which a spec tells the shape of JSON inside a string.

The wheels carry no JSON Schema library. Codegen refuses a `contentSchema` with any keyword but these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

KEYWORDS = frozenset(
    {"type", "required", "properties", "items", "minItems", "maxItems", "minLength", "maxLength", "enum", "const"}
    | {"minimum", "maximum", "additionalProperties"}
)
ANNOTATIONS = frozenset({"description", "examples", "format", "default"})

JSON_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


def problem(value: object, schema: Mapping[str, Any], path: str = "") -> str | None:
    """The first rule that a decoded JSON value breaks, with its path and without the value; None where it fits."""
    where = f"{path}: " if path else ""
    expected = schema.get("type")
    if expected is not None:
        names: Sequence[str] = (expected,) if isinstance(expected, str) else expected
        if not _is_one_of(value, names):
            return f"{where}{' or '.join(names)} expected"
    if "const" in schema and value != schema["const"]:
        return f"{where}must be the constant of the schema"
    if "enum" in schema and value not in schema["enum"]:
        return f"{where}must be one of {', '.join(str(item) for item in schema['enum'])}"
    if isinstance(value, str | list):
        return _length_problem(cast("str | list[object]", value), schema, path, where)
    if isinstance(value, dict):
        return _object_problem(cast("dict[str, object]", value), schema, path, where)
    if isinstance(value, int | float):
        if value < schema.get("minimum", value):
            return f"{where}must be {schema['minimum']} or more"
        if value > schema.get("maximum", value):
            return f"{where}must be {schema['maximum']} or less"
    return None


def _is_one_of(value: object, names: Sequence[str]) -> bool:
    if isinstance(value, bool):
        return "boolean" in names
    return any(isinstance(value, JSON_TYPES[name]) for name in names)


def _length_problem(value: str | list[object], schema: Mapping[str, Any], path: str, where: str) -> str | None:
    low, high, unit = ("minLength", "maxLength", "characters")
    if isinstance(value, list):
        low, high, unit = ("minItems", "maxItems", "items")
    if len(value) < schema.get(low, 0):
        return f"{where}at least {schema[low]} {unit}"
    if len(value) > schema.get(high, len(value)):
        return f"{where}at most {schema[high]} {unit}"
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            found = problem(item, schema["items"], f"{path}[{index}]")
            if found is not None:
                return found
    return None


def _object_problem(value: dict[str, object], schema: Mapping[str, Any], path: str, where: str) -> str | None:
    for name in schema.get("required", ()):
        if name not in value:
            return f"{where}{name} is required"
    properties = cast("Mapping[str, Any]", schema.get("properties", {}))
    if schema.get("additionalProperties") is False:
        unknown = sorted(value.keys() - properties.keys())
        if unknown:
            return f"{where}{unknown[0]} is not a member"
    for name, rules in properties.items():
        if name in value:
            found = problem(value[name], rules, f"{path}.{name}" if path else name)
            if found is not None:
                return found
    return None
