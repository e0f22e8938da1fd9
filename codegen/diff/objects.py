"""Compares the members of two objects."""

from __future__ import annotations

from collections.abc import Callable
from itertools import zip_longest

from .changes import Verdict
from .keywords import Effect, consequence, says_nothing, verdict_of
from .nodes import Node, name, owner
from .report import Scope
from .views import View

Compare = Callable[[Scope, Node, Node], None]
"""Compares two schemas."""

_REST = ("additionalProperties", "unevaluatedProperties")


def compare_members(scope: Scope, before: View, after: View, compare: Compare) -> None:
    """Compare properties, what is required, and whether unnamed members are allowed."""
    old, new = before.properties, after.properties
    for key in sorted(old.keys() - new.keys()):
        _removed(scope, old[key][0])
    for key in sorted(new.keys() - old.keys()):
        _added(scope, new[key][0], required=key in after.required)
    for key in sorted(old.keys() & new.keys()):
        _compare_descriptions(scope, old[key], new[key], compare)
    _compare_required(scope, before, after)
    _compare_rest(scope, before, after, compare)


def _removed(scope: Scope, node: Node) -> None:
    lost = "answers lack it" if scope.direction == "response" else "callers that give it are refused"
    verdict: Verdict = "breaking" if scope.direction else "python"
    scope.add("member-removed", verdict, node, f"{name(node)} is gone: {lost}")


def _added(scope: Scope, node: Node, *, required: bool) -> None:
    member = name(node)
    if scope.direction == "request" and required:
        scope.add("member-added-required", "breaking", node, f"{member} is new and required: every old call lacks it")
    elif scope.direction == "request":
        scope.add("member-added", "compatible", node, f"{member} is new and optional")
    else:
        scope.add("member-added", "compatible", node, f"{member} is new: readers who do not know it pass over it")


def _compare_descriptions(scope: Scope, old: list[Node], new: list[Node], compare: Compare) -> None:
    """Compare a member's descriptions; a base may describe it as well, and then both hold."""
    for before, after in zip_longest(reversed(old), reversed(new)):
        if before and after:
            compare(scope, before, after)
        elif after and not says_nothing(after.followed()):
            _add_layer(scope, after, "narrowed")
        elif before and not says_nothing(before.followed()):
            _add_layer(scope, before, "widened")


def _add_layer(scope: Scope, node: Node, effect: Effect) -> None:
    what = "is described once more" if effect == "narrowed" else "is described once less"
    message = f"{name(node)} {what}: {consequence(effect, scope.direction)}"
    scope.add(f"member-{effect}", verdict_of(effect, scope.direction), node, message)


def _compare_required(scope: Scope, before: View, after: View) -> None:
    old, new = before.required, after.required
    for key in sorted(new.keys() - old.keys()):
        if key in before.properties or key not in after.properties:
            message = f"{owner(new[key])}.{key} is required now: {consequence('narrowed', scope.direction)}"
            scope.add("member-required", verdict_of("narrowed", scope.direction), new[key], message)
    for key in sorted(old.keys() - new.keys()):
        if key in after.properties or key not in before.properties:
            message = f"{owner(old[key])}.{key} is optional now: {consequence('widened', scope.direction)}"
            scope.add("member-optional", verdict_of("widened", scope.direction), old[key], message)


def _compare_rest(scope: Scope, before: View, after: View, compare: Compare) -> None:
    """Compare what is said of members without a name."""
    old, new = before.keyword(*_REST), after.keyword(*_REST)
    if old and new and old.members and new.members:
        compare(scope, old, new)
        return
    allowed, allows = (node is None or node.value is not False for node in (old, new))
    if allowed == allows:
        _compare_free(scope, old, new)
        return
    at = new or old
    assert at is not None
    effect: Effect = "widened" if allows else "narrowed"
    verdict = verdict_of(effect, scope.direction) if scope.direction == "request" else "compatible"
    what = "may have members without a description now" if allows else "may have no other members any more"
    scope.add(f"other-members-{effect}", verdict, at, f"{owner(at)} {what}")


def _compare_free(scope: Scope, old: Node | None, new: Node | None) -> None:
    """Unnamed members that are described by a schema on one side only."""
    described = [bool(node and node.members and not says_nothing(node)) for node in (old, new)]
    if described[0] == described[1]:
        return
    effect: Effect = "narrowed" if described[1] else "widened"
    at = new or old
    assert at is not None
    message = f"other members of {owner(at)} changed: {consequence(effect, scope.direction)}"
    scope.add(f"other-members-{effect}", verdict_of(effect, scope.direction), at, message)
