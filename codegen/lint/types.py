"""Rules about single schemas: enums, formats, arrays, patterns, JSON in strings."""

from __future__ import annotations

import enum
import keyword
import re
from collections.abc import Iterator
from typing import Final

import jsonschema_rs

from .document import JSON, Document, Node, sequence, texts, types, value_types
from .rules import Problem, rule
from .shapes import is_file, is_object, members

_FORMATS: Final = {"integer": ("int32", "int64"), "number": ("float", "double")}
_ENUM_NAMES: Final = frozenset({*dir(enum.IntEnum), *dir(enum.StrEnum), "name", "value", "mro"})
"""What an enum has of its own, or needs for its values to be text or numbers."""


@rule("component-kind", "Only these become a class; anything else would be lost.")
def component_kind(document: Document) -> Iterator[Problem]:
    """A schema component is an object, an enum or a union."""
    for node in document.schemas.values():
        if not is_object(node) and "enum" not in node.value and "oneOf" not in node.value:
            fix = "Write it in place where it is used."
            yield Problem(node.at, f"{node.name} is neither an object nor an enum nor a union", fix)


@rule("enum-values", "It becomes a Python enum of whole numbers or of strings.")
def enum_values(document: Document) -> Iterator[Problem]:
    """An enum has one scalar type, and distinct values of that type."""
    for node in document.nodes["schema"]:
        if "enum" in node.value:
            yield from _enum_values(node)


@rule("enum-names", "Names made from positions would change when a value is added.")
def enum_names(document: Document) -> Iterator[Problem]:
    """An enum has a name for each value."""
    for node in document.nodes["schema"]:
        if "enum" in node.value:
            yield from _enum_names(node)
        elif "x-enum-varnames" in node.value:
            at = (*node.at, "x-enum-varnames")
            yield Problem(at, f"{node.name} has names of values and no enum", "Add enum, or remove the names.")


def _enum_values(node: Node) -> Iterator[Problem]:
    values, kinds = sequence(node.value["enum"]), types(node.value)
    expected = {"integer": int, "string": str}.get(kinds[0] if len(kinds) == 1 else "")
    if expected is None:
        yield Problem(node.at, f"the enum {node.name} has no scalar type", "Add `type: integer` or `type: string`.")
        return
    for index, value in enumerate(values):
        if type(value) is not expected:
            message = f"{value!r} is no {kinds[0]}"
        elif value in values[:index]:
            message = f"the value {value!r} is here twice"
        else:
            continue
        yield Problem((*node.at, "enum", str(index)), message, "Correct it, or remove it with its name.")


def _enum_names(node: Node) -> Iterator[Problem]:
    at, names = (*node.at, "x-enum-varnames"), sequence(node.value.get("x-enum-varnames"))
    values = sequence(node.value["enum"])
    if len(names) != len(values):
        message = f"the enum {node.name} needs {len(values)} names, not {len(names)}"
        yield Problem(at, message, "Write one name for each value in x-enum-varnames.")
    for index, name in enumerate(names):
        if not isinstance(name, str) or not name.isidentifier() or keyword.iskeyword(name) or name[0] == "_":
            message = f"{name!r} cannot be the name of a value in Python"
        elif name in _ENUM_NAMES:
            message = f"{name} is an attribute of every enum"
        elif name in names[:index]:
            message = f"the name {name} is here twice"
        else:
            continue
        yield Problem((*at, str(index)), message, "Choose another name, such as VALUE_NAME.")


@rule("integer-format", "A number beyond the API's range would be cut off by the server.")
def integer_format(document: Document) -> Iterator[Problem]:
    """Every integer says how many bits it has."""
    for node in document.nodes["schema"]:
        is_free = not node.value.keys() & {"enum", "const", "format"}
        if "integer" in types(node.value) and is_free:
            yield Problem(node.at, f"the integer {node.name} has no format", "Add `format: int32` or `format: int64`.")


@rule("unsupported-format", "Nothing would check it.")
def unsupported_format(document: Document) -> Iterator[Problem]:
    """A format is one of those that the client checks, on a type that has it."""
    for node in document.nodes["schema"]:
        found = node.value.get("format")
        allowed = [name for kind in types(node.value) for name in _FORMATS.get(kind, ())]
        if isinstance(found, str) and found not in allowed and not is_file(node):
            kind = f"type {' or '.join(types(node.value))}" if types(node.value) else "a schema without a type"
            fix = f"Write {' or '.join(allowed)}." if allowed else "Say it in the description, or by a pattern."
            yield Problem((*node.at, "format"), f"{found} is not a format of {kind}", fix)


@rule("array-items", "The type of a list's items is part of the member's type.")
def array_items(document: Document) -> Iterator[Problem]:
    """An array says what its items are; a list of lists is not supported."""
    for node in document.nodes["schema"]:
        if "array" not in types(node.value):
            continue
        item = document.child(node, "items")
        if item is None:
            yield Problem(node.at, f"the array {node.name} does not say what its items are", "Add `items:`.")
        elif "array" in types(item.value):
            fix = "Make the inner list a member of an object component."
            yield Problem((*node.at, "items"), f"{node.name} is a list of lists", fix)


@rule("pattern", "The client checks the pattern with Python, the sandbox with its own engine.")
def pattern(document: Document) -> Iterator[Problem]:
    """A pattern is a regular expression for Python and for the sandbox's validator."""
    for node in document.nodes["schema"]:
        found = node.value.get("pattern")
        if isinstance(found, str):
            try:
                re.compile(found)
                jsonschema_rs.Draft202012Validator({"pattern": found})
            except re.error as exc:
                yield Problem((*node.at, "pattern"), f"the pattern is not valid: {exc}", "Correct it.")
            except ValueError:
                message = "the pattern is valid in Python and not in the sandbox's validator"
                yield Problem((*node.at, "pattern"), message, "Write it with what both have.")


@rule("content-schema", "JSON inside a string is checked only where the string is known to hold JSON.")
def content_schema(document: Document) -> Iterator[Problem]:
    """contentMediaType is JSON and stands on a string; contentSchema stands beside it."""
    for node in document.nodes["schema"]:
        media = node.value.get("contentMediaType")
        if "contentSchema" in node.value and media is None:
            at, message = "contentSchema", f"{node.name} has a contentSchema and no contentMediaType"
        elif media not in (None, JSON):
            at, message = "contentMediaType", f"contentMediaType is {JSON}, not {media}"
        elif media is not None and value_types(node.value) != ["string"]:
            yield Problem(node.at, f"{node.name} holds JSON text and is no string", "Write `type: string`.")
            continue
        else:
            continue
        yield Problem((*node.at, at), message, f"Write `contentMediaType: {JSON}`.")


@rule("required-unknown", "A member that does not exist can never be given.")
def required_unknown(document: Document) -> Iterator[Problem]:
    """`required` names members of the object, each once."""
    for node in (*document.nodes["schema"], *document.nodes["content-schema"]):
        names = texts(node.value.get("required"))
        owner = node.parent if node.via == "allOf" and node.parent else node
        known = set(members(document, owner))
        if node.kind == "content-schema" and not known:
            continue
        for index, name in enumerate(names):
            at = (*node.at, "required", str(index))
            if name not in known:
                yield Problem(at, f"required names {name}, which is no member", "Correct it, or add the member.")
            elif name in names[:index]:
                yield Problem(at, f"required names {name} twice", "Remove one.")
