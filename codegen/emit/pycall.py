"""Example values as Python source: the call that a user would write."""

from __future__ import annotations

from typing import Any

from codegen.ir import EnumRef, ListOf, Model, ModelRef, Package, TypeIR, UnionRef

WIDTH = 96


def arguments(model: Model, example: dict[str, Any], package: Package, indent: int) -> str:
    """Keyword arguments, one a line, for the members that the example has."""
    pad = " " * indent
    given = [member for member in model.members if member.wire in example and not member.is_tag]
    lines = [
        f"{pad}{member.python}={expression(member.type, example[member.wire], package, indent)},\n" for member in given
    ]
    return "".join(lines)


def expression(kind: TypeIR, value: Any, package: Package, indent: int) -> str:
    """The source of a value of that type."""
    match kind:
        case ModelRef(name):
            return _construction(package.models[name], value, package, indent)
        case UnionRef(name):
            union = package.unions[name]
            variant = dict(union.variants)[value[union.tag]]
            return _construction(package.models[variant], value, package, indent)
        case EnumRef(name):
            enum = package.enums[name]
            return next(f"{name}.{member}" for member, found in enum.values if found == value)
        case ListOf(item) if not isinstance(item, ModelRef | UnionRef):
            return literal(value, indent)
        case ListOf(item):
            pad = " " * (indent + 4)
            items = "".join(f"{pad}{expression(item, entry, package, indent + 4)},\n" for entry in value)
            return f"[\n{items}{' ' * indent}]"
        case _:
            return literal(value, indent)


def imports(kind: TypeIR, value: Any, package: Package) -> set[str]:
    """The names from `models` that an expression uses."""
    match kind:
        case ModelRef(name):
            return {name} | member_imports(package.models[name], value, package)
        case UnionRef(name):
            union = package.unions[name]
            variant = dict(union.variants)[value[union.tag]]
            return {variant} | member_imports(package.models[variant], value, package)
        case EnumRef(name):
            return {name}
        case ListOf(item):
            return {name for entry in value for name in imports(item, entry, package)}
        case _:
            return set()


def member_imports(model: Model, value: dict[str, Any], package: Package) -> set[str]:
    """The names from `models` that the arguments of a model use."""
    given = [member for member in model.members if member.wire in value and not member.is_tag]
    return {name for member in given for name in imports(member.type, value[member.wire], package)}


def literal(value: Any, indent: int = 0) -> str:
    """The source of a JSON value, on one line where it fits."""
    flat = _flat(value)
    if indent + len(flat) <= WIDTH or not isinstance(value, dict | list) or not value:
        return flat
    pad = " " * (indent + 4)
    if isinstance(value, dict):
        lines = [f"{pad}{_string(key)}: {literal(item, indent + 4)},\n" for key, item in value.items()]
        return f"{{\n{''.join(lines)}{' ' * indent}}}"
    lines = [f"{pad}{literal(item, indent + 4)},\n" for item in value]
    return f"[\n{''.join(lines)}{' ' * indent}]"


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_string(key)}: {_flat(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flat(item) for item in value) + "]"
    return _string(value) if isinstance(value, str) else repr(value)


def _string(value: str) -> str:
    """Double quotes, unless the text holds them and no others."""
    shown = repr(value)
    if shown.startswith("'") and '"' not in value:
        return f'"{shown[1:-1]}"'.replace("\\'", "'")
    return shown


def _construction(model: Model, value: dict[str, Any], package: Package, indent: int) -> str:
    return f"{model.name}(\n{arguments(model, value, package, indent + 4)}{' ' * indent})"
