"""Compares two schemas for one direction: sent by callers, or received by them."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import Final

from attrs import evolve

from . import branches, objects, values
from .keywords import DOCUMENTATION, Effect, compare_keyword, consequence, judged, says_nothing, verdict_of
from .meanings import meaning
from .nodes import Node, name
from .report import Scope
from .views import ALTERNATIVES, CONDITIONS, View, view

_ELSEWHERE: Final = frozenset(
    {"$ref", "type", "nullable", "enum", "const", "x-enum-varnames", "default", "x-client-only"}
    | {"properties", "required", "additionalProperties", "unevaluatedProperties", "items", "contentSchema", "allOf"}
    | {*ALTERNATIVES, *CONDITIONS}
)
"""Keywords that are compared by a function of their own."""


def compare_schemas(scope: Scope, old: Node, new: Node) -> None:
    """Report every change from one schema to the other.

    Args:
        scope: For whom.
        old: A schema of the old version, or a reference to one.
        new: The schema in its place in the new version.
    """
    _compare_names(scope, old, new)
    if not scope.is_new(_anchor(old), _anchor(new)):
        return
    before, after = view(old), view(new)
    if bool(before.alternatives) != bool(after.alternatives):
        values.compare_null(scope, before, after)
        branches.compare_with_single(scope, before, after, compare_schemas)
        _compare_texts(scope, before, after)
        return
    if values.compare_types(scope, before, after):
        _compare_texts(scope, before, after)
        return
    values.compare_values(scope, before, after)
    _compare_keywords(scope, before, after)
    objects.compare_members(scope, before, after, compare_schemas)
    for keyword in ("items", "contentSchema"):
        _compare_inner(scope, before, after, keyword)
    branches.compare_alternatives(scope, before, after, compare_schemas)
    _compare_conditions(scope, before, after)


def _anchor(node: Node) -> Node:
    """What two places share: a component, unless one of them says more beside its reference."""
    return node if len(node.members) > 1 else node.followed()


def _compare_names(scope: Scope, old: Node, new: Node) -> None:
    """A component of another name is a class of another name; a schema written out where it is used is none."""
    before, after = (node.component if "$ref" in node.members else None for node in (old, new))
    if before is None or after is None or before == after:
        return
    gone = after not in old.spec.document["components"].get("schemas", {})
    kept = before in new.spec.document["components"].get("schemas", {})
    rule = "component-renamed" if gone and not kept else "component-replaced"
    at = new.followed() if rule == "component-renamed" else new
    where = "" if rule == "component-renamed" else f" in {name(new)}"
    message = f"{before} is now {after}{where}: the same on the wire, another class in Python"
    scope.add(rule, "python", at, message, before, after)


def _compare_keywords(scope: Scope, before: View, after: View) -> None:
    """Compare what has one value each; a base may say it once more."""
    keywords = {key for side in (before, after) for part in side.parts for key in part.members}
    for keyword in sorted(keywords - _ELSEWHERE):
        for old, new in zip_longest(before.holders(keyword), after.holders(keyword)):
            compare_keyword(scope, keyword, old or _silent(before.schema), new or _silent(after.schema))


def _compare_texts(scope: Scope, before: View, after: View) -> None:
    """Of a schema that became another one, the texts alone can be compared."""
    for keyword in sorted(DOCUMENTATION):
        compare_keyword(scope, keyword, before.schema, after.schema)


def _silent(schema: Node) -> Node:
    """The schema's place, where nothing is said."""
    return evolve(schema, value={})


def _compare_inner(scope: Scope, before: View, after: View, keyword: str) -> None:
    old, new = before.keyword(keyword), after.keyword(keyword)
    if old and new:
        compare_schemas(scope, old, new)
    elif (at := new or old) and not says_nothing(at):
        effect: Effect = "narrowed" if new else "widened"
        what = "is described now" if new else "is not described any more"
        subject = "the JSON in" if keyword == "contentSchema" else "each entry of"
        message = f"{subject} {name(after.schema)} {what}: {consequence(effect, scope.direction)}"
        scope.add(f"{keyword}-{'added' if new else 'removed'}", verdict_of(effect, scope.direction), at, message)


def _compare_conditions(scope: Scope, before: View, after: View) -> None:
    """Rules between members have no names: those of the one version that the other has not are gone or new."""
    old = {_meaning(node): node for node in before.conditions}
    new = {_meaning(node): node for node in after.conditions}
    for key in old.keys() - new.keys():
        message = f"a rule between members of {name(after.schema)} is gone: {consequence('widened', scope.direction)}"
        scope.add("condition-removed", verdict_of("widened", scope.direction), old[key], message)
    for key in new.keys() - old.keys():
        verdict, why = judged("narrowed", "if", new[key], scope.direction)
        message = f"a rule between members of {name(after.schema)} is new: {why}"
        scope.add("condition-added", verdict, new[key], message)


def _meaning(node: Node) -> str:
    return json.dumps({key: meaning(node.members.get(key)) for key in CONDITIONS}, sort_keys=True)
