"""What the two generators are given: the bundled document less what they drop, refuse or misread."""

from __future__ import annotations

import copy
from typing import Any

DROPPED = ("if", "then", "else", "default", "examples", "example", "contentSchema", "unevaluatedProperties", "pattern")
"""Keywords that codegen reads from the raw document; openapi-python-client warns of some or drops them."""

REQUEST_ID = {
    "type": "string",
    "description": "The platform's id of this call, from inside the envelope: quote it to the vendor.",
    "examples": ["64jynw0jsbja"],
}


def normalised(document: dict[str, Any]) -> dict[str, Any]:
    """A copy of the bundled document that both generators read completely and without a warning."""
    result = copy.deepcopy(document)
    for operation in operations(result).values():
        for media in media_types(operation):
            media.pop("example", None)
            media.pop("examples", None)
    for schema in result.get("components", {}).get("schemas", {}).values():
        _strip(schema)
    return result


def with_request_id(document: dict[str, Any]) -> dict[str, Any]:
    """A copy in which every result of an enveloped method has `request_id`, which no API page lists."""
    result = copy.deepcopy(document)
    for operation in operations(result).values():
        if "x-top-response-key" not in operation:
            continue
        name = result_schema_name(operation)
        schema = result["components"]["schemas"][name]
        schema.setdefault("properties", {}).setdefault("request_id", copy.deepcopy(REQUEST_ID))
    return result


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The POST operation of every path."""
    return {path: item["post"] for path, item in document.get("paths", {}).items() if "post" in item}


def media_types(operation: dict[str, Any]) -> list[dict[str, Any]]:
    """Every media type object of an operation: request and responses."""
    bodies = [operation.get("requestBody", {}), *operation.get("responses", {}).values()]
    return [media for body in bodies for media in body.get("content", {}).values()]


def result_schema_name(operation: dict[str, Any]) -> str:
    """The component that describes a successful answer."""
    content = operation["responses"]["200"]["content"]
    return ref_name(next(iter(content.values()))["schema"])


def ref_name(schema: dict[str, Any]) -> str:
    """The component that a `$ref` names."""
    return str(schema["$ref"]).rpartition("/")[2]


def _strip(schema: Any) -> None:
    if isinstance(schema, list):
        for item in schema:
            _strip(item)
        return
    if not isinstance(schema, dict):
        return
    for keyword in DROPPED:
        schema.pop(keyword, None)
    if "allOf" in schema:
        schema["allOf"] = [entry for entry in schema["allOf"] if entry and not set(entry) <= {"x-client-only"}]
    for name in ("allOf", "oneOf", "anyOf", "items", "additionalProperties"):
        _strip(schema.get(name))
    for member in schema.get("properties", {}).values():
        _strip(member)
