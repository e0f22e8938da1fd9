"""What the template of a model module places: every decision is taken here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from codegen.emit import checks, types
from codegen.emit.docstrings import member_text, paragraphs, sentence
from codegen.emit.plain_json import plain_bodies
from codegen.ir import Enum, EnumRef, ListOf, Member, Model, ModelRef, Package, TypeIR, Union, UnionRef

CONVERTERS = {
    "as": ("as_{}", "{0} | wire.{0}", "{0}"),
    "optional": ("optional_{}", "{0} | wire.{0} | None", "{0} | None"),
    "as_list": ("as_{}_list", "Sequence[{0} | wire.{0}]", "list[{0}]"),
    "optional_list": ("optional_{}_list", "Sequence[{0} | wire.{0}] | None", "list[{0}] | None"),
}


def contexts(package: Package) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each section of the models, and everything in it."""
    needed, plain = _converters_needed(package), plain_bodies(package)
    for section in sorted(set(package.modules.values())):
        yield section, _context(package, section, needed, plain)


def _context(package: Package, module: str, converters: set[tuple[str, str]], plain: frozenset[str]) -> dict[str, Any]:
    models = [model for model in package.models.values() if model.module == module]
    enums = [enum for enum in package.enums.values() if enum.module == module]
    unions = [union for union in package.unions.values() if union.module == module]
    own = {name for name, home in package.modules.items() if home == module}
    return {
        "api": package.api,
        "mixins": sorted({model.mixin for model in models if model.mixin}),
        "imports": _imports(package, models, unions, module, own),
        "converters": [_converter(name, variant, package) for name, variant in sorted(converters) if name in own],
        "enums": [_enum(enum) for enum in enums],
        "models": [_model(model, package, plain) for model in models],
        "unions": [_union(union) for union in unions],
    }


def _converters_needed(package: Package) -> set[tuple[str, str]]:
    """Converters by model and variant: each is defined beside its model, for whoever uses it."""
    needed: set[tuple[str, str]] = set()
    for model in package.models.values():
        if model.role == "request":
            needed |= types.converters_needed(model.members)
    needed |= {(name, "as") for name, variant in needed if variant != "as"}
    needed |= {(name, "as_list") for name, variant in needed if variant == "optional_list"}
    return needed | {(name, "as") for name in package.unions}


def _imports(
    package: Package, models: Iterable[Model], unions: Iterable[Union], module: str, own: set[str]
) -> list[tuple[str, list[str]]]:
    """Names from sibling modules: types of attributes and their converters."""
    names: dict[str, set[str]] = {}

    def add(component: str, *taken: str) -> None:
        home = package.modules[component]
        if home != module:
            names.setdefault(home, set()).update(taken)

    for model in models:
        for member in model.members:
            for component in _components(member.type):
                add(component, component)
                converter = types.converter(member.type, optional=not member.required)
                if converter and model.role == "request":
                    add(component, converter)
                if component in package.enums and model.role == "response":
                    add(component, f"read_{types.snake(component)}")
    for union in unions:
        for _, variant in union.variants:
            add(variant, variant)
    return [(home, sorted(taken)) for home, taken in sorted(names.items())]


def _components(kind: TypeIR) -> list[str]:
    match kind:
        case ModelRef(name) | EnumRef(name) | UnionRef(name):
            return [name]
        case ListOf(item):
            return _components(item)
        case _:
            return []


def _converter(name: str, variant: str, package: Package) -> dict[str, Any]:
    function, accepts, returns = (part.format(name) for part in CONVERTERS[variant])
    snake = types.snake(name)
    function = CONVERTERS[variant][0].format(snake)
    bodies = {
        "as": [f"return coerce({name}, value)"],
        "optional": [f"return None if value is None else as_{snake}(value)"],
        "as_list": [f"return coerce_list(as_{snake}, value)"],
        "optional_list": [f"return None if value is None else as_{snake}_list(value)"],
    }
    if variant == "as" and name in package.unions:
        union = package.unions[name]
        bodies["as"] = [
            f'result: {name} = variant(value, "{name}", {union.tag!r}, {_constant(name)}_VARIANTS)',
            "return result",
        ]
    return {
        "name": function,
        "accepts": accepts,
        "returns": returns,
        "body": bodies[variant],
        "doc": f"`{name}` of what a caller may pass for it.",
    }


def _enum(enum: Enum) -> dict[str, Any]:
    return {
        "name": enum.name,
        "base": "IntEnum" if enum.scalar.name == "int" else "StrEnum",
        "role": enum.role,
        "reader": f"read_{types.snake(enum.name)}",
        "scalar": enum.scalar.name,
        "doc": paragraphs(sentence(enum.description), 4, first=3),
        "choices": [(name, repr(value)) for name, value in enum.values],
    }


def _model(model: Model, package: Package, plain: frozenset[str]) -> dict[str, Any]:
    tag = next((member for member in model.members if member.is_tag), None)
    wire = _to_wire_response if model.role == "response" else types.request_to_wire
    members = [member for member in model.members if not member.is_tag]
    arguments = [
        (
            m.python,
            types.response_from_wire(m, package)
            if model.role == "response"
            else types.request_from_wire(m, model.name),
        )
        for m in members
    ]
    return {
        "name": model.name,
        "role": model.role,
        "base": f"({base})" if (base := model.mixin or ("PlainJson" if model.name in plain else "")) else "",
        "plain": model.role == "response" and not model.mixin,  # a mixin has attributes of its own to initialise
        "doc": paragraphs(sentence(model.description), 4, first=3),
        "constant": f"_{_constant(model.name)}",
        "wire_names": [repr(member.wire) for member in model.members],
        "required": tuple(
            member.wire for member in model.members if (member.required and not member.has_default) or member.is_tag
        ),
        "tag": tag and {"key": repr(tag.wire), "value": repr(tag.default)},
        "attributes": [
            {
                "name": member.python,
                "declaration": types.attribute(member, model.role, package),
                "doc": paragraphs(member_text(member.schema), 4, first=3),
            }
            for member in model.members
        ],
        "checks": checks.statements(model, package) if model.role == "request" else [],
        "always": [(repr(m.wire), wire(m, package)) for m in model.members if _always_written(m, model)],
        "sometimes": [
            (m.python, repr(m.wire), wire(m, package)) for m in model.members if not _always_written(m, model)
        ],
        "arguments": arguments,
        "absent": _absent_together(members),
        "reads_at_once": any(":=" in text for _, text in arguments),
    }


def _absent_together(members: list[Member]) -> list[str]:
    """The members of an answer that are known to miss by how many others there are."""
    if not any(member.required for member in members):
        return []
    return [member.python for member in members if not member.required and not isinstance(member.type, ListOf)]


def _always_written(member: Any, model: Model) -> bool:
    if model.role == "response":
        return isinstance(member.type, ListOf) or member.required
    return bool(member.required)


def _to_wire_response(member: Any, package: Package) -> str:
    value = f"self.{member.python}"
    shown = value if isinstance(member.type, EnumRef) else types.to_wire(member.type, value)
    may_be_none = member.required and member.nullable and not isinstance(member.type, ListOf)
    return f"None if {value} is None else {shown}" if may_be_none and shown != value else shown


def _union(union: Union) -> dict[str, Any]:
    return {
        "name": union.name,
        "constant": f"{_constant(union.name)}_VARIANTS",
        "doc": paragraphs(sentence(union.description), 0, first=3),
        "variants": [{"tag": repr(tag), "model": model} for tag, model in union.variants],
    }


def _constant(name: str) -> str:
    return types.snake(name).upper()
