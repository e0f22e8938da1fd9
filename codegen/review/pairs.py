"""Which schema of one version of a spec is the counterpart of which of another: by what goes over the wire.

Names of components play no part in it, so a component that was renamed or written in place keeps its counterpart.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from codegen.diff.changes import Direction
from codegen.lint.document import Document, Node, Operation, mapping, sequence
from codegen.lint.shapes import constants, members, tag, variants
from codegen.load import Tokens


@frozen(eq=False)
class Pair:
    """A media type, parameter, header or schema in both versions."""

    operation: str
    """Path key."""
    direction: Direction
    old: Node
    new: Node


def pairs(old: Document, new: Document) -> Iterator[Pair]:
    """Everything that is sent or received in both versions, schemas below their media types."""
    operations = {operation.path: operation for operation in new.operations}
    for operation in old.operations:
        counterpart = operations.get(operation.path)
        if counterpart is not None:
            yield from _Walk(old, new, operation.path).operation(operation, counterpart)


class _Walk:
    def __init__(self, old: Document, new: Document, path: str) -> None:
        self._old, self._new, self._path = old, new, path
        self._seen: set[tuple[Direction, Tokens, Tokens]] = set()

    def operation(self, old: Operation, new: Operation) -> Iterator[Pair]:
        yield from self._named("request", self._parameters(self._old, old), self._parameters(self._new, new))
        bodies = self._old.child(old.node, "requestBody"), self._new.child(new.node, "requestBody")
        yield from self._named("request", self._old.content(bodies[0]), self._new.content(bodies[1]))
        for status in mapping(old.node.value.get("responses")):
            answers = self._old.child(old.node, "responses", status), self._new.child(new.node, "responses", status)
            yield from self._named("response", self._old.content(answers[0]), self._new.content(answers[1]))
            yield from self._named("response", _headers(self._old, answers[0]), _headers(self._new, answers[1]))

    def _parameters(self, document: Document, operation: Operation) -> dict[str, Node]:
        count = len(sequence(operation.node.value.get("parameters")))
        found = [document.child(operation.node, "parameters", str(index)) for index in range(count)]
        return {f"{node.value.get('in')} {node.value.get('name')}": node for node in found if node is not None}

    def _named(self, direction: Direction, old: dict[str, Node], new: dict[str, Node]) -> Iterator[Pair]:
        """Media types, parameters or headers by name, each with the schemas below it."""
        for name in old.keys() & new.keys():
            yield Pair(self._path, direction, old[name], new[name])
            yield from self._below(direction, old[name], new[name], "schema")

    def _below(self, direction: Direction, old: Node, new: Node, key: str) -> Iterator[Pair]:
        inner = self._old.by_place.get((*old.at, key)), self._new.by_place.get((*new.at, key))
        if inner[0] is not None and inner[1] is not None:
            yield from self._schemas(direction, inner[0], inner[1])

    def _schemas(self, direction: Direction, old: Node, new: Node) -> Iterator[Pair]:
        if (direction, old.at, new.at) in self._seen:
            return
        self._seen.add((direction, old.at, new.at))
        yield Pair(self._path, direction, old, new)
        targets = self._old.resolve(old), self._new.resolve(new)
        if targets != (old, new):
            yield from self._schemas(direction, *targets)
            return
        yield from self._members(direction, members(self._old, old), members(self._new, new))
        yield from self._members(direction, _variants(self._old, old), _variants(self._new, new))
        for key in ("items", "contentSchema"):
            yield from self._below(direction, old, new, key)

    def _members(self, direction: Direction, old: dict[str, Node], new: dict[str, Node]) -> Iterator[Pair]:
        for name in sorted(old.keys() & new.keys()):
            yield from self._schemas(direction, old[name], new[name])


def _headers(document: Document, response: Node | None) -> dict[str, Node]:
    names = mapping(response.value.get("headers")) if response is not None else {}
    found = {name: document.child(response, "headers", name) for name in names} if response is not None else {}
    return {name: node for name, node in found.items() if node is not None}


def _variants(document: Document, union: Node) -> dict[str, Node]:
    """The variants of a union by the value of their tag."""
    name = tag(document, union) if "oneOf" in union.value else None
    return {repr(constants(document, node)[name]): node for node in variants(document, union)} if name else {}
