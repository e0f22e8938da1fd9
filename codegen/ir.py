"""The intermediate representation: what templates and checks read, and nothing of the tools that produced it."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from attrs import field, frozen

ScalarName = Literal["str", "int", "float", "bool", "bytes"]
"""``bytes`` is a file."""
Role = Literal["request", "response"]


@frozen
class Scalar:
    """A JSON scalar."""

    name: ScalarName


@frozen
class Const:
    """A member that has one value."""

    value: str | int | bool
    scalar: Scalar


@frozen
class Anything:
    """A member whose shape the API does not say."""


@frozen
class FreeObject:
    """A JSON object with members of the caller's choice."""


@frozen
class ModelRef:
    """An object component."""

    name: str


@frozen
class EnumRef:
    """An enum component."""

    name: str


@frozen
class UnionRef:
    """A tagged union component."""

    name: str


@frozen
class ListOf:
    """A JSON array."""

    item: TypeIR


TypeIR: TypeAlias = Scalar | Const | Anything | FreeObject | ModelRef | EnumRef | UnionRef | ListOf


@frozen
class Member:
    """A member of an object."""

    wire: str
    python: str
    type: TypeIR
    required: bool
    nullable: bool
    schema: dict[str, Any] = field(repr=False)
    """The raw schema, siblings of a `$ref` included: constraints and extensions are read from here."""
    pointer: str
    """JSON pointer of the member in the bundled document."""
    is_tag: bool = False

    @property
    def has_default(self) -> bool:
        """Whether the spec gives a value for a required member that the caller leaves out."""
        return self.required and ("default" in self.schema or isinstance(self.type, Const))

    @property
    def default(self) -> Any:
        """The value of a required member that the caller leaves out."""
        return self.schema.get("default", self.type.value if isinstance(self.type, Const) else None)

    @property
    def secret(self) -> bool:
        """Whether the value must never be shown."""
        return bool(self.schema.get("x-secret"))


@frozen
class Model:
    """An object component: one attrs class and one TypedDict."""

    name: str
    module: str
    role: Role
    description: str
    members: tuple[Member, ...]
    conditionals: tuple[dict[str, Any], ...]
    warnings: tuple[dict[str, Any], ...]
    pointer: str
    mixin: str | None = None
    """The hand-written base class, from `outcome.py` of the API's runtime."""

    def member(self, wire: str) -> Member:
        """The member of that wire name."""
        return next(member for member in self.members if member.wire == wire)


@frozen
class Enum:
    """An enum component."""

    name: str
    module: str
    role: Role
    description: str
    scalar: Scalar
    values: tuple[tuple[str, str | int], ...]


@frozen
class Union:
    """A union of models that a tag tells apart."""

    name: str
    module: str
    role: Role
    description: str
    tag: str
    variants: tuple[tuple[str | int, str], ...]
    """Tag value and model name, in the order of the spec."""


@frozen
class Operation:
    """A method of the API."""

    name: str
    path: str
    resource: tuple[str, ...]
    method: str
    module: str
    summary: str
    description: str
    body: ModelRef | UnionRef
    result: str
    """The model of the typed result."""
    result_key: str
    json_members: tuple[str, ...]
    success: dict[str, str] | None
    resend: str | dict[str, list[str]]
    error_delivery: str | None
    secured: bool
    source: dict[str, str]
    raw: dict[str, Any] = field(repr=False)
    pointer: str = ""

    @property
    def vendor_name(self) -> str:
        """What the vendor's page calls it: the method, or verb and path."""
        return str(self.raw.get("x-top-method", f"POST {self.path}"))


@frozen
class Package:
    """Everything that one wheel is made from."""

    api: str
    name: str
    module: str
    client: str
    error: str
    version: str
    title: str
    summary: str
    description: str
    models: dict[str, Model]
    enums: dict[str, Enum]
    unions: dict[str, Union]
    operations: tuple[Operation, ...]
    modules: dict[str, str]
    """Public name of every model, enum and union, and the section that defines it: that of a method's file."""
    homes: dict[str, str]
    """The sections of methods' files, and the module that holds each: that of the resource."""
    errors: dict[str, Any] = field(repr=False)
    document: dict[str, Any] = field(repr=False)

    def home(self, component: str) -> str:
        """The module that holds a model, enum or union."""
        section = self.modules[component]
        return self.homes.get(section, section)
