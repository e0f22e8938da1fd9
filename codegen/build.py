"""From a bundled document to the intermediate representation: the parser's reading joined with the raw document.

The parser says which members an object has (bases merged), of which type, and which are required. What it drops is
read here from the raw document. Whatever neither can express is refused with its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from codegen import naming, normalise, opc, supported
from codegen.findings import Finding, SpecError
from codegen.ir import (
    Const,
    Enum,
    ListOf,
    Member,
    Model,
    ModelRef,
    Operation,
    Package,
    Role,
    Scalar,
    ScalarName,
    TypeIR,
    Union,
    UnionRef,
)
from codegen.load import ApiSpec, pointer

FIX = "describe it with the keywords that CONTRIBUTING.md lists, or teach codegen this one"
ENUM_SCALARS: dict[str, ScalarName] = {"integer": "int", "string": "str"}


def build(spec: ApiSpec) -> Package:
    """The intermediate representation of one API.

    Raises:
        SpecError: the parser or codegen does not support something; names the place and the reason.
    """
    return _Builder(spec).build()


class _Builder:
    def __init__(self, spec: ApiSpec) -> None:
        self.spec = spec
        self.document = normalise.with_request_id(spec.document)
        self.schemas: dict[str, Any] = self.document.get("components", {}).get("schemas", {})
        self.operations = normalise.operations(self.document)
        self.refuse_unsupported()
        try:
            self.parsed = opc.parse(normalise.normalised(self.document))
        except opc.ParserRefusalError as refusal:
            raise self.refuse("", str(refusal), "describe it in a form the parser reads") from refusal

    def build(self) -> Package:
        info, package = self.document["info"], self.document["x-package"]
        operations = tuple(self.operation(path) for path in sorted(self.operations))
        roles = self.roles()
        models = {name: self.model(name, roles[name]) for name in sorted(roles) if self.kind(name) == "model"}
        enums = {name: self.enum(name, roles[name]) for name in sorted(roles) if self.kind(name) == "enum"}
        unions = {name: self.union(name, roles[name]) for name in sorted(roles) if self.kind(name) == "union"}
        for union in unions.values():
            _mark_tags(models, union)
        return Package(
            api=self.spec.name,
            name=package["name"],
            module=package["module"],
            client=package["client"],
            error=package["error"],
            version=str(info["x-package-version"]),
            title=info["title"],
            summary=info.get("summary", info["title"]),
            description=info.get("description", ""),
            models=models,
            enums=enums,
            unions=unions,
            operations=operations,
            modules={name: self.module(name) for name in sorted(roles)},
            errors=self.spec.errors,
            document=self.spec.document,
        )

    def refuse_unsupported(self) -> None:
        """Refuse keywords that would not reach the client, all at once and before the parser stumbles over them."""
        found = [
            self.finding(f"{schema_pointer(name)}{below}", f"{what} is not supported", FIX)
            for name, schema in self.schemas.items()
            if "enum" not in schema and "oneOf" not in schema
            for below, what in supported.object_problems(schema)
        ]
        if found:
            raise SpecError(found)

    # Components

    def kind(self, name: str) -> str:
        schema = self.schemas[name]
        if "oneOf" in schema:
            return "union"
        if "enum" in schema:
            return "enum"
        if schema.get("type") == "object" or "allOf" in schema:
            return "model"
        raise self.refuse(schema_pointer(name), "a component is an object, an enum or a union of objects", "write it in place")

    def roles(self) -> dict[str, Role]:
        """Components that get a class: what a request or a typed result reaches, bases and envelopes left out."""
        roles: dict[str, Role] = {}
        for path, operation in self.operations.items():
            body = normalise.media_types({"requestBody": operation["requestBody"]})[0]["schema"]
            self.reach(normalise.ref_name(body), "request", roles)
            self.reach(self.result_name(path, operation), "response", roles)
        return roles

    def reach(self, name: str, role: Role, roles: dict[str, Role]) -> None:
        if name in roles:
            if roles[name] != role:
                raise self.refuse(
                    schema_pointer(name), f"{name} is used by requests and by responses", "give each its own component"
                )
            return
        roles[name] = role
        for used in self.referenced(self.schemas[name], own=True):
            self.reach(used, role, roles)

    def referenced(self, schema: Any, *, own: bool = False) -> Iterator[str]:
        """Components used as types by a schema; bases count with what they use, not themselves."""
        if not isinstance(schema, dict):
            return
        if "$ref" in schema and not own:
            yield normalise.ref_name(schema)
            return
        for entry in schema.get("allOf", ()):
            target = self.schemas[normalise.ref_name(entry)] if "$ref" in entry else entry
            yield from self.referenced(target, own=True)
        for entry in (*schema.get("oneOf", ()), schema.get("items"), *schema.get("properties", {}).values()):
            yield from self.referenced(entry)

    def model(self, name: str, role: Role) -> Model:
        if name not in self.parsed.members:
            raise self.refuse(schema_pointer(name), f"the parser made no class of {name}", "describe it as an object")
        schema, raw = self.schemas[name], dict(self.raw_members(name))
        members = []
        for parsed in self.parsed.members[name]:
            where, member_schema = raw.pop(parsed.wire)
            members.append(self.member(parsed, where, member_schema))
        if raw:
            lost = ", ".join(sorted(raw))
            raise self.refuse(schema_pointer(name), f"the parser lost {lost}", "use allOf: [$ref, {type: object, ...}]")
        order = {wire: position for position, (wire, _) in enumerate(self.raw_members(name))}
        members.sort(key=lambda member: order[member.wire])
        parts = [schema, *self.parts(name)]
        return Model(
            name=name,
            module=self.module(name),
            role=role,
            description=schema.get("description", ""),
            members=tuple(members),
            conditionals=tuple(part for part in parts if "if" in part),
            warnings=tuple(warning for part in parts for warning in part.get("x-warn", ())),
            pointer=schema_pointer(name),
        )

    def parts(self, name: str) -> Iterator[dict[str, Any]]:
        """The entries of `allOf`, those of bases included."""
        for entry in self.schemas[name].get("allOf", ()):
            if "$ref" in entry:
                base = normalise.ref_name(entry)
                yield self.schemas[base]
                yield from self.parts(base)
            else:
                yield entry

    def raw_members(self, name: str) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
        """Every member of an object with its pointer and raw schema, those of bases first."""
        schema = self.schemas[name]
        for position, entry in enumerate(schema.get("allOf", ())):
            if "$ref" in entry:
                yield from self.raw_members(normalise.ref_name(entry))
            else:
                yield from _members_at(f"{schema_pointer(name)}/allOf/{position}", entry)
        yield from _members_at(schema_pointer(name), schema)

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
        if "$ref" in schema and self.kind(normalise.ref_name(schema)) == "union":
            return UnionRef(normalise.ref_name(schema))
        match parsed:
            case ListOf(item):
                return ListOf(self.resolved(item, f"{where}/items", schema["items"]))
            case _:
                return parsed

    def enum(self, name: str, role: Role) -> Enum:
        schema = self.schemas[name]
        if name not in self.parsed.enums:
            raise self.refuse(schema_pointer(name), f"the parser made no enum of {name}", "give it a type and enum")
        return Enum(
            name=name,
            module=self.module(name),
            role=role,
            description=schema.get("description", ""),
            scalar=Scalar(ENUM_SCALARS[schema["type"]]),
            values=tuple(zip(schema["x-enum-varnames"], schema["enum"], strict=True)),
        )

    def union(self, name: str, role: Role) -> Union:
        schema = self.schemas[name]
        if role == "response":
            raise self.refuse(schema_pointer(name), "a union in a response is not supported", "use a free-form object")
        names = [normalise.ref_name(entry) for entry in schema["oneOf"]]
        tags = [self.constants(variant) for variant in names]
        shared = [wire for wire in tags[0] if all(wire in found for found in tags)]
        distinct = [wire for wire in shared if len({found[wire] for found in tags}) == len(tags)]
        if len(distinct) != 1:
            raise self.refuse(
                schema_pointer(name),
                "a union needs exactly one required const member that differs in every variant",
                "give each variant a const tag",
            )
        tag = distinct[0]
        return Union(
            name=name,
            module=self.module(name),
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

    def module(self, component: str) -> str:
        """The module that holds a component: one a method, `shared` for the rest."""
        stem = self.spec.file_of(schema_pointer(component))
        return "shared" if stem in ("common", "openapi") else naming.module_name(stem)

    # Operations

    def operation(self, path: str) -> Operation:
        raw = self.operations[path]
        where = pointer("paths", path, "post")
        resource, method = naming.operation_call_path(path)
        content = raw["requestBody"]["content"]
        if len(content) != 1:
            raise self.refuse(where, "a request body has one content type", "keep the one that the server reads")
        media = next(iter(content.values()))
        body = normalise.ref_name(media["schema"])
        response_key = raw.get("x-top-response-key")
        return Operation(
            name=raw.get("x-top-method", raw["operationId"]),
            path=path.partition("#")[0],
            resource=resource,
            method=method,
            module=naming.module_name(self.spec.file_of(where)),
            summary=raw["summary"],
            description=raw.get("description", ""),
            body=UnionRef(body) if self.kind(body) == "union" else ModelRef(body),
            result=self.result_name(path, raw),
            result_key=response_key or raw["x-result"],
            json_members=tuple(sorted(media.get("encoding", {}))),
            success=raw.get("x-success"),
            resend=raw["x-resend"],
            error_delivery=raw.get("x-error-delivery"),
            secured=raw.get("security", self.document.get("security", [])) != [],
            source=raw.get("x-source", {}),
            raw=raw,
            pointer=where,
        )

    def result_name(self, path: str, operation: dict[str, Any]) -> str:
        """The component of the typed result: the answer's, or the member of it that `x-result` names."""
        name = normalise.result_schema_name(operation)
        if "x-result" not in operation:
            return name
        member = dict(self.raw_members(name)).get(operation["x-result"])
        if member is None or "$ref" not in member[1]:
            raise self.refuse(
                pointer("paths", path, "post", "x-result"),
                f"{name} has no object member {operation['x-result']}",
                "name the member that holds the result",
            )
        return normalise.ref_name(member[1])

    def refuse(self, where: str, reason: str, fix: str) -> SpecError:
        """The error for something codegen does not support."""
        return SpecError([self.finding(where, reason, fix)])

    def finding(self, where: str, reason: str, fix: str) -> Finding:
        """What is not supported, and where."""
        why = "What the generator cannot express would be missing from the client without a word."
        return Finding(self.spec.place(where), "not-supported", reason, why, fix)


def schema_pointer(component: str) -> str:
    """JSON pointer of a schema component."""
    return pointer("components", "schemas", component)


def _members_at(where: str, schema: dict[str, Any]) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    for wire, member in schema.get("properties", {}).items():
        yield wire, (where + pointer("properties", wire), member)


def _mark_tags(models: dict[str, Model], union: Union) -> None:
    for _, name in union.variants:
        model = models[name]
        members = tuple(evolve(member, is_tag=member.is_tag or member.wire == union.tag) for member in model.members)
        models[name] = evolve(model, members=members)
