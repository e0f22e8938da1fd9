"""An example without what may be left out: the request of a caller who sends no more than needed."""

from __future__ import annotations

from typing import Any, cast

from codegen.lint.document import Document, Node
from codegen.lint.shapes import constants, members, required, tag, variants


def smallest(document: Document, schema: Node, value: Any) -> Any:
    """The value without its optional members, those of its objects included."""
    node = document.resolve(schema)
    if isinstance(value, list):
        items = document.child(node, "items")
        return [smallest(document, items, item) for item in value] if items else value
    if not isinstance(value, dict):
        return value
    found = cast("dict[str, Any]", value)
    node = _variant(document, node, found)
    described, needed = members(document, node), required(document, node)
    if not described:
        return found
    return {
        name: smallest(document, described[name], item) if name in described else item
        for name, item in found.items()
        if name in needed
    }


def _variant(document: Document, node: Node, value: dict[str, Any]) -> Node:
    """The object of a union that the value's tag names; of another schema, the schema itself."""
    name = tag(document, node) if "oneOf" in node.value else None
    if name is None:
        return node
    found = [variant for variant in variants(document, node) if constants(document, variant)[name] == value.get(name)]
    return found[0] if found else node
