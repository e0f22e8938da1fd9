"""JSON as it goes over the wire: compact to send, forgiving to read."""

from __future__ import annotations

import json
from typing import Any

from .errors import ValidationError

_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def dumps(value: object, *, path: tuple[str | int, ...] = ()) -> str:
    """A value of a request as compact JSON text, non-ASCII characters as they are.

    Args:
        value: anything JSON can carry.
        path: where the value is, for the error.

    Raises:
        ValidationError: JSON or UTF-8 cannot carry it. The text does not hold the value.
    """
    try:
        text = _ENCODER.encode(value)
    except TypeError:
        rule = "JSON cannot carry one of the types in it"
    except ValueError:
        rule = "JSON cannot carry NaN, infinity or an object that holds itself"
    except RecursionError:
        rule = "nested too deeply for JSON"
    else:
        utf8(text, path=path)
        return text
    raise ValidationError(rule, path=path)


def utf8(text: str, *, path: tuple[str | int, ...] = ()) -> bytes:
    """The bytes of a text.

    Raises:
        ValidationError: it holds a lone surrogate.
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        pass
    # Outside of the handler: UnicodeEncodeError carries the whole text, and so would the new error's context.
    raise ValidationError("holds a lone surrogate, which UTF-8 cannot carry", path=path)


def loads(body: bytes) -> Any:
    """What a body of JSON says; integers are exact, whatever their size.

    Gateways have been seen to send raw tabs and line breaks inside strings: they are read.

    Raises:
        ValueError: it is no JSON, or deeper or larger than the parser takes.
    """
    try:
        return _DECODER.decode(body.decode("utf-8-sig"))
    except (RecursionError, ValueError):
        pass
    # Outside of the handler: JSONDecodeError carries the document, and so would the new error's context.
    raise ValueError("no JSON")


def _refuse_constant(name: str) -> object:
    raise ValueError(name)


_DECODER = json.JSONDecoder(strict=False, parse_constant=_refuse_constant)
