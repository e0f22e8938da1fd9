"""What a method may raise, what that proves, and what to do about it."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from typing import Any, Final

from attrs import field, frozen

from codegen.docs.markdown import bullets, code, definition, facts, heading, page_place, prose, slug, tag
from codegen.docs.page import Page
from codegen.emit.errors import error_classes
from codegen.ir import Operation, Package
from codegen.runtime.common.errors import ApiError, BusinessError, OutcomeUnknownError
from codegen.runtime.openim import classify as openim
from codegen.runtime.top import classify as top

DELIVERY: Final = {
    "not_sent": "The request never left.",
    "refused": "The server answered that it did not do it.",
    "unknown": "The request left, and nobody here knows.",
    "partial": "Some recipients got it.",
    "accepted": "It was done.",
}
TO_DO: Final = {
    "ValidationError": "Correct the argument: `path` says which, `rule` what it has to be.",
    "ClientClosedError": "Make the call before `close()`, or with another client.",
    "EventLoopError": "Use one client for each asyncio event loop, or the synchronous client.",
    "ConnectionFailedError": "Check the address and the network; another call is safe.",
    "MalformedResponseError": "Look at `delivery`: after `accepted` do not call again, after `unknown` find out first.",
    "HttpStatusError": "Look at `status` and at the address: something other than the API answered.",
    "LoginError": "Look at the error's cause, and correct the secret or the user; another call is safe.",
    "PartialDeliveryError": "Look at `failed` and `unknown`; the same request would reach the others a second time.",
}
"""For what the client finds itself; what the server says is in the API's table."""


@frozen
class Row:
    """A row of the error table."""

    key: str
    """The code, the range of codes or the pattern of sub-codes."""
    entry: dict[str, Any] = field(repr=False)
    split: bool = False
    """Whether the vendor's text tells it from others of its code."""

    @property
    def told_by(self) -> str:
        """The text that tells it from others of its code."""
        texts = [self.entry[key] for key in ("detail_prefix", "detail_contains") if key in self.entry]
        flat = [text for found in texts for text in ([found] if isinstance(found, str) else found)]
        return " or ".join(map(code, flat))


def rows(table: dict[str, Any]) -> list[Row]:
    """Every row of an API's table: codes, what splits one, sub-codes, ranges."""
    found = [Row(str(entry["code"]), entry) for entry in table.get("codes", ())]
    found += [Row(str(entry["code"]), entry, split=True) for entry in table.get("splits", ())]
    found += [Row(entry["pattern"], entry) for entry in table.get("sub_codes", ())]
    found += [
        Row(f"{entry['from']} to {entry['to']}" if "to" in entry else f"{entry['from']} and above", entry)
        for entry in table.get("ranges", ())
    ]
    return found


def proved(row: Row, operation: Operation, package: Package) -> str:
    """What the row proves for a method."""
    entry, code_ = row.entry, row.entry.get("code", row.entry.get("from"))
    if package.api == "openim":
        return openim.delivery_of(code_, operation.error_delivery, split=row.split)  # type: ignore[arg-type]
    carried = "pattern" in entry or top.delivery_of(code_, None) != "unknown"
    return str(entry["delivery"]) if carried else "unknown"


def table_page(package: Package) -> Page:
    """The page of an API's whole table."""
    intro = (
        "What the server may answer, what it means, and what to do. "
        "`delivery` is what an error proves about the request; a method may know more, and its page then says so."
    )
    parts = [intro, deliveries(), *(_whole_row(row) for row in rows(package.errors))]
    return Page(f"{package.api}/errors", f"Errors of {package.name}", tuple(parts))


def deliveries() -> str:
    """What each delivery means."""
    return bullets(f"{tag(name, 'delivery')} {words}" for name, words in DELIVERY.items())


