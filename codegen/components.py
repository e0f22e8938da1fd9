"""Models, enums and unions: the parser's members joined with the raw schemas that say the rest."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from codegen import naming, normalise, opc
from codegen.ir import Const, Enum, ListOf, Member, Model, Role, Scalar, ScalarName, TypeIR, Union, UnionRef
from codegen.mixins import mixin_of
from codegen.source import Source, schema_pointer

ENUM_SCALARS: dict[str, ScalarName] = {"integer": "int", "string": "str"}


@frozen
class Components:
    """Makes the representation of components."""

    source: Source
    parsed: opc.Parsed

    def model(self, name: str, role: Role) -> Model:
        if name not in self.parsed.members:
            raise self.source.refuse(
                schema_pointer(name), f"the parser made no class of {name}", "describe it as an object"
            )
        schema, raw = self.source.schemas[name], dict(self.source.raw_members(name))
        members = []
        for parsed in self.parsed.members[name]:
            where, member_schema = raw.pop(parsed.wire)
            members.append(self.member(parsed, where, member_schema))
        if raw:
            lost = ", ".join(sorted(raw))
            raise self.source.refuse(
                schema_pointer(name), f"the parser lost {lost}", "use allOf: [$ref, {type: object, ...}]"
            )
        order = {wire: position for position, (wire, _) in enumerate(self.source.raw_members(name))}
        members.sort(key=lambda member: order[member.wire])
        parts = [schema, *self.source.parts(name)]
        return Model(
            name=name,
            module=self.source.module(name),
            role=role,
            description=schema.get("description", ""),
            members=tuple(members),
            conditionals=tuple(part for part in parts if "if" in part),
            warnings=tuple(warning for part in parts for warning in part.get("x-warn", ())),
            pointer=schema_pointer(name),
            mixin=mixin_of(self.source, name, role, members),
        )

    def member(self, parsed: opc.ParsedMember, where: str, schema: dict[str, Any]) -> Member:
        return Member(
            wire=parsed.wire,
            python=naming.member_name(parsed.wire, schema.get("x-python-name")),
            type=self.resolved(parsed.type, where, schema),
            required=parsed.required,
            nullable=parsed.nullable,
            schema=schema,
            pointer=where,
        )

    def resolved(self, parsed: TypeIR, where: str, schema: dict[str, Any]) -> TypeIR:
        """The parser's type, with unions named."""
        if "$ref" in schema and self.source.kind(normalise.ref_name(schema)) == "union":
            return UnionRef(normalise.ref_name(schema))
        match parsed:
            case ListOf(item):
                return ListOf(self.resolved(item, f"{where}/items", schema["items"]))
            case _:
                return parsed

    def enum(self, name: str, role: Role) -> Enum:
        schema = self.source.schemas[name]
        if name not in self.parsed.enums:
            raise self.source.refuse(
                schema_pointer(name), f"the parser made no enum of {name}", "give it a type and enum"
            )
        return Enum(
            name=name,
            module=self.source.module(name),
            role=role,
            description=schema.get("description", ""),
            scalar=Scalar(ENUM_SCALARS[schema["type"]]),
            values=tuple(zip(schema["x-enum-varnames"], schema["enum"], strict=True)),
        )

    def union(self, name: str, role: Role) -> Union:
        schema = self.source.schemas[name]
        if role == "response":
            raise self.source.refuse(
                schema_pointer(name), "a union in a response is not supported", "use a free-form object"
            )
        names = [normalise.ref_name(entry) for entry in schema["oneOf"]]
        tags = [self.constants(variant) for variant in names]
        shared = [wire for wire in tags[0] if all(wire in found for found in tags)]
        distinct = [wire for wire in shared if len({found[wire] for found in tags}) == len(tags)]
        if len(distinct) != 1:
            raise self.source.refuse(
                schema_pointer(name),
                "a union needs exactly one required const member that differs in every variant",
                "give each variant a const tag",
            )
        tag = distinct[0]
        return Union(
            name=name,
            module=self.source.module(name),
            role=role,
            description=schema.get("description", ""),
            tag=tag,
            variants=tuple((found[tag], variant) for found, variant in zip(tags, names, strict=True)),
        )

    def constants(self, name: str) -> dict[str, Any]:
        """The required const members of an object."""
        return {
            member.wire: member.type.value
            for member in self.parsed.members[name]
            if member.required and isinstance(member.type, Const)
        }


def mark_tags(models: dict[str, Model], union: Union) -> None:
    """Mark the member that tells the union's variants apart."""
    for _, name in union.variants:
        model = models[name]
        members = tuple(evolve(member, is_tag=member.is_tag or member.wire == union.tag) for member in model.members)
        models[name] = evolve(model, members=members)
