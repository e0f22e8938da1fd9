"""Rules about what a reader is told: descriptions and examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .document import Document, Node, sequence, types
from .rules import Problem, rule
from .shapes import is_file

_DESCRIBED: Final = (
    "info",
    "tag",
    "common-parameter",
    "operation",
    "parameter",
    "header",
    "response",
    "security-scheme",
)
_SCALARS: Final = frozenset({"string", "integer", "number", "boolean"})


@rule("description-missing", "It is the docstring, and all that most users read.")
def description_missing(document: Document) -> Iterator[Problem]:
    """Operations, members, components and what else a reader meets have a description."""
    described = [node for kind in _DESCRIBED for node in document.nodes[kind] if "$ref" not in node.value]
    schemas = [node for node in document.nodes["schema"] if node.via == "properties" or len(node.at) == 3]
    for node in (*described, *schemas):
        keys = ("summary", "description") if node.kind == "operation" else ("description",)
        for key in keys:
            text = node.value.get(key, "")
            if isinstance(text, str) and not text.strip():
                fix = f"Add `{key}:` in a sentence."
                if "$ref" in node.value:
                    fix = f"Add `{key}:` beside the $ref."
                yield Problem(node.at, f"{_shown(node)} has no {key}", fix)


def _shown(node: Node) -> str:
    if node.kind == "operation":
        return node.at[1]
    if node.kind == "schema" or node.at[:1] == ("components",):
        return node.name
    return f"{node.via} {node.name}" if node.name.isdigit() or node.via == "responses" else node.name


@rule("examples-missing", "Tests and documents are made from them.")
def examples_missing(document: Document) -> Iterator[Problem]:
    """Every scalar member, or list of scalars, and every parameter has an example."""
    for node in document.nodes["schema"]:
        if node.via == "properties" and _needs_examples(document, node) and not _has_examples(document, node):
            yield Problem(node.at, f"{node.name} has no examples", "Add `examples: [...]` with a value as on the page.")
    for kind in ("parameter", "header", "common-parameter"):
        for node in document.nodes[kind]:
            schema = document.child(node, "schema")
            given = node.value.keys() & {"example", "examples", "$ref"}
            if not given and not (schema and _has_examples(document, schema)):
                yield Problem(node.at, f"{_shown(node)} has no example", "Add an example.")


def _needs_examples(document: Document, node: Node) -> bool:
    if node.value.keys() & {"$ref", "enum", "const"} or is_file(node):
        return False
    if "array" in types(node.value):
        item = document.by_place.get((*node.at, "items"))
        return item is not None and _needs_examples(document, item)
    return bool(_SCALARS & set(types(node.value)))


def _has_examples(document: Document, node: Node) -> bool:
    if sequence(node.value.get("examples")):
        return True
    item = document.by_place.get((*node.at, "items"))
    return item is not None and _has_examples(document, item)
