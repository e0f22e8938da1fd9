"""Rules about members and items: each has a type, and keywords that mean something for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..load import Tokens
from .document import Document, Node, mapping, sequence, types, value_types
from .rules import Problem, rule
from .shapes import bases, is_object, members, parts, required

_FITS: Final = {
    **dict.fromkeys(("minLength", "maxLength", "pattern", "contentMediaType"), ("string",)),
    **dict.fromkeys(("minimum", "maximum"), ("integer", "number")),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems", "items"), ("array",)),
}
"""The types that a keyword says something about."""
_TYPED: Final = frozenset({"type", "$ref", "const", "enum", "oneOf", "allOf", "properties"})
_PYTHON: Final = {"string": str, "integer": int, "boolean": bool}
_DEFAULT_FIX: Final = "Remove it, or add the member to required: then it is sent unless the caller gives another."


@rule("untyped", "It would accept and give anything, which is rarely meant.")
def untyped(document: Document) -> Iterator[Problem]:
    """Members and items have a type, a reference or a constant."""
    for node in document.nodes["schema"]:
        if node.via in ("properties", "items") and not node.value.keys() & _TYPED:
            name = _shown(node)
            fix = "Add `type:`; for any object write `{type: object, additionalProperties: true}`."
            yield Problem(node.at, f"nothing says the type of {name}", fix)


@rule("keyword-type", "It would check nothing, and look as if it did.")
def keyword_type(document: Document) -> Iterator[Problem]:
    """A constraint stands on the type that it constrains, and never on an enum or a reference."""
    for node in document.nodes["schema"]:
        for keyword in node.value.keys() & _FITS:
            at, found = (*node.at, keyword), value_types(node.value) or _const_types(node)
            if "$ref" in node.value or "enum" in node.value:
                what = "a reference" if "$ref" in node.value else "an enum"
                yield Problem(at, f"{keyword} stands beside {what}", "Remove it.")
            elif found and not set(found) <= set(_FITS[keyword]) and keyword != "contentMediaType":
                message = f"{keyword} says nothing about type {' or '.join(found)}"
                yield Problem(at, message, f"Remove it, or write `type: {' or '.join(_FITS[keyword])}`.")
            elif keyword in ("pattern", "maxLength") and "contentMediaType" in node.value:
                message = f"{keyword} stands beside contentMediaType, which speaks of the value in the text"
                yield Problem(at, message, "Remove one of the two.")


def _const_types(node: Node) -> list[str]:
    return [name for name, kind in _PYTHON.items() if type(node.value.get("const")) is kind]


@rule("type-list", "A member has one Python type, beside None.")
def type_list(document: Document) -> Iterator[Problem]:
    """A type is one name, or one name and null; items are never null."""
    for node in document.nodes["schema"]:
        if isinstance(node.value.get("type"), list) and (
            len(value_types(node.value)) != 1 or len(types(node.value)) != 2
        ):
            found = ", ".join(types(node.value))
            fix = "Write one type, in a response with 'null' beside it if need be."
            yield Problem((*node.at, "type"), f"the types of {_shown(node)} are {found}", fix)
        elif types(node.value) == ["null"]:
            yield Problem((*node.at, "type"), f"{_shown(node)} is always null", "Write its type.")


@rule("items", "The generated list has one type of item.")
def items(document: Document) -> Iterator[Problem]:
    """The items of a list are neither null nor unions."""
    for node in document.nodes["schema"]:
        if node.via != "items":
            continue
        target = document.resolve(node)
        if "null" in types(target.value):
            yield Problem(node.at, f"{_shown(node)} may be null", "Remove null.")
        elif "oneOf" in target.value:
            fix = "Refer to an object, or describe the items as free-form objects."
            yield Problem(node.at, f"{_shown(node)} are a union", fix)


@rule("default", "Only a required member's default reaches the wire.")
def default(document: Document) -> Iterator[Problem]:
    """A default stands on a required member, and is a scalar or an empty list."""
    for node in document.nodes["schema"]:
        if "default" not in node.value:
            continue
        at, value = (*node.at, "default"), node.value["default"]
        target = document.resolve(node)
        if node.via != "properties":
            yield Problem(at, f"the default of {_shown(node)} stands on no member", "Move it to the member.")
        elif "$ref" in node.value and "enum" not in target.value:
            yield Problem(at, f"the default of {node.name} is an object", "Remove it.")
        elif not _is_default(value):
            yield Problem(at, f"the default of {node.name} is neither a scalar nor an empty list", "Remove it.")
    yield from _optional_defaults(document)


def _is_default(value: object) -> bool:
    return value == [] if isinstance(value, list) else isinstance(value, str | int | float)


def _optional_defaults(document: Document) -> Iterator[Problem]:
    abstract, seen = bases(document), set[Tokens]()
    for component in document.schemas.values():
        if component.at in abstract or not is_object(component):
            continue
        needed = required(document, component)
        for name, member in members(document, component).items():
            if "default" in member.value and name not in needed and member.at not in seen:
                seen.add(member.at)
                yield Problem((*member.at, "default"), f"the member {name} has a default and is optional", _DEFAULT_FIX)


@rule("secret", "What is hidden is a member as a whole.")
def secret(document: Document) -> Iterator[Problem]:
    """x-secret stands on a member."""
    for node in document.nodes["schema"]:
        if "x-secret" in node.value and node.via != "properties":
            message = f"x-secret stands on {_shown(node)}, which is no member"
            yield Problem((*node.at, "x-secret"), message, "Put it on the member.")


@rule("redeclared", "The two generators disagree about which of the two holds.")
def redeclared(document: Document) -> Iterator[Problem]:
    """An object that extends a base does not declare the base's members again."""
    seen: set[Tokens] = set()
    for component in document.schemas.values():
        first: dict[str, Node] = {}
        for part in parts(document, component) if "allOf" in component.value else ():
            for name in mapping(part.value.get("properties")):
                at = (*part.at, "properties", name)
                base = first.setdefault(name, part)
                if base is not part and at not in seen:
                    seen.add(at)
                    yield Problem(at, f"{name} is also a member of {base.name}", "Remove one of the two.")


@rule("const-type", "The value could never be sent, or never be read.")
def const_type(document: Document) -> Iterator[Problem]:
    """A const is of the type beside it."""
    for node in document.nodes["schema"]:
        found = value_types(node.value)
        if "const" not in node.value or len(found) != 1:
            continue
        value, expected = node.value["const"], _PYTHON.get(found[0])
        if type(value) is not expected:
            fix = "Correct the const, or the type: a const is text, a whole number or a flag."
            yield Problem((*node.at, "const"), f"the const {value!r} is no {found[0]}", fix)


@rule("enum-empty", "No value could be given.")
def enum_empty(document: Document) -> Iterator[Problem]:
    """An enum has values."""
    for node in document.nodes["schema"]:
        if "enum" in node.value and not sequence(node.value["enum"]):
            yield Problem((*node.at, "enum"), f"the enum {node.name} has no values", "Add them, or remove the enum.")


def _shown(node: Node) -> str:
    """A member's or component's name; of items, the list's."""
    if node.via == "items" and node.parent is not None:
        return f"the items of {_shown(node.parent)}"
    return node.name
