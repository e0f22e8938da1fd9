"""Parameters as the components of one side of a method, the request or the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import define, evolve, field

from .. import naming
from ..lint.bodies import COMMON_PARAMETERS
from ..lint.names import REQUEST_ID
from . import values
from .class_names import ClassNames
from .definitions import Parameter, RefusalError
from .values import Schema

_NO_TYPE: Final = "The catalogue names no type; it is text here."
_NESTED_FILE: Final = "Bytes inside an object cannot be a part of their own; they are text in Base64 here."

_OBJECT: Final = "The catalogue calls it {} and lists members; it is an object here."


@define
class Side:
    """The request or the answer of a method, while its components are named and written."""

    names: ClassNames
    prefix: str
    in_request: bool
    components: dict[str, Schema] = field(factory=dict)
    notes: list[str] = field(factory=list)
    """What was left out or is read otherwise than the catalogue has it."""
    files: list[str] = field(factory=list)
    """Parameters that are sent as files."""
    _known: dict[tuple[str, tuple[Parameter, ...]], str] = field(factory=dict)

    def root(self, name: str, description: str, parameters: Sequence[Parameter]) -> None:
        """Add the component that holds all others."""
        kept = [item for item in parameters if not (self.in_request and item.name in COMMON_PARAMETERS)]
        left_out = [item.name for item in parameters if item not in kept]
        self.notes += [f"{name} is left out: every call has it" for name in left_out]
        self.components[name] = {}  # before those that it holds
        self.components[name] = self._object(description, kept, top=True)

    def _object(self, description: str, parameters: Sequence[Parameter], *, top: bool = False) -> Schema:
        schema: Schema = {"type": "object", "description": description}
        kept = self._distinct(parameters)
        if self.in_request:
            schema["additionalProperties"] = False
            required = [item.name for item in kept if item.required]
            schema |= {"required": required} if required else {}
        given = frozenset({REQUEST_ID}) if top and not self.in_request else frozenset[str]()
        schema["properties"] = _apart({item.name: self._member(item, top=top) for item in kept}, given)
        return schema

    def _distinct(self, parameters: Sequence[Parameter]) -> list[Parameter]:
        """Parameters without those whose name was there before; required if one of them is."""
        found: dict[str, Parameter] = {}
        for item in parameters:
            first = found.setdefault(item.name, item)
            if first is not item:
                self.notes.append(f"{item.name} is listed twice; the first one counts")
                found[item.name] = evolve(first, required=first.required or item.required)
        return list(found.values())

    def _member(self, item: Parameter, *, top: bool) -> Schema:
        word, depth = values.taken_apart(item.type)
        if depth > 1:
            raise RefusalError("a parameter is a list of lists")
        if item.members:
            schema = self._reference(item, word)
        else:
            schema = self._plain(item, word, is_file=top and self.in_request and not depth)
        if depth:
            schema = _listed(schema)
        if self.in_request:
            schema = values.limited(schema, dict(item.limits))
            if top and item.required and schema == {"type": "string"}:
                schema["minLength"] = 1  # what is empty is not sent
        return self._described(schema, item, word)

    def _reference(self, item: Parameter, word: str) -> Schema:
        key = (word, item.members)
        if key not in self._known:
            is_scalar = values.scalar(word, is_file=False) is not None
            first = item.name if is_scalar or not word else word
            name = self._known[key] = self.names.claim(self.prefix, first, item.name)
            self.components[name] = {}  # before those that it holds
            self.components[name] = self._object(item.description or f"`{word}`.", item.members)
        return {"$ref": f"#/components/schemas/{self._known[key]}"}

    def _plain(self, item: Parameter, word: str, *, is_file: bool) -> Schema:
        kind = values.scalar(word, is_file=is_file)
        if kind is None:
            return dict(values.FREE)
        if kind is values.FILE:
            self.files.append(item.name)
        return values.in_request(kind) if self.in_request else dict(kind.schema)

    def _described(self, schema: Schema, item: Parameter, word: str) -> Schema:
        kind = None if item.members else values.scalar(word, is_file=schema.get("format") == "binary")
        note = f" {kind.note}" if kind and kind.note else ""
        schema["description"] = (item.description or item.name) + note
        if kind and kind.example is not None:
            schema["examples"] = [values.example(schema, kind)]
        if deviation := _deviation(item, word, kind):
            self.notes.append(f"{item.name}: {deviation}")
            schema["x-deviation"] = {"type": deviation}
        return schema


def _listed(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _deviation(item: Parameter, word: str, kind: values.Scalar | None) -> str:
    """What the spec has otherwise than the catalogue, as far as the type goes."""
    if item.members:
        return _OBJECT.format(item.type) if values.scalar(word, is_file=False) else ""
    if not word:
        return _NO_TYPE
    return _NESTED_FILE if kind is values.BASE64 else ""


def _apart(members: dict[str, Schema], given: frozenset[str]) -> dict[str, Schema]:
    """Give members that would have one name in Python, or one that is given to another, names of their own."""
    taken = set(given - members.keys())
    for wire, schema in members.items():
        name = mechanical = naming.member_name(wire, None)
        number = 1
        while name in taken:
            number += 1
            name = f"{mechanical.rstrip('_')}_{number}"
        taken.add(name)
        if name != mechanical:
            schema["x-python-name"] = name
    return members
