"""Which keywords of a schema reach the client; any other is refused rather than skipped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.load import pointer
from codegen.runtime.common.json_schema import ANNOTATIONS, KEYWORDS

FORMATS = frozenset({"int32", "int64", "float", "double", "binary"})

OBJECT = frozenset(
    {"type", "description", "properties", "required", "additionalProperties", "unevaluatedProperties"}
    | {"allOf", "if", "then", "else", "examples"}
)
MEMBER = frozenset(
    {"type", "format", "description", "examples", "default", "const", "items", "additionalProperties"}
    | {"minLength", "maxLength", "pattern", "minimum", "maximum", "minItems", "maxItems", "uniqueItems"}
    | {"contentMediaType", "contentSchema"}
)
REFERENCE = frozenset({"$ref", "description", "examples", "default"})


def object_problems(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Pointer below an object schema, and what is not supported there; its members and bases included."""
    yield from _unknown(schema, OBJECT)
    for name, member in schema.get("properties", {}).items():
        yield from ((pointer("properties", name) + where, what) for where, what in member_problems(member))
    for position, entry in enumerate(schema.get("allOf", ())):
        if "$ref" not in entry:
            yield from ((f"/allOf/{position}{where}", what) for where, what in object_problems(entry))


def member_problems(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Pointer below a member's schema, and what is not supported there."""
    if "$ref" in schema:
        yield from _unknown(schema, REFERENCE)
        return
    yield from _unknown(schema, MEMBER)
    if schema.get("format", "int32") not in FORMATS:
        yield "/format", f"format {schema['format']}"
    if isinstance(schema.get("additionalProperties"), dict):
        yield "/additionalProperties", "a map with typed values"
    items = schema.get("items")
    if isinstance(items, dict):
        if items.get("type") == "array":
            yield "/items", "a list of lists"
        yield from ((f"/items{where}", what) for where, what in member_problems(items))
    if "contentSchema" in schema:
        yield from ((f"/contentSchema{where}", what) for where, what in _content_problems(schema["contentSchema"]))


def _unknown(schema: dict[str, Any], known: frozenset[str]) -> Iterator[tuple[str, str]]:
    for keyword in sorted(schema.keys() - known):
        if keyword in ("oneOf", "anyOf"):
            yield f"/{keyword}", "a union in place"
        elif keyword == "enum":
            yield f"/{keyword}", "an enum in place"
        elif not keyword.startswith("x-"):
            yield f"/{keyword}", keyword


def _content_problems(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for keyword in sorted(schema.keys() - KEYWORDS - ANNOTATIONS):
        yield f"/{keyword}", f"{keyword} in a contentSchema"
    for name, member in schema.get("properties", {}).items():
        yield from ((pointer("properties", name) + where, what) for where, what in _content_problems(member))
    if isinstance(schema.get("items"), dict):
        yield from ((f"/items{where}", what) for where, what in _content_problems(schema["items"]))
