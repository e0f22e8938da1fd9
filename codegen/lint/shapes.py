"""What the components of a document mean together: members, bases, unions, and who uses what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from ..load import Tokens
from .document import Document, Node, mapping, sequence, texts, value_types


@frozen
class Uses:
    """Components by what reaches them."""

    request: frozenset[Tokens]
    response: frozenset[Tokens]
    any: frozenset[Tokens]
    """From a path, in any way."""


def uses(document: Document) -> Uses:
    """Follow every reference of the document."""
    edges: dict[Tokens, set[Tokens]] = {}
    starts: dict[str, set[Tokens]] = {"requestBody": set(), "responses": set(), "": set()}
    for node in document.by_place.values():
        target = document.target(node.value)
        if target is None:
            continue
        if node.at[:1] == ("components",):
            edges.setdefault(node.at[:3], set()).add(target.at)
        else:
            section = node.at[3] if len(node.at) > 3 else ""
            starts.get(section, starts[""]).add(target.at)
    request, response = _closure(starts["requestBody"], edges), _closure(starts["responses"], edges)
    return Uses(request, response, request | response | _closure(starts[""], edges))


def _closure(starts: set[Tokens], edges: dict[Tokens, set[Tokens]]) -> frozenset[Tokens]:
    found: set[Tokens] = set()
    waiting = list(starts)
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting.extend(edges.get(at, ()))
    return frozenset(found)


def parts(document: Document, node: Node) -> list[Node]:
    """The schemas that an object is made of: those of its bases first, then those of ``allOf``, then itself."""
    return list(_parts(document, document.resolve(node), set()))


def _parts(document: Document, node: Node, seen: set[Tokens]) -> Iterator[Node]:
    if node.at in seen:
        return
    seen.add(node.at)
    for index in range(len(sequence(node.value.get("allOf")))):
        entry = document.child(node, "allOf", str(index))
        if entry is not None:
            yield from _parts(document, entry, seen)
    yield node


def members(document: Document, node: Node) -> dict[str, Node]:
    """The members of an object with their schemas as written; those of its bases first."""
    found: dict[str, Node] = {}
    for part in parts(document, node):
        for name in mapping(part.value.get("properties")):
            member = document.by_place.get((*part.at, "properties", name))
            if member is not None:
                found[name] = member
    return found


def required(document: Document, node: Node) -> frozenset[str]:
    """The names that an object lists as required, those of its bases included."""
    return frozenset(name for part in parts(document, node) for name in texts(part.value.get("required")))


def constants(document: Document, node: Node) -> dict[str, Any]:
    """The values of an object's required const members: what can tell it from others."""
    needed = required(document, node)
    found = members(document, node)
    return {name: member.value["const"] for name, member in found.items() if name in needed and "const" in member.value}


def variants(document: Document, union: Node) -> list[Node]:
    """The components that a union chooses from."""
    entries = [
        document.by_place.get((*union.at, "oneOf", str(i))) for i in range(len(sequence(union.value.get("oneOf"))))
    ]
    targets = [document.target(entry.value) for entry in entries if entry is not None]
    return [target for target in targets if target is not None]


def tag(document: Document, union: Node) -> str | None:
    """The one member whose value tells the variants of a union apart; None if there is not exactly one."""
    found = [constants(document, variant) for variant in variants(document, union)]
    shared = [name for name in (found[0] if found else {}) if all(name in constant for constant in found)]
    telling = [name for name in shared if len({repr(constant[name]) for constant in found}) == len(found)]
    return telling[0] if len(telling) == 1 else None


def bases(document: Document) -> frozenset[Tokens]:
    """Components that are only there to be extended by ``allOf``; they get no class."""
    extended: set[Tokens] = set()
    meant: set[Tokens] = set()
    for node in document.by_place.values():
        target = document.target(node.value)
        if target is not None:
            (extended if node.via == "allOf" else meant).add(target.at)
    return frozenset(extended - meant)


def is_file(node: Node) -> bool:
    """Whether a schema describes bytes that are sent as a file."""
    return node.value.get("type") == "string" and node.value.get("format") == "binary"


def is_object(node: Node) -> bool:
    """Whether a schema describes an object with members."""
    return "properties" in node.value or "allOf" in node.value or value_types(node.value) == ["object"]
