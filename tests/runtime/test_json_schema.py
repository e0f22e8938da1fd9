"""The shape of JSON inside a string: which rule it breaks, and where."""

from __future__ import annotations

from typing import Any

import pytest

from codegen.runtime.common.json_schema import problem

NESTED: dict[str, Any] = {
    "type": "object",
    "properties": {"list": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}}},
}


@pytest.mark.parametrize(
    ("value", "schema", "expected"),
    [
        ({"list": [{"n": 1}, {"n": True}]}, NESTED, "list[1].n: integer expected"),
        ([[0], ["a"]], {"items": {"items": {"type": ["integer", "null"]}}}, "[1][0]: integer or null expected"),
        ([{"a": 1.5}], {"items": {"properties": {"a": {"type": "integer"}}}}, "[0].a: integer expected"),
        ({}, {"type": "array"}, "array expected"),
        (None, {"type": "string"}, "string expected"),
        (False, {"type": ["integer", "number", "string"]}, "integer or number or string expected"),
        ("a", {"const": "b"}, "must be the constant of the schema"),
        (3, {"enum": [1, 2]}, "must be one of 1, 2"),
        ("a", {"minLength": 2}, "at least 2 characters"),
        ("abc", {"maxLength": 2}, "at most 2 characters"),
        ([], {"minItems": 1}, "at least 1 items"),
        ([1, 2], {"maxItems": 1, "items": {"type": "string"}}, "at most 1 items"),
        (0, {"minimum": 1}, "must be 1 or more"),
        (2.5, {"maximum": 2}, "must be 2 or less"),
        ({"o": {}}, {"properties": {"o": {"required": ["a"]}}}, "o: a is required"),
        ({"b": 1, "a": 1}, {"properties": {}, "additionalProperties": False}, "a is not a member"),
    ],
)
def test_problems(value: object, schema: dict[str, Any], expected: str) -> None:
    """The first rule that is broken is told with its path, and without the value."""
    assert problem(value, schema) == expected


@pytest.mark.parametrize(
    ("value", "schema"),
    [
        ({"list": [{"n": 1}, {}], "more": None}, NESTED),
        ({}, {}),
        (1, {"type": "number", "minimum": 1, "maximum": 1}),
        (1.5, {"type": ["number"]}),
        (True, {"type": "boolean"}),
        (None, {"type": "null"}),
        ("ab", {"minLength": 2, "maxLength": 2, "enum": ["ab"], "const": "ab"}),
        ([1, "1"], {"minItems": 1, "items": {"type": ["integer", "string"]}}),
    ],
)
def test_what_fits(value: object, schema: dict[str, Any]) -> None:
    """Values at their limits fit."""
    assert problem(value, schema) is None
