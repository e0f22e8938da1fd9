"""Rules about keywords: each is known, supported, and has a value of the right type."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from typing import Final

from .document import Document, Mistyped, Node, mapping, sequence
from .grammar import KINDS
from .rules import Problem, rule

_INSTEAD: Final = {
    "anyOf": "Use oneOf with a const tag in every variant.",
    "discriminator": "Remove it: the const tag of the variants tells them apart.",
    "example": "Write examples: [...].",
    "exclusiveMaximum": "Use maximum.",
    "exclusiveMinimum": "Use minimum.",
    "nullable": "In a response, add null to the type: type: [string, 'null'].",
    "$ref": "Write out here what it refers to.",
    "get": "Describe it as POST, if the server takes that.",
}


@rule("unknown-keyword", "A name that nobody reads is ignored without a word.")
def unknown_keyword(document: Document) -> Iterator[Problem]:
    """Every key is a keyword of its object; free names stand only below ``properties`` and the like."""
    for node, key in _keys(document):
        kind = KINDS[node.kind]
        if key not in kind.keywords and key not in kind.unsupported:
            yield Problem((*node.at, key), f"{key!r} is no keyword of {kind.title}", _correction(node, key))


@rule("unsupported-keyword", "What the generator cannot express would be missing from the client.")
def unsupported_keyword(document: Document) -> Iterator[Problem]:
    """No keyword is used that is valid and that codegen cannot express."""
    for node, key in _keys(document):
        kind = KINDS[node.kind]
        if key in kind.unsupported:
            fix = _INSTEAD.get(key, "Say it in the description, and remove the keyword.")
            yield Problem((*node.at, key), f"{key} of {kind.title} is not supported", fix)


@rule("keyword-value", "A value of another type is ignored by some tools and fatal to others.")
def keyword_value(document: Document) -> Iterator[Problem]:
    """Every keyword has a value of the type that it is defined with."""
    for item in document.mistyped:
        name = ".".join(item.at[-2:]) if item.at[-1].isdigit() else item.at[-1]
        yield Problem(item.at, f"{name} is {item.expected}, not {_described(item)}", _retyping(item))


def _retyping(item: Mistyped) -> str:
    if item.value is None:
        return "Write the value, or remove the key."
    if item.expected == "text" and isinstance(item.value, int | float):
        return "Quote it."
    return "Write true or false." if item.expected == "true or false" else "Correct it."


def _described(item: Mistyped) -> str:
    if mapping(item.value):
        return "a mapping"
    if sequence(item.value) and not item.expected.startswith("a type"):
        return "a list"
    return "nothing" if item.value is None else json.dumps(item.value, ensure_ascii=False)


@rule("title", "Class names come from the components; one generator prefers the title, the other does not.")
def title(document: Document) -> Iterator[Problem]:
    """No schema has a title."""
    for node in document.nodes["schema"]:
        if "title" in node.value:
            fix = "Remove it; say more in the description if it is needed."
            yield Problem((*node.at, "title"), "a schema has no title here", fix)


@rule("openapi-version", "The generator reads OpenAPI 3.1, in which a schema is JSON Schema.")
def openapi_version(document: Document) -> Iterator[Problem]:
    """The document is written for OpenAPI 3.1."""
    version = document.root.value.get("openapi")
    if not isinstance(version, str) or not re.fullmatch(r"3\.1\.\d+", version):
        yield Problem(("openapi",), f"openapi is 3.1.0, not {version}", "Write `openapi: 3.1.0`.")


def _keys(document: Document) -> Iterator[tuple[Node, str]]:
    for nodes in document.nodes.values():
        for node in nodes:
            for key in node.value:
                yield node, key


def _correction(node: Node, key: str) -> str:
    known = KINDS[node.kind].keywords
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.75)
    if close:
        return f"Did you mean {close[0]}?"
    if node.value[key] is None:
        return "Quote the text before it: in {...}, a comma in unquoted text begins a new key."
    return "Remove it, or say it in the description."
