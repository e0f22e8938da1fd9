"""Checks of request members, called by the generated `validate()` methods.

Every check raises `ValidationError` with the member's path and the rule, never with the value: it may be a secret.
A check costs nothing but its comparisons while the value is right; paths are built when it is not.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol, cast

from .advice import warn as warn
from .errors import ValidationError
from .json_schema import problem as json_schema_problem
from .jsontext import decoded_at_once, refuse_constant
from .numbers import is_finite

INT32 = (-(2**31), 2**31 - 1)
INT64 = (-(2**63), 2**63 - 1)
JSON_DEPTH = 64
"""Deeper free-form values are refused: they are cycles, or would exhaust the stack of a parser."""


class Validated(Protocol):
    """A request model."""

    def validate(self) -> None:
        """Check every member."""
        ...


class ItemCheck(Protocol):
    """A check of a list's item; the name is its index."""

    def __call__(self, value: object, name: int, /) -> None: ...


def invalid(rule: str, name: str | int, wire: str | None = None) -> ValidationError:
    """The error for one member."""
    return ValidationError(rule, path=(name,), wire_path=(name if wire is None else wire,))


def string(
    value: object,
    name: str | int,
    wire: str | None = None,
    *,
    min_length: int = 0,
    max_length: int | None = None,
    pattern: str | None = None,
) -> None:
    """A string that UTF-8 can carry, of that length in characters, in which the pattern is found."""
    if not isinstance(value, str):
        raise _unexpected("str", value, name, wire)
    if not value.isascii() and _has_surrogate(value):
        raise invalid("holds a lone surrogate, which UTF-8 cannot carry", name, wire)
    if len(value) < min_length:
        rule = "must not be empty" if min_length == 1 else f"at least {min_length} characters, not {len(value)}"
        raise invalid(rule, name, wire)
    if max_length is not None and len(value) > max_length:
        raise invalid(f"at most {max_length} characters, not {len(value)}", name, wire)
    if pattern is not None and re.search(pattern, value) is None:
        raise invalid(f"must match {pattern}", name, wire)


def json_text(
    value: object,
    name: str | int,
    wire: str | None = None,
    *,
    schema: Mapping[str, Any] | None = None,
    min_length: int = 0,
) -> None:
    """A string that holds JSON, of that shape where it is known."""
    string(value, name, wire, min_length=min_length)
    text = cast("str", value)
    if not text:
        return
    try:
        decoded: object = decoded_at_once(_DECODER, text)
    except ValueError:
        raise invalid("must be JSON text, as json.dumps() gives it", name, wire) from None
    except RecursionError:
        raise invalid("JSON text is nested too deeply", name, wire) from None
    found = None if schema is None else json_schema_problem(decoded, schema)
    if found is not None:
        raise invalid(f"JSON text: {found}", name, wire)


def integer(
    value: object,
    name: str | int,
    wire: str | None = None,
    *,
    minimum: int = INT64[0],
    maximum: int = INT64[1],
) -> None:
    """An integer within bounds; a bool is not one."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise _unexpected("int", value, name, wire)
    if not minimum <= value <= maximum:
        raise invalid(_bounds(minimum, maximum), name, wire)


def number(
    value: object,
    name: str | int,
    wire: str | None = None,
    *,
    minimum: float = -math.inf,
    maximum: float = math.inf,
) -> None:
    """A finite number within bounds; a bool is not one."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _unexpected("float", value, name, wire)
    if not is_finite(value):
        raise invalid("must be finite: JSON has no NaN or infinity", name, wire)
    if not minimum <= value <= maximum:
        raise invalid(f"must be from {minimum} to {maximum}", name, wire)


def boolean(value: object, name: str | int, wire: str | None = None) -> None:
    """True or False."""
    if not isinstance(value, bool):
        raise _unexpected("bool", value, name, wire)


def file(value: object, name: str | int, wire: str | None = None, *, max_length: int | None = None) -> None:
    """The content of a file, of at most that many bytes."""
    if not isinstance(value, bytes):
        raise _unexpected("bytes", value, name, wire)
    if max_length is not None and len(value) > max_length:
        raise invalid(f"at most {max_length} bytes, not {len(value)}", name, wire)


def one_of(value: object, name: str | int, wire: str | None = None, *, allowed: tuple[str | int, ...]) -> None:
    """One of an enum's values, of the same type: 1.0 and True are not 1."""
    if value is None:
        raise _unexpected("", value, name, wire)
    kinds = tuple({type(item) for item in allowed})
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds) or value not in allowed:
        raise invalid(f"must be {_choices(allowed)}", name, wire)


