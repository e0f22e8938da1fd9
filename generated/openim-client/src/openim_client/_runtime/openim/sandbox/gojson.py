"""Decode JSON as Go's ``encoding/json`` does, with its error texts.

Other than Python's: bytes that are not UTF-8 and lone surrogates become U+FFFD, what follows the first value is
ignored, names of members match in any case, ``null`` leaves a member at its zero value, and a number with a
fraction is no integer even if the fraction is zero.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, NoReturn, cast

from ...common.sandbox.document import Document, Schema, members, resolve

_GO_TYPES: Final = {"string": "string", "boolean": "bool", "number": "float64"}
_RANGES: Final = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**63), 2**63 - 1)}


class DecodeError(Exception):
    """A body that Go would not decode; the message is Go's."""


def decode(body: bytes) -> Any:
    """Parse the first JSON value of a body.

    Raises:
        DecodeError: There is none, or it is broken.
    """
    text = body.decode(errors="replace").lstrip(" \t\r\n")
    if not text:
        raise DecodeError("EOF")
    try:
        value, _ = json.JSONDecoder(parse_constant=_refuse).raw_decode(text)
        return _without_surrogates(value) if "\\u" in text else value
    except json.JSONDecodeError as exc:
        raise DecodeError(_syntax_error(exc)) from exc
    except ValueError as exc:  # more digits than Python reads
        raise DecodeError("json: number out of range") from exc
    except RecursionError as exc:
        raise DecodeError("exceeded max depth") from exc


def member(value: Mapping[str, Any], name: str) -> Any:
    """Look up a member by its name, in any case if it is not there as written; None if absent."""
    if name in value:
        return value[name]
    return next((item for key, item in value.items() if key.lower() == name.lower()), None)


def bind(document: Document, schema: Schema, value: Any, struct: str) -> dict[str, Any]:
    """Decode a parsed value into the struct that a schema describes.

    Args:
        document: Where the schema's references lead.
        schema: An object schema.
        value: A parsed JSON value.
        struct: Name of the Go struct, for messages.

    Returns:
        The members that the schema knows and the value has; ``null`` counts as absent.

    Raises:
        DecodeError: A member has the wrong JSON type, is out of range or not whole.
    """
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise DecodeError(f"json: cannot unmarshal {kind(value)} into Go value of type {struct}")
    return _Binder(document, struct).members(schema, cast("dict[str, Any]", value), "")


def kind(value: object) -> str:
    """Name a JSON type as Go does."""
    if isinstance(value, bool):
        return "bool"
    names: dict[type, str] = {dict: "object", list: "array", str: "string", type(None): "null"}
    return names.get(type(value), "number")


class _Binder:
    def __init__(self, document: Document, struct: str) -> None:
        self._document = document
        self._struct = struct

    def members(self, schema: Schema, value: Mapping[str, Any], path: str) -> dict[str, Any]:
        properties = members(self._document, schema).properties
        found = {name: member(value, name) for name in properties}
        return {
            name: self._value(properties[name], item, f"{path}.{name}")
            for name, item in found.items()
            if item is not None
        }

    def _value(self, schema: Schema, value: Any, path: str) -> Any:
        schema = resolve(self._document, schema)
        expected = str(schema.get("type", "object"))
        if expected == "integer":
            return self._integer(schema, value, path)
        if expected == "array" and isinstance(value, list):
            items = cast("list[object]", value)
            return ["" if item is None else self._value(schema["items"], item, path) for item in items]
        if expected == "object" and isinstance(value, dict):
            inner = cast("dict[str, Any]", value)
            return self.members(schema, inner, path) if members(self._document, schema).properties else inner
        if kind(value) != {"boolean": "bool"}.get(expected, expected):
            self._refuse(kind(value), path, self._go_type(schema))
        return value

    def _integer(self, schema: Schema, value: Any, path: str) -> int:
        go_type = self._go_type(schema)
        if not isinstance(value, int | float) or isinstance(value, bool):
            self._refuse(kind(value), path, go_type)
        low, high = _RANGES[go_type]
        if isinstance(value, float) or not low <= value <= high:
            self._refuse(f"number {value}", path, go_type)
        return value

    def _go_type(self, schema: Schema) -> str:
        expected = str(schema.get("type", "object"))
        if expected == "array":
            return f"[]{self._go_type(resolve(self._document, schema['items']))}"
        if expected == "integer":
            return str(schema.get("format", "int64"))
        return _GO_TYPES.get(expected, "map[string]interface {}")

    def _refuse(self, what: str, path: str, go_type: str) -> NoReturn:
        where = f"{self._struct}{path}"
        raise DecodeError(f"json: cannot unmarshal {what} into Go struct field {where} of type {go_type}")


def _without_surrogates(value: Any) -> Any:
    text = json.dumps(value, ensure_ascii=False)
    return json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _syntax_error(error: json.JSONDecodeError) -> str:
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
        return "unexpected EOF"
    found = error.doc[error.pos]
    place = "in string literal" if error.msg.startswith("Invalid control") else "looking for beginning of value"
    return f"invalid character {found!r} {place}"


def _refuse(name: str) -> NoReturn:
    raise json.JSONDecodeError("constant", name, 0)
