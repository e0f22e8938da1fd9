"""The bundled document with the look-ups that codegen needs: bases followed, every member with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen import naming, normalise, supported
from codegen.findings import Finding, SpecError
from codegen.load import ApiSpec, pointer

FIX = "describe it with the keywords that CONTRIBUTING.md lists, or teach codegen this one"


class Source:
    """A bundled document in which every result has its request id."""

    def __init__(self, spec: ApiSpec) -> None:
        self.spec = spec
        self.document = normalise.with_request_id(spec.document)
        self.schemas: dict[str, Any] = self.document.get("components", {}).get("schemas", {})
        self.operations = normalise.operations(self.document)

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

    def kind(self, name: str) -> str:
        schema = self.schemas[name]
        if "oneOf" in schema:
            return "union"
        if "enum" in schema:
            return "enum"
        if schema.get("type") == "object" or "allOf" in schema:
            return "model"
        raise self.refuse(
            schema_pointer(name), "a component is an object, an enum or a union of objects", "write it in place"
        )

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

    def module(self, component: str) -> str:
        """The section that defines a component: one a method, `shared` for the rest."""
        stem = self.spec.file_of(schema_pointer(component))
        return naming.SHARED if stem in ("common", "openapi") else naming.module_name(stem)

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
