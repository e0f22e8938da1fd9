"""Proof by example: what callers sent yesterday, against today's spec; what it answers today, against yesterday's.

It knows nothing of the rules by which changes are judged, so the two check each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from codegen.diff.changes import Direction, Side
from codegen.findings import Place
from codegen.lint.document import Document, Node
from codegen.lint.samples import Sample, content_samples, schema_samples
from codegen.lint.validation import UncheckableError, Validation
from codegen.load import ApiSpec, pointer

from .pairs import Pair, pairs
from .smallest import smallest

_OTHER: Final[dict[Side, Side]] = {"old": "new", "new": "old"}


@frozen
class FailedExample:
    """An example that was right on its own side and is wrong on the other."""

    operation: str
    """Path key."""
    direction: Direction
    """A base's request that the new spec refuses, or a new answer that the base's callers do not understand."""
    side: Side
    """Which version the example, `pointer` and `place` are from."""
    name: str
    """Such as ``the example TextMessage``."""
    pointer: str
    place: Place
    value: object
    member: str
    """The member of the example that does not fit; empty if it is the whole."""
    message: str
    """What the validator says."""


@frozen
class Proof:
    """What all examples of two versions say about their difference."""

    requests: int
    """How many of the base's request examples were held against the new spec."""
    responses: int
    """How many of the new answers' examples were held against the base."""
    failures: tuple[FailedExample, ...]


def prove(old: ApiSpec, new: ApiSpec) -> Proof:
    """Hold each side's examples against the other side.

    An example that does not fit its own side proves nothing about the change; lint reports it.
    """
    prover = _Prover(Document(old), Document(new))
    prover.run()
    failures = sorted(
        prover.failures.values(), key=lambda failure: (failure.operation, failure.place, failure.name, failure.member)
    )
    return Proof(prover.held["request"], prover.held["response"], tuple(failures))


class _Prover:
    def __init__(self, old: Document, new: Document) -> None:
        self.held: dict[Direction, int] = {"request": 0, "response": 0}
        self.failures: dict[tuple[str, str, str, str], FailedExample] = {}
        self._documents: dict[Side, Document] = {"old": old, "new": new}
        self._checks: dict[Side, Validation] = {"old": Validation(old), "new": Validation(new)}

    def run(self) -> None:
        for pair in pairs(self._documents["old"], self._documents["new"]):
            side: Side = "old" if pair.direction == "request" else "new"
            for sample, counterpart in self._samples(pair, side):
                if not self._misfits(side, sample.schema, sample.value):
                    self.held[pair.direction] += 1
                    self._hold(pair, side, sample, counterpart)

    def _samples(self, pair: Pair, side: Side) -> Iterator[tuple[Sample, Node]]:
        """The examples of one side, each with the other side's schema."""
        node, other = (pair.old, pair.new) if side == "old" else (pair.new, pair.old)
        if node.kind in ("schema", "content-schema"):
            yield from ((sample, other) for sample in schema_samples(node))
            return
        schema = self._documents[_OTHER[side]].by_place.get((*other.at, "schema"))
        if schema is not None:
            for sample in content_samples(self._documents[side], node):
                yield sample, schema
                yield from ((small, schema) for small in self._smallest(side, sample))

    def _smallest(self, side: Side, sample: Sample) -> Iterator[Sample]:
        """The example without optional members, where that is another."""
        value = smallest(self._documents[side], sample.schema, sample.value)
        if value != sample.value:
            yield evolve(sample, value=value, name=f"{sample.name} without optional members")

    def _hold(self, pair: Pair, side: Side, sample: Sample, counterpart: Node) -> None:
        where = pointer(*sample.at)
        place = self._documents[side].spec.place(where)
        for member, message in self._misfits(_OTHER[side], counterpart, sample.value):
            failure = FailedExample(
                pair.operation, pair.direction, side, sample.name, where, place, sample.value, member, message
            )
            self.failures.setdefault((pair.operation, where, sample.name, member), failure)

    def _misfits(self, side: Side, schema: Node, value: object) -> list[tuple[str, str]]:
        """Members and messages."""
        try:
            return [(misfit.path, misfit.message) for misfit in self._checks[side].misfits(schema, value)]
        except UncheckableError as exc:
            return [("", f"cannot be checked: {exc}")]
