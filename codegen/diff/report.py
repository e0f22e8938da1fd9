"""Collects changes while two versions are walked; one that several operations share is one change."""

from __future__ import annotations

from typing import Any, Final

from attrs import evolve, field, frozen

from codegen.load import Tokens

from .changes import ORDER, Change, Direction, Verdict
from .nodes import Node

_SHOWN: Final = (str, int, float, bool)
_LONGEST: Final = 200
"""Characters of a value that is shown; a longer one is read at its place."""


@frozen
class Report:
    """The changes found so far."""

    _changes: dict[tuple[object, ...], Change] = field(factory=dict)

    def add(self, change: Change) -> None:
        """Take a change; the operations of an equal one are added to it."""
        key = (change.rule, change.verdict, change.direction, change.side, change.pointer, change.message)
        known = self._changes.get(key)
        operations = {*change.operations, *(known.operations if known else ())}
        self._changes[key] = evolve(change, operations=tuple(sorted(operations)))

    def changes(self) -> tuple[Change, ...]:
        """All of them: the worst first, then by place."""
        return tuple(sorted(self._changes.values(), key=_order))


def _order(change: Change) -> tuple[object, ...]:
    place = change.place
    return (ORDER.index(change.verdict), place.file, place.line, place.column, change.rule, change.pointer)


@frozen
class Scope:
    """For whom a walk is made."""

    report: Report
    operation: str | None = None
    direction: Direction | None = None
    _seen: set[tuple[Tokens, Tokens]] = field(factory=set)
    """Pairs that this walk has been at: schemas refer to themselves."""

    def within(self, operation: str | None, direction: Direction | None) -> Scope:
        """A walk of its own, for one operation and direction."""
        return Scope(self.report, operation, direction)

    def is_new(self, old: Node, new: Node) -> bool:
        """Whether the walk comes to this pair for the first time."""
        pair = (old.at, new.at)
        known = pair in self._seen
        self._seen.add(pair)
        return not known

    def add(self, rule: str, verdict: Verdict, at: Node, message: str, old: Any = None, new: Any = None) -> None:
        """Report a change."""
        operations = () if self.operation is None else (self.operation,)
        values = {"old": short(old), "new": short(new)}
        place = (at.side, at.pointer, at.place)
        self.report.add(Change(rule, verdict, self.direction, operations, *place, message, **values))


def short(value: Any) -> Any:
    """A value as it is shown beside a change; None where it is too long."""
    if isinstance(value, list | dict):
        return value if len(repr(value)) <= _LONGEST else None
    return value[:_LONGEST] if isinstance(value, str) else value if isinstance(value, _SHOWN) else None
