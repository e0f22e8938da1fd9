"""`attrs.define` and `attrs.frozen`, whose methods are compiled when they are first needed.

That is nine tenths of the time that a class takes. A module holds the models of many methods, and a program needs few
of them; an answer's model is made without its `__init__` in any case. Few programs compare what they made, or show it,
so `__init__` comes without the rest. Annotations have to be text, as `from __future__ import annotations` has them.
"""

from __future__ import annotations

import sys
from functools import partial
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final

import attrs

_WRITTEN: Final = "__attrs_written__"
"""Where a class keeps itself as it is written, and how attrs is to make it."""


class _Later:
    """An attribute of classes that attrs has yet to make."""

    def __init__(self, name: str, options: dict[str, Any]) -> None:
        self._name = name
        self.options = options

    def __get__(self, instance: object, owner: type) -> Any:
        # `inspect.signature` asks with the class for an instance since Python 3.13.
        asked = instance if isinstance(instance, type) else owner
        for cls in asked.__mro__:
            if vars(cls).get(self._name) is self:
                written, options = vars(cls)[_WRITTEN]
                _take_over(cls, attrs.define(written, **options | self.options), self.options)
                if vars(cls).get(self._name) is self:  # nothing that this attrs makes
                    delattr(cls, self._name)
        for cls in asked.__mro__:
            if self._name in vars(cls):
                made = vars(cls)[self._name]
                return made.__get__(instance, owner) if hasattr(made, "__get__") else made
        raise AttributeError(f"type object {asked.__name__!r} has no attribute {self._name!r}")


def _take_over(cls: type, made: type, options: dict[str, Any]) -> None:
    """Give a class what attrs made with these options, but for what is made with others."""
    for name, value in vars(made).items():
        own = vars(cls).get(name)
        if own.options is options if isinstance(own, _Later) else name not in vars(cls):
            setattr(cls, name, value)


_BARE: Final[dict[str, Any]] = {"eq": False, "repr": False}
_FIRST: Final = {
    name: _Later(name, _BARE)
    for name in ("__init__", "__attrs_attrs__", "__getstate__", "__setstate__", "__replace__")
    if name != "__replace__" or sys.version_info >= (3, 13)  # where `copy.replace` asks for it
}
_WHOLE: Final[dict[str, Any]] = {}
_REPR, _EQ, _NE, _HASH, _PROPS = (
    _Later(name, _WHOLE) for name in ("__repr__", "__eq__", "__ne__", "__hash__", "__attrs_props__")
)


def _define(cls: Any = None, **options: Any) -> Any:
    if cls is None:
        return partial(_define, **options)
    return _lazy(cls, options) if _can_wait(cls) else attrs.define(cls, **options)


def _can_wait(cls: type) -> bool:
    """Whether attrs would change nothing but methods: all bases have slots, and no method speaks of its class."""
    if any("__slots__" not in vars(base) for base in cls.__mro__[1:-1]):
        return False
    methods = (value for value in vars(cls).values() if isinstance(value, FunctionType))
    return not any("__class__" in method.__code__.co_freevars for method in methods)


def _lazy(cls: type, options: dict[str, Any]) -> Any:
    members = [name for name, kind in cls.__annotations__.items() if not kind.startswith("ClassVar[")]
    body = {**_later(options), **vars(cls), _WRITTEN: (cls, options), "__qualname__": cls.__qualname__}
    for name in (*members, "__dict__", "__weakref__"):
        body.pop(name, None)
    inherited = {slot for base in cls.__mro__[1:-1] for slot in vars(base)["__slots__"]}
    body["__slots__"] = tuple(name for name in (*members, "__weakref__") if name not in inherited)
    return type(cls)(cls.__name__, cls.__bases__, body)


def _later(options: dict[str, Any]) -> dict[str, _Later]:
    """What attrs makes with these options."""
    found = {**_FIRST, "__attrs_props__": _PROPS}
    if options.get("repr", True):
        found["__repr__"] = _REPR
    if options.get("eq", True):
        found |= {"__eq__": _EQ, "__ne__": _NE} | ({"__hash__": _HASH} if options.get("frozen") else {})
    return found


if TYPE_CHECKING:
    from attrs import define as define
    from attrs import frozen as frozen
else:
    define, frozen = _define, partial(_define, frozen=True)
