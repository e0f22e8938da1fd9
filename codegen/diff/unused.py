"""Compares the components that no operation uses: schemas are classes in Python, and the rest is text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from codegen.load import Tokens, pointer_tokens

from .nodes import Node
from .report import Scope
from .schemas import compare_schemas


def compare_unused(scope: Scope, old: Node, new: Node) -> None:
    """Compare what `compare_operations` does not come to; security schemes have a function of their own."""
    before, after = _components(old), _components(new)
    for at in sorted((before.keys() | after.keys()) - _used(old) - _used(new)):
        _, kind, name = at
        if kind == "schemas":
            _compare_classes(scope.within(None, None), name, before.get(at), after.get(at))
        elif kind != "securitySchemes":
            _compare_texts(scope, name, before.get(at), after.get(at))


def _components(document: Node) -> dict[Tokens, Node]:
    kinds = document.below("components").values()
    return {node.at: node for kind in kinds for node in kind.children().values()}


def _compare_classes(scope: Scope, name: str, old: Node | None, new: Node | None) -> None:
    if old and new:
        compare_schemas(scope, old, new)
    elif old:
        scope.add("component-removed", "python", old, f"{name}, which no operation uses, is gone")
    elif new:
        scope.add("component-added", "compatible", new, f"{name}, which no operation uses, is new")


def _compare_texts(scope: Scope, name: str, old: Node | None, new: Node | None) -> None:
    at = new or old
    if at and (old and old.value) != (new and new.value):
        message = f"{name}, which no operation uses, reads differently"
        scope.add("component-changed", "documentation", at, message)


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