def free_object(value: object, name: str | int, wire: str | None = None) -> None:
    """A mapping that JSON can carry, whatever its members."""
    if not isinstance(value, Mapping):
        raise _unexpected("dict", value, name, wire)
    json_value(cast("object", value), name, wire)


def json_value(value: object, name: str | int, wire: str | None = None, *, depth: int = 0) -> None:
    """Anything that JSON can carry."""
    if isinstance(value, str):
        string(value, name, wire)
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int):
        integer(value, name, wire)
    elif isinstance(value, float):
        number(value, name, wire)
    elif depth == JSON_DEPTH:
        raise invalid(f"nested more than {JSON_DEPTH} levels deep", name, wire)
    elif isinstance(value, Mapping):
        for key, item in cast("Mapping[object, object]", value).items():
            if not isinstance(key, str):
                raise invalid(f"keys must be str, not {type(key).__name__}", name, wire)
            _inside(json_value, item, key, name, wire, depth + 1)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(cast("Sequence[object]", value)):
            _inside(json_value, item, index, name, wire, depth + 1)
    else:
        raise invalid(f"JSON cannot carry {type(value).__name__}", name, wire)


def model(
    value: object, expected: type[Validated] | tuple[type[Validated], ...], name: str | int, wire: str | None = None
) -> None:
    """A model, or one of a union's, itself valid."""
    if not isinstance(value, expected):
        kinds = expected if isinstance(expected, tuple) else (expected,)
        raise _unexpected(f"{', '.join(kind.__name__ for kind in kinds)} or dict", value, name, wire)
    try:
        value.validate()
    except ValidationError as error:
        raise error.within(name, wire) from None


def items(
    value: object,
    name: str | int,
    wire: str | None = None,
    *,
    check: ItemCheck,
    min_items: int = 0,
    max_items: int | None = None,
    unique: bool = False,
) -> None:
    """A list whose items pass the check."""
    values = _counted(value, name, wire, min_items, max_items)
    for index, item in enumerate(values):
        try:
            check(item, index)
        except ValidationError as error:
            raise error.within(name, wire) from None
    if unique:
        _refuse_repeats(values, name, wire)


def strings(
    value: object,
    name: str | int,
    wire: str | None = None,
    *,
    min_length: int = 0,
    min_items: int = 0,
    max_items: int | None = None,
    unique: bool = False,
) -> None:
    """A list of strings. The usual thousand recipients are checked without a call each."""
    values = _counted(value, name, wire, min_items, max_items)
    try:
        plain = "".join(cast("list[str]", values)).isascii()
    except TypeError:
        plain = False
    if not plain or (min_length == 1 and "" in values) or min_length > 1:

        def check(item: object, index: int) -> None:
            string(item, index, min_length=min_length)

        items(values, name, wire, check=check)
    if unique and len(set(values)) < len(values):
        _refuse_repeats(values, name, wire)


def _counted(value: object, name: str | int, wire: str | None, min_items: int, max_items: int | None) -> list[object]:
    if not isinstance(value, list):
        raise _unexpected("list", value, name, wire)
    values = cast("list[object]", value)
    if len(values) < min_items:
        raise invalid(f"at least {min_items} item{'s' * (min_items > 1)}, not {len(values)}", name, wire)
    if max_items is not None and len(values) > max_items:
        raise invalid(f"at most {max_items} items, not {len(values)}", name, wire)
    return values


def _refuse_repeats(values: Sequence[object], name: str | int, wire: str | None) -> None:
    for index, value in enumerate(values):
        first = values.index(value)
        if first < index:
            raise invalid(f"repeats item {first}", index).within(name, wire)


def _inside(
    check: Callable[..., None], value: object, key: str | int, name: str | int, wire: str | None, depth: int
) -> None:
    try:
        check(value, key, depth=depth)
    except ValidationError as error:
        raise error.within(name, wire) from None


def _unexpected(expected: str, value: object, name: str | int, wire: str | None) -> ValidationError:
    if value is None:
        return invalid("required, not None", name, wire)
    return invalid(f"{expected} expected, not {type(value).__name__}", name, wire)


def _bounds(minimum: int, maximum: int) -> str:
    if (minimum, maximum) in (INT32, INT64):
        return f"must fit in {'32' if maximum == INT32[1] else '64'} bits, signed"
    if maximum in (INT32[1], INT64[1]):
        return f"must be {minimum} or more, and fit in {'32' if maximum == INT32[1] else '64'} bits"
    return f"must be from {minimum} to {maximum}"


def _choices(allowed: tuple[str | int, ...]) -> str:
    shown = [repr(str(value)) if isinstance(value, str) else str(int(value)) for value in allowed]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


_DECODER: Final = json.JSONDecoder(parse_constant=refuse_constant)
"""JSON as the text of a member, which has neither NaN nor infinity."""
