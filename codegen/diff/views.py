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
            for key, node in part.below("properties").items():
                found.setdefault(key, []).append(node)
        return found

    @property
    def required(self) -> dict[str, Node]:
        """Where each required member is said to be so."""
        listed = (entry for part in reversed(self.parts) for entry in part.listed("required"))
        return {entry.value: entry for entry in listed if isinstance(entry.value, str)}

    @property
    def alternatives(self) -> tuple[Node, ...]:
        """The variants that are not null; empty where the schema has no oneOf or anyOf."""
        return tuple(entry for entry in self.variants if not is_null(entry))

    @property
    def variants(self) -> tuple[Node, ...]:
        """What stands under oneOf and anyOf."""
        return tuple(entry for part in self.parts for keyword in ALTERNATIVES for entry in part.listed(keyword))

    @property
    def types(self) -> frozenset[str] | None:
        """The types that are written, null among them; None for any."""
        written = self.keyword("type")
        if written is None:
            return None
        values = [entry.value for entry in written.entries()] or [written.value]
        return frozenset(str(value) for value in values)

    def keyword(self, *names: str) -> Node | None:
        """Where a keyword is written first: in the schema, or in the nearest base."""
        return next((node for part in self.parts for name in names if (node := part.get(name))), None)

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
    for base in node.listed("allOf"):
        yield from _parts(base, seen)


def _beside(node: Node) -> Iterable[Node]:
    """A reference with keywords beside it is a part of its own."""
    return [node] if len(node.members) > 1 else []


def is_null(node: Node) -> bool:
    """Whether a variant is null, and nothing else."""
    return node.members.get("type") == "null"
