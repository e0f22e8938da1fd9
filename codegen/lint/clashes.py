"""Rules about names that generated modules and classes define or import beside those of the spec."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .. import naming
from ..emit import resources
from ..emit.types import snake
from .document import Document, Node, mapping
from .rules import Problem, rule
from .shapes import is_object, members, uses

IMPORTED: Final = frozenset(
    {"IntEnum", "StrEnum", "Operation", "Resend", "Success", "Caller", "AsyncCaller", "ErrorTable"}
    | {"DryView", "RawView", "AsyncDryView", "AsyncRawView"}
)
"""Names that generated modules import; those of typing are taken in any case."""
_CONVERTERS: Final = ("as_{}", "optional_{}", "as_{}_list", "optional_{}_list")
_RUNTIME_CONVERTERS: Final = frozenset({"optional_strings", "optional_integers"})


@rule("resource-clash", "The methods of one of the two would be lost.")
def resource_clash(document: Document) -> Iterator[Problem]:
    """No two resources have one module, or a class of one name."""
    taken: dict[str, tuple[str, ...]] = {}
    told: set[tuple[str, ...]] = set()
    for operation in document.operations:
        for path in _resources(operation.path):
            node = resources.Node(path)
            names = (node.module, *resources.class_names(node.name))
            first = next((taken[name] for name in names if taken.setdefault(name, path) != path), None)
            if first is not None and path not in told:
                told.add(path)
                message = f"the resources {'.'.join(path)} and {'.'.join(first)} are both {node.module} in Python"
                fix = "Leave one of the two methods out; the names follow from the API's."
                yield Problem(operation.node.at[:2], message, fix)


@rule("imported-name", "The modules that define or use the class import another thing of that name.")
def imported_name(document: Document) -> Iterator[Problem]:
    """No component is called like something that generated modules import or define."""
    package = mapping(document.root.value.get("x-package"))
    taken = set(IMPORTED) | {f"{half}{package.get('client')}" for half in ("", "Sync", "Async")}
    taken |= {str(package.get("error"))} | {str(node.value.get("x-python-mixin")) for node in document.schemas.values()}
    for operation in document.operations:
        for path in _resources(operation.path):
            taken |= set(resources.class_names(resources.Node(path).name))
    for name, node in document.schemas.items():
        if name in taken:
            fix = "Choose another, such as one with the method's name."
            yield Problem(node.at, f"the generated modules have another {name}", fix)


@rule("converter-clash", "Two functions of one name would be written, and one would be lost.")
def converter_clash(document: Document) -> Iterator[Problem]:
    """The functions made from a component's name are not those of another, nor a member's name."""
    taken = dict.fromkeys(_RUNTIME_CONVERTERS, "the runtime")
    sent = uses(document).request
    converted = {name: node for name, node in document.schemas.items() if node.at in sent and _is_class(node)}
    for name, node in converted.items():
        for form in _CONVERTERS:
            function = form.format(snake(name))
            first = taken.setdefault(function, name)
            if first != name:
                yield Problem(node.at, f"{function} is a function of {name} and of {first}", "Rename the component.")
                break
    seen: set[tuple[str, ...]] = set()
    for node in converted.values():
        for wire, member in members(document, node).items():
            override = member.value.get("x-python-name")
            python = naming.member_name(wire, override if isinstance(override, str) else None)
            if python in taken and member.at not in seen:
                seen.add(member.at)
                message = f"{python} is also a function of {taken[python]}"
                yield Problem(member.at, message, "Give the member an x-python-name.")


def _is_class(node: Node) -> bool:
    return "enum" not in node.value and (is_object(node) or "oneOf" in node.value)


def _resources(path: str) -> list[tuple[str, ...]]:
    try:
        whole, _ = naming.operation_call_path(path)
    except ValueError:
        return []
    return [whole[:length] for length in range(1, len(whole) + 1)]
