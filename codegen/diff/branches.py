"""Compares the variants of two unions: matched by their component, their tag, or what they demand."""

from __future__ import annotations

import json

from .keywords import Effect, consequence, verdict_of
from .meanings import meaning
from .nodes import Node, name
from .objects import Compare
from .report import Scope
from .views import View, view


def compare_alternatives(scope: Scope, before: View, after: View, compare: Compare) -> None:
    """Compare what stands under oneOf and anyOf."""
    old, new = before.alternatives, after.alternatives
    pairs, gone, added = match(old, new)
    for one, other in pairs:
        compare(scope, one, other)
    for node in gone:
        _add(scope, node, after, "narrowed")
    for node in added:
        _add(scope, node, after, "widened")


def compare_with_single(scope: Scope, before: View, after: View, compare: Compare) -> None:
    """Compare a schema that became a union, or a union that became one of its variants."""
    old, new = (side.alternatives or (side.schema,) for side in (before, after))
    same = [(one, other) for one in old for other in new if _same(one, other)][:1]
    kept = [node for pair in same for node in pair]
    for one, other in same:
        compare(scope, one, other)
    for node in old:
        if node not in kept:
            _add(scope, node, after, "narrowed")
    for node in new:
        if node not in kept:
            _add(scope, node, after, "widened")


def _same(old: Node, new: Node) -> bool:
    before, after = old.followed(), new.followed()
    return before.at == after.at or bool(meaning(before.value) == meaning(after.value))


def _add(scope: Scope, node: Node, after: View, effect: Effect) -> None:
    verdict = verdict_of(effect, scope.direction)
    if effect == "narrowed" and scope.direction == "response":
        verdict = "python"  # nothing unexpected arrives, and a class is gone from the union
    rule = "variant-added" if effect == "widened" else "variant-removed"
    what = "is a new variant" if effect == "widened" else "is no variant any more"
    title = node.component or node.followed().members.get("type") or "a schema"
    message = f"{title} {what} of {name(after.schema)}: {consequence(effect, scope.direction)}"
    scope.add(rule, verdict, node, message)


def match(old: tuple[Node, ...], new: tuple[Node, ...]) -> tuple[list[tuple[Node, Node]], list[Node], list[Node]]:
    """Pair variants: the same component first, then the same tag, the same demands, and at last the same place.

    Returns:
        The pairs, and what is left of the old and of the new ones.
    """
    pairs: list[tuple[Node, Node]] = []
    rest_old, rest_new = list(old), list(new)
    for key in (_component, _tags, _demands, _kind):
        for node in list(rest_old):
            sought = key(node)
            other = next((other for other in rest_new if sought is not None and key(other) == sought), None)
            if other is not None:
                pairs.append((node, other))
                rest_old.remove(node)
                rest_new.remove(other)
    return pairs, rest_old, rest_new


def _component(node: Node) -> str | None:
    return node.component if "$ref" in node.members else None


def _tags(node: Node) -> str | None:
    """The constants among the members, which tell variants apart."""
    members = view(node).properties
    constants = {
        key: part.value["const"] for key, parts in members.items() for part in parts if "const" in part.members
    }
    return json.dumps(constants, sort_keys=True) if constants else None


def _demands(node: Node) -> str | None:
    return json.dumps(meaning(node.followed().value), sort_keys=True)


def _kind(node: Node) -> str | None:
    """The type, for variants of scalar types."""
    kind = node.followed().members.get("type")
    return kind if isinstance(kind, str) and kind != "object" else None
