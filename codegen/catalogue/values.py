"""The vendor's words for types, as schemas.

Numbers are whole: the vendor's own SDKs read and write 64 bits. Prices and big decimals stay text, so that no digit is
lost. Dates are text in the gateway's form and zone. Lists in answers are plain ones here: the clients read them with
and without the object of one member that the gateway wraps them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen

Schema = dict[str, Any]

BYTES: Final = "byte[]"
_LIST: Final = "[]"
_SHAPED: Final = frozenset({"pattern", "contentMediaType", "format"})
"""Keywords of texts that a longest length says nothing more about."""


@frozen
class Scalar:
    """What a word of the vendor stands for."""

    schema: Mapping[str, Any]
    example: Any
    """A made-up value; None for a file."""
    note: str = ""
    """Added to the description."""
    sent: Mapping[str, Any] = {}
    """What a request's schema has besides."""


_TEXT: Final = Scalar({"type": "string"}, "text")
_INTEGER: Final = Scalar({"type": "integer", "format": "int64"}, 1)
_DECIMAL: Final = Scalar(
    {"type": "string"}, "12.34", "A decimal number as text.", {"pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
)
_DATE: Final = Scalar(
    {"type": "string"},
    "2026-01-01 12:00:00",
    "`yyyy-MM-dd HH:mm:ss` in GMT+8.",
    {"pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$"},
)
_JSON: Final = Scalar({"type": "string"}, "{}", "The text of a JSON value.", {"contentMediaType": "application/json"})
FILE: Final = Scalar({"type": "string", "format": "binary"}, None, "A file.")
BASE64: Final = Scalar({"type": "string"}, "dGV4dA==", "Bytes, in Base64.")
FREE: Final[Mapping[str, Any]] = {"type": "object", "additionalProperties": True}

SCALARS: Final[Mapping[str, Scalar]] = {
    "": _TEXT,
    "String": _TEXT,
    "Number": _INTEGER,
    "byte": _INTEGER,
    "Boolean": Scalar({"type": "boolean"}, True),
    "Date": _DATE,
    "Price": _DECIMAL,
    "BigDecimal": _DECIMAL,
    "Json": _JSON,
}
"""`byte` is Java's small number, not a file."""


def taken_apart(kind: str) -> tuple[str, int]:
    """The word of a type, and how many lists are around it: ``byte[][]`` is one list of ``byte[]``."""
    word = BYTES if kind.startswith(BYTES) else kind.partition(_LIST)[0]
    return word, kind.removeprefix(word).count(_LIST)


def scalar(word: str, *, is_file: bool) -> Scalar | None:
    """What a word stands for; None for a word that names an object.

    Args:
        word: without the brackets of a list.
        is_file: whether bytes are sent as a file.
    """
    if word == BYTES:
        return FILE if is_file else BASE64
    return SCALARS.get(word)


def in_request(kind: Scalar) -> Schema:
    """A scalar's schema in a request."""
    return {**kind.schema, **kind.sent}


def limited(schema: Schema, limits: Mapping[str, int]) -> Schema:
    """A request's schema with the limits that mean something for it."""
    found = dict(schema)
    if found.get("type") == "string" and limits.get("maxLength", 0) > 0 and not found.keys() & _SHAPED:
        found["maxLength"] = limits["maxLength"]
    if found.get("type") == "array" and limits.get("maxListSize", 0) > 0:
        found["maxItems"] = limits["maxListSize"]
    if found.get("type") == "integer":
        found |= _range(limits.get("minValue"), limits.get("maxValue"))
    return found


def _range(low: int | None, high: int | None) -> dict[str, int]:
    """Bounds, unless nothing is between them."""
    if low is not None and high is not None and low > high:
        return {}
    given = {"minimum": low, "maximum": high}
    return {key: value for key, value in given.items() if value is not None}


def example(schema: Schema, kind: Scalar) -> Any:
    """A made-up value of a scalar, or of a list of them, that fits the schema."""
    value = kind.example
    if schema["type"] == "array":
        return [value]
    if isinstance(value, str):
        return value[: schema.get("maxLength", len(value))]
    if schema["type"] == "integer":
        return min(max(value, schema.get("minimum", value)), schema.get("maximum", value))
    return value
