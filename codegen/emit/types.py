"""Python annotations, converters and wire expressions of a member."""

from __future__ import annotations

import re
from collections.abc import Iterable

from codegen.ir import (
    Anything,
    Const,
    EnumRef,
    FreeObject,
    ListOf,
    Member,
    ModelRef,
    Package,
    Role,
    Scalar,
    TypeIR,
    UnionRef,
)

LIST_CONVERTERS = {"str": "strings", "int": "integers"}


def snake(name: str) -> str:
    """`OANotificationElem` -> `oa_notification_elem`."""
    apart = re.sub(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])", r"\1\3_\2\4", name)
    return apart.lower()


def annotation(kind: TypeIR, package: Package) -> str:
    """The type of an attribute, None aside."""
    match kind:
        case Scalar(name):
            return name
        case Const(value):
            return f"Literal[{value!r}]"
        case EnumRef(name):
            return f"{name} | {package.enums[name].scalar.name}"
        case ModelRef(name) | UnionRef(name):
            return name
        case FreeObject():
            return "dict[str, Any]"
        case ListOf(item):
            return f"list[{annotation(item, package)}]"
        case Anything():
            return "Any"


def parameter(kind: TypeIR, package: Package) -> str:
    """The type of a keyword argument, None aside: where a model is expected, its TypedDict will do."""
    match kind:
        case ModelRef(name) | UnionRef(name):
            return f"{name} | wire.{name}"
        case ListOf(item) if converter(kind):
            return f"Sequence[{parameter(item, package)}]"
        case FreeObject():
            return "dict[str, Any]"
        case _:
            return annotation(kind, package)


def attribute(member: Member, role: Role, package: Package) -> str:
    """The annotation and default of an attrs attribute of a class."""
    if member.is_tag:
        return f"ClassVar[{annotation(member.type, package)}] = {member.default!r}"
    shown = annotation(member.type, package)
    always = member.required and not (role == "response" and member.nullable)
    if role == "response" and isinstance(member.type, ListOf):
        return f"{shown} = field(factory=list{_repr_argument(member)})"
    arguments = [] if role == "response" else converter_arguments(member)
    if member.secret:
        arguments.append("repr=masked")
    elif member.type == Scalar("bytes"):
        arguments.append("repr=sized")
    if not always:
        shown += " | None"
    default = _default(member, package, always=always)
    if not arguments and not default.startswith("factory"):
        return shown + (f" = {default}" if default else "")
    if default:
        arguments.insert(0, default if default.startswith("factory") else f"default={default}")
    return f"{shown} = field({', '.join(arguments)})"


def _repr_argument(member: Member) -> str:
    return ", repr=masked" if member.secret else ""


def _default(member: Member, package: Package, *, always: bool) -> str:
    if not always:
        return "None"
    if not member.has_default:
        return ""
    if isinstance(member.type, EnumRef):
        enum = package.enums[member.type.name]
        return next(f"{enum.name}.{name}" for name, value in enum.values if value == member.default)
    return "factory=list" if member.default == [] else repr(member.default)


def argument_default(member: Member) -> str:
    """The default of a keyword argument: ``, = None`` and the like, or nothing."""
    if not member.required:
        return " = None"
    if not member.has_default:
        return ""
    return " = ()" if member.default == [] else f" = {member.default!r}"


def converter_arguments(member: Member) -> list[str]:
    """The `converter=` argument of a request attribute that accepts more than its own type."""
    name = converter(member.type, optional=not member.required)
    return [f"converter={name}"] if name else []


def converter(kind: TypeIR, *, optional: bool = False) -> str | None:
    """The function that turns what a caller may pass into the attribute's type."""
    prefix = "optional_" if optional else ""
    match kind:
        case ModelRef(name) | UnionRef(name):
            return f"{prefix}{snake(name)}" if optional else f"as_{snake(name)}"
        case ListOf(ModelRef(name) | UnionRef(name)):
            return f"{prefix}{snake(name)}_list" if optional else f"as_{snake(name)}_list"
        case ListOf(Scalar(name)) if name in LIST_CONVERTERS:
            return prefix + LIST_CONVERTERS[name]
    return None


def converters_needed(members: Iterable[Member]) -> set[tuple[str, str]]:
    """The variants that members need of each model's converter: ``as``, ``optional``, and both with ``_list``."""
    needed: set[tuple[str, str]] = set()
    for member in members:
        prefix = "as" if member.required else "optional"
        match member.type:
            case ModelRef(name) | UnionRef(name):
                needed.add((name, prefix))
            case ListOf(ModelRef(name) | UnionRef(name)):
                needed.add((name, f"{prefix}_list"))
            case _:
                pass
    return needed


def to_wire(kind: TypeIR, value: str) -> str:
    """The wire form of an expression."""
    match kind:
        case ModelRef() | UnionRef():
            return f"{value}.to_dict()"
        case ListOf(ModelRef() | UnionRef()):
            return f"[item.to_dict() for item in {value}]"
        case _:
            return value


def request_to_wire(member: Member, package: Package) -> str:
    """The wire form of a request attribute."""
    value = f"self.{member.python}"
    match member.type:
        case EnumRef(name):
            return f"{package.enums[name].scalar.name}({value})"
        case ListOf(EnumRef(name)):
            return f"[{package.enums[name].scalar.name}(item) for item in {value}]"
        case kind:
            return to_wire(kind, value)


def request_from_wire(member: Member, model: str) -> str:
    """A request attribute out of its dict."""
    key = repr(member.wire)
    name = converter(member.type, optional=not member.required)
    if member.has_default:
        given = f"data.get({key}, {member.default!r})"
    else:
        given = f"data[{key}]" if member.required else f"data.get({key})"
    if name is None or (isinstance(member.type, ListOf) and isinstance(member.type.item, Scalar)):
        return given
    wire = "" if member.python == member.wire else f", wire={key}"
    return f'within("{member.python}", {name}, {given}{wire}, model="{model}")'


SCALAR_READERS = {"str": "text", "int": "integer", "float": "number", "bool": "boolean"}


def response_from_wire(member: Member, package: Package) -> str:
    """A response attribute out of the server's dict: nothing is validated, what can be read is read."""
    key = repr(member.wire)
    given = f"data[{key}]" if member.required else f"data.get({key})"
    match member.type:
        case Anything() | FreeObject():
            return f"as_given({given})"
        case ListOf(item):
            items = f"{'wrapped_list' if package.api == 'top' else 'object_list'}({given})"
            reader = _reader(item, package)
            return f"read_all({reader}, {items})" if reader else items
        case kind:
            reader = _reader(kind, package)
            if member.required and not member.nullable:
                return _read_at_once(kind, reader, given)
            return f"optional({reader}, {given})"


def _read_at_once(kind: TypeIR, reader: str, given: str) -> str:
    """A member of an answer, without a call where it is what the spec says; bool is the one type that numbers hide."""
    match kind:
        case Scalar("str" | "int" | "bool" as name):
            return f"value if type(value := {given}) is {name} else {reader}(value)"
        case _:
            return f"{reader}({given})"


def _reader(kind: TypeIR, package: Package) -> str:
    """The function that reads a value of an answer; none where the value is taken as it is."""
    match kind:
        case Scalar(name) | Const(_, Scalar(name)):
            return SCALAR_READERS[name]
        case EnumRef(name):
            return f"read_{snake(name)}"
        case ModelRef(name):
            return f"{name}.from_dict"
        case Anything() | FreeObject():
            return "as_given"
        case _:
            return ""
