"""What the generated models call: strict readings of requests, lenient readings of responses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, Final, Protocol, TypeVar, cast

from .errors import ValidationError
from .jsontext import doubt
from .numbers import is_finite


class FromDict(Protocol):
    """A model that reads its wire form."""

    @classmethod
    def from_dict(cls, data: Any, /) -> Any:
        """Read the wire form."""
        ...


M = TypeVar("M", bound=FromDict)
T = TypeVar("T")
V = TypeVar("V")
E = TypeVar("E", bound=Enum)

_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_NUMBER: Final = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")


# Requests


class PlainJson:
    """A base of requests that hold texts, integers, booleans and objects and lists of them, which every JSON library
    writes the same. Not so for fractions."""

    __slots__ = ()


def coerce(model: type[M], value: object) -> M:
    """The model itself, or the model that a dict describes; anything else is left for `validate()` to refuse."""
    if isinstance(value, model) or not isinstance(value, Mapping):
        return cast("M", value)
    try:
        return cast("M", model.from_dict(cast("Mapping[str, object]", value)))
    except RecursionError:
        raise ValidationError("nested too deeply: a dict holds itself", model=model.__name__) from None


def coerce_list(convert: Callable[[V], M], values: Iterable[V]) -> list[M]:
    """A list whose items are converted; what is no list is left for `validate()` to refuse."""
    if not isinstance(values, list | tuple):
        return cast("list[M]", values)
    return [within(index, convert, value) for index, value in enumerate(values)]


def strings(values: Sequence[str]) -> list[str]:
    """A list of strings."""
    return _as_list(values)


def optional_strings(values: Sequence[str] | None) -> list[str] | None:
    """A list of strings, or None."""
    return None if values is None else _as_list(values)


def integers(values: Sequence[int]) -> list[int]:
    """A list of integers."""
    return _as_list(values)


def optional_integers(values: Sequence[int] | None) -> list[int] | None:
    """A list of integers, or None."""
    return None if values is None else _as_list(values)


def within(
    name: str | int, convert: Callable[[V], T], value: V, *, wire: str | None = None, model: str | None = None
) -> T:
    """Convert a member, naming it and the model it belongs to in an error."""
    try:
        return convert(value)
    except ValidationError as error:
        raise error.within(name, wire, model) from None


def strict(data: object, model: str, members: frozenset[str], required: Sequence[str] = ()) -> None:
    """Refuse what is no object, an unknown member, and a missing one."""
    if not isinstance(data, Mapping):
        raise ValidationError(f"dict expected, not {type(data).__name__}", path=(), wire_path=(), model=model)
    given = cast("Mapping[object, object]", data)
    for name in given:
        if name not in members:
            raise _unknown_member(name, model, members)
    for name in required:
        if name not in given:
            raise ValidationError("required", path=(name,), wire_path=(name,), model=model)


def strict_tag(data: Mapping[str, Any], model: str, tag: str, expected: str | int) -> None:
    """Refuse a dict whose tag is another variant's."""
    found = data[tag]
    if isinstance(found, bool) or found != expected:
        raise ValidationError(f"must be {expected}", path=(tag,), wire_path=(tag,), model=model)


def variant(data: object, union: str, tag: str, variants: Mapping[str | int, type[Any]]) -> Any:
    """The model of a tagged dict, or a model as it is.

    Raises:
        ValidationError: the tag is missing or names no variant, or the value is neither.
    """
    if isinstance(data, tuple(variants.values())):
        return data
    choices = ", ".join(str(value) for value in variants)
    if not isinstance(data, Mapping):
        names = ", ".join(model.__name__ for model in variants.values())
        rule = f"one of {names} or a dict expected, not {type(data).__name__}"
        raise ValidationError(rule, path=(), wire_path=(), model=union)
    given = cast("Mapping[str, object]", data)
    if tag not in given:
        raise ValidationError(
            f"required: it tells which of {choices} this is", path=(tag,), wire_path=(tag,), model=union
        )
    found = given[tag]
    if isinstance(found, bool) or not isinstance(found, str | int) or found not in variants:
        raise ValidationError(f"must be one of {choices}", path=(tag,), wire_path=(tag,), model=union)
    return variants[found].from_dict(given)


def masked(value: object) -> str:
    """What `repr` shows of a secret member."""
    return "None" if value is None else "'***'"


