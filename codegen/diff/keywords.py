"""Keywords that have one value each: what a change of the value does to those who send, and to those who receive.

A request may not become narrower and an answer may not become wider: whoever sends has to be understood as before,
and whoever receives must not meet what was never announced.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final, Literal

from .changes import Direction, Verdict
from .nodes import Node, name
from .report import Scope

Effect = Literal["narrowed", "widened", "changed"]
"""What a keyword's new value does to the set of valid values; a change does both."""

DOCUMENTATION: Final = frozenset(
    {"title", "summary", "description", "externalDocs", "$comment", "example", "examples", "x-examples"}
    | {"x-source", "x-deviation", "x-since"}
)
"""Keywords that change nothing but text."""

WITHOUT_MEANING: Final = frozenset({"$id", "$anchor", "$schema"})

_LOWER: Final = {"minLength": 0, "minItems": 0, "minProperties": 0, "minimum": None, "exclusiveMinimum": None}
_UPPER: Final = dict.fromkeys(("maxLength", "maxItems", "maxProperties", "maximum", "exclusiveMaximum"))

_WIDENS_TO: Final = {"int32": "int64", "float": "double"}


def verdict_of(effect: Effect, direction: Direction | None) -> Verdict:
    """Whom an effect breaks; what is neither sent nor received breaks Python code alone."""
    if direction is None:
        return "python"
    harmless = "widened" if direction == "request" else "narrowed"
    return "compatible" if effect == harmless else "breaking"


def written(value: Any) -> str:
    """A value as a message shows it; nothing as nothing."""
    return "nothing" if value is None else json.dumps(value, ensure_ascii=False)


def _limit(old: Any, new: Any, neutral: Any, *, upper: bool) -> Effect | None:
    old, new = (neutral if value is None else value for value in (old, new))
    if old == new:
        return None
    if old is None:
        return "narrowed"
    if new is None:
        return "widened"
    return "widened" if (new > old) == upper else "narrowed"


def _presence(old: Any, new: Any) -> Effect:
    if old is None:
        return "narrowed"
    return "widened" if new is None else "changed"


def _format(old: Any, new: Any) -> Effect:
    if old is not None and _WIDENS_TO.get(old) == new:
        return "widened"
    return "narrowed" if new is not None and _WIDENS_TO.get(new) == old else _presence(old, new)


def _flag(old: Any, new: Any) -> Effect | None:
    if bool(old) == bool(new):
        return None
    return "narrowed" if new else "widened"


def _judges() -> dict[str, Callable[[Any, Any], Effect | None]]:
    def lower(neutral: Any) -> Callable[[Any, Any], Effect | None]:
        return lambda old, new: _limit(old, new, neutral, upper=False)

    def upper(old: Any, new: Any) -> Effect | None:
        return _limit(old, new, None, upper=True)

    return (
        {keyword: lower(neutral) for keyword, neutral in _LOWER.items()}
        | dict.fromkeys(_UPPER, upper)
        | {"pattern": _presence, "format": _format, "uniqueItems": _flag, "contentMediaType": _presence}
    )


JUDGES: Final[Mapping[str, Callable[[Any, Any], Effect | None]]] = _judges()
"""How the value of a keyword says which values are valid, by keyword; None for no change."""

FIXED: Final[Mapping[str, Verdict]] = {
    "x-python-name": "python",
    "x-python-mixin": "python",
    "x-secret": "compatible",
    "x-warn": "compatible",
    "deprecated": "compatible",
}
"""Verdicts on a change of a keyword that says nothing about valid values."""

_PHRASES: Final = {
    ("narrowed", "request"): "callers that send what was allowed are refused",
    ("widened", "request"): "whoever kept to the old limit is still understood",
    ("narrowed", "response"): "answers stay within what was announced",
    ("widened", "response"): "answers may hold what callers never had to expect",
    ("changed", "request"): "what was valid before may be refused",
    ("changed", "response"): "answers may hold what callers never had to expect",
}


def consequence(effect: Effect, direction: Direction | None) -> str:
    """For whom an effect matters."""
    return _PHRASES.get((effect, direction or ""), "no call carries it; Python code may use it")


def compare_keyword(scope: Scope, keyword: str, old: Node, new: Node) -> None:
    """Judge one keyword of two schemas (or two objects of another kind) by its values.

    Args:
        scope: For whom.
        keyword: The keyword.
        old: The object that holds it, or does not.
        new: The same in the new version.
    """
    before, after = (_value(node.get(keyword)) for node in (old, new))
    if before == after and type(before) is type(after):
        return
    at = new.get(keyword) or old.get(keyword)
    assert at is not None
    if keyword in DOCUMENTATION:
        scope.add(f"{keyword}-changed", "documentation", at, f"{keyword} of {name(new)} reads differently")
        return
    if keyword in WITHOUT_MEANING:
        return
    change = f"{keyword} of {name(new)} was {written(before)} and is {written(after)}"
    if keyword not in JUDGES:
        fixed: Verdict = "compatible" if keyword.startswith("x-") else "breaking"
        scope.add(f"{keyword}-changed", FIXED.get(keyword, fixed), at, change, before, after)
    elif effect := JUDGES[keyword](before, after):
        verdict, why = judged(effect, keyword, new, scope.direction)
        scope.add(f"{keyword}-{effect}", verdict, at, f"{change}: {why}", before, after)


def compare_keywords(scope: Scope, old: Node, new: Node, *, but: AbstractSet[str] = frozenset()) -> None:
    """Judge every keyword of two objects, but for those that are compared by a function of their own."""
    for keyword in sorted((old.members.keys() | new.members.keys()) - but):
        compare_keyword(scope, keyword, old, new)


def says_nothing(node: Node) -> bool:
    """Whether a schema holds texts alone."""
    return not set(node.members) - DOCUMENTATION


def _value(node: Node | None) -> Any:
    """A keyword's value, the references among named examples followed."""
    if node is None:
        return None
    named = node.children()
    return {key: child.followed().value for key, child in named.items()} if named else node.value


def judged(effect: Effect, keyword: str, new: Node, direction: Direction | None) -> tuple[Verdict, str]:
    """The verdict on a limit, and for whom it matters: one that the client alone enforces is none on the wire."""
    verdict = verdict_of(effect, direction)
    client_only = new.members.get("x-client-only")
    alone = isinstance(client_only, list) and keyword in client_only
    if alone and direction == "request" and verdict == "breaking":
        return "python", "this client refuses what it sent before, and the server would still take it"
    return verdict, consequence(effect, direction)