def _whole_row(row: Row) -> str:
    entry = row.entry
    name = f" {prose(entry['name'])}" if "name" in entry else ""
    told = f" with {row.told_by} in its text" if row.split else ""
    said = [
        ("To do", prose(entry["remedy"])),
        ("Who has to", entry["fault"]),
        ("Repeated", "by the client, where the method allows it" if entry["retry"] else "no"),
    ]
    term = f"{code(row.key)}{name}{told} {tag(code(entry['kind']), 'type')} {tag(entry['delivery'], 'delivery')}"
    return definition(term, [prose(entry["meaning"]), facts(said)])


def method_errors(operation: Operation, package: Package, place: str) -> list[str]:
    """The section of a method's page."""
    whole = f"Every code with its meaning: [Errors of {package.name}](#{page_place(f'{package.api}/errors')})."
    return [
        heading(2, "Errors", slug(place, "errors")),
        f"Each is a {code(package.error)}; the marked word is its `delivery`, what it proves about the request.",
        *(_class_text(kind, operation, package) for kind in classes(operation, package)),
        whole,
    ]


def classes(operation: Operation, package: Package) -> list[type[ApiError]]:
    """The classes that a call of the method may raise, or a method of its result."""
    common, own = "codegen.runtime.common.errors", f"codegen.runtime.{package.api}.errors"
    named = {row.entry["kind"] for row in rows(package.errors)}
    wanted = set(TO_DO) | named | {OutcomeUnknownError.__name__, BusinessError.__name__}
    if package.models[operation.result].mixin is None:
        wanted -= {"PartialDeliveryError"}
    if not operation.secured:
        wanted -= {"LoginError", "TokenError"}
    return [kind for module in (common, own) for kind in _in_order(module) if kind.__name__ in wanted]


def _in_order(module: str) -> list[type[ApiError]]:
    """The error classes of a module as its tree has them."""
    names = error_classes(module)
    return [item for name, item in vars(importlib.import_module(module)).items() if name in names]


def _class_text(kind: type[ApiError], operation: Operation, package: Package) -> str:
    name = kind.__name__
    told = list(_to_do(kind, operation)) + list(_from_table(name, operation, package))
    summary = inspect.getdoc(kind) or ""
    return definition(code(name), [prose(summary.replace("``", "`")), bullets(told)])


def _to_do(kind: type[ApiError], operation: Operation) -> Iterator[str]:
    name = kind.__name__
    if kind is OutcomeUnknownError:
        yield f"{tag('unknown', 'delivery')} {_after_unknown(operation)}"
    elif name in TO_DO:
        varies = name == "MalformedResponseError"
        yield TO_DO[name] if varies else f"{tag(kind.default_delivery, 'delivery')} {TO_DO[name]}"
    if kind is BusinessError and operation.success:
        yield from _success(operation.success)


def _after_unknown(operation: Operation) -> str:
    match operation.resend:
        case "safe":
            return "Call again: a repetition does no harm, and the client has tried it."
        case {"same": list(members)}:
            return f"Call again with the same {', '.join(map(code, members))}: the server then does it once."
    return "Find out whether it took effect before you call again: a second call could act twice."


def _success(rule: dict[str, str]) -> Iterator[str]:
    words = "Read the answer's own words in the error, and correct what they name"
    member = code(rule["member"])
    yield f"{tag(rule['when_false'], 'delivery')} {member} is false. {words}; {_care(rule['when_false'])}."
    if "when_absent" in rule:
        yield f"{tag(rule['when_absent'], 'delivery')} {member} is missing; {_care(rule['when_absent'])}."


def _care(delivery: str) -> str:
    return "then call again" if delivery == "refused" else "find out whether it took effect before you call again"


def _from_table(name: str, operation: Operation, package: Package) -> Iterator[str]:
    """The codes of a class, those together that ask for the same."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for row in rows(package.errors):
        if row.entry["kind"] == name:
            told = f"{code(row.key)} with {row.told_by}" if row.split else code(row.key)
            grouped.setdefault((proved(row, operation, package), row.entry["remedy"]), []).append(told)
    for (delivery, remedy), codes in grouped.items():
        yield f"{', '.join(codes)} {tag(delivery, 'delivery')} {prose(remedy)}"
