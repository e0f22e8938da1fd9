"""Compares which values a schema takes: types, null, enumerations, constants, defaults, and who enforces a limit."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import Final

from .changes import Verdict
from .keywords import Effect, consequence, verdict_of, written
from .nodes import Node, name, owner
from .report import Scope
from .views import View, is_null

_SUPERTYPE: Final = {"integer": "number"}


def compare_types(scope: Scope, before: View, after: View) -> bool:
    """Compare the types and null.

    Returns:
        Whether the schema became another, so that its other keywords are not comparable.
    """
    compare_null(scope, before, after)
    old, new = (None if side.types is None else side.types - {"null"} for side in (before, after))
    if old is None or new is None:
        _compare_typed(scope, before, after)
        return False
    if old == new:
        return False
    lost, gained = _beyond(old, new), _beyond(new, old)
    effect: Effect = "changed" if lost and gained else "narrowed" if lost or not gained else "widened"
    _add_type(scope, f"type-{effect}", effect, before, after)
    return not supertypes(old) & supertypes(new)


def _compare_typed(scope: Scope, before: View, after: View) -> None:
    """Compare a schema that has a type with one that has none; variants have types of their own."""
    if before.types == after.types or before.alternatives or after.alternatives:
        return
    effect: Effect = "narrowed" if before.types is None else "widened"
    _add_type(scope, f"type-{effect}", effect, before, after)


def _add_type(scope: Scope, rule: str, effect: Effect, before: View, after: View) -> None:
    said = after.keyword("type")
    old, new = (_shown(side) for side in (before, after))
    subject = owner(said) if said else name(after.schema)
    message = f"type of {subject} was {old} and is {new}: {consequence(effect, scope.direction)}"
    scope.add(rule, verdict_of(effect, scope.direction), said or after.schema, message, old, new)


def _shown(side: View) -> str:
    return "anything" if side.types is None else " or ".join(sorted(side.types - {"null"})) or "null"


def _beyond(types: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """The types whose values are not all among the others'."""
    return frozenset(kind for kind in types if kind not in others and _SUPERTYPE.get(kind) not in others)


def supertypes(types: frozenset[str]) -> frozenset[str]:
    """The types, a whole number as a number."""
    return frozenset(_SUPERTYPE.get(kind, kind) for kind in types)


def compare_null(scope: Scope, before: View, after: View) -> None:
    """Compare whether null is among the values."""
    old, new = (_takes_null(side) for side in (before, after))
    if old == new:
        return
    effect: Effect = "widened" if new else "narrowed"
    what = "may be null now" if new else "may not be null any more"
    said = after.keyword("nullable", "type")
    message = f"{owner(said) if said else name(after.schema)} {what}: {consequence(effect, scope.direction)}"
    rule = f"null-{'added' if new else 'removed'}"
    scope.add(rule, verdict_of(effect, scope.direction), said or after.schema, message, old, new)


def _takes_null(side: View) -> bool:
    listed, nullable = _entries(side), side.keyword("nullable")
    if listed is not None and all(entry.value is not None for entry in listed):
        return False
    if nullable and nullable.value:
        return True
    if side.types is not None:
        return "null" in side.types
    return not side.variants or any(is_null(variant) for variant in side.variants)


def compare_values(scope: Scope, before: View, after: View) -> None:
    """Compare enumerations and constants, defaults, and which limits the client alone enforces."""
    _compare_listed(scope, before, after)
    _compare_value_names(scope, before, after)
    _compare_default(scope, before, after)
    _compare_enforcement(scope, before, after)


def _entries(side: View) -> list[Node] | None:
    """The values that alone are valid; None for any."""
    const, enum = side.keyword("const"), side.keyword("enum")
    return [const] if const else enum.entries() if enum else None


def _listed(side: View) -> dict[str, Node] | None:
    """The same by their JSON; null, which `compare_null` compares, is not among them."""
    entries = _entries(side)
    return None if entries is None else {json.dumps(e.value, sort_keys=True): e for e in entries if e.value is not None}


