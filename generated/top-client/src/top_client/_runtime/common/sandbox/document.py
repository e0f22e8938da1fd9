"""Read what a sandbox needs from the OpenAPI document that the package carries.

References are local ones (``#/components/...``), as the bundler leaves them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from attrs import frozen

Schema = Mapping[str, Any]
Document = Mapping[str, Any]


@frozen
class Members:
    """The members of an object schema, with those of everything it is composed of."""

    properties: Mapping[str, Schema]
    required: frozenset[str]


@frozen
class OperationSpec:
    """One operation of the document and the parts of it that every sandbox asks for."""

    id: str
    path: str
    """The key in the document's ``paths``, with a fragment where it has one."""
    raw: Schema
    media_type: str
    """How the request body is encoded."""
    body: Schema
    """The entry of that media type: ``schema``, ``encoding``, ``example``."""

    @property
    def schema(self) -> Schema:
        """The schema of the request body."""
        return cast("Schema", self.body.get("schema", {}))


def operations(document: Document) -> Iterator[OperationSpec]:
    """List the document's POST operations; one that takes several media types comes several times."""
    for path, item in document["paths"].items():
        if "post" in item:
            raw = item["post"]
            content: Mapping[str, Schema] = raw.get("requestBody", {}).get("content", {"": {}})
            for media_type, body in content.items():
                yield OperationSpec(raw["operationId"], path, raw, media_type, body)


def resolve(document: Document, schema: Schema) -> Schema:
    """Follow a schema's reference; keywords beside it win over those of its target."""
    while "$ref" in schema:
        target: Any = document
        for token in str(schema["$ref"]).removeprefix("#/").split("/"):
            target = target[token.replace("~1", "/").replace("~0", "~")]
        schema = {**target, **{key: value for key, value in schema.items() if key != "$ref"}}
    return schema


def members(document: Document, schema: Schema) -> Members:
    """Collect the members of an object schema through its references and ``allOf``."""
    schema = resolve(document, schema)
    properties: dict[str, Schema] = dict(schema.get("properties", {}))
    required = frozenset(schema.get("required", ()))
    for part in schema.get("allOf", ()):
        inner = members(document, part)
        properties.update(inner.properties)
        required |= inner.required
    return Members(properties, required)


def branches(document: Document, schema: Schema) -> tuple[str, Mapping[Any, Schema]] | None:
    """Read a union that is told apart by a constant member.

    Returns:
        The member's name, and the branch for each of its values; None if the schema is no such union.
    """
    options = resolve(document, schema).get("oneOf", ())
    collected = [members(document, option) for option in options]
    for tag in sorted(frozenset[str]().union(*(option.required for option in collected))):
        values = [_constant(document, option, tag) for option in collected]
        if None not in values:
            return tag, dict(zip(values, options, strict=True))
    return None


def _constant(document: Document, option: Members, tag: str) -> Any:
    if tag not in option.required:
        return None
    return resolve(document, option.properties.get(tag, {})).get("const")


def response_example(document: Document, operation: OperationSpec) -> Any:
    """The documented answer of a success; put together from its members' examples if none is written."""
    response = resolve(document, operation.raw["responses"]["200"])
    content = response["content"]["application/json"]
    return content["example"] if "example" in content else example(document, content.get("schema", {}))


def example(document: Document, schema: Schema) -> Any:
    """Make up a value of a schema from the examples, constants and defaults in it."""
    schema = resolve(document, schema)
    for keyword in ("const", "example", "default"):
        if keyword in schema:
            return schema[keyword]
    for keyword in ("examples", "enum"):
        if schema.get(keyword):
            return schema[keyword][0]
    if schema.get("oneOf"):
        return example(document, schema["oneOf"][0])
    found = members(document, schema).properties
    kind = str(schema.get("type"))
    if found:
        return {name: example(document, member) for name, member in found.items()}
    empty: dict[str, Any] = {"array": [], "object": {}, "integer": 0, "number": 0, "boolean": False}
    return empty.get(kind, "")
