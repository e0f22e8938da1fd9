"""Compares the schemas that no operation uses: they are classes in Python, and nothing on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from codegen.load import Tokens, pointer_tokens

from .nodes import Node
from .report import Scope
from .schemas import compare_schemas


def compare_unused(scope: Scope, old: Node, new: Node) -> None:
    """Compare what `compare_operations` does not come to."""
    before, after = _schemas(old), _schemas(new)
    idle_before, idle_after = (side.keys() - used(root) for side, root in ((before, old), (after, new)))
    for key in sorted(idle_before - after.keys()):
        scope.add("component-removed", "python", before[key], f"{key}, which no operation uses, is gone")
    for key in sorted(idle_after - before.keys()):
        scope.add("component-added", "compatible", after[key], f"{key}, which no operation uses, is new")
    for key in sorted(idle_before & idle_after):
        compare_schemas(scope.within(None, None), before[key], after[key])
    _compare_others(scope, old, new)


def _compare_others(scope: Scope, old: Node, new: Node) -> None:
    """Components that are no classes matter where they are used; unused, they are text."""
    before, after = (_unused(document) for document in (old, new))
    moved = _used(old) | _used(new)
    for at in sorted((before.keys() | after.keys()) - moved):
        one, other = before.get(at), after.get(at)
        if (one and one.value) != (other and other.value) and (node := other or one):
            scope.add(
                "component-changed", "documentation", node, f"{at[2]}, which no operation uses, reads differently"
            )


def _unused(document: Node) -> dict[Tokens, Node]:
    kinds = document.get("components")
    nodes = [node for kind in (kinds.children().values() if kinds else ()) for node in kind.children().values()]
    known = _used(document)
    return {
        node.at: node for node in nodes if node.at not in known and node.at[1] not in ("schemas", "securitySchemes")
    }


def _schemas(document: Node) -> dict[str, Node]:
    schemas = document.get("components", "schemas")
    return schemas.children() if schemas else {}


def used(document: Node) -> frozenset[str]:
    """Names of the schemas that operations lead to."""
    return frozenset(at[2] for at in _used(document) if at[1] == "schemas")


def _used(document: Node) -> frozenset[Tokens]:
    """The components that operations lead to."""
    found: set[Tokens] = set()
    waiting = list(_references(document.members.get("paths")))
    while waiting:
        target = pointer_tokens(waiting.pop())
        node = document.get(*target)
        if target not in found and node is not None:
            found.add(target)
            waiting.extend(_references(node.value))
    return frozenset(at for at in found if at[:1] == ("components",) and len(at) == 3)


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for entry in value:
            yield from _references(entry)
    elif isinstance(value, dict):
        members = cast("dict[str, Any]", value)
        if isinstance(members.get("$ref"), str):
            yield members["$ref"]
        for inner in members.values():
            yield from _references(inner)
