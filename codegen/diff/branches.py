"""Compares the variants of two unions: matched by their component, their tag, or what they demand."""

from __future__ import annotations

import json
from itertools import combinations

from .keywords import Effect, consequence, verdict_of
from .meanings import meaning
from .nodes import Node, name, owner
from .objects import Compare
from .report import Scope
from .values import supertypes
from .views import ALTERNATIVES, View, view


def compare_alternatives(scope: Scope, before: View, after: View, compare: Compare) -> None:
    """Compare what stands under oneOf and anyOf."""
    _compare_choice(scope, before, after)
    old, new = before.alternatives, after.alternatives
    pairs, gone, added = match(old, new)
    for one, other in pairs:
        compare(scope, one, other)
    for node in gone:
        _add(scope, node, after, "narrowed")
    for node in added:
        _add(scope, node, after, "widened")


def _compare_choice(scope: Scope, before: View, after: View) -> None:
    """Compare whether a value has to fit exactly one variant, which matters where it may fit several."""
    old, new = (side.keyword(*ALTERNATIVES) for side in (before, after))
    if old is None or new is None or old.at[-1] == new.at[-1]:
        return
    exactly = new.at[-1] == "oneOf"
    if _are_told_apart(after if exactly else before):
        return
    effect: Effect = "narrowed" if exactly else "widened"
    what = "has to fit exactly one variant now" if exactly else "may fit several variants now"
    message = f"a value of {owner(new)} {what}: {consequence(effect, scope.direction)}"
    scope.add(f"variants-{effect}", verdict_of(effect, scope.direction), new, message)


def _are_told_apart(union: View) -> bool:
    """Whether no value fits two variants: a discriminator names the one, or every two of them exclude each other."""
    variants = [view(node) for node in union.variants]
    return bool(union.keyword("discriminator")) or all(_exclude(*pair) for pair in combinations(variants, 2))


def _exclude(one: View, other: View) -> bool:
    """Whether two variants differ in type, or in the constant of a member that both require."""
    if one.types and other.types and not supertypes(one.types) & supertypes(other.types):
        return True
    tags, others = (_constants(side) for side in (one, other))
    shared = tags.keys() & others.keys() & one.required.keys() & other.required.keys()
    return any(tags[key] != others[key] for key in shared)


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
    constants = _constants(view(node))
    return json.dumps(constants, sort_keys=True) if constants else None


def _constants(side: View) -> dict[str, str]:
    """The members that have one value, and that value as JSON."""
    parts = ((key, part.members) for key, described in side.properties.items() for part in described)
    return {key: json.dumps(members["const"], sort_keys=True) for key, members in parts if "const" in members}


def _demands(node: Node) -> str | None:
    return json.dumps(meaning(node.followed().value), sort_keys=True)


def _kind(node: Node) -> str | None:
    """The type, for variants of scalar types."""
    kind = node.followed().members.get("type")
    return kind if isinstance(kind, str) and kind != "object" else None
