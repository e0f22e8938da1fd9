"""Example requests and answers of a method as JSON values: the spec's own, or made of its members' examples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from codegen import normalise
from codegen.ir import Const, EnumRef, ListOf, Member, Model, ModelRef, Operation, Package, Scalar, TypeIR, UnionRef

FILE: Final = b"content"
"""An example of a file: JSON, and so a spec, cannot have one."""


def requests(operation: Operation, package: Package) -> Iterator[tuple[str, dict[str, Any]]]:
    """The example requests by name; where the spec has none, one made of the members' examples."""
    media = normalise.media_types({"requestBody": operation.raw["requestBody"]})[0]
    named = media.get("examples", {})
    for name, entry in named.items():
        yield name, entry["value"]
    if "example" in media:
        yield "Request", media["example"]
    elif not named:
        yield "Request", member_example(operation.body, package)


def answer(operation: Operation, package: Package) -> tuple[dict[str, Any], dict[str, Any]]:
    """The whole answer, and the part of it that is the typed result."""
    content = operation.raw["responses"]["200"]["content"]
    media = next(iter(content.values()))
    from_members = member_example(ModelRef(operation.result), package)
    if "x-top-response-key" not in operation.raw:
        example = media.get("example", {operation.result_key: from_members})
        return example, example[operation.result_key]
    payload = {**media.get("example", from_members), "request_id": normalise.REQUEST_ID["examples"][0]}
    return {operation.result_key: payload}, payload


def member_example(kind: TypeIR, package: Package, within: tuple[str, ...] = ()) -> Any:
    """An example made of the first example of every member, where the spec has none for the whole.

    A component is not repeated inside itself.
    """
    match kind:
        case UnionRef(name):
            return member_example(ModelRef(package.unions[name].variants[0][1]), package, within)
        case ModelRef(name):
            inside = (*within, name)
            return {
                member.wire: _member_example(member, package, inside)
                for member in package.models[name].members
                if not _names(member.type) & set(inside)
            }
        case ListOf(item):
            return [member_example(item, package, within)]
        case EnumRef(name):
            return package.enums[name].values[0][1]
        case Const(value):
            return value
        case Scalar("bytes"):
            return FILE
        case _:
            return {}


def _member_example(member: Member, package: Package, inside: tuple[str, ...]) -> Any:
    examples = member.schema.get("examples")
    return examples[0] if examples else member_example(member.type, package, inside)


def _names(kind: TypeIR) -> set[str]:
    match kind:
        case ListOf(item):
            return _names(item)
        case ModelRef(name) | UnionRef(name):
            return {name}
        case _:
            return set()


def wire_order(kind: TypeIR, value: Any, package: Package) -> Any:
    """A value with its members in the order in which the models write them: required ones first."""
    match kind:
        case UnionRef(name):
            union = package.unions[name]
            return _ordered(package.models[dict(union.variants)[value[union.tag]]], value, package)
        case ModelRef(name):
            return _ordered(package.models[name], value, package)
        case ListOf(item):
            return [wire_order(item, entry, package) for entry in value]
        case _:
            return value


def _ordered(model: Model, value: dict[str, Any], package: Package) -> dict[str, Any]:
    members = sorted(model.members, key=lambda member: not member.required)
    return {
        member.wire: wire_order(member.type, value[member.wire], package) for member in members if member.wire in value
    }


def shown(value: Any) -> str:
    """A JSON value for reading."""
    return json.dumps(value, ensure_ascii=False, indent=2)
