"""A request that is one of several kinds: what all have, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.docs.markdown import code, definition, facts, heading, link, page_link, page_place, prose, slug, tag
from codegen.docs.members import Room, between, member_list, model_sections, reached, source_text
from codegen.docs.page import Page
from codegen.docs.samples import calls, wire
from codegen.emit import sample_values
from codegen.ir import Member, Model, ModelRef, Operation, Package, Union


def union_section(room: Room, pages: tuple[Page, ...]) -> list[str]:
    """The section of the method's page: the kinds, and the members that all of them have."""
    union = room.package.unions[room.operation.body.name]
    shared = _shared(union, room.package)
    nested = _nested(shared, room.package)
    entries = [
        definition(f"{page_link(page)} {tag(code(str(value)), 'type')}", [prose(room.package.models[name].description)])
        for page, (value, name) in zip(pages, union.variants, strict=True)
    ]
    return [
        heading(2, "Parameters", slug(room.place, "parameters")),
        prose(union.description),
        "\n\n".join(entries),
        heading(3, "Members of every kind", slug(room.place, "members-of-every-kind")),
        member_list(shared, room, "request"),
        between(*(room.package.models[name] for _, name in union.variants)),
        *model_sections(nested, room),
    ]


def variant_pages(name: str, operation: Operation, package: Package) -> Iterator[Page]:
    """A page for each kind: its calls, its own members, its wire."""
    union = package.unions[operation.body.name]
    examples = {value[union.tag]: value for _, value in sample_values.requests(operation, package)}
    for value, variant in union.variants:
        page = f"{name}/{variant}"
        example = examples.get(value) or sample_values.member_example(ModelRef(variant), package)
        room = Room(package, operation, slug(page))
        yield Page(page, code(variant), tuple(_variant(package.models[variant], example, room, name)))


def _variant(model: Model, example: dict[str, Any], room: Room, method: str) -> list[str]:
    operation, package = room.operation, room.package
    shared = {member.wire for member in _shared(package.unions[operation.body.name], package)}
    own = tuple(member for member in model.members if member.wire not in shared)
    schema = room.component(model.pointer)
    said = [
        ("Sent with", f"{code('.'.join(('client', *operation.resource, operation.method)) + '()')}"),
        ("Since", prose(schema.get("x-since", ""))),
        ("Source", source_text(schema.get("x-source"))),
    ]
    whole = link(code(operation.vendor_name), page_place(method))
    parts = [
        prose(model.description),
        facts(said),
        heading(2, "Call", slug(room.place, "call")),
        *calls(operation, example, package),
        heading(2, "Members", slug(room.place, "members")),
        f"The members of every kind, the answer and the errors: {whole}.",
        member_list(own, room, "request"),
        between(model),
        *model_sections(_nested(own, package), room),
        heading(2, "On the wire", slug(room.place, "on-the-wire")),
        *wire(operation, example, package),
    ]
    return [part for part in parts if part]


def _nested(members: tuple[Member, ...], package: Package) -> list[str]:
    names = [name for member in members for name in reached(member.type, package)]
    return list(dict.fromkeys(names))


def _shared(union: Union, package: Package) -> tuple[Member, ...]:
    """The members that are the same in every kind."""
    first, *others = (package.models[name].members for _, name in union.variants)
    return tuple(member for member in first if all(member in members for members in others))
