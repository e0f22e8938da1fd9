"""An example answer of a method, and what holds for the result that the client makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from codegen.emit import pycall, sample_values
from codegen.ir import ListOf, ModelRef, Operation, Package, TypeIR


@frozen
class AnswerSample:
    """An answer."""

    body: str
    """JSON, indented."""
    claims: str
    """Assertions on `result`, one a line."""


def answer_sample(operation: Operation, package: Package) -> AnswerSample:
    """The example answer of a method."""
    example, payload = sample_values.answer(operation, package)
    facts = _facts("result", ModelRef(operation.result), payload, package)
    return AnswerSample(
        body=sample_values.shown(example),
        claims="\n".join(f"assert {fact}" for fact in facts),
    )


def _facts(path: str, kind: TypeIR, value: Any, package: Package) -> Iterator[str]:
    """What holds for a result, member by member."""
    if value is None:
        yield f"{path} == []" if isinstance(kind, ListOf) else f"{path} is None"
    elif isinstance(kind, ModelRef):
        for member in package.models[kind.name].members:
            if member.wire in value:
                yield from _facts(f"{path}.{member.python}", member.type, value[member.wire], package)
    elif isinstance(kind, ListOf) and isinstance(kind.item, ModelRef):
        for index, item in enumerate(value):
            yield from _facts(f"{path}[{index}]", kind.item, item, package)
    elif isinstance(value, bool):
        yield f"{path} is {value}"
    else:
        yield f"{path} == {pycall.literal(value)}"
