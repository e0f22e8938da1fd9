"""Decode a message's content as ``mapstructure.WeakDecode`` does (v1.5.0), with its error texts.

The server decodes the parsed JSON of ``content`` a second time, into the struct of the content type, and
converts what it can: ``"12"`` becomes 12, 12 becomes ``"12"``, ``""`` becomes 0 or false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from ...common.sandbox.document import Document, Schema, members, resolve
from .gojson import kind, member

_GO_KINDS: Final = {"object": "map", "array": "slice", "number": "float64"}
_TRUE: Final = frozenset({"1", "t", "T", "TRUE", "true", "True"})
_FALSE: Final = frozenset({"0", "f", "F", "FALSE", "false", "False", ""})


class WeakDecodeError(Exception):
    """A content that cannot be converted; the message is mapstructure's."""


def weak_decode(document: Document, schema: Schema, value: Mapping[str, Any]) -> dict[str, Any]:
    """Convert a content to the types of its schema.

    Required members of an object type are filled in, for a Go struct always has them.

    Returns:
        The members that the schema knows; ``null`` counts as absent.

    Raises:
        WeakDecodeError: Some values cannot be converted; all of them are named.
    """
    decoder = _Decoder(document)
    decoded = decoder.struct(schema, value, "")
    if decoder.errors:
        lines = "\n".join(f"* {text}" for text in sorted(decoder.errors))
        raise WeakDecodeError(f"{len(decoder.errors)} error(s) decoding:\n\n{lines}")
    return decoded


class _Decoder:
    def __init__(self, document: Document) -> None:
        self.errors: list[str] = []
        self._document = document

    def struct(self, schema: Schema, value: Mapping[str, Any], path: str) -> dict[str, Any]:
        known = members(self._document, schema)
        decoded: dict[str, Any] = {}
        for name, unresolved in known.properties.items():
            inner = resolve(self._document, unresolved)
            item = member(value, name)
            if item is None and name in known.required and inner.get("type") == "object":
                item = {}
            if item is not None:
                decoded[name] = self._value(inner, item, f"{path}.{name}" if path else name)
        return decoded

    def _value(self, schema: Schema, value: Any, path: str) -> Any:
        expected = str(schema.get("type"))
        if expected == "array":
            return self._array(schema, value, path)
        if expected == "object":
            return self._object(schema, value, path)
        try:
            return _SCALARS.get(expected, _as_it_is)(value)
        except _UnparsableError as exc:
            self.errors.append(f"cannot parse '{path}' as {exc}")
        except _InconvertibleError as exc:
            wanted = schema.get("format", expected)
            self.errors.append(f"'{path}' expected type '{wanted}', got unconvertible type '{exc}'")
        return value

    def _object(self, schema: Schema, value: Any, path: str) -> Any:
        if not isinstance(value, dict):
            self.errors.append(f"'{path}' expected a map, got '{_go_kind(value)}'")
            return {}
        inner = cast("dict[str, Any]", value)
        is_struct = members(self._document, schema).properties
        return self.struct(schema, inner, path) if is_struct else inner

    def _array(self, schema: Schema, value: Any, path: str) -> list[Any]:
        items = cast("list[object]", value) if isinstance(value, list) else [] if value == {} else [value]
        inner = resolve(self._document, schema["items"])
        return [self._value(inner, item, f"{path}[{index}]") for index, item in enumerate(items)]


class _UnparsableError(Exception):
    """A text that does not say what is asked for."""

    def __init__(self, wanted: str, function: str, text: str) -> None:
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')
        super().__init__(f'{wanted}: strconv.{function}: parsing "{quoted}": invalid syntax')


class _InconvertibleError(Exception):
    """A list, an object or null where one value is asked for."""

    def __init__(self, value: object) -> None:
        super().__init__({"object": "map[string]interface {}", "array": "[]interface {}"}.get(kind(value), "nil"))


def _string(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return f"{value:.0f}" if value == value // 1 else repr(value)
    return _text(value)


def _integer(value: object) -> int:
    if isinstance(value, int | float):
        return int(value)
    text = _text(value)
    if re.fullmatch(r"[+-]?\d{1,40}|", text, re.ASCII) is None:
        raise _UnparsableError("int", "ParseInt", text)
    return int(text or "0")


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return float(value)
    text = _text(value)
    if re.fullmatch(r"[+-]?\d{1,40}(\.\d{1,40})?(e[+-]?\d{1,2})?|", text, re.ASCII | re.IGNORECASE) is None:
        raise _UnparsableError("float", "ParseFloat", text)
    return float(text or "0")


def _boolean(value: object) -> bool:
    if isinstance(value, int | float):
        return value != 0
    text = _text(value)
    if text not in _TRUE | _FALSE:
        raise _UnparsableError("bool", "ParseBool", text)
    return text in _TRUE


def _as_it_is(value: object) -> object:
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _InconvertibleError(value)
    return value


_SCALARS: Final[Mapping[str, Callable[[object], Any]]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
}


def _go_kind(value: object) -> str:
    name = kind(value)
    return _GO_KINDS.get(name, name)
