"""The members of a model: names, type, rules, and where each statement comes from."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from typing import Any, Final

from attrs import frozen

from codegen import mixins
from codegen.docs.markdown import bullets, code, definition, facts, heading, link, literal, prose, slug, tag
from codegen.docs.rules import CLIENT_ONLY, rules
from codegen.emit import checks, types
from codegen.ir import EnumRef, ListOf, Member, Model, ModelRef, Operation, Package, Role, TypeIR, UnionRef
from codegen.load import pointer_tokens

PRESENCE: Final[dict[tuple[Role, bool], str]] = {
    ("request", True): tag("required", "required"),
    ("request", False): tag("optional", "optional"),
    ("response", True): tag("always there", "optional"),
    ("response", False): tag("may be absent", "optional"),
}


@frozen
class Room:
    """The page on which members are shown."""

    package: Package
    operation: Operation
    place: str
    """The page's own place; those of its models begin with it."""

    def place_of(self, model: str) -> str:
        """Where the page shows a model."""
        return slug(self.place, model)

    def component(self, pointer: str) -> dict[str, Any]:
        """The component that a pointer leads into."""
        name = pointer_tokens(pointer)[2]
        found: dict[str, Any] = self.package.document["components"]["schemas"][name]
        return found


def reached(kind: TypeIR, package: Package) -> list[str]:
    """The models, unions and enums that a type names, directly or through others, each once."""
    names: list[str] = []
    _reach(kind, package, names)
    return names


def _reach(kind: TypeIR, package: Package, names: list[str]) -> None:
    match kind:
        case ListOf(item):
            _reach(item, package, names)
        case ModelRef(name) | UnionRef(name) | EnumRef(name) if name not in names:
            names.append(name)
            for inner in _inside(name, package):
                _reach(inner, package, names)


def _inside(name: str, package: Package) -> Iterator[TypeIR]:
    if name in package.models:
        yield from (member.type for member in package.models[name].members)
    elif name in package.unions:
        yield from (ModelRef(variant) for _, variant in package.unions[name].variants)


def model_sections(names: Iterable[str], room: Room, level: int = 3) -> list[str]:
    """A section for each model or enum."""
    return [part for name in names for part in _section(name, room, level)]


def _section(name: str, room: Room, level: int) -> list[str]:
    title = heading(level, code(name), room.place_of(name))
    if name in room.package.enums:
        enum = room.package.enums[name]
        values = [f"{code(f'{name}.{member}')} is {code(str(value))}" for member, value in enum.values]
        return [title, prose(enum.description), bullets(values)]
    model = room.package.models[name]
    return [title, *model_text(model, room)]


def model_text(model: Model, room: Room) -> list[str]:
    """What is said of a model: description, members, and the rules between them."""
    schema = room.component(model.pointer)
    head = facts([("Since", prose(schema.get("x-since", ""))), ("Source", source_text(schema.get("x-source")))])
    listed = member_list(model.members, room, model.role)
    return [part for part in (prose(model.description), head, listed, between(model), *_mixin(model, room)) if part]


def _mixin(model: Model, room: Room) -> list[str]:
    """What the client adds to a result: the public names of its hand-written base class."""
    if model.mixin is None:
        return []
    found = vars(mixins.classes(room.package.api)[model.mixin])
    public = [name for name, item in found.items() if not name.startswith("_") and inspect.getdoc(item)]
    entries = [definition(code(name), [prose(first_paragraph(found[name]))]) for name in public]
    return ["The client adds:", *entries]


def first_paragraph(documented: object) -> str:
    """The first paragraph of a docstring, as Markdown."""
    return (inspect.getdoc(documented) or "").partition("\n\n")[0].replace("``", "`")


def member_list(members: Iterable[Member], room: Room, role: Role) -> str:
    """The members, required ones first, as the client's signature has them."""
    ordered = sorted(members, key=lambda member: not member.required)
    return "\n\n".join(_member(member, room, role) for member in ordered)


def between(*models: Model) -> str:
    """The rules between members that all of the models have, and what is allowed and seldom meant."""
    first, *others = map(_between, models)
    found = [line for line in first if all(line in lines for lines in others)]
    return "Between members:\n\n" + bullets(found) if found else ""


def _between(model: Model) -> list[str]:
    asked = [line for conditional in model.conditionals for line in _asked(conditional, model)]
    return asked + [f"Allowed, with a warning: {prose(str(warning['message']))}." for warning in model.warnings]


def _asked(conditional: dict[str, Any], model: Model) -> list[str]:
    suffix = f" ({CLIENT_ONLY})" if "if" in conditional.get("x-client-only", ()) else ""
    return [f"{prose(rule)}{suffix}." for rule in checks.requirements(conditional, model)]


def source_text(source: dict[str, str] | None) -> str:
    """The document and the basis of a statement."""
    return f"{code(source['document'])}, {source.get('basis', 'documented')}" if source else ""


def _member(member: Member, room: Room, role: Role) -> str:
    words = [code(member.python), tag(_type(member.type, room), "type"), PRESENCE[role, member.required]]
    return definition(" ".join(words), [prose(member.schema.get("description", "")), facts(_facts(member, room))])


def _type(kind: TypeIR, room: Room) -> str:
    match kind:
        case ListOf(item):
            return f"list of {_type(item, room)}"
        case ModelRef(name) | UnionRef(name) | EnumRef(name):
            return link(code(name), room.place_of(name))
        case _:
            return code(types.annotation(kind, room.package))


def _facts(member: Member, room: Room) -> Iterator[tuple[str, str]]:
    schema = member.schema
    yield "On the wire", _on_the_wire(member, room.operation)
    yield "Rules", rules(schema)
    if member.has_default:
        yield "Default", literal(member.default)
    yield "Example", _example(schema)
    if member.secret:
        yield "Secret", "never shown in logs, errors and representations"
    if isinstance(room.operation.resend, dict) and member.wire in room.operation.resend.get("same", ()):
        yield "Repeats", "a call may be sent again as long as this stays the same"
    yield "Since", prose(schema.get("x-since", ""))
    for what, reason in schema.get("x-deviation", {}).items():
        yield f"Departs from the document ({what})", prose(reason)
    yield "Source", _own_source(member, room)


def _on_the_wire(member: Member, operation: Operation) -> str:
    notes = [code(member.wire)]
    if member.wire in operation.json_members and pointer_tokens(member.pointer)[2] == operation.body.name:
        notes.append("as JSON text")
    if member.nullable:
        notes.append("or null")
    return ", ".join(notes)


def _example(schema: dict[str, Any]) -> str:
    if schema.get("x-secret"):
        return ""
    return ", ".join(literal(example) for example in schema.get("examples", ()))


def _own_source(member: Member, room: Room) -> str:
    """Where the member's statement comes from, if it is not where its component's does."""
    component = room.component(member.pointer)
    own = member.schema.get("x-source")
    return source_text(own) if own and own != component.get("x-source") else ""
