"""`attrs.define` for the generated models: what attrs compiles for a class is compiled when it is first needed.

That is nine tenths of the time that a class takes. A module holds the models of many methods, and a program needs few
of them; an answer's model is made without its `__init__` in any case.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

T = TypeVar("T")

_LATER: Final = (
    *("__init__", "__repr__", "__eq__", "__ne__", "__getstate__", "__setstate__", "__attrs_attrs__"),
    *(("__attrs_props__",) if hasattr(attrs, "inspect") else ()),  # new in attrs 25.4
)
"""What attrs gives a class, and somebody may ask for before it is made."""
_WRITTEN: Final = "__attrs_written__"
"""Where a class keeps itself as it is written, and how attrs is to make it."""


class _Later:
    """An attribute of classes that attrs has yet to make."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type) -> Any:
        for cls in owner.__mro__:
            if _WRITTEN in vars(cls):
                _make(cls, *vars(cls)[_WRITTEN])
        return getattr(owner if instance is None else instance, self._name)


_DESCRIPTORS: Final = {name: _Later(name) for name in _LATER}


def _define(*, kw_only: bool) -> Callable[[type[T]], type[T]]:
    """As `attrs.define`. A class whose base holds anything is made at once: attrs knows which slots are its own."""

    def decorated(cls: type[T]) -> type[T]:
        empty = all(vars(base).get("__slots__") == () for base in cls.__mro__[1:-1])
        return _lazy(cls, kw_only) if empty else attrs.define(cls, kw_only=kw_only)

    return decorated


def _lazy(cls: type[T], kw_only: bool) -> type[T]:
    body = {**vars(cls), **_DESCRIPTORS, _WRITTEN: (cls, kw_only)}
    members = [name for name, kind in cls.__annotations__.items() if not kind.startswith("ClassVar[")]
    for name in (*members, "__dict__", "__weakref__"):
        body.pop(name, None)
    lazy: type[T] = type(cls.__name__, cls.__bases__, body | {"__slots__": (*members, "__weakref__")})
    return lazy


def _make(lazy: type, written: type, kw_only: bool) -> None:
    """Give a class what attrs makes of it as it is written."""
    for name, value in vars(attrs.define(written, kw_only=kw_only)).items():
        if name in _DESCRIPTORS or name not in vars(lazy):
            setattr(lazy, name, value)


if TYPE_CHECKING:
    from attrs import define as define
else:
    define = _define
