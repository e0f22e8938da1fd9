"""The examples of a document: which values it shows, and which schema each is an example of."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ..load import Tokens
from .document import Document, Node, mapping, sequence


@frozen(eq=False)
class Sample:
    """A value that a spec shows."""

    at: Tokens
    schema: Node
    """What it is a value of."""
    value: object
    name: str
    """How a message names it, such as ``example 1 of userID``."""


def samples(document: Document) -> Iterator[Sample]:
    """Every example and default: of schemas, media types, parameters and headers."""
    for node in document.nodes["schema"]:
        yield from schema_samples(node)
        if "default" in node.value:
            yield Sample((*node.at, "default"), node, node.value["default"], f"the default of {node.name}")
    for kind in ("media-type", "parameter", "header"):
        for node in document.nodes[kind]:
            yield from content_samples(document, node)


def schema_samples(node: Node) -> Iterator[Sample]:
    """The examples of a schema."""
    for index, value in enumerate(sequence(node.value.get("examples"))):
        yield Sample((*node.at, "examples", str(index)), node, value, f"example {index + 1} of {node.name}")


def content_samples(document: Document, node: Node) -> Iterator[Sample]:
    """The examples of a media type, a parameter or a header."""
    schema = document.by_place.get((*node.at, "schema"))
    if schema is None:
        return
    if "example" in node.value:
        yield Sample((*node.at, "example"), schema, node.value["example"], "the example")
    for name in mapping(node.value.get("examples")):
        found = document.child(node, "examples", name)
        if found is not None and "value" in found.value:
            yield Sample((*found.at, "value"), schema, found.value["value"], f"the example {name}")
