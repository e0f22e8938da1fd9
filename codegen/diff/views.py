"""What a schema demands as a whole: references and bases followed, every keyword with the place it is written at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen

from .nodes import Node

ALTERNATIVES: Final = ("oneOf", "anyOf")
CONDITIONS: Final = ("if", "then", "else")


@frozen
class View:
    """A schema with its bases."""

    schema: Node
    """The schema itself, references followed."""
    parts: tuple[Node, ...]
    """The schema and every base of it, the schema first."""

    @property
    def conditions(self) -> tuple[Node, ...]:
        """The parts that hold a rule between members."""
        return tuple(part for part in self.parts if any(key in part.members for key in CONDITIONS))

    @property
    def properties(self) -> dict[str, list[Node]]:
        """Every description of every member, the outermost first: a base's holds as well."""
        found: dict[str, list[Node]] = {}
        for part in self.parts:
            holder = part.get("properties")
            for key, node in holder.children().items() if holder else ():
                found.setdefault(key, []).append(node)
        return found

    @property
    def required(self) -> dict[str, Node]:
        """Where each required member is said to be so."""
        lists = (node for part in reversed(self.parts) if (node := part.get("required")))
        return {entry.value: entry for node in lists for entry in node.entries() if isinstance(entry.value, str)}

    @property
    def alternatives(self) -> tuple[Node, ...]:
        """The variants that are not null; empty where the schema has no oneOf or anyOf."""
        return tuple(entry for entry in self._entries() if not _is_null(entry))

    @property
    def types(self) -> frozenset[str] | None:
        """The types, null among them; None for any."""
        written = self.keyword("type")
        if written is None:
            nulls = [entry for entry in self._entries() if _is_null(entry)]
            return frozenset({"null"}) if nulls else None
        values = [entry.value for entry in written.entries()] or [written.value]
        return frozenset(str(value) for value in values)

    def keyword(self, *names: str) -> Node | None:
        """Where a keyword is written first: in the schema, or in the nearest base."""
        return next((node for part in self.parts for name in names if (node := part.get(name))), None)

    def _entries(self) -> Iterator[Node]:
        for part in self.parts:
            for keyword in ALTERNATIVES:
                found = part.get(keyword)
                yield from found.entries() if found else ()

    def holders(self, keyword: str) -> list[Node]:
        """The parts that a keyword stands in."""
        return [part for part in self.parts if keyword in part.members]


def view(node: Node) -> View:
    """Read a schema with its bases; bases that refer to each other are read once."""
    schema = node.followed()
    return View(schema, tuple(_parts(node, set())))


def _parts(node: Node, seen: set[tuple[str, ...]]) -> Iterator[Node]:
    """The schema, what stands beside its reference, and its bases."""
    if node.at in seen:
        return
    seen.add(node.at)
    if "$ref" in node.members:
        yield from _beside(node)
        target = node.followed()
        if target.at != node.at:
            yield from _parts(target, seen)
        return
    yield node
    bases = node.get("allOf")
    for base in bases.entries() if bases else ():
        yield from _parts(base, seen)


def _beside(node: Node) -> Iterable[Node]:
    """A reference with keywords beside it is a part of its own."""
    return [node] if len(node.members) > 1 else []


def _is_null(node: Node) -> bool:
    return node.members.get("type") == "null"
