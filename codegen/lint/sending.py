"""Rules about what an operation says of a call: may it be repeated, did it succeed, who may make it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .document import Document, Node, Operation, mapping, sequence, texts, value_types
from .rules import Problem, rule
from .shapes import members, required

_PROVEN: Final = ("refused", "unknown")
_RESEND_FIX: Final = "Write `x-resend: never`, `safe`, or `{same: [members that make a repetition harmless]}`."


@rule("resend", "After an unknown outcome the client must know whether a repetition may act twice.")
def resend(document: Document) -> Iterator[Problem]:
    """x-resend is written and valid; the members it relies on exist and are always sent."""
    for operation in document.operations:
        at, value = operation.at("x-resend"), operation.node.value.get("x-resend")
        if "x-resend" not in operation.node.value:
            yield Problem(at, f"{operation.path} has no x-resend", _RESEND_FIX)
        elif mapping(value):
            yield from _same_members(document, operation, mapping(value))
        elif value not in ("safe", "never"):
            yield Problem(at, f"x-resend is safe, never or a mapping, not {value!r}", _RESEND_FIX)


def _same_members(document: Document, operation: Operation, value: dict[str, object]) -> Iterator[Problem]:
    at, names = operation.at("x-resend"), texts(value.get("same"))
    if set(value) != {"same"} or not names or names != value["same"]:
        yield Problem(at, "x-resend as a mapping has one key, same, with a list of members", _RESEND_FIX)
        return
    body = document.request_body(operation)
    known = members(document, body) if body else {}
    needed = required(document, body) if body else frozenset[str]()
    for index, name in enumerate(names):
        place = (*at, "same", str(index))
        if name not in known:
            yield Problem(place, f"x-resend names {name}, which the request does not have", "Correct the name.")
        elif name not in needed:
            fix = f"Add {name} to the request's required members, or write `x-resend: never`."
            yield Problem(place, f"x-resend names {name}, which may be left out", fix)


@rule("success", "A call that the API refused in an ordinary answer would pass for sent.")
def success(document: Document) -> Iterator[Problem]:
    """x-success names a boolean member of the answer and says what its absence and its false prove."""
    for operation in document.operations:
        if "x-success" in operation.node.value:
            yield from _success_keys(operation)
            yield from _success_member(document, operation)


def _success_keys(operation: Operation) -> Iterator[Problem]:
    at, value = operation.at("x-success"), mapping(operation.node.value["x-success"])
    fix = "Write `x-success: {member: ..., when_false: refused, when_absent: unknown}`."
    if set(value) != {"member", "when_false", "when_absent"}:
        yield Problem(at, "x-success has the keys member, when_false and when_absent", fix)
        return
    if value["when_false"] not in _PROVEN:
        message = f"when_false is {' or '.join(_PROVEN)}, not {value['when_false']}"
        yield Problem((*at, "when_false"), message, "Write unknown, unless false proves that nothing was sent.")
    if value["when_absent"] != "unknown":
        message = f"when_absent is unknown, not {value['when_absent']}"
        yield Problem((*at, "when_absent"), message, "Write unknown: an answer that says nothing proves nothing.")


def _success_member(document: Document, operation: Operation) -> Iterator[Problem]:
    at = operation.at("x-success", "member")
    path = mapping(operation.node.value["x-success"]).get("member")
    if not isinstance(path, str):
        if "member" in mapping(operation.node.value["x-success"]):
            yield Problem(
                at, f"the member of x-success is text, not {path!r}", "Write its name; dots lead into objects."
            )
        return
    found: Node | None = document.success(operation)
    for name in path.split("."):
        found = members(document, found).get(name) if found else None
    if found is None:
        yield Problem(at, f"the answer has no member {path}", "Correct the name; dots lead into objects.")
    elif value_types(document.resolve(found).value) != ["boolean"]:
        yield Problem(at, f"{path} is not a boolean", "Name the boolean that says whether it worked.")


@rule("error-delivery", "It decides whether an error proves that nothing was done.")
def error_delivery(document: Document) -> Iterator[Problem]:
    """x-error-delivery is a delivery that an error can prove."""
    allowed = ("not_sent", *_PROVEN)
    for operation in document.operations:
        value = operation.node.value.get("x-error-delivery", "unknown")
        if value not in allowed:
            message = f"x-error-delivery is {', '.join(allowed[:-1])} or {allowed[-1]}, not {value}"
            yield Problem(operation.at("x-error-delivery"), message, "Write unknown where nothing is proved.")


@rule("security-scheme", "The client would not know how to sign the call.")
def security_scheme(document: Document) -> Iterator[Problem]:
    """Every security requirement names a scheme of the components."""
    known = document.components.get("securitySchemes", {})
    for node in (document.root, *document.nodes["operation"]):
        for index, requirement in enumerate(sequence(node.value.get("security"))):
            for name in mapping(requirement):
                if name not in known:
                    fix = f"Correct the name, or describe {name} in components.securitySchemes."
                    place = (*node.at, "security", str(index), name)
                    yield Problem(place, f"there is no security scheme {name}", fix)
