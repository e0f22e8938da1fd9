"""The page of a method."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen import normalise
from codegen.docs import kinds
from codegen.docs.documents import Documents, source_section
from codegen.docs.errors import method_errors
from codegen.docs.markdown import code, facts, heading, prose, slug
from codegen.docs.members import Room, model_sections, model_text, reached
from codegen.docs.page import Page
from codegen.docs.samples import calls, wire
from codegen.emit import sample_values
from codegen.emit.resources import resend_text
from codegen.emit.sample_answers import answer_sample
from codegen.ir import ModelRef, Operation, Package, UnionRef
from codegen.markdown import fenced


def method_page(operation: Operation, package: Package, documents: Documents) -> Page:
    """Calls, parameters, wire, answer, errors and source of a method."""
    name = f"{package.api}/{operation.name}"
    place = slug(name)
    room = Room(package, operation, place)
    example = next(sample_values.requests(operation, package))[1]
    variants: tuple[Page, ...] = ()
    if isinstance(operation.body, UnionRef):
        variants = tuple(kinds.variant_pages(name, operation, package))
    parts = [
        *_head(operation, package),
        heading(2, "Call", slug(place, "call")),
        *calls(operation, example, package),
        *(kinds.union_section(room, variants) if variants else _parameters(room)),
        heading(2, "On the wire", slug(place, "on-the-wire")),
        *wire(operation, example, package),
        *_answer(room),
        *method_errors(operation, package, place),
        *source_section(operation, documents, place),
    ]
    return Page(name, code(operation.vendor_name), tuple(parts), variants)


def _head(operation: Operation, package: Package) -> list[str]:
    body = next(iter(operation.raw["requestBody"]["content"]))
    call = ".".join(("client", *operation.resource, operation.method))
    entries = [
        ("In Python", f"{code(call + '()')} of {code(package.client)} and {code('Async' + package.client)}"),
        ("Sent as", f"{code(f'POST {operation.path}')}, {code(body)}"),
        ("Repeats", resend_text(operation)),
        ("Since", prose(operation.raw.get("x-since", ""))),
    ]
    return [prose(operation.summary) + ".", prose(operation.description), facts(entries)]


def _parameters(room: Room) -> list[str]:
    operation, package = room.operation, room.package
    body = package.models[operation.body.name]
    nested = [name for name in reached(operation.body, package) if name != body.name]
    return [
        heading(2, "Parameters", slug(room.place, "parameters")),
        *model_text(body, room),
        *model_sections(nested, room),
    ]


def _answer(room: Room) -> list[str]:
    operation, package = room.operation, room.package
    sample = answer_sample(operation, package)
    result = package.models[operation.result]
    nested = [name for name in reached(ModelRef(result.name), package) if name != result.name]
    return [
        heading(2, "Answer", slug(room.place, "answer")),
        prose(operation.raw["responses"]["200"].get("description", "")),
        fenced("json", sample.body),
        f"The client returns what is inside {code(operation.result_key)}, as {code(result.name)}:",
        fenced("python", sample.claims),
        heading(3, code(result.name), room.place_of(result.name)),
        *model_text(result, room),
        *model_sections(nested, room),
        *_other_answers(room),
    ]


def _other_answers(room: Room) -> Iterator[str]:
    responses = room.operation.raw["responses"]
    others = {status: _resolved(entry, room.package) for status, entry in responses.items() if status != "200"}
    if others:
        yield heading(3, "Other answers", slug(room.place, "other-answers"))
    for status, response in others.items():
        yield f"{'Errors' if status == 'default' else f'HTTP status {code(status)}'}: {prose(response['description'])}"
        for media in normalise.media_types({"responses": {status: response}}):
            if "example" in media:
                yield fenced("json", sample_values.shown(media["example"]))


def _resolved(entry: dict[str, Any], package: Package) -> dict[str, Any]:
    if "$ref" not in entry:
        return entry
    found: dict[str, Any] = package.document["components"]["responses"][normalise.ref_name(entry)]
    return found