def sized(value: bytes | None) -> str:
    """What `repr` shows of a file."""
    return "None" if value is None else f"<{len(value)} bytes>"


def _as_list(values: Sequence[T]) -> list[T]:
    """A tuple as a list; what is neither is left for `validate()` to refuse, above all a bare string."""
    return list(values) if isinstance(values, tuple) else cast("list[T]", values)


def _unknown_member(name: object, model: str, members: frozenset[str]) -> ValidationError:
    import difflib  # for this alone

    shown = name if isinstance(name, str) else repr(name)
    close = difflib.get_close_matches(shown, members, n=1)
    hint = f"; did you mean {close[0]}?" if close else f"; members are {', '.join(sorted(members))}"
    return ValidationError(f"unknown member{hint}", path=(shown,), wire_path=(shown,), model=model)


new: Final = object.__new__
"""An answer's model without its `__init__`: keywords cost as much there as all the rest of the reading."""


# Responses: vendors change a member's JSON type between methods and versions; what reads as documented is read.


def text(value: object) -> str:
    """A documented string, also where the server sends a number, a bool or an object."""
    if isinstance(value, str):
        return value
    doubt()
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def integer(value: object) -> int:
    """A documented integer, also where the server sends its decimal text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    doubt()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and _INTEGER.fullmatch(value.strip()):
        return int(value)
    raise TypeError(f"integer expected, not {_shown(value)}")


def number(value: object) -> float:
    """A documented number, also where the server sends its decimal text."""
    if isinstance(value, int | float) and not isinstance(value, bool) and is_finite(value):
        return float(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()) and is_finite(value):
        return float(value)
    raise TypeError(f"number expected, not {_shown(value)}")


def boolean(value: object) -> bool:
    """A documented boolean, also where the server sends "true" or "false"."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().lower() in ("true", "false"):
        return value.strip().lower() == "true"
    raise TypeError(f"boolean expected, not {_shown(value)}")


def optional(read: Callable[[V], T], value: V | None) -> T | None:
    """A member that may be absent or null."""
    return None if value is None else read(value)


def open_enum(enum: type[E], value: T) -> E | T:
    """The enum's member, or the raw value where the server knows more values than the spec."""
    try:
        return enum(value)
    except ValueError:
        return as_given(value)


def as_given(value: T) -> T:
    """A member of any shape."""
    if not (value is None or isinstance(value, str | bool)):
        doubt()
    return value


def object_list(value: object) -> list[Any]:
    """The items of an array; null is an empty one.

    Raises:
        TypeError: it is neither.
    """
    if value is None:
        return []
    if isinstance(value, list):
        return cast("list[object]", value)
    raise TypeError(f"array expected, not {type(value).__name__}")


def read_all(read: Callable[[Any], T], items: Iterable[Any]) -> list[T]:
    """The items of an array, each read. A class's `from_dict` is looked up once for all of them."""
    return [read(item) for item in items]


def wrapped_list(value: object) -> list[Any]:
    """The items of an array, also where it is the one member of an object, as TOP writes it: ``{"item": [...]}``.

    Raises:
        TypeError: it is neither.
    """
    if isinstance(value, Mapping):
        inner = list(cast("Mapping[str, object]", value).values())
        if len(inner) > 1:
            raise TypeError("array expected, not an object of several members")
        return object_list(inner[0]) if inner else []
    return object_list(value)


def unknown_members(data: Mapping[str, Any], known: frozenset[str]) -> dict[str, Any]:
    """The members of an answer that the spec does not know."""
    if known.issuperset(data):
        return {}
    doubt()
    return {name: value for name, value in data.items() if name not in known}


def extra_when_asked(model: Any, name: str) -> dict[str, Any]:
    """The `__getattr__` of answers: most have no unknown members, and are read a thousand at a time.

    Raises:
        AttributeError: for any other name.
    """
    if name == "extra":
        model.extra = {}
        return cast("dict[str, Any]", model.extra)
    raise AttributeError(f"{type(model).__name__!r} object has no attribute {name!r}", name=name, obj=model)


def with_extra(data: T, extra: Mapping[str, Any]) -> T:
    """A wire form with the unknown members put back."""
    cast("dict[str, Any]", data).update(extra)
    return data


def _shown(value: object) -> str:
    """What a value is, without saying it."""
    doubt()
    return "another text" if isinstance(value, str) else type(value).__name__
