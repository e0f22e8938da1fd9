"""Rules about constraints between members: conditions, warnings, and what only the client checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..load import Members, Tokens
from .document import Document, Node, mapping, sequence, texts
from .rules import Problem, rule
from .shapes import members, required

_TESTS: Final = ("const", "enum", "minItems")
_DEMANDS: Final = ("const", "enum", "minItems", "minLength")
_CONSTRAINTS: Final = frozenset(
    {"minLength", "maxLength", "pattern", "minimum", "maximum", "minItems", "maxItems", "uniqueItems", "enum", "const"}
    | {"contentMediaType", "contentSchema", "if"}
)
_FORM: Final = "Write `if: {properties: {M: {const: 1}}, required: [M]}` and `then: {required: [N]}`."


@rule("condition", "The client checks only conditions that it can express as one line of Python.")
def condition(document: Document) -> Iterator[Problem]:
    """A condition tests members of its object for a constant or a length, and demands members or constraints."""
    for node in document.nodes["schema"]:
        keys = [key for key in ("if", "then", "else") if key in node.value]
        if not keys:
            continue
        if "if" not in keys or len(keys) == 1:
            yield Problem((*node.at, keys[0]), f"{keys[0]} without {'if' if 'if' not in keys else 'then'}", _FORM)
            continue
        owner = _owner(node)
        if owner is None:
            yield Problem((*node.at, "if"), "a condition stands outside of a component", "Move it to the component.")
            continue
        yield from _test(document, owner, (*node.at, "if"), node.value["if"])
        for key in keys[1:]:
            yield from _demand(document, owner, (*node.at, key), mapping(node.value[key]))


def _owner(node: Node) -> Node | None:
    """The object whose members a condition is about."""
    owner = node.parent if node.via == "allOf" else node
    return owner if owner and len(owner.at) == 3 else None


def _test(document: Document, owner: Node, at: Tokens, value: object) -> Iterator[Problem]:
    schema = mapping(value)
    tested = mapping(schema.get("properties"))
    needed = texts(schema.get("required"))
    if not tested or schema.keys() - {"properties", "required"}:
        yield Problem(at, "the condition is not of the supported form", _FORM)
        return
    yield from _unknown(document, owner, at, schema)
    for name, rules in tested.items():
        if name not in needed:
            message = f"the condition holds where {name} is left out"
            yield Problem((*at, "properties", name), message, f"Add `required: [{name}]` to it.")
        yield from _constraints((*at, "properties", name), name, mapping(rules), _TESTS)


def _demand(document: Document, owner: Node, at: Tokens, schema: Members) -> Iterator[Problem]:
    if not schema or schema.keys() - {"properties", "required"}:
        yield Problem(at, f"{at[-1]} is not of the supported form", _FORM)
        return
    yield from _unknown(document, owner, at, schema)
    given = required(document, owner) | set(texts(schema.get("required")))
    for name, rules in mapping(schema.get("properties")).items():
        yield from _constraints((*at, "properties", name), name, mapping(rules), _DEMANDS)
        if name not in given:
            message = f"{at[-1]} constrains {name}, which may be left out"
            yield Problem((*at, "properties", name), message, f"Add `required: [{name}]` to {at[-1]}.")


def _unknown(document: Document, owner: Node, at: Tokens, schema: Members) -> Iterator[Problem]:
    known = members(document, owner)
    places = [((*at, "properties", name), name) for name in mapping(schema.get("properties"))]
    places += [((*at, "required", str(i)), str(name)) for i, name in enumerate(sequence(schema.get("required")))]
    for place, name in places:
        if name not in known:
            yield Problem(place, f"the condition names {name}, which is no member", "Correct the name.")


def _constraints(at: Tokens, name: str, rules: Members, allowed: tuple[str, ...]) -> Iterator[Problem]:
    if not rules or rules.keys() - set(allowed):
        message = f"the condition on {name} is not {', '.join(allowed[:-1])} or {allowed[-1]}"
        yield Problem(at, message, _FORM)


@rule("warn", "The client gives this warning when the call is made.")
def warn(document: Document) -> Iterator[Problem]:
    """x-warn is a list of conditions, each with the message of the warning."""
    for node in document.nodes["schema"]:
        if "x-warn" not in node.value:
            continue
        at, owner = (*node.at, "x-warn"), _owner(node)
        entries = sequence(node.value["x-warn"])
        if owner is None or not entries:
            fix = "Write `x-warn: [{when: {properties: ..., required: [...]}, message: ...}]` on a component."
            yield Problem(at, f"x-warn of {node.name} is no list on a component", fix)
            continue
        for index, entry in enumerate(entries):
            place, warning = (*at, str(index)), mapping(entry)
            message = warning.get("message")
            if set(warning) != {"when", "message"} or not isinstance(message, str) or not message.strip():
                yield Problem(place, "a warning has the keys when and message", "Write both.")
            else:
                yield from _test(document, owner, (*place, "when"), warning["when"])


@rule("client-only", "The sandbox leaves these out; a name that is not there leaves out nothing.")
def client_only(document: Document) -> Iterator[Problem]:
    """x-client-only names constraints that stand beside it."""
    for node in document.nodes["schema"]:
        if "x-client-only" not in node.value:
            continue
        names = texts(node.value["x-client-only"])
        at = (*node.at, "x-client-only")
        if not names:
            yield Problem(at, "x-client-only names nothing", "Name the constraints, or remove it.")
        for index, name in enumerate(names):
            place = (*at, str(index))
            if name not in _CONSTRAINTS:
                yield Problem(place, f"{name} is no constraint", "Name constraints only; `if` stands for a condition.")
            elif name not in node.value:
                yield Problem(place, f"there is no {name} beside x-client-only", "Correct the name, or remove it.")
