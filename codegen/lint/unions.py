"""Rules about schemas made of others: allOf and oneOf."""

from __future__ import annotations

from collections.abc import Iterator

from .document import Document, Node, mapping, sequence, types
from .rules import Problem, rule
from .shapes import constants, is_object, members, parts, required, tag, uses, variants


@rule("all-of", "One of the two generators drops whatever is written otherwise, without a word.")
def all_of(document: Document) -> Iterator[Problem]:
    """allOf is a base, an object with the rest, and conditions; or conditions alone."""
    for node in document.nodes["schema"]:
        if "allOf" not in node.value:
            continue
        entries = [_part(entry) for entry in sequence(node.value["allOf"])]
        rest = [entry for entry in entries if entry != "condition"]
        at, fix = (*node.at, "allOf"), "Write `allOf: [{$ref: Base}, {type: object, ...}, conditions]`."
        if (rest and entries[:2] != ["base", "object"]) or len(rest) > 2:
            yield Problem(at, f"allOf of {node.name} is not a base, an object and conditions", fix)
        for key in ("properties", "required"):
            if rest and key in node.value:
                fix = f"Move {key} into the object of the allOf."
                yield Problem((*node.at, key), f"{node.name} has {key} beside allOf", fix)


def _part(entry: object) -> str:
    schema = mapping(entry)
    if "$ref" in schema:
        return "base"
    if "if" in schema and not schema.keys() & {"properties", "type", "required"}:
        return "condition"
    return "object" if types(schema) == ["object"] else "other"


@rule("union", "Only a tag tells which object of a union is meant.")
def union(document: Document) -> Iterator[Problem]:
    """A union is a request component that chooses from object components by a required const of its own in each."""
    used = uses(document).response
    for node in document.nodes["schema"]:
        if "oneOf" not in node.value or len(node.at) != 3:
            continue
        entries = [document.target(entry) for entry in sequence(node.value["oneOf"])]
        for index, target in enumerate(entries):
            if target is None or not is_object(target):
                fix = "Refer to an object component."
                yield Problem((*node.at, "oneOf", str(index)), f"entry {index + 1} is no object component", fix)
        if node.at in used:
            fix = "Describe it as a free-form object."
            yield Problem(node.at, f"the union {node.name} is part of a response", fix)
        if all(entries):
            yield from _tags(document, node)


def _tags(document: Document, node: Node) -> Iterator[Problem]:
    found = [(variant, constants(document, variant)) for variant in variants(document, node)]
    names = [name for name in (found[0][1] if found else {}) if all(name in constant for _, constant in found)]
    if len(found) < 2:
        yield Problem(node.at, f"the union {node.name} has fewer than two variants", "Refer to the object itself.")
    elif not names:
        fix = "Give every variant a required member of one name with a const of its own."
        yield Problem(node.at, f"the variants of {node.name} have no tag in common", fix)
    elif (name := tag(document, node)) is None:
        yield from _equal_tags(node, found, names)
    elif any(isinstance(constant[name], bool) for _, constant in found):
        fix = "Tell the variants apart by text or a whole number."
        yield Problem(node.at, f"the tag {name} of {node.name} is true or false", fix)


def _equal_tags(node: Node, found: list[tuple[Node, dict[str, object]]], names: list[str]) -> Iterator[Problem]:
    distinct = [name for name in names if len({repr(constant[name]) for _, constant in found}) == len(found)]
    if distinct:
        message = f"the variants of {node.name} have two tags, {' and '.join(distinct)}"
        yield Problem(node.at, message, "Keep the const of one of them.")
        return
    first: dict[str, str] = {}
    for variant, constant in found:
        value = repr(constant[names[0]])
        if value in first:
            message = f"{variant.name} and {first[value]} have the same tag, {names[0]} {value}"
            yield Problem(variant.at, message, "Give each variant a const of its own.")
        first.setdefault(value, variant.name)


@rule("base-tag", "The generator cannot merge a plain member with a const; it would drop the whole method.")
def base_tag(document: Document) -> Iterator[Problem]:
    """The base of a variant does not declare the tag."""
    seen: set[tuple[str, ...]] = set()
    for node in document.nodes["schema"]:
        name = tag(document, node) if "oneOf" in node.value else None
        for variant in variants(document, node) if name else ():
            for part in parts(document, variant):
                at = (*part.at, "properties", name or "")
                if part.at[:3] != variant.at and at in document.by_place and at not in seen:
                    seen.add(at)
                    fix = f"Remove it from {part.name}; each variant has it as a const."
                    yield Problem(at, f"the base {part.name} declares the tag {name}", fix)


@rule("const", "A constant that may be left out says nothing about the value that is sent.")
def const(document: Document) -> Iterator[Problem]:
    """A const member is a required scalar without an enum beside it."""
    sent = uses(document).request
    for component in document.schemas.values():
        needed = required(document, component)
        for name, member in members(document, component).items():
            if "const" not in member.value or member.at[:3] != component.at:
                continue
            if not isinstance(member.value["const"], str | int):
                yield Problem(member.at, f"the const of {name} is no text, number or flag", "Use a scalar.")
            elif name not in needed and component.at in sent:
                yield Problem(member.at, f"the const member {name} is not required", f"Add {name} to required.")
