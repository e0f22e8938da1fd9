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
_NOT_COPIED: Final = frozenset({"__dict__", "__weakref__"})


class _Later:
    """An attribute of a class that attrs has yet to make."""

    def __init__(self, name: str, make: Callable[[], None]) -> None:
        self._name = name
        self._make = make

    def __get__(self, instance: object, owner: type) -> Any:
        self._make()
        return getattr(owner if instance is None else instance, self._name)


def _define(*, kw_only: bool) -> Callable[[type[T]], type[T]]:
    """As `attrs.define`. A class whose base holds anything is made at once: which slots are its own is for attrs to
    say."""

    def decorated(cls: type[T]) -> type[T]:
        empty = all(vars(base).get("__slots__") == () for base in cls.__mro__[1:-1])
        return _lazy(cls, kw_only) if empty else attrs.define(cls, kw_only=kw_only)

    return decorated


def _lazy(cls: type[T], kw_only: bool) -> type[T]:
    def make() -> None:
        made = attrs.define(cls, kw_only=kw_only)
        for name, value in vars(made).items():
            if name in _LATER or name not in vars(lazy):
                setattr(lazy, name, value)

    members = [name for name, kind in cls.__annotations__.items() if not kind.startswith("ClassVar[")]
    body = {name: value for name, value in vars(cls).items() if name not in _NOT_COPIED.union(members)}
    later = {name: _Later(name, make) for name in _LATER}
    lazy: type[T] = type(cls.__name__, cls.__bases__, body | later | {"__slots__": (*members, "__weakref__")})
    return lazy


if TYPE_CHECKING:
    from attrs import define as define
else:
    define = _define
