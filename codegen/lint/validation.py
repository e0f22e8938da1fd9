"""Whether a value fits a schema of a document, JSON inside strings included."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any, Final, NoReturn
from urllib.parse import quote

import jsonschema_rs
from attrs import frozen

from ..load import Tokens, pointer
from .document import Document, Node
from .shapes import constants, tag, variants

_URI: Final = "spec:///document"
_RANGES: Final = {"int32": 2**31, "int64": 2**63}
_LONGEST: Final = 200
"""Characters of a message; the validator prints whole objects."""


class UncheckableError(Exception):
    """The schema itself is at fault; the message is one line."""


@frozen
class Misfit:
    """Where a value does not fit, and why."""

    at: Tokens
    """Member names and indexes from the root of the value."""
    path: str
    """The same for a person, such as ``content.items[0]``; empty at the root."""
    message: str


class Validation:
    """Checks values against the schemas of one document."""

    def __init__(self, document: Document) -> None:
        self._registry = _registry(document)

    def misfits(self, schema: Node, value: Any) -> list[Misfit]:
        """Where a value does not fit; of a union, the variant that its tag names.

        Raises:
            UncheckableError: The schema is not valid, or has no end.
        """
        reference = {"$ref": f"{_URI}#{quote(pointer(*schema.at))}"}
        try:
            validator = jsonschema_rs.Draft202012Validator(reference, registry=self._registry, keywords=_KEYWORDS)
            errors = list(validator.iter_errors(value))
        except (ValueError, RecursionError) as exc:
            raise UncheckableError(str(exc).partition("\n")[0]) from exc
        # A misfit makes the validator call the members that it did not get to unevaluated.
        found = [error for error in errors if error.kind.name != "unevaluatedProperties"] or errors
        return [_misfit(error) for error in found]


def _misfit(error: jsonschema_rs.ValidationError) -> Misfit:
    at = tuple(str(token) for token in error.instance_path)
    return Misfit(at, _path(error.instance_path), _shortened(error.message))


def _path(tokens: list[str | int]) -> str:
    text = "".join(f"[{token}]" if isinstance(token, int) else f".{token}" for token in tokens)
    return text.removeprefix(".")


def _shortened(message: str) -> str:
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}..."


def _registry(document: Document) -> jsonschema_rs.Registry:
    """The document for the validator, with unions that choose by their tag: of oneOf it says only that none fits."""
    data = copy.deepcopy(document.spec.document)
    for node in document.nodes["schema"]:
        name = tag(document, node) if "oneOf" in node.value else None
        if name is None:
            continue
        tags = [(constants(document, variant)[name], variant) for variant in variants(document, node)]
        schema: Any = data
        for token in node.at:
            schema = schema[int(token) if isinstance(schema, list) else token]
        del schema["oneOf"]
        schema["type"], schema["required"] = "object", [name]
        schema["properties"] = {name: {"enum": [value for value, _ in tags]}}
        schema["allOf"] = [
            {
                "if": {"properties": {name: {"const": value}}, "required": [name]},
                "then": {"$ref": f"#{pointer(*variant.at)}"},
            }
            for value, variant in tags
        ]
    return jsonschema_rs.Registry([(_URI, data)], draft=jsonschema_rs.Draft202012)


class _Format:
    """Checks the range of integers, which JSON Schema leaves open."""

    def __init__(self, parent_schema: dict[str, Any], value: Any, schema_path: list[str | int]) -> None:
        self._bound = _RANGES.get(value) if isinstance(value, str) else None
        self._name = value

    def validate(self, instance: object) -> None:
        if self._bound is None or isinstance(instance, bool) or not isinstance(instance, int | float):
            return
        if isinstance(instance, float):
            raise ValueError(f"{instance} is not written as a whole number")
        if not -self._bound <= instance < self._bound:
            raise ValueError(f"{instance} is beyond {self._name}")


class _ContentMediaType:
    """Checks that a string holds JSON."""

    def __init__(self, parent_schema: dict[str, Any], value: Any, schema_path: list[str | int]) -> None:
        try:
            self._validator = jsonschema_rs.Draft202012Validator(parent_schema.get("contentSchema", True))
        except ValueError:  # what is wrong with it is reported by the rules about keywords
            self._validator = jsonschema_rs.Draft202012Validator(True)

    def validate(self, instance: object) -> None:
        for error in self.iter_errors(instance):
            raise error

    def iter_errors(self, instance: object) -> Iterator[ValueError]:
        if not isinstance(instance, str) or not instance:
            return
        try:
            value: Any = json.loads(instance, parse_constant=_refuse)
        except (ValueError, RecursionError) as exc:
            where = f" at character {exc.pos + 1}" if isinstance(exc, json.JSONDecodeError) else ""
            yield ValueError(f"the text is not JSON{where}")
            return
        for error in self._validator.iter_errors(value):
            path = _path(error.instance_path)
            yield ValueError(f"in the JSON text{' at ' + path if path else ''}: {error.message}")


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_KEYWORDS: Final[dict[str, Any]] = {"format": _Format, "contentMediaType": _ContentMediaType}
