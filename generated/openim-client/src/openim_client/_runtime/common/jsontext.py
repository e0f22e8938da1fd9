"""JSON as it goes over the wire: compact to send, forgiving to read."""

from __future__ import annotations

import importlib
import importlib.util
import json
import threading
from collections.abc import Callable
from typing import Any, Final, Protocol, TypeVar

from .errors import ValidationError

T = TypeVar("T")

_FAST: Final[Any] = importlib.import_module("orjson") if importlib.util.find_spec("orjson") else None
"""orjson, where it is installed: it reads the same in a fraction of the time."""
_OUTLINE: Final = bytes.maketrans(b"123456789,[- \t\n\r", b"0" * 9 + b":" * 7)
"""Makes one digit of all, and one byte of all that may stand before a number."""
_LONG: Final = b":" + b"0" * 19
"""A number with as many digits as the first integer has that orjson reads as a float, in outline."""

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


def dumps_plain(value: object, *, path: tuple[str | int, ...] = ()) -> bytes:
    """As `dumps`, in UTF-8, of what is in a `PlainJson`."""
    if _FAST is not None:
        try:
            return bytes(memoryview(_FAST.dumps(value)))  # it gives bytes with room for more behind them
        except TypeError:
            pass  # it takes less than this writes, such as larger integers
    return dumps(value, path=path).encode()


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
    """What a body of JSON says; integers are exact.

    Gateways have been seen to send raw tabs and line breaks inside strings: they are read. An integer of more digits
    than Python converts (`sys.set_int_max_str_digits`) is its own text, so that the rest of the answer counts.

    Raises:
        ValueError: it is no JSON, or deeper than the parser takes.
    """
    if _FAST is not None and not _may_have_long_numbers(body):
        try:
            return _FAST.loads(body)
        except ValueError:
            pass  # it takes less than this reads
    text = _decoded(body)
    for decoder in (_DECODER, _PATIENT):
        try:
            return decoded_at_once(decoder, text)
        except RecursionError:
            break
        except ValueError:
            continue
    # Outside of the handler: JSONDecodeError carries the document, and so would the new error's context.
    raise ValueError("no JSON")


def decoded_at_once(decoder: json.JSONDecoder, text: str) -> Any:
    """What `decode` gives. It seeks white space by patterns, which takes as long as to read a short text.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is deeper than the decoder takes.
    """
    bare = text.strip(" \t\n\r")
    value, end = decoder.raw_decode(bare)
    if end < len(bare):
        raise ValueError("more follows the JSON")
    return value


class InexactError(Exception):
    """An integer may have been read as a float. It stays inside: the body is read again."""


class _Quick(threading.local):
    """The body that this thread reads quickly."""

    body: bytes | None = None


_quick: Final = _Quick()


class Answered(Protocol):
    """What holds a body, and does not show it: it may repeat secrets, and some tracebacks print local variables."""

    @property
    def body(self) -> bytes:
        """Its JSON."""
        ...


def exactly(answer: Answered, use: Callable[[Callable[[bytes], Any]], T]) -> T:
    """Read an answer's body quickly, and once more if it came to matter whether all of its integers are exact.

    orjson reads the largest as floats. To see whether there are any takes half as long as to read a body, and most are
    read without coming upon a float where none should be.

    Args:
        answer: what is read.
        use: reads its body by the function that it is given, and looks at the values by means of functions that call
            `doubt`.
    """
    if _FAST is None:
        return use(loads)
    _quick.body = answer.body
    try:
        return use(_loads_quickly)
    except InexactError:
        pass
    finally:
        _quick.body = None
    return use(loads)


def doubt() -> None:
    """Raise InexactError if a value of the body that is being read may have been an integer, and is none any more."""
    if _quick.body is not None and _may_have_long_numbers(_quick.body):
        raise InexactError


def _loads_quickly(body: bytes) -> Any:
    try:
        return _FAST.loads(body)
    except ValueError:
        return loads(body)  # it takes less than this reads


def _may_have_long_numbers(body: bytes) -> bool:
    """Whether there may be integers that orjson reads as floats."""
    return body[:1].isdigit() or _LONG in body.translate(_OUTLINE)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""  # which is no JSON either


def _integer(digits: str) -> int | str:
    try:
        return int(digits)
    except ValueError:
        return digits


def refuse_constant(name: str) -> object:
    """For `json.JSONDecoder`: NaN and infinity are no JSON."""
    raise ValueError(name)


_DECODER = json.JSONDecoder(strict=False, parse_constant=refuse_constant)
_PATIENT = json.JSONDecoder(strict=False, parse_constant=refuse_constant, parse_int=_integer)
"""Slower, for what the other one refused."""
