"""The few keywords of JSON Schema by which a spec tells the shape of JSON inside a string.

The wheels carry no JSON Schema library. Codegen refuses a `contentSchema` with any keyword but these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

KEYWORDS = frozenset(
    {"type", "required", "properties", "items", "minItems", "maxItems", "minLength", "maxLength", "enum", "const"}
    | {"minimum", "maximum", "additionalProperties"}
)
ANNOTATIONS = frozenset({"description", "examples", "format", "default"})

_NAMES: Mapping[type, frozenset[str]] = {
    dict: frozenset({"object"}),
    list: frozenset({"array"}),
    str: frozenset({"string"}),
    int: frozenset({"integer", "number"}),
    float: frozenset({"number"}),
    bool: frozenset({"boolean"}),
    type(None): frozenset({"null"}),
}
"""What a spec may call the values that come out of JSON."""


class _Problem(NamedTuple):
    rule: str
    path: str = ""
    """From the value inwards: ``.member`` and ``[0]``, one after the other."""

    def inside(self, part: str) -> _Problem:
        """The same, seen from the value around."""
        return _Problem(self.rule, part + self.path)


def problem(value: object, schema: Mapping[str, Any]) -> str | None:
    """The first rule that a decoded JSON value breaks, with its path and without the value; None where it fits."""
    found = _problem(value, schema)
    if found is None:
        return None
    return f"{found.path.removeprefix('.')}: {found.rule}" if found.path else found.rule


def _problem(value: object, schema: Mapping[str, Any]) -> _Problem | None:
    expected = schema.get("type")
    if expected is not None:
        names: Sequence[str] = (expected,) if isinstance(expected, str) else expected
        if _NAMES[type(value)].isdisjoint(names):
            return _Problem(f"{' or '.join(names)} expected")
    if "const" in schema and value != schema["const"]:
        return _Problem("must be the constant of the schema")
    if "enum" in schema and value not in schema["enum"]:
        return _Problem(f"must be one of {', '.join(str(item) for item in schema['enum'])}")
    if isinstance(value, str):
        return _length_problem(len(value), schema, "minLength", "maxLength", "characters")
    if isinstance(value, list):
        return _array_problem(cast("list[object]", value), schema)
    if isinstance(value, dict):
        return _object_problem(cast("dict[str, object]", value), schema)
    if isinstance(value, int | float):
        return _bound_problem(value, schema)
    return None


def _bound_problem(value: float, schema: Mapping[str, Any]) -> _Problem | None:
    if value < schema.get("minimum", value):
        return _Problem(f"must be {schema['minimum']} or more")
    if value > schema.get("maximum", value):
        return _Problem(f"must be {schema['maximum']} or less")
    return None


def _length_problem(length: int, schema: Mapping[str, Any], low: str, high: str, unit: str) -> _Problem | None:
    if length < schema.get(low, 0):
        return _Problem(f"at least {schema[low]} {unit}")
    if length > schema.get(high, length):
        return _Problem(f"at most {schema[high]} {unit}")
    return None


def _array_problem(value: list[object], schema: Mapping[str, Any]) -> _Problem | None:
    found = _length_problem(len(value), schema, "minItems", "maxItems", "items")
    if found is None and "items" in schema:
        for index, item in enumerate(value):
            inner = _problem(item, schema["items"])
            if inner is not None:
                return inner.inside(f"[{index}]")
    return found


def _object_problem(value: dict[str, object], schema: Mapping[str, Any]) -> _Problem | None:
    for name in schema.get("required", ()):
        if name not in value:
            return _Problem(f"{name} is required")
    properties = cast("Mapping[str, Any]", schema.get("properties", {}))
    if schema.get("additionalProperties") is False:
        unknown = sorted(value.keys() - properties.keys())
        if unknown:
            return _Problem(f"{unknown[0]} is not a member")
    for name, rules in properties.items():
        if name in value:
            found = _problem(value[name], rules)
            if found is not None:
                return found.inside(f".{name}")
    return None