def _compare_listed(scope: Scope, before: View, after: View) -> None:
    old, new = _listed(before), _listed(after)
    if old is None and new is None:
        return
    if old is None or new is None:
        _add_list(scope, before, after, "narrowed" if old is None else "widened")
        return
    for key in sorted(old.keys() - new.keys()):
        verdict: Verdict = "breaking" if scope.direction == "request" or _constant(before) else "python"
        message = f"{owner(old[key])} is never {key} any more"
        message += ": callers that send it are refused" if verdict == "breaking" else ": its name in Python is gone"
        scope.add("value-removed", verdict, old[key], message, old[key].value)
    for key in sorted(new.keys() - old.keys()):
        closed = scope.direction == "response" and _constant(before)
        message = f"{owner(new[key])} may be {key}"
        message += ", and was a constant" if closed else _open(scope)
        scope.add("value-added", "breaking" if closed else "compatible", new[key], message, None, new[key].value)


def _open(scope: Scope) -> str:
    return ": clients keep values that they do not know" if scope.direction == "response" else ": nobody has to send it"


def _constant(side: View) -> bool:
    return side.keyword("const") is not None


def _add_list(scope: Scope, before: View, after: View, effect: Effect) -> None:
    """A list of values that came or went; an answer's lists are open, so only the type in Python changes."""
    constant = _constant(after if effect == "narrowed" else before)
    open_answer = scope.direction != "request" and not constant
    verdict: Verdict = "python" if open_answer else verdict_of(effect, scope.direction)
    at = (after if effect == "narrowed" else before).keyword("const", "enum")
    assert at is not None
    what = "is one of listed values now" if effect == "narrowed" else "is any value now"
    scope.add(f"values-{effect}", verdict, at, f"{owner(at)} {what}: {consequence(effect, scope.direction)}")


def _compare_value_names(scope: Scope, before: View, after: View) -> None:
    """Values that stay may have other names in Python."""
    old, new = _value_names(before), _value_names(after)
    for key in sorted(key for key in old.keys() & new.keys() if old[key] != new[key]):
        at = after.keyword("x-enum-varnames") or before.keyword("x-enum-varnames") or after.schema
        message = f"the value {key} of {name(after.schema)} has another name in Python"
        scope.add("value-renamed", "python", at, message, old[key], new[key])


def _value_names(side: View) -> dict[str, str | None]:
    listed, names = side.keyword("enum"), side.keyword("x-enum-varnames")
    values = [json.dumps(entry.value, sort_keys=True) for entry in listed.entries()] if listed else []
    given = [entry.value for entry in names.entries()] if names else []
    return dict(zip_longest(values, given[: len(values)]))


def _compare_default(scope: Scope, before: View, after: View) -> None:
    old, new = before.keyword("default"), after.keyword("default")
    if (old and json.dumps(old.value, sort_keys=True)) == (new and json.dumps(new.value, sort_keys=True)):
        return
    at = new or old
    assert at is not None
    before_value, after_value = (node.value if node else None for node in (old, new))
    if old is None:
        verdict: Verdict = "compatible"
        message = f"leaving out {owner(at)} means {written(after_value)}"
    else:
        verdict = "breaking" if scope.direction == "request" else "python"
        means = "is not said any more" if new is None else f"is {written(after_value)}"
        message = f"leaving out {owner(at)} meant {written(before_value)}, and what it means {means}"
    scope.add("default-changed" if old else "default-added", verdict, at, message, before_value, after_value)


def _compare_enforcement(scope: Scope, before: View, after: View) -> None:
    """A limit that the server takes over refuses callers of any language; one that it gives up refuses none."""
    old, new = (_client_only(side) for side in (before, after))
    for keyword in sorted(old ^ new):
        if before.keyword(keyword) is None or after.keyword(keyword) is None:
            continue  # reported as a limit that is new, or gone
        taken = keyword in old
        verdict: Verdict = "breaking" if taken and scope.direction == "request" else "compatible"
        who = "the server enforces" if taken else "only the client enforces"
        at = after.keyword("x-client-only") or before.keyword("x-client-only")
        assert at is not None
        scope.add("enforcement-changed", verdict, at, f"{who} {keyword} of {owner(at)} now")


def _client_only(side: View) -> frozenset[str]:
    return frozenset(str(entry.value) for part in side.parts for entry in part.listed("x-client-only"))
