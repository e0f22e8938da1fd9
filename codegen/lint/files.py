"""Rules about files: what each holds, what it is called, and what it may refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from .. import naming
from ..emit.resources import Node as Resource
from ..load import ENTRY, Tokens, pointer
from .document import Document, Operation
from .rules import Problem, rule

_SHARED: Final = frozenset({"common", ENTRY.removesuffix(".yaml")})
DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""Names that Windows keeps for devices, whatever the suffix."""


@rule("method-file", "Modules are named after files, and whoever knows the method must find both.")
def method_file(document: Document) -> Iterator[Problem]:
    """A file other than common.yaml and openapi.yaml has one operation, and is named after it."""
    first: dict[str, str] = {}
    for operation in document.operations:
        at, stem, expected = operation.node.at[:2], _file(document, operation.node.at), _stem(operation)
        if stem in first:
            message = f"{stem}.yaml has two methods, {first[stem]} and {operation.path}"
            yield Problem(at, message, f"Move it to {expected or 'a file of its own'}.yaml.")
            continue
        first[stem] = operation.path
        if expected and stem != expected:
            yield Problem(at, f"the file of {operation.path} is {expected}.yaml, not {stem}.yaml", "Rename the file.")
    alone: set[str] = set()
    for node in (node for nodes in document.components.values() for node in nodes.values()):
        stem = _file(document, node.at)
        if stem not in first and stem not in _SHARED and stem not in alone:
            alone.add(stem)
            yield Problem(node.at, f"{stem}.yaml has no method", "Move what it has to common.yaml.")


def _stem(operation: Operation) -> str:
    """What the file of an operation is called: the TOP method, or the operationId; empty if that is unknown."""
    if operation.is_top:
        return operation.method
    try:
        resources, name = naming.operation_call_path(operation.path)
    except ValueError:
        return ""
    return ".".join((*resources, name))


@rule("device-name", "Windows has a device of this name, and cannot check out or install the file.")
def device_name(document: Document) -> Iterator[Problem]:
    """Neither a spec file nor a module is named like a device of Windows."""
    for operation in document.operations:
        at, names = operation.node.at[:2], {f"{_file(document, operation.node.at)}.yaml"}
        try:
            path, _ = naming.operation_call_path(operation.path)
        except ValueError:
            path = ()
        names |= {f"{Resource(path[:length]).module}.py" for length in range(1, len(path) + 1)}
        names.add(f"{naming.module_name(_file(document, operation.node.at))}.py")
        for name in sorted(names):
            if name.partition(".")[0].lower() in DEVICES:
                fix = "Leave the method out, or teach the generator another name for it."
                yield Problem(at, f"{name} is the name of a device", fix)


@rule("file-references", "Modules import what their files refer to; a circle of imports cannot be loaded.")
def file_references(document: Document) -> Iterator[Problem]:
    """Shared components refer to shared ones only; neither files nor resources refer to each other in a circle."""
    found: list[tuple[str, str, Tokens]] = []
    for node in document.by_place.values():
        target = document.target(node.value)
        if target is not None:
            found.append((_home(document, node.at), _home(document, target.at), (*node.at, "$ref")))
    modules = _modules(document)
    files = _edges((source, goal) for source, goal, _ in found)
    resources = _edges((modules.get(source, source), modules.get(goal, goal)) for source, goal, _ in found)
    fix = "Move what both need to common.yaml."
    for source, goal, at in found:
        if source == goal:
            continue
        module, other = modules.get(source, source), modules.get(goal, goal)
        if source == "common":
            yield Problem(at, f"a shared component refers to {goal}.yaml", "Move the component to common.yaml.")
        elif _reaches(files, goal, source):
            yield Problem(at, f"{source}.yaml and {goal}.yaml refer to each other", fix)
        elif module != other and _reaches(resources, other, module):
            yield Problem(at, f"the modules {module} and {other} would import each other", fix)


def _modules(document: Document) -> dict[str, str]:
    """The module of models that each method's file gives to: that of its resource."""
    found: dict[str, str] = {}
    for operation in document.operations:
        try:
            path, _ = naming.operation_call_path(operation.path)
        except ValueError:
            continue
        found[_file(document, operation.node.at)] = Resource(path).module
    return found


def _edges(found: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    edges: dict[str, set[str]] = {}
    for source, goal in found:
        edges.setdefault(source, set()).add(goal)
    return edges


def _home(document: Document, at: Tokens) -> str:
    stem = _file(document, at)
    return "common" if stem in _SHARED else stem


def _file(document: Document, at: Tokens) -> str:
    return document.spec.file_of(pointer(*at))


def _reaches(edges: Mapping[str, set[str]], start: str, goal: str) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            waiting.extend(edges.get(name, ()))
    return False
