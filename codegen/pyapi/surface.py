"""What a user of a package sees of it, as values that can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from attrs import field, frozen
from griffe import ParameterKind

Form: TypeAlias = Literal["function", "method", "classmethod", "staticmethod"]


@frozen
class Type:
    """An annotation; two are equal that mean the same."""

    shown: str = field(eq=False)
    """As it is written in the source."""
    members: frozenset[str]
    """The members of the union, or the only type."""
    names: frozenset[str] = field(eq=False, default=frozenset())
    """The paths of the objects that it mentions."""


UNANNOTATED: Final = frozenset({"unannotated"})
"""The members of a type that is not written down."""


@frozen
class Parameter:
    """One parameter of a function."""

    name: str
    kind: ParameterKind
    type: Type
    default: str | None
    """Its text, with names of constants replaced by their values; None for a required one."""

    @property
    def by_position(self) -> bool:
        """Whether it may be passed without its name."""
        return self.kind in (ParameterKind.positional_only, ParameterKind.positional_or_keyword)

    @property
    def by_name(self) -> bool:
        """Whether it may be passed with its name."""
        return self.kind in (ParameterKind.keyword_only, ParameterKind.positional_or_keyword)

    @property
    def is_variadic(self) -> bool:
        """Whether it takes any number of arguments, none included."""
        return self.kind in (ParameterKind.var_positional, ParameterKind.var_keyword)

    @property
    def is_required(self) -> bool:
        """Whether a call without it fails."""
        return self.default is None and not self.is_variadic


@frozen
class Signature:
    """How a function is called."""

    parameters: tuple[Parameter, ...]
    """Without `self` and `cls`."""
    returns: Type


@frozen
class Function:
    """A function or a method."""

    form: Form
    signatures: tuple[Signature, ...]
    """One, or the overloads."""


@frozen
class Attribute:
    """A value that is read by name: of an instance, a class or a module, also a property."""

    type: Type
    value: str | None
    """The text of a constant."""
    writable: bool


Member: TypeAlias = Function | Attribute


@frozen
class Class:
    """A class with its own members, and those inherited."""

    ancestors: frozenset[str]
    """Every base that users know: public ones, and those of other packages."""
    members: Mapping[str, Member]
    owners: Mapping[str, str]
    """The public base that a member is inherited from; members of private bases count as the class's own."""
    constructor: Literal["written", "members", "keys"]
    """Whether the parameters of `__init__` are its own, a model's members, or the keys of a TypedDict."""
    is_request: bool = False
    """Whether callers fill its members, and the client reads them."""


@frozen
class Alias:
    """A name for a type."""

    type: Type


@frozen
class Module:
    """A module; its names are published one by one."""


@frozen
class Foreign:
    """Another package's object under a name of this one."""

    target: str


Item: TypeAlias = Module | Class | Function | Attribute | Alias | Foreign


def form(item: Item) -> str:
    """What an item is, in one word."""
    return item.form if isinstance(item, Function) else type(item).__name__.lower()
