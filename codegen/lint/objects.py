"""Rules about components: what is one, what it is called, who uses it, and whether it is open."""

from __future__ import annotations

import builtins
import re
import typing
from collections.abc import Iterator
from typing import Final

from .document import Document, Node, mapping, sequence, types, value_types
from .rules import Problem, rule
from .shapes import Uses, bases, is_object, members, uses

_TAKEN: Final = frozenset(dir(builtins)) | frozenset(dir(typing))
_PASCAL: Final = re.compile(r"[A-Z][A-Za-z0-9]*")


@rule("inline-object", "It becomes a class, which takes its name from the component.")
def inline_object(document: Document) -> Iterator[Problem]:
    """Objects with members, enums and unions are components, not written in place."""
    for node in document.nodes["schema"]:
        if _is_part(node):
            continue
        what = _needs_name(node)
        if what is not None:
            fix = "Move it to components.schemas, and refer to it."
            yield Problem(node.at, f"{what} is written in place at {node.name}", fix)


def _is_part(node: Node) -> bool:
    """Whether a schema is a component, or a part of one that is no type of its own."""
    if len(node.at) == 3:
        return True
    return node.via in ("allOf", "oneOf") and node.parent is not None and len(node.parent.at) == 3


def _needs_name(node: Node) -> str | None:
    value = node.value
    if "properties" in value or "allOf" in value:
        return "an object with members"
    if "enum" in value:
        return "an enum"
    if "oneOf" in value:
        return "a union"
    return None


@rule("free-object", "It tells an object whose members are free from one whose members were forgotten.")
def free_object(document: Document) -> Iterator[Problem]:
    """An object in place is free-form and says so."""
    for node in document.nodes["schema"]:
        if len(node.at) == 3 or node.via == "allOf" or value_types(node.value) != ["object"]:
            continue
        if "properties" not in node.value and node.value.get("additionalProperties") is not True:
            fix = "Write `{type: object, additionalProperties: true}`, or refer to a component."
            yield Problem(node.at, f"the object {node.name} has no members and is not free-form", fix)


@rule("component-name", "Components become Python classes, and their modules import from typing.")
def component_name(document: Document) -> Iterator[Problem]:
    """Component names are PascalCase, and none is a name of typing or of the builtins."""
    for kind, components in document.components.items():
        for name, node in components.items():
            if kind != "securitySchemes" and not _PASCAL.fullmatch(name):
                message, fix = f"the component name {name} is not PascalCase", "Begin each word with a capital."
            elif kind == "schemas" and name in _TAKEN:
                message, fix = f"{name} is a name of Python", "Choose another, such as one with the method's name."
            else:
                continue
            yield Problem(node.at, message, fix)


@rule("closed-request", "A misspelt member would be sent, and ignored without a word.")
def closed_request(document: Document) -> Iterator[Problem]:
    """Objects of requests are closed: additionalProperties, or unevaluatedProperties with allOf, is false."""
    extended = bases(document)
    for node in _objects(document, uses(document).request):
        if node.at in extended:
            continue
        keyword, other = "additionalProperties", "unevaluatedProperties"
        if "allOf" in node.value:
            keyword, other = other, keyword
        if other in node.value:
            message = f"{node.name} is closed by {keyword}, not {other}"
            yield Problem((*node.at, other), message, f"Write `{keyword}: false` instead.")
        elif node.value.get(keyword) is not False:
            yield Problem(node.at, f"the request object {node.name} is open", f"Add `{keyword}: false`.")


@rule("open-base", "A closed base refuses the members of everything that extends it.")
def open_base(document: Document) -> Iterator[Problem]:
    """Neither a base nor a part of an allOf is closed."""
    extended = bases(document)
    for node in document.nodes["schema"]:
        part = node.via == "allOf" and "$ref" not in node.value
        for keyword in ("additionalProperties", "unevaluatedProperties"):
            if (part or node.at in extended) and keyword in node.value:
                fix = "Remove it; close what extends the base by `unevaluatedProperties: false`."
                yield Problem((*node.at, keyword), f"{keyword} in a part of an allOf", fix)


@rule("open-response", "The server may add members at any time; they are kept in `extra`.")
def open_response(document: Document) -> Iterator[Problem]:
    """Objects of responses are open."""
    extended = bases(document)
    for node in _objects(document, uses(document).response):
        for keyword in ("additionalProperties", "unevaluatedProperties"):
            if node.at not in extended and keyword in node.value:
                yield Problem((*node.at, keyword), f"the response object {node.name} has {keyword}", "Remove it.")


@rule("shared-component", "Requests are read strictly and responses leniently, so they need two classes.")
def shared_component(document: Document) -> Iterator[Problem]:
    """A component is used by requests or by responses."""
    used: Uses = uses(document)
    for node in document.schemas.values():
        if node.at in used.request and node.at in used.response:
            fix = "Make two components of it."
            yield Problem(node.at, f"{node.name} is used by requests and by responses", fix)


@rule("unused-component", "It looks like a part of the API and is none.")
def unused_component(document: Document) -> Iterator[Problem]:
    """Every component can be reached from a path."""
    used = uses(document).any
    secured = {
        name
        for node in (document.root, *document.nodes["operation"])
        for requirement in sequence(node.value.get("security"))
        for name in mapping(requirement)
    }
    for kind, components in document.components.items():
        for name, node in components.items():
            if node.at not in used and not (kind == "securitySchemes" and name in secured):
                yield Problem(node.at, f"nothing refers to {name}", "Remove it, or refer to it.")


@rule("nullable-request", "A request member is sent or left out; None means left out.")
def nullable_request(document: Document) -> Iterator[Problem]:
    """No member of a request may be null."""
    for component in _objects(document, uses(document).request):
        for name, member in members(document, component).items():
            if member.at[:3] == component.at and "null" in types(document.resolve(member).value):
                fix = "Remove null; leave the member out of required if it is optional."
                yield Problem(member.at, f"the request member {name} may be null", fix)


def _objects(document: Document, used: frozenset[tuple[str, ...]]) -> Iterator[Node]:
    for node in document.schemas.values():
        if node.at in used and is_object(node):
            yield node
