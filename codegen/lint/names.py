"""Rules about Python names."""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from typing import Final

from .. import naming
from .document import Document
from .rules import Problem, rule
from .shapes import is_object, members, uses


@rule("python-name", "It becomes a parameter and an attribute.")
def python_name(document: Document) -> Iterator[Problem]:
    """x-python-name stands on a member, and is a snake_case name that Python and the models leave free."""
    for node in document.nodes["schema"]:
        name = node.value.get("x-python-name")
        if not isinstance(name, str):
            continue
        if node.via != "properties":
            message, fix = "x-python-name stands on something that is no member", "Move it to the member."
        elif keyword.iskeyword(name) or name in naming.RESERVED_MEMBERS:
            message, fix = f"the name {name} is taken", "Choose another, or leave the mechanical name."
        elif not name.isidentifier() or naming.python_name(name) != name:
            message, fix = f"{name!r} is not a snake_case name", f"Write {naming.python_name(name)}."
        else:
            continue
        yield Problem((*node.at, "x-python-name"), message, fix)


@rule("python-mixin", "It becomes a base class of the result.")
def python_mixin(document: Document) -> Iterator[Problem]:
    """x-python-mixin stands on an object component of a response."""
    answers = uses(document).response
    for node in document.nodes["schema"]:
        if "x-python-mixin" in node.value and not (node.at in answers and is_object(node)):
            message = "x-python-mixin stands on something that is no object component of a response"
            yield Problem((*node.at, "x-python-mixin"), message, "Move it to the component of the result.")


REQUEST_ID: Final = "request_id"
"""A member that every result of TOP has, whether or not its page lists it."""


@rule("member-clash", "One of the two could not be given.")
def member_clash(document: Document) -> Iterator[Problem]:
    """No two members of an object have one Python name."""
    seen: set[tuple[str, ...]] = set()
    results = {document.success(operation) for operation in document.operations if operation.is_top}
    for component in document.schemas.values():
        taken = {REQUEST_ID: REQUEST_ID} if component in results else dict[str, str]()
        for wire, node in members(document, component).items() if is_object(component) else ():
            override = node.value.get("x-python-name")
            name = naming.member_name(wire, override if isinstance(override, str) else None)
            first = taken.setdefault(name, wire)
            if first != wire and node.at not in seen:
                seen.add(node.at)
                fix = "Give one of them an x-python-name."
                yield Problem(node.at, f"{wire} and {first} are both {name} in Python", fix)


@rule("component-clash", "Class and file names that differ in case alone are one on some systems.")
def component_clash(document: Document) -> Iterator[Problem]:
    """No two components differ in case alone."""
    taken: dict[str, str] = {}
    for name, node in document.schemas.items():
        first = taken.setdefault(name.lower(), name)
        if first != name:
            yield Problem(node.at, f"{name} and {first} differ in case alone", "Rename one of them.")
